"""What leaves VIK of a document: a copy with the name of who took it, or the original."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils import timezone

from access.decisions import require
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from documents import bench
from documents.filetypes import IMAGES, Part
from documents.models import Document
from documents.unsealing import opened

if TYPE_CHECKING:
    from accounts.models import User

TYPE: Final = "documents.document"


def watermark(user: User, document: Document) -> str:
    """Who looks, when, at what: across every page that is shown and every copy."""
    now = timezone.localtime(clock.now())
    secret = " · GEHEIM STUK (Awb 8:29)" if document.secret else ""
    return f"{user.name} · {now:%d-%m-%Y %H:%M} · {document.number}{secret}"


def shown_page(*, by: User, document: Document, page: int) -> bytes:
    """One page as a picture with the watermark; ``page`` counts from one."""
    raw = opened(document, Part.SHOWN)
    image = document.media_type in IMAGES
    _, (picture,) = bench.work("page", raw, number=page - 1, image=image, mark=watermark(by, document))
    return picture


def give_copy(*, by: User, document: Document, outside: bool, basis: str, recipient: str, why: str) -> bytes:
    """A PDF of pictures with the watermark; on record as export, or as verstrekking when it goes outside.

    Raises :class:`Refused` for what has no pages, and for a copy outside without a legal basis.
    """
    require(by, "copy", document)
    if not document.has_pages:
        raise Refused("Van dit soort bestand kan VIK geen kopie met watermerk maken.")
    if outside and not basis:
        raise Refused("Kies op welke grondslag u dit verstrekt.", field="basis")
    if not recipient.strip():
        raise Refused("Schrijf op voor wie de kopie is.", field="recipient")
    raw = opened(document, Part.SHOWN)
    _, (copy,) = bench.work("copy", raw, image=document.media_type in IMAGES, mark=watermark(by, document))
    record_event(
        Action.DISCLOSE if outside else Action.EXPORT,
        record_type=TYPE,
        record_id=str(document.pk),
        regime=document.regimes,
        reason=f"{recipient.strip()}: {why.strip()}"[:500],
        details={"part": "copy", "basis": basis, "secret": document.secret},
    )
    return copy
