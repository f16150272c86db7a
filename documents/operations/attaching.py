"""Hang a document on a record: as visible as that record, or less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from access.contexts import elevated
from access.decisions import require
from access.records import Record, locked
from audit.models import Action
from audit.record import record_event
from core.errors import Refused
from core.sources import kept_number
from documents.models import Bearer, Document
from documents.operations.storing import digest_of, keep_upload, put_record
from documents.rules import OF_REGIMES, SecretSaysWhy

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from accounts.models import User

WHY: Final = "a document lies with its record"


@dataclass(frozen=True, slots=True)
class Described:
    """What the sender says of a document; ``level`` and ``regimes`` are what it asks besides its record."""

    kind: str
    title: str = ""
    source: str = ""
    source_number: str = ""
    level: int = 1
    regimes: Sequence[str] = ()
    secret: bool = False
    secret_why: str = ""


@transaction.atomic
def add_document(*, by: User, record: Bearer, upload: UploadedFile[Any], described: Described) -> Document:
    """Keep a file with a record. Raises :class:`Refused` for a file that can't be, or is there already."""
    record = locked(type(record), by, record.pk)
    require(by, record.documents_action, record)
    if sentence := record.why_no_documents():
        raise Refused(sentence, field="upload")
    require_description(record, described)
    _require_new(by, record, upload)
    document = Document(stored_by=by)
    describe(document, described)
    put_record(document, record)
    keep_upload(document, upload)
    note(record, "document_added", document, by=by)
    return document


def require_description(record: Record, described: Described) -> None:
    """Ask the rules about regime and secrecy."""
    for rule in OF_REGIMES:
        if not rule.holds(described.regimes, record.regimes):
            raise Refused(str(rule.__doc__), field="regimes")
    if not SecretSaysWhy.holds(described.secret, described.secret_why):
        raise Refused(str(SecretSaysWhy.__doc__), field="secret_why")


def describe(document: Document, described: Described) -> None:
    """Put what was said on the document. Not saved."""
    document.kind = described.kind
    document.title = described.title.strip()[:200] or None
    document.source = described.source
    document.source_number = kept_number(described.source, described.source_number)
    document.own_level = described.level
    document.own_regimes = [*described.regimes]
    document.secret = described.secret
    document.secret_why = described.secret_why.strip()[:500] if described.secret else None


def _require_new(by: User, record: Record, upload: UploadedFile[Any]) -> None:
    same = Document.objects.filter(record_id=record.pk, digest=digest_of(upload), hidden_at=None)
    if same.visible_to(by).exists():
        raise Refused("Dit bestand staat al bij dit dossier.", field="upload")


def attach_to(document: Document, record: Record, *, by: User | None = None) -> None:
    """Make a stored file part of a record: from now on it is owned, levelled and visible as that record.

    Call it elevated. Who sent the file is forgotten here, unless ``by`` is named: the record's own room
    keeps who reported.
    """
    document.stored_by = by
    put_record(document, record)
    with elevated(why=WHY):
        document.save()


def note(record: Record, step: str, document: Document, *, by: User, why: str = "") -> None:
    """A line about the record: which document came, changed or went; and the record heeds it."""
    record_event(
        Action.CHANGE,
        record_type=record._meta.label_lower,
        record_id=str(record.pk),
        regime=record.regimes,
        details={"step": step, "document": document.number},
    )
    if isinstance(record, Bearer):
        record.heed(document, step=step, by=by, why=why)
