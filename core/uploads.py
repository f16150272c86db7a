"""What people send in stays in memory until it is sealed: never readable on disk, never without bound.

Django itself writes a file of more than a few megabytes to a temporary file. Here a file that is too
large is read to its end and let go, so that the rest of the form arrives and nothing typed is lost; it
comes to the form as :class:`RefusedUpload`, with the sentence for its field.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from core.errors import Refused

if TYPE_CHECKING:
    _Upload = UploadedFile[Any]
else:
    _Upload = UploadedFile

MEGABYTE: Final = 1024 * 1024


class RefusedUpload(_Upload):
    """A file of which nothing was kept: its name, its size and why."""

    def __init__(self, name: str, content_type: str | None, size: int, sentence: str) -> None:
        """``sentence`` is for the sender."""
        super().__init__(io.BytesIO(), name, content_type, size)
        self.sentence = sentence

    def read(self, *args: Any) -> bytes:
        """There is nothing to read."""
        raise Refused(self.sentence)

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """There is nothing to read."""
        raise Refused(self.sentence)


class BoundedMemoryHandler(FileUploadHandler):
    """Keeps files in memory, up to a bound per file and a bound for all files of one request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left: int = settings.VIK_REQUEST_MAX_BYTES
        self.held = io.BytesIO()
        self.sentence = ""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """The next file begins."""
        super().new_file(*args, **kwargs)
        self.held = io.BytesIO()
        self.sentence = ""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold it, or let go of the whole file when it goes over a bound; no other handler sees it."""
        if self.sentence:
            return
        size = start + len(raw_data)
        if size > settings.VIK_UPLOAD_MAX_BYTES:
            self._let_go(too_large())
        elif size > self.left:
            self._let_go(too_large_together())
        else:
            self.held.write(raw_data)

    def _let_go(self, sentence: str) -> None:
        self.sentence = sentence
        self.held = io.BytesIO()

    def file_complete(self, file_size: int) -> _Upload:
        """The file for the form."""
        if self.sentence:
            return RefusedUpload(self.file_name or "", self.content_type, file_size, self.sentence)
        self.left -= file_size
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )


def why_refused(upload: _Upload) -> str:
    """The sentence for a file that is too large; "" when it is not."""
    if isinstance(upload, RefusedUpload):
        return upload.sentence
    return too_large() if (upload.size or 0) > settings.VIK_UPLOAD_MAX_BYTES else ""


def too_large() -> str:
    """The sentence about one file."""
    return f"Dit bestand is te groot: hoogstens {settings.VIK_UPLOAD_MAX_BYTES // MEGABYTE} MB."


def too_large_together() -> str:
    """The sentence about a file that came with too many others."""
    most = settings.VIK_REQUEST_MAX_BYTES // MEGABYTE
    return f"Deze bestanden zijn samen te groot: hoogstens {most} MB in één keer. Stuur ze in delen."
