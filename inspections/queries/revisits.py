"""Second visits that are due, and the controls of today: for the start page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from core import clock
from inspections.models import Finding, Inspection, Stop
from inspections.queries.register import of_today
from inspections.states import FindingState, InspectionState

if TYPE_CHECKING:
    from accounts.models import User


def controls_today(actor: User) -> Any:
    """The controls of today that go on."""
    states = (InspectionState.PLANNED, InspectionState.RUNNING)
    return of_today(Inspection.objects.visible_to(actor)).filter(state__in=states)


def revisits_open(actor: User, *, within: int | None = None) -> Any:
    """Stops that somebody must visit again, within so many days, the first one first."""
    rows = Stop.objects.filter(revisit_on__isnull=False, revisited_on=None).visible_to(actor)
    if within is not None:
        rows = rows.filter(revisit_on__lte=clock.today() + timedelta(days=within))
    return rows.order_by("revisit_on", "id")


def proposals_open(actor: User) -> Any:
    """Findings that wait for a jurist."""
    return Finding.objects.visible_to(actor).filter(state=FindingState.PROPOSED)
