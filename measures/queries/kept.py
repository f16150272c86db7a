"""Measures whose retention period is over: what may go, what somebody already proposed, what went."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Q

from core import clock
from measures.models import Claim, Measure, MeasureStep, Remedy
from measures.models.measure import RegisterRemedy
from measures.states import ENDED, MeasureState

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 100
WHY: Final = "a case that a measure still needs is not destroyed"


@dataclass(frozen=True, slots=True)
class Gone:
    """A tombstone: the measure, and who agreed that it went."""

    measure: Measure
    agreed_by: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The three lists of the page."""

    due: list[Measure]
    proposed: list[Measure]
    gone: list[Gone]
    more: bool


def kept_too_long(actor: User) -> Kept:
    """Of the own municipality, at most a hundred of each. Four queries."""
    rows = Measure.objects.filter(owner=actor.organisation).visible_to(actor)
    over = rows.filter(state__in=ENDED, retention_until__lt=clock.today())
    over = over.exclude(state=MeasureState.DESTROYED).select_related("type", "destroy_asked_by")
    # What still runs holds it; the operation asks the same once more.
    over = over.exclude(_needed(_argued().visible_to(actor), _owed().visible_to(actor)))
    found = list(over.order_by("retention_until", "number")[: MOST + 1])
    destroyed = list(
        rows.filter(state=MeasureState.DESTROYED)
        .select_related("type", "destroy_asked_by")
        .order_by("-destroyed_at")[:MOST]
    )
    steps = MeasureStep.objects.filter(measure__in=destroyed, kind="destroyed").visible_to(actor)
    who = {row.measure_id: row.by.name for row in steps.select_related("by") if row.by}
    shown = found[:MOST]
    return Kept(
        due=[row for row in shown if row.destroy_asked_at is None],
        proposed=[row for row in shown if row.destroy_asked_at is not None],
        gone=[Gone(row, who.get(row.pk, "")) for row in destroyed],
        more=len(found) > MOST,
    )


def _argued() -> Any:
    """What is not decided yet."""
    return Remedy.objects.filter(decided_on=None)


def _owed() -> Any:
    """What is open, of a measure: a benefit or a tax has none, and one empty key would let NOT IN find nothing."""
    return Claim.objects.filter(balance__gt=0, measure__isnull=False)


def _needed(argued: Any, owed: Any) -> Q:
    """A measure that somebody argues or may still argue about, or for which somebody owes."""
    return (
        Q(pk__in=argued.values("measure"))
        | Q(pk__in=owed.values("measure"))
        | Q(register_remedy=RegisterRemedy.RUNNING)
        | Q(notified_on__isnull=False, irrevocable_on=None, register_remedy="")
    )


def cases_with_running(keys: Collection[UUID]) -> set[UUID]:
    """Of these cases the ones with a measure that runs, or about which somebody may still object or owes.

    Runs in the context of the system.
    """
    argued, owed = (rows.filter(measure__case__in=keys) for rows in (_argued(), _owed()))
    needed = _needed(argued.unrestricted(why=WHY), owed.unrestricted(why=WHY))
    rows = Measure.objects.filter(~Q(state__in=ENDED) | needed, case__in=keys).exclude(
        state=MeasureState.DESTROYED
    )
    return {key for key in rows.unrestricted(why=WHY).values_list("case_id", flat=True) if key}
