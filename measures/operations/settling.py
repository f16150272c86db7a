"""The end of every change of a measure: save it, and write its line in the logs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from access.decisions import require
from access.records import locked
from audit.models import Action
from audit.record import record_event
from core import clock
from measures.models import Measure, MeasureStep

if TYPE_CHECKING:
    from accounts.models import User


def for_change(by: User, measure: Measure, *, action: str = "change", version: int | None = None) -> Measure:
    """The measure as it stands now, held for a change that ``by`` may make.

    Raises ``Denied`` without the right, ``Conflict`` when the page of the user was older.
    """
    fresh = locked(Measure, by, measure.pk, version=version)
    require(by, action, fresh)
    return fresh


def settle(measure: Measure) -> None:
    """Save a changed measure with everything that is derived from it."""
    measure.save()


def write_step(
    measure: Measure,
    *,
    kind: str,
    by: User | None,
    on: date | None = None,
    why: str = "",
    source: str = "",
    before: dict[str, Any] | None = None,
) -> MeasureStep:
    """One line in the life of the measure, and one audit line."""
    step = MeasureStep(
        measure=measure,
        kind=kind,
        source=source,
        target=measure.state if source else "",
        happened_on=on,
        why=why.strip() or None,
        by=by,
        at=clock.now(),
        before=before or {},
    )
    step.save()
    record_event(
        Action.TRANSITION if source else Action.CHANGE,
        record_type=measure._meta.label_lower,
        record_id=str(measure.pk),
        regime=measure.regimes,
        details={"kind": kind, "from": source, "to": str(measure.state) if source else ""},
    )
    return step
