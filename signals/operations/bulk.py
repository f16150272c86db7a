"""The same step for many signals; what can't take it is left alone, with the reason why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from access.decisions import Denied
from core.errors import Refused
from core.flow import IllegalTransition
from signals.models import Signal, SignalStep
from signals.operations.steps import Basis, answers_of
from signals.operations.triage import assign_signal, decide_signal
from signals.rules import Facts, broken
from signals.states import FLOW, FOLLOW_UP, OPEN, SignalState

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(slots=True)
class BulkResult:
    """What was done, and what was left alone with the sentence that says why."""

    done: list[SignalStep] = field(default_factory=list)
    left: list[tuple[Signal, str]] = field(default_factory=list)


def bulk_assign(*, by: User, signals: Iterable[Signal], to: User) -> BulkResult:
    """Give many signals to one colleague."""
    return _each(signals, lambda signal: assign_signal(by=by, signal=signal, to=to))


def bulk_decide(
    *, by: User, signals: Iterable[Signal], outcome: str, why: str, basis: Basis | None = None
) -> BulkResult:
    """Take the same decision about many signals, each by its own rules."""
    return _each(
        signals, lambda signal: decide_signal(by=by, signal=signal, outcome=outcome, why=why, basis=basis)
    )


def _each(signals: Iterable[Signal], act: Callable[[Signal], SignalStep]) -> BulkResult:
    result = BulkResult()
    for signal in signals:
        try:
            with transaction.atomic():
                result.done.append(act(signal))
        except Refused as refusal:
            result.left.append((signal, refusal.message))
        except Denied as denial:
            result.left.append((signal, denial.decision.reason))
    return result


def why_not_assign(by: User, signal: Signal) -> str:
    """The sentence for a signal that can't be taken; empty when it can."""
    decision = signal.policy.decide(by, "signals.assign", signal)
    if not decision:
        return decision.reason
    if signal.handler_id == by.pk:
        return "Dit signaal is al van u."
    if signal.state not in OPEN and signal.state not in FOLLOW_UP:
        return f"Staat in een andere bak: {SignalState(signal.state).label.lower()}."
    return ""


def why_not_decide(by: User, signal: Signal, outcome: str) -> str:
    """The sentence for a signal about which this can't be decided now; empty when it can."""
    decision = signal.policy.decide(by, "signals.decide", signal)
    if not decision:
        return decision.reason
    try:
        transition = FLOW.step(signal.state, outcome)
    except IllegalTransition as refusal:
        return refusal.message
    facts = Facts(
        answers=answers_of(signal),
        anonymous=signal.source_type == "ANONYMOUS",
        police_agreed=signal.police_alignment == "AGREED",
    )
    unmet = broken(transition, facts, typed=False)
    return unmet[0].sentence() if unmet else ""
