"""Everything at one address, as inspectors on the spot need it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from documents.filetypes import Part
from documents.queries import documents_of
from encryption.fields import readable
from inspections.models import Finding, Inspection, Line, Participant, Stop
from inspections.states import Answer, LineKind
from reference.models import ControlCheck, PartnerKind
from reference.queries import current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from documents.models import Document

UNREADABLE = {
    "text": "niet leesbaar",
    "name": "niet leesbaar",
    "what": "niet leesbaar",
    "label": "niet leesbaar",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A line with what stands in it."""

    row: Line
    content: dict[str, Any]
    own: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One point with the answer that stands, and what a colleague answered otherwise."""

    check: ControlCheck
    organisation: str
    ours: bool
    answer: str = ""
    told: str = ""
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its photos."""

    row: Finding
    photos: list[Document] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StopPicture:
    """What the page of a stop shows."""

    points: list[Point]
    notes: list[Said]
    met: list[Said]
    goods: list[Said]
    dealers: list[Said]
    findings: list[Found]
    before: UUID | None
    after: UUID | None


def stop_picture(actor: User, control: Inspection, stop: Stop) -> StopPicture:
    """Read it all: seven queries."""
    rows = Line.objects.filter(stop=stop).visible_to(actor).select_related("by").order_by("at", "id")
    lines = list(rows)
    standing = [row for row in lines if row.withdrawn_at is None]
    order = list(
        Stop.objects.filter(inspection=control)
        .visible_to(actor)
        .order_by("position")
        .values_list("pk", flat=True)
    )
    here = order.index(stop.pk)
    return StopPicture(
        points=_points(actor, control, standing),
        notes=_said(actor, lines, LineKind.NOTE),
        met=_said(actor, lines, LineKind.MET),
        goods=_said(actor, lines, LineKind.GOODS),
        dealers=_said(actor, lines, LineKind.DEALER),
        findings=with_photos(
            actor,
            Finding.objects.filter(stop=stop)
            .visible_to(actor)
            .select_related("by")
            .order_by("seen_at", "id"),
        ),
        before=order[here - 1] if here else None,
        after=order[here + 1] if here + 1 < len(order) else None,
    )


def _said(actor: User, lines: Sequence[Line], kind: str) -> list[Said]:
    return [
        Said(row, readable(row, "content", otherwise=UNREADABLE), row.by_id == actor.pk)
        for row in lines
        if row.kind == kind
    ]


def _points(actor: User, control: Inspection, lines: Sequence[Line]) -> list[Point]:
    """The points of this type; of several answers the last stands, and another one is told."""
    here = set(
        Participant.objects.filter(inspection=control).visible_to(actor).values_list("kind", flat=True)
    )
    answers: defaultdict[str, list[Line]] = defaultdict(list)
    for row in lines:
        if row.kind == LineKind.CHECK:
            answers[row.code].append(row)
    found = []
    for check in current(ControlCheck).filter(control_type__code=control.type.code):
        given = answers[check.code]
        last = given[-1] if given else None
        # The last answer of each person: do two of them contradict?
        by_person = {row.by_id: row.answer for row in given}
        found.append(
            Point(
                check=check,
                organisation=str(PartnerKind(check.organisation).label),
                ours=check.organisation != PartnerKind.TAX and check.organisation in here,
                answer=last.answer if last else "",
                told=told_of(last) if last else "",
                contradicted=len(set(by_person.values()) - {Answer.UNCHECKED}) > 1,
            )
        )
    return found


def told_of(line: Line) -> str:
    """Who wrote it, for beside the answer."""
    return f"{Answer(line.answer).label}, {line.by.name}"


def with_photos(actor: User, findings: Any) -> list[Found]:
    """Findings with the photos that are not hidden: two queries."""
    rows = list(findings)
    photos: defaultdict[UUID | None, list[Document]] = defaultdict(list)
    for document in photos_in(documents_of(actor, [row.pk for row in rows])):
        photos[document.record_id].append(document)
    return [Found(row, photos[row.pk]) for row in rows]


def photos_in(documents: Sequence[Document]) -> list[Document]:
    """The photos of these documents, the first one first; a redacted version is shown as a document."""
    return [row for row in reversed(documents) if Part.SMALL in row.parts and row.redacts_id is None]


def stamp_of(actor: User, stop: Stop) -> str:
    """When anything here last changed: for a page that asks whether it must look again. Two queries."""
    last = [stop.changed_at]
    for rows in (Line.objects.filter(stop=stop), Finding.objects.filter(stop=stop)):
        newest = rows.visible_to(actor).order_by("-changed_at").values_list("changed_at", flat=True).first()
        last.append(newest or stop.changed_at)
    return f"{max(last).timestamp():.6f}"
