"""Keep, attach, hide and destroy files."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from access.contexts import SYSTEM_PRINCIPAL, elevated
from access.records import Record
from audit.models import Action, Result
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.numbers import next_number
from core.uploads import why_refused
from documents import images, storage
from documents.models import Document, ScanState
from documents.scanning import scan
from encryption.blind_index import blind_index

if TYPE_CHECKING:
    from accounts.models import Organisation, User

SERIES: Final = "DOC"
TYPE: Final = "documents.document"
LONGEST_NAME: Final = 120
WHY: Final = "a file follows the record that it belongs to"


@transaction.atomic
def store_document(
    *,
    by: User | None,
    upload: UploadedFile[Any],
    owner: Organisation,
    audience: Iterable[int],
    regimes: Iterable[str],
    confidentiality: int,
) -> Document:
    """Take in one photo: check it, seal the original, draw the copies that are shown.

    ``audience`` holds the principals that may see it until :func:`attach_to` gives it a record.
    Raises :class:`Refused` with a sentence for the sender; the file's name is never believed.
    """
    raw = _read(upload)
    media_type = images.media_type_of(raw)
    images.require_image(media_type)
    state = scan(raw)
    if state is ScanState.INFECTED:
        record_event(
            Action.CREATE,
            record_type=TYPE,
            result=Result.DENIED,
            details={"scan": str(state), "size": len(raw)},
        )
        raise Refused("De virusscanner weigert dit bestand. Het is niet bewaard.")
    copies = images.make_copies(raw, media_type)
    document = Document(
        owner=owner,
        audience=_audience(audience),
        regimes=list(regimes),
        confidentiality=confidentiality,
        filename=clean_name(upload.name or "", media_type),
        media_type=media_type,
        size=len(raw),
        digest=_digest(raw),
        scan_state=state,
        stored_by=by,
    )
    record_event(
        Action.CREATE,
        record_type=TYPE,
        record_id=str(document.pk),
        regime=document.regimes,
        details={"media": media_type, "size": document.size, "scan": str(state)},
    )
    try:
        storage.make_key(document.pk)
        storage.keep(document.pk, storage.Part.ORIGINAL, raw)
        storage.keep(document.pk, storage.Part.SHOWN, copies.shown)
        storage.keep(document.pk, storage.Part.SMALL, copies.small)
        with elevated(why="a file may lie outside its sender's sight"):
            document.number = next_number(SERIES, clock.today().year)
            document.save()
    except BaseException:
        # A later rollback of the whole request is cleared by the nightly sweep.
        storage.discard(document.pk)
        raise
    return document


def digest_of(upload: UploadedFile[Any]) -> bytes:
    """By which a file is known again, before it is kept; raises as :func:`store_document` does."""
    return _digest(_read(upload))


def _digest(raw: bytes) -> bytes:
    return blind_index(hashlib.sha256(raw).hexdigest(), context="documents.document.digest")


def _read(upload: UploadedFile[Any]) -> bytes:
    if sentence := why_refused(upload):
        raise Refused(sentence)
    upload.seek(0)
    raw: bytes = upload.read()
    if not raw:
        raise Refused("Dit bestand is leeg.")
    return raw


def clean_name(name: str, media_type: str) -> str:
    """The name as given, without folders, without signs that mislead, with the ending of its content."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    # Control and format signs: line ends that split headers, marks that turn the reading direction.
    base = "".join(sign for sign in base if unicodedata.category(sign)[0] != "C")
    base = re.sub(r'[<>:"|?*]+', " ", base).strip(" .")
    ending = images.EXTENSIONS[media_type]
    suffix = PurePosixPath(base).suffix.lower()
    if suffix == ending or (suffix == ".jpeg" and ending == ".jpg"):
        base = base[: -len(suffix)]
    return (base[:LONGEST_NAME].strip(" .") or "bestand") + ending


def attach_to(document: Document, record: Record) -> None:
    """Make a file part of a record: from now on it is owned, levelled and visible as that record.

    Call it elevated. Who sent the file is forgotten here: the record's own room keeps who reported.
    """
    document.stored_by = None
    put_audience(document, record)


def put_audience(document: Document, record: Record) -> None:
    """Let a file follow its record after a change of owner, level, regimes or grants."""
    document.owner_id = record.owner_id
    document.confidentiality = record.confidentiality
    document.regimes = list(record.regimes)
    document.audience = _audience(record.acl)
    with elevated(why=WHY):
        document.save()


def follow_record(record: Record, documents: Iterable[UUID]) -> None:
    """Bring the files of a record up to date with it; called by the owning room on every change."""
    with elevated(why=WHY):
        rows = Document.objects.filter(pk__in=list(documents)).unrestricted(why=WHY)
        for document in rows.select_for_update(of=("self",)).order_by("pk"):
            if _stands_apart(document, record):
                put_audience(document, record)


def _stands_apart(document: Document, record: Record) -> bool:
    return (
        document.owner_id != record.owner_id
        or document.confidentiality != record.confidentiality
        or document.regimes != list(record.regimes)
        or document.audience != _audience(record.acl)
    )


def _audience(principals: Iterable[int]) -> list[int]:
    return sorted(set(principals) - {SYSTEM_PRINCIPAL})


@transaction.atomic
def hide_document(*, by: User | None, document: Document, why: str) -> Document:
    """Take a file out of sight; it is kept, sealed, but shown to nobody."""
    document = _held(document)
    if document.hidden_at is None and document.destroyed_at is None:
        document.hidden_at = clock.now()
        _save(by, document, Action.CHANGE, why, step="hidden")
    return document


@transaction.atomic
def destroy_document(*, by: User | None, document: Document, why: str) -> Document:
    """Destroy a file: its key and what is stored are gone, what tells anything is emptied.

    Without the key no backup of the files opens any more. A tombstone stays. Key and files go when the
    transaction is sure; the nightly sweep removes what a crash leaves. Doing it twice changes nothing.
    """
    document = _held(document)
    if document.destroyed_at is None:
        document.filename = document.digest = None
        document.stored_by = None
        document.size = 0
        document.destroyed_at = clock.now()
        _save(by, document, Action.DESTROY, why, step="destroyed")
    key: UUID = document.pk
    transaction.on_commit(lambda: storage.discard(key))
    return document


def _held(document: Document) -> Document:
    """The row as it is now, held until the transaction ends."""
    with elevated(why=WHY):
        rows = Document.objects.filter(pk=document.pk).unrestricted(why=WHY)
        return rows.select_for_update(of=("self",)).get()


def _save(by: User | None, document: Document, action: Action, why: str, *, step: str) -> None:
    record_event(
        action,
        record_type=TYPE,
        record_id=str(document.pk),
        regime=document.regimes,
        reason=why,
        details={"step": step, "by": by.pk if by else None},
    )
    with elevated(why=WHY):
        document.save()
