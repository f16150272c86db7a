"""The bytes of a document: a page with the watermark, a small picture, or the original as a download."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from audit.models import Action
from audit.record import record_event
from documents.filetypes import JPEG, Part
from documents.operations.giving import shown_page
from documents.views.base import DocumentRecordPage
from documents.views.sending import file_response


class FilePage(DocumentRecordPage):
    """The bytes leave after the audit line, and never as a page of ours."""

    abstract = True

    def log_part(self, part: str) -> None:
        """Which part of which document was read."""
        record_event(
            Action.READ,
            record_type=self.model._meta.label_lower,
            record_id=str(self.record.pk),
            regime=self.record.regimes,
            details={"part": part},
        )


class ShowPage(FilePage):
    """One page as a picture, with the name of who looks and the moment across it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, draw, send."""
        page: int = kwargs["page"]
        if not self.record.has_pages or not 1 <= page <= (self.record.pages or 1):
            raise Http404
        self.log_part(f"page-{page}")
        raw = shown_page(by=self.actor, document=self.record, page=page)
        # A name that tells nothing, should the picture be saved.
        return file_response(raw, JPEG, f"{self.record.number}-{page}.jpg")


class ShowThumbnail(FilePage):
    """The small copy, for lists of photos."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, open, send."""
        if Part.SMALL not in self.record.parts:
            raise Http404
        self.log_part("small")
        return file_response(self.part(Part.SMALL), JPEG, f"{self.record.number}-klein.jpg")


class DownloadOriginal(FilePage):
    """The file as it was sent, with all that it holds; always a download."""

    action = "documents.original"
    purpose = "Origineel van een document onderzoeken"
    record_action = "original"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A download has a line of its own kind: the file leaves VIK."""
        record_event(
            Action.DOWNLOAD,
            record_type=self.model._meta.label_lower,
            record_id=str(self.record.pk),
            regime=self.record.regimes,
            details={"part": "original", "scan": self.record.scan_state, "secret": self.record.secret},
        )
        name = str(self.record.filename or self.record.number)
        return file_response(self.part(Part.ORIGINAL), self.record.media_type, name, download=True)
