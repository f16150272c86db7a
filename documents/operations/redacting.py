"""Mark what may not be read, and make a version in which it is gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction

from access.records import locked
from audit.models import Action
from audit.record import record_event
from core.errors import Refused
from documents import bench
from documents.filetypes import IMAGES, PDF, Part
from documents.models import Document, DocumentMark
from documents.opening import Opened
from documents.operations.attaching import note
from documents.operations.storing import keep_file, put_record
from documents.operations.versions import require_change, successor_of
from documents.unsealing import opened
from documents.woo import GROUNDS, SHORT

if TYPE_CHECKING:
    from accounts.models import User

MOST_MARKS: Final = 2_000
WHOLE: Final = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page, in thousandths of it; ``page`` counts from one."""

    page: int
    x: int = 0
    y: int = 0
    width: int = WHOLE
    height: int = WHOLE


@transaction.atomic
def add_mark(*, by: User, document: Document, place: Place, ground: str) -> DocumentMark:
    """Put a mark on a page; what runs over the edge ends there. Nothing is made unreadable yet."""
    document = _markable(by, document)
    if ground not in GROUNDS:
        raise Refused("Kies een grond uit de lijst.", field="ground")
    if not 1 <= place.page <= (document.pages or 0):
        raise Refused("Dit blad is er niet.", field="page")
    x, y = min(place.x, WHOLE - 1), min(place.y, WHOLE - 1)
    width, height = min(place.width, WHOLE - x), min(place.height, WHOLE - y)
    if min(x, y) < 0 or min(width, height) < 1:
        raise Refused("Wijs een plek op het blad aan.", field="x")
    if DocumentMark.objects.filter(document=document).visible_to(by).count() >= MOST_MARKS:
        raise Refused(f"Er staan al {MOST_MARKS} plekken in dit document.")
    where = {"page": place.page, "x": x, "y": y, "width": width, "height": height}
    same = DocumentMark.objects.filter(document=document, ground=ground, **where).visible_to(by).first()
    if same is not None:
        return same
    mark = DocumentMark(document=document, ground=ground, marked_by=by, **where)
    mark.save()
    note(document, "marked", document, by=by)
    return mark


@transaction.atomic
def take_mark_away(*, by: User, document: Document, pk: UUID) -> None:
    """Take one mark back; twice changes nothing."""
    document = _markable(by, document)
    if DocumentMark.objects.filter(document=document, pk=pk).visible_to(by).delete()[0]:
        note(document, "mark_taken_away", document, by=by)


@transaction.atomic
def redact(*, by: User, document: Document) -> Document:
    """Make the version in which every mark is a black block; the document itself stays as it is.

    What was redacted before becomes an older version of the same series.
    """
    document = _markable(by, document)
    record = require_change(by, document, "redact")
    rows = DocumentMark.objects.filter(document=document).visible_to(by).order_by("page", "y", "x")
    marks = [_told(row) for row in rows]
    if not marks:
        raise Refused("Wijs eerst aan wat gelakt moet worden.")
    shown = opened(document, Part.SHOWN)
    asked = [{**mark, "page": mark["page"] - 1, "label": SHORT[mark["ground"]]} for mark in marks]
    told, (raw, small) = bench.work("redact", shown, image=document.media_type in IMAGES, marks=asked)
    made = _next_redaction(by, document)
    made.marks = marks
    made.scan_state = document.scan_state
    put_record(made, record)
    # Nothing of the text may be found by what was made unreadable.
    parts = {Part.SHOWN: raw, Part.SMALL: small, Part.TEXT: b""}
    name = (document.filename or document.number).rsplit(".", 1)[0]
    keep_file(made, raw, Opened(PDF, told["pages"], parts), f"{name} (gelakt)")
    record_event(
        Action.CHANGE,
        record_type=document._meta.label_lower,
        record_id=str(document.pk),
        regime=document.regimes,
        details={
            "step": "redacted",
            "made": made.number,
            "marks": len(marks),
            "grounds": sorted({mark["ground"] for mark in marks}),
        },
    )
    note(record, "document_redacted", made, by=by)
    return made


def _markable(by: User, document: Document) -> Document:
    document = locked(Document, by, document.pk)
    require_change(by, document, "redact")
    if not document.has_pages:
        raise Refused("Alleen een PDF of foto kan worden gelakt. Sla dit document op als PDF.")
    if document.redacts_id is not None:
        raise Refused("Dit is al een gelakte versie. Lak het document zelf.")
    return document


def _next_redaction(by: User, document: Document) -> Document:
    earlier = Document.objects.filter(redacts__series=document.series, current=True).visible_to(by).first()
    if earlier is None:
        made = Document(
            kind=document.kind,
            title=document.title,
            source=document.source,
            source_number=document.source_number,
            own_level=document.own_level,
            own_regimes=[*document.own_regimes],
            stored_by=by,
        )
    else:
        made = successor_of(earlier, by)
        made.secret, made.secret_why = False, None
    made.redacts = document
    return made


def _told(row: DocumentMark) -> dict[str, Any]:
    return {
        "page": row.page,
        "x": row.x,
        "y": row.y,
        "width": row.width,
        "height": row.height,
        "ground": row.ground,
    }
