"""Take a step back: with one key right after it, or later from the log."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.contexts import elevated
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from signals.models import Assessment, ReportMessage, Routing, Signal, SignalStep
from signals.operations.steps import for_change, stamp, tell_reporter
from signals.states import SignalState

if TYPE_CHECKING:
    from accounts.models import User

# The right that each kind of step asked for, is the right to take it back.
RIGHT_OF: Final[dict[str, str]] = {
    "ASSIGNED": "signals.assign",
    "RELEASED": "signals.assign",
    "ASSESSED": "signals.assess",
    "SUSPENDED": "signals.assess",
    "RESUMED": "signals.assess",
    "DECIDED": "signals.decide",
    "MERGED": "signals.edit",
}
# Steps after which an earlier one can no longer be taken back.
FOLLOWS: Final = (*RIGHT_OF, "ALIGNMENT", "SEALED", "DESTROYED", "JOINED", "LEFT_CASE")


@transaction.atomic
def undo_step(*, by: User, step: SignalStep) -> Signal:
    """Put the signal back to how it was before the step; the log keeps both.

    Raises :class:`Refused` when something followed, or when the content is sealed or destroyed.
    """
    if step.kind not in RIGHT_OF:
        raise Refused("Deze stap kan niet ongedaan worden gemaakt.")
    signal = for_change(by, RIGHT_OF[step.kind], step.signal)
    step = SignalStep.objects.filter(pk=step.pk).visible_to(by).select_for_update(of=("self",)).get()
    if refusal := why_not(signal, step, last_step(signal)):
        raise Refused(refusal)
    at = clock.now()
    changed_state = signal.state != step.before.get("state", signal.state)
    _restore(signal, step)
    _restore_rows(by, step, at)
    signal.save()
    step.undone_at, step.undone_by = at, by
    step.save()
    _write_undone(by, signal, step)
    if changed_state:
        tell_reporter(signal)
    return signal


def last_step(signal: Signal) -> SignalStep | None:
    """The newest step that stands."""
    rows = SignalStep.objects.filter(signal=signal, undone_at=None, kind__in=FOLLOWS)
    return rows.unrestricted(why="own log").order_by("-at", "-id").first()


def why_not(signal: Signal, step: SignalStep, last: SignalStep | None) -> str:
    """The sentence that says why a step can't be taken back; empty when it can."""
    if step.kind not in RIGHT_OF:
        return "Deze stap kan niet ongedaan worden gemaakt."
    if step.undone_at is not None:
        return "Deze stap is al ongedaan gemaakt."
    if signal.state == SignalState.DESTROYED:
        return "Dit signaal is vernietigd."
    if signal.sealed_at is not None:
        return "Dit signaal is inmiddels verzegeld: het besluit kan niet meer ongedaan worden gemaakt."
    if last is None or last.pk != step.pk:
        return "Hierna is al een volgende stap gezet. Maak die eerst ongedaan."
    return ""


def _restore(signal: Signal, step: SignalStep) -> None:
    before = step.before
    signal.state = before["state"]
    signal.handler_id = before["handler"]
    signal.weighed_yes = before["weighed_yes"]
    kept, decided = before["retention_until"], before["decided_at"]
    signal.retention_until = date.fromisoformat(kept) if kept else None
    signal.retention_ground = before["retention_ground"]
    signal.decided_at = datetime.fromisoformat(decided) if decided else None
    signal.merged_into_id = before["merged_into"]


def _restore_rows(by: User, step: SignalStep, at: datetime) -> None:
    """Answers, routing, question and the line at the other signal follow."""
    before = step.before
    if "assessment" in before:
        stamp(Assessment.objects.filter(pk=before["assessment"]).visible_to(by), withdrawn_at=at)
        stamp(Assessment.objects.filter(pk__in=before["superseded"]).visible_to(by), withdrawn_at=None)
    if "routing" in before:
        stamp(Routing.objects.filter(pk=before["routing"]).visible_to(by), undone_at=at)
    if "other_step" in before:
        stamp(SignalStep.objects.filter(pk=before["other_step"]).visible_to(by), undone_at=at, undone_by=by)
    if "message" in before:
        with elevated(why="the report lies outside the sight of triage"):
            # A question that was answered stays: the reporter's words are not thrown away.
            asked = ReportMessage.objects.filter(pk=before["message"], answered_at=None)
            asked.unrestricted(why="question taken back").delete()


def _write_undone(by: User, signal: Signal, step: SignalStep) -> None:
    record_event(
        Action.TRANSITION,
        record_type=signal._meta.label_lower,
        record_id=str(signal.pk),
        regime=signal.regimes,
        details={"kind": "UNDONE", "undone": step.kind, "from": step.target, "to": str(signal.state)},
    )
