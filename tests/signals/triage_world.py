"""Signals as triage meets them, made by the real registration."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation, User
from core import clock
from signals.models import Signal
from signals.operations.register import NewSignal, Reporter, register_signal
from signals.operations.weighing import assess_signal

STORY = (
    "Bij de garagebox stonden zes jerrycans en het rook sterk naar aceton. De huurder zou Henk de Vries zijn, "
    "bereikbaar op 06-12345678. Een bus met kenteken VK-482-R reed meteen weg."
)


def make_signal(
    owner: Organisation, *, days_ago: int = 0, reporter: User | None = None, **changes: Any
) -> Signal:
    """One signal of a municipality."""
    new: dict[str, Any] = {
        "title": "Acetonlucht in garagebox",
        "source_type": "ODT",
        "narrative": STORY,
        "received_at": clock.now() - timedelta(days=days_ago),
        "owner": owner,
    }
    with acting_as(SYSTEM, why="test"):
        return register_signal(
            by=None, new=NewSignal(**(new | changes)), reporter=Reporter(user=reporter) if reporter else None
        )


def fresh(signal: Signal) -> Signal:
    """The signal as it stands in the database."""
    with acting_as(SYSTEM, why="test"):
        return Signal.objects.unrestricted(why="test").get(pk=signal.pk)


YES = {"W1": ["V5"], "W2A": ["T3"], "W2B": [], "W3": ["C1"]}


def weigh(by: User, signal: Signal, **answers: bool) -> Signal:
    """Answer questions in order, with what each needs."""
    with acting_as(by):
        for question, answer in answers.items():
            assess_signal(
                by=by,
                signal=signal,
                question=question,
                answer=answer,
                checked=YES[question] if answer else [],
                motivation="" if answer else "Hoort hier niet.",
            )
    return fresh(signal)
