"""The section *Maatregelen* on the page of a subject or object, and of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from measures.models import Measure, Party, PartyRole
from subjects.queries import Panel

if TYPE_CHECKING:
    from accounts.models import User
    from cases.models import Case

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Appearance:
    """A record in one measure: as what."""

    measure: Measure
    roles: str


def measures_with(actor: User, subjects: Sequence[UUID], at: datetime | None) -> Panel:
    """The measures that these records were part of at a moment, the newest first, ended ones included."""
    stood = Q(withdrawn_at=None)
    if at is not None:
        stood = Q(added_at__lte=at) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
    rows = Party.objects.filter(stood, subject__in=subjects).visible_to(actor)
    rows = rows.select_related("measure__type").order_by("-measure__created_at", "-id")
    together: dict[UUID, list[Party]] = {}
    for row in rows[:MOST]:
        together.setdefault(row.measure_id, []).append(row)
    found = [
        Appearance(
            links[0].measure, ", ".join(dict.fromkeys(str(PartyRole(row.role).label) for row in links))
        )
        for links in together.values()
    ]
    return Panel(
        code="maatregelen",
        title="Maatregelen",
        template="measures/_panel.html",
        counted="maatregel,maatregelen",
        empty="Hierop rust geen maatregel die u kunt zien.",
        rows=found,
        record_type="measures.measure",
        shown=sorted({str(row.measure.pk) for row in found}),
    )


def measures_of(actor: User, case: Case) -> Panel:
    """The measures that came out of a case, the newest first."""
    rows = Measure.objects.filter(case=case).visible_to(actor).select_related("type")
    found = [Appearance(row, "") for row in rows.order_by("-created_at", "-id")[:MOST]]
    return Panel(
        code="maatregelen",
        title="Maatregelen",
        template="measures/_case_panel.html",
        counted="maatregel,maatregelen",
        empty="Uit deze casus kwam nog geen maatregel die u kunt zien.",
        rows=found,
        record_type="measures.measure",
        shown=sorted(str(row.measure.pk) for row in found),
    )
