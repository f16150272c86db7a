"""The documents of a record, the versions of a document, and the record it belongs to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps

from documents.models import Bearer, Document, DocumentMark

if TYPE_CHECKING:
    from accounts.models import User


def documents_of(actor: User, records: Collection[UUID], at: datetime | None = None) -> list[Document]:
    """The documents of these records, the newest version of each, newest first; ``at``: as of a moment."""
    rows = Document.objects.filter(record_id__in=records, hidden_at=None, destroyed_at=None).visible_to(actor)
    if at is None:
        rows = rows.filter(current=True)
    else:
        rows = rows.filter(created_at__lte=at).order_by("series", "-edition").distinct("series")
    found = list(rows.select_related("stored_by", "redacts"))
    return sorted(found, key=lambda row: (row.created_at, row.pk), reverse=True)


def versions_of(actor: User, document: Document) -> list[Document]:
    """All versions of a document that may be seen, newest first."""
    rows = Document.objects.filter(series=document.series, hidden_at=None, destroyed_at=None)
    return list(rows.visible_to(actor).select_related("stored_by").order_by("-edition"))


def redactions_of(actor: User, document: Document) -> list[Document]:
    """The newest redacted version(s) that were made of any version of a document."""
    rows = Document.objects.filter(redacts__series=document.series, current=True, hidden_at=None)
    found = rows.filter(destroyed_at=None).visible_to(actor).select_related("stored_by")
    return list(found.order_by("-created_at"))


def marks_on(actor: User, document: Document, page: int | None = None) -> list[DocumentMark]:
    """The marks of the work in hand, of one page or of all."""
    rows = DocumentMark.objects.filter(document=document).visible_to(actor)
    if page is not None:
        rows = rows.filter(page=page)
    return list(rows.select_related("marked_by").order_by("page", "y", "x"))


def bearer_of(actor: User, document: Document) -> Bearer | None:
    """The record that a document belongs to, when the actor may see it."""
    if document.record_id is None:
        return None
    model: Any = apps.get_model(document.record_type)
    found: Bearer | None = model.objects.filter(pk=document.record_id).visible_to(actor).first()
    return found
