"""Take a document out of sight, or destroy it: with every version, redaction, copy and word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from access.contexts import elevated
from access.records import Record
from audit.models import Action
from audit.record import record_event
from core import clock
from documents import storage
from documents.models import Document
from documents.operations.indexing import forget_words

if TYPE_CHECKING:
    from accounts.models import User

TYPE: Final = "documents.document"
WHY: Final = "a document goes with all that was made of it"


@transaction.atomic
def hide_document(*, by: User | None, document: Document, why: str) -> Document:
    """Take a document out of sight, with its other versions; they are kept, sealed, but shown to nobody."""
    for row in _held(document):
        if row.hidden_at is None and row.destroyed_at is None:
            row.hidden_at = clock.now()
            _save(by, row, Action.CHANGE, why, step="hidden")
    return _again(document)


@transaction.atomic
def destroy_document(*, by: User | None, document: Document, why: str) -> Document:
    """Destroy a document: its keys and what is stored are gone, what tells anything is emptied.

    Every version and redaction goes along. Without the key no backup of the files opens any more. A
    tombstone stays. Key and files go when the transaction is sure; the nightly sweep removes what a crash
    leaves. Doing it twice changes nothing.
    """
    for row in _held(document):
        if row.destroyed_at is None:
            row.filename = row.title = row.secret_why = row.marks = row.digest = None
            row.source_number = ""
            row.stored_by = None
            row.size, row.pages = 0, None
            row.destroyed_at = clock.now()
            _save(by, row, Action.DESTROY, why, step="destroyed")
        _discard_when_sure(row.pk)
    return _again(document)


def hide_documents_of(record: Record, *, why: str) -> None:
    """Take every document of a record out of sight, as when it is sealed. Runs in the context of the system."""
    for document in _kept_of(record):
        hide_document(by=None, document=document, why=why)


def destroy_documents_of(record: Record, *, why: str) -> int:
    """Destroy every document of a record that goes; how many there were. Runs in the context of the system."""
    found = _kept_of(record)
    for document in found:
        destroy_document(by=None, document=document, why=why)
    return len(found)


def _kept_of(record: Record) -> list[Document]:
    mine = Document.objects.filter(record_id=record.pk, record_type=record._meta.label_lower)
    return list(mine.filter(destroyed_at=None).unrestricted(why=WHY))


def _discard_when_sure(key: UUID) -> None:
    transaction.on_commit(lambda: storage.discard(key))


def _held(document: Document) -> list[Document]:
    """All versions and redactions as they are now, held until the transaction ends."""
    with elevated(why=WHY):
        series = Document.objects.filter(series=document.series).unrestricted(why=WHY)
        rows = Document.objects.filter(Q(series=document.series) | Q(redacts__in=series.values("pk")))
        return list(rows.unrestricted(why=WHY).select_for_update(of=("self",)).order_by("pk"))


def _again(document: Document) -> Document:
    with elevated(why=WHY):
        return Document.objects.filter(pk=document.pk).unrestricted(why=WHY).get()


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
        forget_words(document)
        document.save()
