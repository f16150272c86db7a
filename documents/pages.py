"""The page that hangs documents on a record, and the list of them on its own page.

A room derives :class:`AttachPage` with its model and action, puts it in its addresses, and includes
``documents/_documents.html`` with :func:`documents_on` (docs/architecture.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from access.views import OperationPage
from audit.models import Action
from audit.record import record_event
from core.errors import Refused
from documents.forms import MOST_FILES, AttachForm
from documents.models import Bearer, Document
from documents.operations import add_document
from documents.queries import documents_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from accounts.models import User

BY_SCRIPT = "X-Vik-Upload"


@dataclass(frozen=True, slots=True)
class DocumentList:
    """What the partial shows: the documents, and the address to add one ("" when that may not)."""

    rows: list[Document]
    add_url: str = ""


def documents_on(actor: User, *records: UUID, add_url: str = "", at: datetime | None = None) -> DocumentList:
    """The documents of the record(s) on a page, logged before they are shown."""
    rows = documents_of(actor, records, at)
    if rows:
        record_event(
            Action.LIST,
            record_type="documents.document",
            shown=sorted(str(row.pk) for row in rows),
            regime=sorted({regime for row in rows for regime in row.regimes}),
            details={"part": "documents"},
        )
    return DocumentList(rows, add_url)


class AttachPage(OperationPage):
    """Add one or more documents to a record: plain files without a script, one by one with it."""

    abstract = True
    record_action = "change"
    template_name = "documents/attach.html"
    form_class = AttachForm
    heading: ClassVar[str] = "Documenten toevoegen"
    list_name: ClassVar[str] = ""

    @property
    def back_url(self) -> str:
        """Where the documents stand."""
        record: Bearer = self.record
        return record.documents_address

    def prepare(self, **kwargs: Any) -> None:
        """Only on a record that can carry documents."""
        super().prepare(**kwargs)
        assert isinstance(self.record, Bearer)

    def form_kwargs(self) -> dict[str, Any]:
        """What may be chosen depends on the record and on who asks."""
        return {"record": self.record, "actor": self.actor}

    def context(self, **extra: Any) -> dict[str, Any]:
        """The bounds are told before anything is sent."""
        bounds = {"max_bytes": settings.VIK_UPLOAD_MAX_BYTES, "max_files": MOST_FILES}
        return super().context(**{**extra, **bounds, "back_url": self.back_url})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep every file that can be kept; the others come back with a sentence each."""
        form: Any = self.form(request.POST, request.FILES)
        kept: list[str] = []
        if form.is_valid():
            for upload in form.uploads():
                try:
                    with transaction.atomic():
                        self.keep(upload, form)
                    kept.append(upload.name or "bestand")
                except Refused as refusal:
                    field = refusal.field if refusal.field in form.fields else "upload"
                    told = f"{upload.name}: {refusal.message}" if field == "upload" else refusal.message
                    if told not in form.errors.get(field, []):
                        form.add_error(field, told)
        if request.headers.get(BY_SCRIPT):
            return self._told(form)
        if not form.errors:
            messages.success(request, _sentence(len(kept)))
            return HttpResponseRedirect(self.back_url)
        return self.show(422, form=form, kept=kept)

    def keep(self, upload: UploadedFile[Any], form: AttachForm) -> None:
        """Store one file with the record."""
        add_document(by=self.actor, record=self.record, upload=upload, described=form.described())

    def _told(self, form: Any) -> JsonResponse:
        """For the script that sends files one by one: kept, or why not."""
        if form.errors:
            sentences = [str(text) for errors in form.errors.values() for text in errors]
            return JsonResponse({"kept": False, "sentences": sentences}, status=422)
        return JsonResponse({"kept": True, "back": self.back_url})


def _sentence(count: int) -> str:
    return "Het document is toegevoegd." if count == 1 else f"Er zijn {count} documenten toegevoegd."
