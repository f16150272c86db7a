"""Add a document to a record, take it out of sight, and let it go with the record."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction

from access.contexts import elevated
from access.decisions import require
from access.records import locked
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from documents.models import Document
from documents.operations import attach_to, destroy_document, digest_of, hide_document, store_document
from subjects.models import Exhibit, SourceKind, Subject

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from accounts.models import User
    from subjects.operations.register import Source

WHY: Final = "documents go with their record"


@transaction.atomic
def add_exhibit(
    *, by: User, subject: Subject, upload: UploadedFile[Any], caption: str, source: Source
) -> Exhibit:
    """Keep a photo with a record. Raises :class:`Refused` for a file that can't be or without a caption."""
    subject = locked(Subject, by, subject.pk)
    require(by, "change", subject)
    if not caption.strip():
        raise Refused("Schrijf op wat er te zien is.", field="caption")
    same = Exhibit.objects.filter(subject=subject, document__digest=digest_of(upload)).visible_to(by)
    if same.filter(document__hidden_at=None).exists():
        raise Refused("Deze foto staat al bij deze registratie.", field="upload")
    document = store_document(
        by=by,
        upload=upload,
        owner=subject.owner,
        audience=subject.acl,
        regimes=subject.regimes,
        confidentiality=subject.confidentiality,
    )
    with elevated(why=WHY):
        attach_to(document, subject)
    row = Exhibit(
        subject=subject,
        document=document,
        caption=caption.strip()[:200],
        source=source.kind,
        source_number=source.kept_number,
        added_by=by,
        added_at=clock.now(),
    )
    row.save()
    _note(subject, "document_added", document)
    return row


@transaction.atomic
def hide_exhibit(*, by: User, exhibit: Exhibit, why: str) -> Subject:
    """Take a document out of sight; it is kept, sealed, with the reason."""
    subject = locked(Subject, by, exhibit.subject_id)
    require(by, "change", subject)
    if not why.strip():
        raise Refused("Schrijf op waarom dit document weg moet.", field="why")
    if exhibit.document.hidden_at is not None:
        raise Refused("Dit document is al verborgen.")
    hide_document(by=by, document=exhibit.document, why=why.strip()[:500])
    _note(subject, "document_hidden", exhibit.document)
    return subject


def destroy_exhibits(subjects: Collection[UUID], *, numbers: Collection[str] | None = None) -> None:
    """Destroy the documents of records, or only those that came from these signals.

    Runs in the context of the system.
    """
    rows = Exhibit.objects.filter(subject__in=subjects)
    if numbers is not None:
        rows = rows.filter(source=SourceKind.SIGNAL, source_number__in=numbers)
    for row in rows.unrestricted(why=WHY).select_related("document"):
        document = row.document
        row.delete()
        destroy_document(by=None, document=document, why="bewaartermijn voorbij")


def _note(subject: Subject, step: str, document: Document) -> None:
    record_event(
        Action.CHANGE,
        record_type=subject._meta.label_lower,
        record_id=str(subject.pk),
        regime=subject.regimes,
        details={"step": step, "document": document.number},
    )
