"""Bytes of a document as an answer: in a sandbox, and never as a page of ours."""

from __future__ import annotations

from csp.decorators import csp_update
from django.http import HttpResponse
from django.utils.http import content_disposition_header


def file_response(raw: bytes, media_type: str, name: str, *, download: bool = False) -> HttpResponse:
    """The bytes with the headers that keep a browser from guessing.

    Should it ever take them for a page: no script, no form, no origin of ours.
    """
    response = HttpResponse(raw, content_type=media_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(download, name))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    sandboxed: HttpResponse = csp_update({"sandbox": True})(lambda: response)()
    return sandboxed
