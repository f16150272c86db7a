"""The procesdossier: asked with one click, made in the background, kept as an edition of its own.

Awb 7:4 (bezwaar) and 8:42 (beroep): every piece that belongs to the case. What only the court may read (Awb
8:29) goes into a second bundle with an inventory of its own; the first tells that it is there, and why.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.db.models import Max

from access.contexts import SYSTEM, acting_as, elevated
from access.records import locked
from access.roles import may
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from documents import storage
from documents.filetypes import Part as Stored
from documents.following import put_standing
from documents.images import SHOWN_MEDIA
from documents.joining import NotJoined, Pages, Piece, as_pages, join_pieces, words_as_pages
from documents.models import Document
from documents.operations import store_made
from documents.reports import typeset_sheet
from documents.storage import FileGone
from encryption.files import FileTampered
from measures.models import Dossier, DossierFor, DossierState, Measure, Remedy
from measures.operations.covering import Row, changes_between, cover_of, dated, with_pages
from measures.operations.settling import for_change, write_step
from measures.operations.sheets import sheet_of
from measures.queries import MeasurePicture, picture_of
from measures.queries.pieces import Stuk, pieces_of
from measures.wording import names_source

if TYPE_CHECKING:
    from accounts.models import User

log = logging.getLogger("vik.documents")
ACTION: Final = "measures.dossier"
JOB: Final = "measures.tasks.make_dossier"
WHY: Final = "een procesdossier maken"
PURPOSE: Final = "Procesdossier"
WHY_AGAIN: Final = "dossiers whose worker fell away go on"
PDF: Final = "application/pdf"
NO_LONGER: Final = "Wie dit dossier vroeg, mag het niet meer maken. Vraag zelf een nieuw dossier."
SILENT: Final = timedelta(minutes=10)
BROKEN: Final = "Het dossier kon niet worden gemaakt. Probeer het opnieuw; blijft het misgaan, meld het dan."


@transaction.atomic
def ask_dossier(
    *, by: User, measure: Measure, purpose: str, remedy: Remedy | None = None, note: str = ""
) -> Dossier:
    """Ask for a new edition; it is on record to whom it will go, and on which article.

    Raises :class:`Refused` for a purpose that is not known, and while an edition is being made.
    """
    measure = for_change(by, measure, action=ACTION)
    if purpose not in DossierFor.values:
        raise Refused("Kies voor wie het dossier is.", field="purpose")
    rows = Dossier.objects.filter(measure=measure).visible_to(by)
    if any(row.busy for row in rows):
        raise Refused("Er wordt al een dossier gemaakt. Wacht tot het klaar is.")
    dossier = Dossier(
        measure=measure,
        remedy=remedy,
        edition=(rows.aggregate(last=Max("edition"))["last"] or 0) + 1,
        purpose=purpose,
        note=note.strip()[:200],
        asked_by=by,
        asked_at=clock.now(),
    )
    dossier.save()
    write_step(measure, kind="dossier_asked", by=by)
    record_event(
        Action.EXPORT if purpose == DossierFor.OWN else Action.DISCLOSE,
        record_type=measure._meta.label_lower,
        record_id=str(measure.pk),
        regime=measure.regimes,
        details={
            "kind": "dossier",
            "edition": dossier.edition,
            "recipient": purpose,
            "basis": dossier.basis.lower().replace(" ", "-"),
        },
    )
    send(dossier)
    return dossier


@transaction.atomic
def try_dossier_again(*, by: User, dossier: Dossier) -> Dossier:
    """Put an edition that failed, or whose worker fell away, back in the queue."""
    for_change(by, dossier.measure, action=ACTION)
    row = Dossier.objects.filter(pk=dossier.pk).visible_to(by).select_for_update(of=("self",)).get()
    if row.state == DossierState.READY:
        raise Refused("Dit dossier is al klaar.")
    row.state, row.failure, row.moved_at = DossierState.WAITING, "", clock.now()
    row.save()
    write_step(dossier.measure, kind="dossier_asked", by=by)
    send(row)
    return row


def send(dossier: Dossier) -> None:
    """Hand the work to a worker once this transaction stands; the job stands above, so by its name."""
    key = str(dossier.pk)
    transaction.on_commit(lambda: current_app.tasks[JOB].delay(key))


def take_up_silent_dossiers() -> int:
    """Put editions back in the queue that did not move for a while: their worker fell away, or the queue was lost.

    Returns how many. Safe when one still works: of two makers only the first keeps what he made.
    """
    since = clock.now() - SILENT
    rows = Dossier.objects.filter(state__in=(DossierState.WAITING, DossierState.RUNNING))
    silent = rows.filter(asked_at__lt=since).exclude(moved_at__gte=since).unrestricted(why=WHY_AGAIN)
    for dossier in silent:
        dossier.moved_at = clock.now()  # waits for its turn again, so that the next round leaves it
        dossier.state = DossierState.WAITING
        dossier.save()
        send(dossier)
    return len(silent)


def make_dossier(key: UUID | str) -> None:
    """Make one edition, as who asked for it; doing it twice changes nothing. What goes wrong is told."""
    by = _take_up(key)
    if by is None:
        return
    try:
        _make(by, key)
    except Exception as error:
        told = error.message if isinstance(error, Refused) else BROKEN
        _note(key, state=DossierState.FAILED, failure=told[:300])
        if not isinstance(error, Refused):
            log.exception("dossier %s failed", key)


def _take_up(key: UUID | str) -> User | None:
    with acting_as(SYSTEM, why=WHY):
        rows = Dossier.objects.filter(pk=key).unrestricted(why=WHY).select_for_update(of=("self",))
        dossier = rows.select_related("asked_by__organisation").first()
        if dossier is None or dossier.state == DossierState.READY or _at_work(dossier):
            return None
        if not may(dossier.asked_by, ACTION):
            # Else nobody could ask for another: one edition at a time.
            dossier.state, dossier.failure, dossier.moved_at = DossierState.FAILED, NO_LONGER, clock.now()
            dossier.save()
            return None
        dossier.state, dossier.done, dossier.total, dossier.failure = DossierState.RUNNING, 0, 0, ""
        dossier.moved_at = clock.now()
        dossier.save()
        return dossier.asked_by


def _at_work(dossier: Dossier) -> bool:
    """Does somebody make it at this moment? Then a second maker would only do the same once more."""
    moved = dossier.moved_at
    return dossier.state == DossierState.RUNNING and moved is not None and moved >= clock.now() - SILENT


def _note(key: UUID | str, **values: object) -> None:
    """Write how far it is, in a transaction of its own so that the page can tell; what is ready stays so."""
    with acting_as(SYSTEM, why=WHY):
        row = Dossier.objects.filter(pk=key).unrestricted(why=WHY).select_for_update(of=("self",)).get()
        if row.state == DossierState.READY:
            return
        for name, value in values.items():
            setattr(row, name, value)
        row.moved_at = clock.now()
        row.save()


@dataclass(slots=True)
class _Bundle:
    """What goes into one file: the pages, and a row of the inventory for each piece."""

    prefix: str = ""
    pieces: list[Piece] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    used: list[Document] = field(default_factory=list)

    def add(self, stuk: Stuk, raw: bytes | None, mark: str, told: str = "", title: str = "") -> str:
        """Add a piece; returns its number."""
        number = f"{self.prefix}{len(self.rows) + 1}"
        name = title or stuk.title
        code = f"{stuk.code}-apart" if title else stuk.code
        self.rows.append(Row(number=number, code=code, on=dated(stuk.on), title=name, mark=mark, told=told))
        if raw is not None:
            self.pieces.append(Piece(number, name, raw))
            if stuk.document is not None:
                self.used.append(stuk.document)
        return number


@dataclass(slots=True)
class _Work:
    """One edition while it is made: both bundles, and what may not go along."""

    by: User
    measure: Measure
    picture: MeasurePicture
    plain: _Bundle = field(default_factory=_Bundle)
    secret: _Bundle = field(default_factory=lambda: _Bundle("G"))
    left_out: list[str] = field(default_factory=list)


def _make(by: User, key: UUID | str) -> None:
    with acting_as(by, why=WHY, purpose=PURPOSE):
        _, measure = _both(by, key)
        work = _Work(by, measure, picture_of(by, measure))
        stukken = pieces_of(by, measure)
        _log_read(work, stukken)
    _note(key, total=len(stukken))
    for place, stuk in enumerate(stukken, 1):
        with acting_as(by, why=WHY, purpose=PURPOSE):
            _place(stuk, work)
        _note(key, done=place)
    with acting_as(by, why=WHY, purpose=PURPOSE):
        # Two may have made it, when the first was taken for lost: who is first keeps his.
        # The measure before its dossier, as who asks does: the other way round they would wait for each other.
        locked(Measure, by, measure.pk)
        Dossier.objects.filter(pk=key).visible_to(by).select_for_update(of=("self",)).get()
        dossier, work.measure = _both(by, key)
        if dossier.state != DossierState.READY:
            _keep(dossier, work)


def _both(by: User, key: UUID | str) -> tuple[Dossier, Measure]:
    dossier = Dossier.objects.filter(pk=key).visible_to(by).select_related("remedy").get()
    rows = Measure.objects.visible_to(by).select_related("type", "handler", "owner")
    return dossier, rows.get(pk=dossier.measure_id)


def _log_read(work: _Work, stukken: Sequence[Stuk]) -> None:
    documents = [one.document.pk for one in stukken if one.document is not None]
    claims = [one.pk for one in work.picture.claims]
    record_event(
        Action.READ,
        record_type=work.measure._meta.label_lower,
        record_id=str(work.measure.pk),
        regime=work.measure.regimes,
        shown=[str(key) for key in (*documents, *work.picture.shown, *claims)],
        details={"kind": "dossier"},
    )


def _place(stuk: Stuk, work: _Work) -> None:
    """Put one piece where it belongs; a piece that names M. nowhere."""
    if stuk.document is None:
        sheet = sheet_of(stuk.code, stuk.title, work.by, work.measure, work.picture)
        if sheet is not None:
            work.plain.add(stuk, typeset_sheet(sheet), _mark(list(sheet.parts)))
        return
    document = stuk.document
    words = _words(document)
    if names_source(f"{stuk.title}\n{words}"):
        work.left_out.append(
            f"“{stuk.title}” is niet opgenomen: daarin wordt de bron van anonieme informatie genoemd."
        )
        return
    raw, told = _pages_of(stuk, words, work.measure)
    mark = _mark([str(document.series), document.edition, document.secret, told])
    if not stuk.secret:
        work.plain.add(stuk, raw, mark, told)
        return
    number = work.secret.add(stuk, raw, mark, told)
    reason = f"Alleen voor de rechter (Awb 8:29), apart gevoegd als {number}. Reden: {stuk.why_secret}"
    work.plain.add(stuk, None, mark, reason, title="Geheim stuk")


def _words(document: Document) -> str:
    if Stored.TEXT not in document.parts:
        return ""
    try:
        return storage.read(document.pk, Stored.TEXT).decode()
    except FileGone:
        return ""


def _pages_of(stuk: Stuk, words: str, measure: Measure) -> tuple[bytes | None, str]:
    """The pages of a document, or none with what the inventory tells instead."""
    document = stuk.document
    assert document is not None
    try:
        if stuk.how == "heel":
            shown = storage.read(document.pk, Stored.SHOWN)
            # Of a photo the shown copy is a JPEG, whatever came in.
            kind = PDF if document.media_type == PDF else SHOWN_MEDIA
            return as_pages(shown, kind), ""
        if stuk.how == "tekst":
            name = document.type_name
            return words_as_pages(words, title=stuk.title, sender=measure.owner.name, format_name=name), ""
    except NotJoined as why:
        return None, f"Losse bijlage: {why} ({document.type_name})."
    except (FileGone, FileTampered):
        raise Refused(
            f"Het document “{stuk.title}” is onleesbaar geworden. Meld dit aan de beheerder."
        ) from None
    return None, f"Losse bijlage: dit bestand ({document.type_name}) kan niet worden samengevoegd."


def _mark(value: object) -> str:
    """By which a piece is known again in the next edition."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _keep(dossier: Dossier, work: _Work) -> None:
    rows = Dossier.objects.filter(measure=work.measure, state=DossierState.READY).visible_to(work.by)
    before = rows.order_by("-edition").first()
    old = [row for row in (before.inventory or []) if not row["number"].startswith("G")] if before else []
    changes = changes_between(old, work.plain.rows) if before else []
    dossier.document, listed = _file(dossier, work, work.plain, changes)
    if work.secret.rows:
        dossier.secret_document, hidden = _file(dossier, work, work.secret, ())
        listed += hidden
    dossier.inventory = [row.as_data() for row in listed]
    dossier.changes, dossier.left_out = changes, work.left_out
    dossier.state, dossier.ready_at = DossierState.READY, clock.now()
    dossier.save()
    write_step(work.measure, kind="dossier_made", by=work.by)


def _file(
    dossier: Dossier, work: _Work, bundle: _Bundle, changes: Sequence[str]
) -> tuple[Document, list[Row]]:
    """Join one bundle and keep it with the measure, as strict as the strictest of its pieces."""
    secret, measure = bundle is work.secret, work.measure
    name = f"{'Geheime stukken' if secret else 'Procesdossier'} {measure.number}, versie {dossier.edition}"
    numbers = [piece.number for piece in bundle.pieces]

    def cover(places: Sequence[Pages]) -> bytes:
        rows = with_pages(bundle.rows, dict(zip(numbers, places, strict=True)))
        return cover_of(dossier, measure, rows, secret=secret, changes=changes)

    raw, places = join_pieces(
        title=name,
        foot=f"{measure.number} · versie {dossier.edition}{' · geheim' if secret else ''}",
        cover=cover,
        pieces=bundle.pieces,
    )
    document = store_made(
        by=work.by,
        raw=raw,
        filename=f"{name}.pdf",
        media_type=PDF,
        record=measure,
        kind="OTHER",
        title=name,
    )
    document.own_level = max([document.own_level, *(one.own_level for one in bundle.used)])
    document.own_regimes = sorted({regime for one in bundle.used for regime in one.own_regimes})
    if secret:
        document.secret, document.secret_why = True, "Bundel van stukken die alleen voor de rechter zijn."
    put_standing(document, measure)
    with elevated(why="a bundle is as strict as its pieces"):
        document.save()
    return document, with_pages(bundle.rows, dict(zip(numbers, places, strict=True)))
