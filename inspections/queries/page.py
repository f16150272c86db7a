"""Everything on the page of one control, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from encryption.fields import readable
from inspections.models import Finding, Inspection, InspectionStep, Line, Member, Participant, Stop
from inspections.states import LineKind
from reference.models import ControlCheck, PartnerKind
from reference.queries import current

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation with its people here."""

    row: Participant
    members: list[Member]

    @property
    def complete(self) -> bool:
        """Are its purpose and basis filled in?"""
        return bool(self.row.purpose.strip() and self.row.basis.strip())

    @property
    def own(self) -> bool:
        """Is it the municipality itself?"""
        return self.row.kind == PartnerKind.MUNICIPALITY

    @property
    def gives_back(self) -> bool:
        """May its feedback be kept? Never that of the tax authority (AWR 67)."""
        return self.row.kind != PartnerKind.TAX


@dataclass(frozen=True, slots=True)
class Visit:
    """A stop with what was found there."""

    stop: Stop
    findings: list[Finding] = field(default_factory=list)
    lines: int = 0

    @property
    def breaches(self) -> int:
        """How many breaches."""
        return sum(row.breach for row in self.findings)

    @property
    def breaches_told(self) -> str:
        """In words."""
        return f"{self.breaches} {'overtreding' if self.breaches == 1 else 'overtredingen'}"


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page of a control shows."""

    partners: list[Partner]
    visits: list[Visit]
    steps: list[tuple[InspectionStep, str]]
    checks: list[tuple[str, list[ControlCheck]]]

    @property
    def findings(self) -> list[Finding]:
        """All findings of the day, in the order of the route."""
        return [row for visit in self.visits for row in visit.findings]


def picture_of(actor: User, control: Inspection) -> Picture:
    """Read it all: seven queries."""
    members = defaultdict(list)
    for row in Member.objects.filter(inspection=control).visible_to(actor).order_by("created_at", "id"):
        members[row.participant_id].append(row)
    partners = Participant.objects.filter(inspection=control).visible_to(actor).order_by("created_at", "id")
    steps = InspectionStep.objects.filter(inspection=control).visible_to(actor).select_related("by")
    return Picture(
        partners=[Partner(row, members[row.pk]) for row in partners],
        visits=visits_of(actor, control),
        steps=[
            (row, readable(row, "why", otherwise="niet leesbaar") or "")
            for row in steps.order_by("-at", "-id")
        ],
        checks=checks_of(control),
    )


def visits_of(actor: User, control: Inspection) -> list[Visit]:
    """The route with what was found: three queries."""
    findings: defaultdict[UUID, list[Finding]] = defaultdict(list)
    rows = Finding.objects.filter(inspection=control).visible_to(actor).select_related("by")
    for row in rows.order_by("seen_at", "id"):
        findings[row.stop_id].append(row)
    lines: defaultdict[UUID, int] = defaultdict(int)
    written = Line.objects.filter(inspection=control, withdrawn_at=None).exclude(kind=LineKind.NOTE)
    for key in written.visible_to(actor).values_list("stop_id", flat=True):
        lines[key] += 1
    stops = Stop.objects.filter(inspection=control).visible_to(actor).order_by("position")
    return [Visit(row, findings[row.pk], lines[row.pk]) for row in stops]


def checks_of(control: Inspection) -> list[tuple[str, list[ControlCheck]]]:
    """What is checked in this type of control, per organisation: one query."""
    found: defaultdict[str, list[ControlCheck]] = defaultdict(list)
    for row in current(ControlCheck).filter(control_type__code=control.type.code):
        found[row.organisation].append(row)
    return [(str(PartnerKind(kind).label), rows) for kind, rows in found.items()]
