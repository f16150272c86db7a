"""The section *Controles* on the page of premises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from inspections.models import Finding, Stop
from subjects.models import SubjectKey
from subjects.queries import Panel

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Appearance:
    """A visit to these premises, and how many breaches it gave."""

    stop: Stop
    breaches: int


def controls_at(actor: User, subjects: Sequence[UUID], at: datetime | None) -> Panel:
    """The controls in which these premises were on the route at a moment, the newest first. Three queries."""
    held = SubjectKey.objects.filter(subject__in=list(subjects), kind="ADDRESS", subject__kind="PREMISES")
    keys = list(held.visible_to(actor).values_list("key", flat=True))
    rows = Stop.objects.filter(Q(subject__in=list(subjects)) | Q(place_key__in=keys)).visible_to(actor)
    if at is not None:
        rows = rows.filter(added_at__lte=at)
    rows = rows.select_related("inspection__type").order_by("-inspection__created_at", "-id")
    stops = list(rows[:MOST])
    breaches: dict[UUID, int] = {}
    found = Finding.objects.filter(stop__in=[row.pk for row in stops], breach=True).visible_to(actor)
    if at is not None:
        found = found.filter(seen_at__lte=at)
    for key in found.values_list("stop_id", flat=True):
        breaches[key] = breaches.get(key, 0) + 1
    return Panel(
        code="controles",
        title="Controles",
        template="inspections/_panel.html",
        counted="controle,controles",
        empty="Hier was geen controle die u kunt zien.",
        rows=[Appearance(row, breaches.get(row.pk, 0)) for row in stops],
        record_type="inspections.inspection",
        shown=sorted({str(row.inspection_id) for row in stops}),
    )
