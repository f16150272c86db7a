"""What every change of a control has in common: hold it, ask the policy, write the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from access.decisions import require
from access.records import locked
from audit.models import Action
from audit.record import record_event
from core.errors import Refused
from inspections.models import Inspection, Stop
from inspections.states import STILL_OPEN, InspectionState

if TYPE_CHECKING:
    from access.records import Record
    from accounts.models import User

ON_THE_SPOT = (InspectionState.RUNNING, InspectionState.FINISHED)


def for_change(
    by: User, inspection: Inspection, *, action: str = "change", version: int | None = None
) -> Inspection:
    """The control as it stands now, held for a change that ``by`` may make.

    Raises ``Denied`` without the right, ``Conflict`` when the page of the user was older.
    """
    fresh = locked(Inspection, by, inspection.pk, version=version)
    require(by, action, fresh)
    return fresh


def for_planning(by: User, inspection: Inspection, *, version: int | None = None) -> Inspection:
    """A control whose plan can still change. Raises :class:`Refused` when it is over."""
    fresh = for_change(by, inspection, version=version)
    if fresh.state not in STILL_OPEN:
        raise Refused("Deze controle is voorbij: het plan verandert niet meer.")
    return fresh


def stop_on_the_spot(by: User, stop: Stop) -> Stop:
    """A stop of a control that has begun, held. What was written down without a line still comes in after
    the control was finished. Raises :class:`Refused` before it began."""
    control = for_change(by, stop.inspection, action="inspections.visit")
    rows = Stop.objects.filter(pk=stop.pk, inspection=control).visible_to(by)
    fresh = rows.select_for_update(of=("self",)).get()
    fresh.inspection = control
    if control.state not in ON_THE_SPOT:
        raise Refused("Begin eerst de controle. Daarna kunt u hier vastleggen.")
    return fresh


def note(
    record: Record, kind: str, action: Action = Action.CHANGE, *, why: str = "", **details: str | int | None
) -> None:
    """One audit line about a change, without content."""
    record_event(
        action,
        record_type=record._meta.label_lower,
        record_id=str(record.pk),
        regime=record.regimes,
        reason=why.strip()[:500],
        details={"kind": kind, **details},
    )
