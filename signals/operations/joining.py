"""A signal and its case: joined, let go, kept as long. A case knows its signals; never the other way round."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from access.contexts import elevated
from core.errors import Refused
from signals.models import Signal, SignalStep
from signals.operations.steps import ask_table, before_of, enter, facts_of, for_change, not_sealed, write_step
from signals.states import SignalState

if TYPE_CHECKING:
    from accounts.models import User

S = SignalState


@transaction.atomic
def join_case(*, by: User, signal: Signal, why: str, version: int | None = None) -> Signal:
    """Let a signal belong to a case; one that belongs to a case already may belong to a second.

    Raises :class:`Refused` before the further analysis was decided, and for M. before the police agreed.
    """
    joined = signal.state == S.JOINED_TO_CASE
    signal = for_change(by, "signals.edit" if joined else "signals.decide", signal, version=version)
    not_sealed(signal)
    if signal.state == S.JOINED_TO_CASE:
        write_step(by=by, signal=signal, kind="JOINED", before=before_of(signal), why=why)
        return signal
    if signal.state != S.FURTHER_ANALYSIS:
        raise Refused("Een signaal hoort pas bij een casus als bij weging 3 tot vervolganalyse is besloten.")
    ask_table(signal, S.JOINED_TO_CASE, facts_of(signal, why=why))
    before = before_of(signal)
    enter(signal, S.JOINED_TO_CASE)
    signal.save()
    write_step(by=by, signal=signal, kind="JOINED", before=before, why=why)
    return signal


@transaction.atomic
def leave_case(*, by: User, signal: Signal, why: str) -> SignalStep:
    """Take a signal out of its last case: it is back in the further analysis."""
    signal = for_change(by, "signals.decide", signal)
    ask_table(signal, S.FURTHER_ANALYSIS, facts_of(signal, why=why))
    before = before_of(signal)
    enter(signal, S.FURTHER_ANALYSIS)
    signal.save()
    return write_step(by=by, signal=signal, kind="LEFT_CASE", before=before, why=why)


@transaction.atomic
def keep_with_case(*, by: User | None, signal: Signal, until: date | None, ground: str) -> Signal:
    """Let the retention of a signal follow that of its case (domain 1.9); None while the case runs.

    Whoever closes a case need not see every signal in it.
    """
    with elevated(why="a signal is kept as long as its case"):
        rows = Signal.objects.filter(pk=signal.pk).unrestricted(why="a signal is kept as long as its case")
        signal = rows.select_for_update(of=("self",)).get()
        if signal.state != S.JOINED_TO_CASE:
            return signal
        before = before_of(signal)
        signal.retention_until, signal.retention_ground = until, ground
        signal.save()
        write_step(by=by, signal=signal, kind="KEPT_WITH_CASE", before=before)
    return signal
