"""What a reporter is typing: kept on the server, sealed, until he sends it or throws it away."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from access.contexts import elevated
from access.decisions import Denied, deny
from access.roles import may, refusal
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from documents.filetypes import Part
from documents.models import Document
from documents.operations import destroy_document, store_file
from signals.models import ReportDraft, Signal
from signals.operations.tokens import report_key

if TYPE_CHECKING:
    from accounts.models import User

LARGEST_DRAFT = 60_000
MOST_PHOTOS = 8
Fields = Mapping[str, Sequence[str]]


@transaction.atomic
def save_draft(*, by: User, fields: Fields) -> ReportDraft | None:
    """Keep what was typed so far; photos that are already kept stay.

    Returns None when this very form was sent in the meantime: a late save must not bring the
    report back as a draft. Raises :class:`Refused` when there is more text than a report can hold.
    """
    _ask(by)
    kept = {name: [str(value) for value in values] for name, values in fields.items()}
    if len(json.dumps(kept)) > LARGEST_DRAFT:
        raise Refused("Dit is te veel tekst voor één melding.")
    token = next(iter(kept.get("token", [])), "")
    if token and _already_sent(by, token):
        return None
    draft = _locked_draft(by)
    photos = draft.content.get("photos", []) if draft else []
    return _write(by, draft, {"fields": kept, "photos": photos})


@transaction.atomic
def keep_photos(*, by: User, fields: Fields, uploads: Sequence[UploadedFile[Any]]) -> list[str]:
    """Keep the photos of a form that could not be sent yet, with what was typed.

    Returns a sentence per photo that was refused; the others are kept.
    """
    _ask(by)
    token = next(iter(fields.get("token", [])), "")
    if token and _already_sent(by, token):
        return []
    draft = _locked_draft(by)
    photos: list[dict[str, str]] = list(draft.content.get("photos", [])) if draft else []
    refused: list[str] = []
    for upload in uploads:
        name = upload.name or "bestand"
        if len(photos) >= MOST_PHOTOS:
            refused.append(f"{name}: hoogstens {MOST_PHOTOS} bestanden bij één melding.")
            continue
        try:
            with transaction.atomic():
                document = store_file(
                    by=by,
                    upload=upload,
                    owner=by.organisation,
                    audience=[by.pk],
                    regimes=["avg_internal"],
                    confidentiality=Confidentiality.INTERN,
                )
        except Refused as refusal_:
            refused.append(f"{name}: {refusal_.message}")
        else:
            small = "ja" if Part.SMALL in document.parts else ""
            photos.append(
                {"id": str(document.pk), "number": document.number, "name": name[:120], "small": small}
            )
    _write(by, draft, {"fields": {key: list(values) for key, values in fields.items()}, "photos": photos})
    return refused


@transaction.atomic
def take_away_photos(*, by: User, photo_ids: Sequence[str]) -> None:
    """Destroy photos of the draft that the reporter does not want to send."""
    draft = _locked_draft(by)
    if draft is None:
        return
    gone = set(photo_ids) & {photo["id"] for photo in draft.content.get("photos", [])}
    if not gone:
        return
    _destroy(by, gone)
    left = [photo for photo in draft.content["photos"] if photo["id"] not in gone]
    _write(by, draft, {**draft.content, "photos": left})


@transaction.atomic
def discard_draft(*, by: User, token: str | None = None) -> None:
    """Throw the draft away, with its photos; with ``token`` only when it is of that very form."""
    draft = _locked_draft(by)
    if draft is not None and (token is None or token in draft.content.get("fields", {}).get("token", [])):
        _destroy(by, {photo["id"] for photo in draft.content.get("photos", [])})
        draft.delete()


def finish_draft(*, by: User) -> list[Document]:
    """The photos of the draft, which now belong to the report; the draft itself is gone.

    Called within the transaction that registers the signal.
    """
    draft = _locked_draft(by)
    if draft is None:
        return []
    ids = [photo["id"] for photo in draft.content.get("photos", [])]
    draft.delete()
    found = {str(row.pk): row for row in Document.objects.filter(pk__in=ids).visible_to(by)}
    return [found[pk] for pk in ids if pk in found]


def _ask(by: User) -> None:
    if not may(by, "signals.report"):
        raise Denied(deny(refusal("signals.report")))


def _already_sent(by: User, token: str) -> bool:
    with elevated(why="a signal lies outside its reporter's sight"):
        sent = Signal.objects.filter(owner=by.organisation, origin_key=report_key(by, token))
        return sent.unrestricted(why="double submit").exists()


def _locked_draft(by: User) -> ReportDraft | None:
    rows = ReportDraft.objects.filter(reporter=by).visible_to(by)
    return rows.select_for_update(of=("self",)).first()


def _write(by: User, draft: ReportDraft | None, content: dict[str, Any]) -> ReportDraft:
    if draft is None:
        draft = ReportDraft(
            number=f"C-{by.pk}",
            owner=by.organisation,
            reporter=by,
            confidentiality=Confidentiality.INTERN,
            regimes=["avg_internal"],
        )
    draft.content = content
    draft.saved_at = clock.now()
    try:
        with transaction.atomic():
            draft.save()
    except IntegrityError:
        # Another window made the draft a moment ago; the last one typed in wins.
        other = _locked_draft(by)
        if other is None or not draft._state.adding:
            raise
        return _write(by, other, content)
    return draft


def _destroy(by: User, ids: set[str]) -> None:
    for document in Document.objects.filter(pk__in=ids).visible_to(by):
        destroy_document(by=by, document=document, why="niet meegestuurd met de melding")
