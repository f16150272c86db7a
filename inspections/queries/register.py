"""The list of controls: the newest first, filtered, in pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from core import clock
from inspections.models import Finding, Inspection, Stop
from inspections.states import InspectionState, StopOutcome

if TYPE_CHECKING:
    from accounts.models import User

PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the address of the list asks for."""

    state: str = ""
    type: str = ""
    today: bool = False
    mine: bool = False
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        """From the query of an address; unknown values count as not asked."""
        state = query.get("stand", "").upper()
        kind = query.get("soort", "").replace("\x00", "")[:60]
        return cls(
            state=state if state in InspectionState.values else "",
            type=kind,
            today=query.get("dag", "") == "vandaag",
            mine=query.get("van", "") == "mij",
            after=query.get("na", "").replace("\x00", "")[:24],
        )

    def query(self, **changes: str) -> str:
        """The query of the address that asks for this."""
        asked = {
            "stand": self.state.lower(),
            "soort": self.type,
            "dag": "vandaag" if self.today else "",
            "van": "mij" if self.mine else "",
            "na": self.after,
        } | changes
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Row:
    """A control in the list, with what was done."""

    inspection: Inspection
    stops: int
    done: int
    breaches: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, and the number after which the next page starts."""

    rows: list[Row]
    following: str = ""


def of_today(rows: Any) -> Any:
    """Of controls those that begin today."""
    first = timezone.make_aware(datetime.combine(clock.today(), time(0)))
    return rows.filter(starts_at__gte=first, starts_at__lt=first + timedelta(days=1))


def listing(actor: User, filters: Filters, size: int = PAGE) -> Listing:
    """At most so many controls, the newest first: three queries, four behind the first page."""
    rows = Inspection.objects.visible_to(actor)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.type:
        rows = rows.filter(type__code=filters.type)
    if filters.today:
        rows = of_today(rows)
    if filters.mine:
        rows = rows.filter(team__contains=[actor.pk])
    if filters.after:
        last = Inspection.objects.visible_to(actor).filter(number=filters.after)
        point = last.values_list("created_at", "pk").first()
        if point:
            rows = rows.filter(Q(created_at__lt=point[0]) | Q(created_at=point[0], pk__lt=point[1]))
    found = list(rows.select_related("type", "lead").order_by("-created_at", "-id")[: size + 1])
    shown = found[:size]
    return Listing(counted(actor, shown), shown[-1].number if len(found) > size else "")


def counted(actor: User, controls: Sequence[Inspection]) -> list[Row]:
    """Controls with their addresses, what was checked, and breaches: two queries."""
    keys = [row.pk for row in controls]
    stops: Counter[UUID] = Counter()
    done: Counter[UUID] = Counter()
    rows = Stop.objects.filter(inspection__in=keys).visible_to(actor)
    for key, outcome in rows.values_list("inspection_id", "outcome"):
        stops[key] += 1
        done[key] += outcome == StopOutcome.DONE
    breaches = Counter(
        Finding.objects.filter(inspection__in=keys, breach=True)
        .visible_to(actor)
        .values_list("inspection_id", flat=True)
    )
    return [Row(row, stops[row.pk], done[row.pk], breaches[row.pk]) for row in controls]
