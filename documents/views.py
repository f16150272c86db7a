"""Open a file: the copy, the thumbnail, or, for who may, the original as a download."""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header

from access.views import RecordPage
from audit.models import Action
from audit.record import record_event
from core.errors import Refused
from documents import images
from documents.models import Document
from documents.storage import FileGone, Part, read
from encryption.files import FileTampered
from encryption.keyring import DecryptionError
from encryption.seals import SealStoreMissing

log = logging.getLogger("vik.documents")


class DocumentPage(RecordPage):
    """One part of one file; the bytes leave after the audit line, and never as a page of ours."""

    abstract = True
    action = "documents.view"
    purpose = "Bestand bij een dossier bekijken"
    model = Document
    part: ClassVar[Part]

    # Should a browser ever take the bytes for a page: no script, no form, no origin of ours.
    @method_decorator(csp_update({"sandbox": True}))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer within a sandbox."""
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, open the whole file, send it."""
        self.log_read()
        try:
            raw = read(self.record.pk, self.part)
        except FileGone:
            raise Refused("Dit bestand staat niet meer in VIK. Meld dit aan de beheerder.") from None
        except (FileTampered, DecryptionError, SealStoreMissing) as error:
            # The alarm: a damaged or exchanged file, a lost key, or a store that is not mounted.
            log.error("unreadable: document %s %s: %s", self.record.pk, self.part, type(error).__name__)
            raise Refused("Dit bestand is onleesbaar geworden. Meld dit aan de beheerder.") from None
        return self.send(raw)

    def send(self, raw: bytes) -> HttpResponse:
        """The bytes with the headers that keep a browser from guessing."""
        response = HttpResponse(raw, content_type=self.media_type)
        name = content_disposition_header(self.part is Part.ORIGINAL, self.filename)
        response.headers["Content-Disposition"] = str(name)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return response

    @property
    def media_type(self) -> str:
        """What the copies are, always."""
        return images.SHOWN_MEDIA

    @property
    def filename(self) -> str:
        """A name that tells nothing, should the picture be saved."""
        return f"{self.record.number}.jpg"


class ShowDocument(DocumentPage):
    """The copy without metadata, in the browser."""

    part = Part.SHOWN


class ShowThumbnail(DocumentPage):
    """The small copy, for lists of photos."""

    part = Part.SMALL


class DownloadOriginal(DocumentPage):
    """The file as it was sent, with all that it holds; always a download."""

    action = "documents.original"
    purpose = "Origineel van een bestand onderzoeken"
    record_action = "original"
    part = Part.ORIGINAL

    def log_read(self) -> None:
        """A download has a line of its own kind: the file leaves VIK."""
        record_event(
            Action.DOWNLOAD,
            record_type=Document._meta.label_lower,
            record_id=str(self.record.pk),
            regime=self.record.regimes,
            details={"part": "original", "scan": self.record.scan_state},
        )

    @property
    def media_type(self) -> str:
        """What the content was found to be."""
        return str(self.record.media_type)

    @property
    def filename(self) -> str:
        """The name as it was sent, made safe."""
        return str(self.record.filename or self.record.number)
