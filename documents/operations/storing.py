"""Take a file in: check it, seal the original, make what is shown."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from access.contexts import elevated
from access.records import Record
from audit.models import Action, Result
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.numbers import next_number
from core.uploads import why_refused
from documents import storage
from documents.filetypes import EXTENSIONS, Part
from documents.following import principals_in, put_standing
from documents.models import Document, Kind, ScanState
from documents.opening import Opened, open_file
from documents.operations.indexing import index_document
from documents.scanning import scan
from encryption.blind_index import blind_index

if TYPE_CHECKING:
    from accounts.models import Organisation, User

SERIES: Final = "DOC"
TYPE: Final = "documents.document"
LONGEST_NAME: Final = 120


@transaction.atomic
def store_file(
    *,
    by: User | None,
    upload: UploadedFile[Any],
    owner: Organisation,
    audience: Iterable[int],
    regimes: Iterable[str],
    confidentiality: int,
    kind: str = "",
) -> Document:
    """Take in one file that has no record yet: a photo, PDF, office file, text or e-mail.

    ``audience`` holds the principals that may see it until :func:`attach_to` gives it a record; ``kind``
    is a photo or something else by its content when it is not said. Raises :class:`Refused` with a
    sentence for the sender; the file's name is never believed.
    """
    document = Document(
        owner=owner,
        audience=principals_in(audience),
        regimes=list(regimes),
        confidentiality=confidentiality,
        kind=kind,
        stored_by=by,
    )
    return keep_upload(document, upload)


def keep_upload(document: Document, upload: UploadedFile[Any]) -> Document:
    """Read, scan and open a file, and keep it as this new document."""
    raw = _read(upload)
    state = scan(raw)
    if state is ScanState.INFECTED:
        record_event(
            Action.CREATE,
            record_type=TYPE,
            result=Result.DENIED,
            details={"scan": str(state), "size": len(raw)},
        )
        raise Refused("De virusscanner weigert dit bestand. Het is niet bewaard.", field="upload")
    document.scan_state = state
    return keep_file(document, raw, open_file(raw), upload.name or "")


@transaction.atomic
def store_made(
    *,
    by: User | None,
    raw: bytes,
    filename: str,
    media_type: str,
    record: Record,
    kind: str,
    title: str,
) -> Document:
    """Keep a file that VIK itself made (a letter, a pack, minutes) with its record, at once.

    It goes through the same opening as a file from outside, so that what is shown of it is a copy too.
    """
    opened = open_file(raw)
    if opened.media_type != media_type:
        raise ValueError(f"VIK made {opened.media_type}, not {media_type}")
    document = Document(
        kind=kind, title=title[:200], stored_by=by, made_by_vik=True, scan_state=ScanState.OWN
    )
    put_record(document, record)
    return keep_file(document, raw, opened, filename)


def put_record(document: Document, record: Record) -> None:
    """Name the record of a document, and make it as visible as that. Not saved."""
    document.record_type = record._meta.label_lower
    document.record_id = record.pk
    put_standing(document, record)


def keep_file(document: Document, raw: bytes, opened: Opened, name: str) -> Document:
    """Seal what was opened as a new document with its next number; nothing stays when that fails."""
    document.filename = clean_name(name, opened.media_type)
    document.media_type, document.pages = opened.media_type, opened.pages
    document.kind = document.kind or (Kind.OTHER if opened.text or Part.TEXT in opened.parts else Kind.PHOTO)
    document.size, document.digest = len(raw), digest_of_bytes(raw)
    document.series = document.series or document.pk
    record_event(
        Action.CREATE,
        record_type=TYPE,
        record_id=str(document.pk),
        regime=document.regimes,
        details={
            "media": EXTENSIONS[document.media_type].lstrip("."),
            "size": document.size,
            "scan": str(document.scan_state),
            "kind": str(document.kind),
        },
    )
    try:
        storage.make_key(document.pk)
        storage.keep(document.pk, Part.ORIGINAL, raw)
        for part, content in opened.parts.items():
            storage.keep(document.pk, part, content)
        with elevated(why="a file may lie outside its sender's sight"):
            document.number = next_number(SERIES, clock.today().year)
            document.save()
            index_document(document, opened.text)
    except BaseException:
        # A later rollback of the whole request is cleared by the nightly sweep.
        storage.discard(document.pk)
        raise
    return document


def digest_of(upload: UploadedFile[Any]) -> bytes:
    """By which a file is known again, before it is kept; raises as :func:`store_file` does."""
    return digest_of_bytes(_read(upload))


def digest_of_bytes(raw: bytes) -> bytes:
    """The blind index of a content."""
    return blind_index(hashlib.sha256(raw).hexdigest(), context="documents.document.digest")


def _read(upload: UploadedFile[Any]) -> bytes:
    if sentence := why_refused(upload):
        raise Refused(sentence, field="upload")
    upload.seek(0)
    raw: bytes = upload.read()
    if not raw:
        raise Refused("Dit bestand is leeg.", field="upload")
    return raw


def clean_name(name: str, media_type: str) -> str:
    """The name as given, without folders, without signs that mislead, with the ending of its content."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    # Control and format signs: line ends that split headers, marks that turn the reading direction.
    base = "".join(sign for sign in base if unicodedata.category(sign)[0] != "C")
    base = re.sub(r'[<>:"|?*]+', " ", base).strip(" .")
    ending = EXTENSIONS[media_type]
    suffix = PurePosixPath(base).suffix.lower()
    if suffix == ending or (suffix == ".jpeg" and ending == ".jpg"):
        base = base[: -len(suffix)]
    return (base[:LONGEST_NAME].strip(" .") or "bestand") + ending
