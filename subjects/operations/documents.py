"""Documents of a record that a signal told: they go with that signal, or with the record."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from documents.models import Document
from documents.operations import destroy_document
from subjects.models import SourceKind, Subject

WHY: Final = "documents go with their record"


def documents_of_all(subjects: Collection[UUID]) -> Any:
    """What is still kept with these records. Runs in the context of the system."""
    rows = Document.objects.filter(
        record_type=Subject._meta.label_lower, record_id__in=subjects, destroyed_at=None
    )
    return rows.unrestricted(why=WHY)


def destroy_documents(subjects: Collection[UUID], *, numbers: Collection[str] | None = None) -> None:
    """Destroy the documents of records, or only those that came from these signals.

    Runs in the context of the system.
    """
    rows = documents_of_all(subjects)
    if numbers is not None:
        rows = rows.filter(source=SourceKind.SIGNAL, source_number__in=numbers)
    for document in rows:
        destroy_document(by=None, document=document, why="bewaartermijn voorbij")
