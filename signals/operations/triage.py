"""Who works on a signal and what becomes of it: assign, wait, decide, merge."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from celery import current_app
from django.db import transaction

from access.contexts import elevated
from access.decisions import Denied, deny
from access.roles import may, refusal
from core import clock
from core.errors import Refused
from signals.models import Report, ReportMessage, Routing, Signal, SignalStep
from signals.operations.steps import (
    Basis,
    answers_of,
    ask_table,
    before_of,
    enter,
    facts_of,
    for_change,
    not_sealed,
    tell_reporter,
    write_step,
)
from signals.states import FOLLOW_UP, OPEN, SEALED, SignalState

if TYPE_CHECKING:
    from accounts.models import User

S = SignalState
SEAL_JOB: Final = "signals.tasks.seal_due"
# As long as a decision can be taken back with one key, its content is not sealed yet.
GRACE: Final = timedelta(minutes=1)
DECISIONS: Final = (
    S.NOT_UNDERMINING,
    S.REFERRED,
    S.NO_FOLLOW_UP,
    S.WITH_DEPARTMENT,
    S.WITH_RIEC,
    S.FURTHER_ANALYSIS,
    S.HANDLED,
)


@transaction.atomic
def assign_signal(
    *, by: User, signal: Signal, to: User, why: str = "", version: int | None = None
) -> SignalStep:
    """Give a signal to a colleague or take it oneself; a new one is then in treatment."""
    signal = for_change(by, "signals.assign", signal, version=version)
    if signal.state not in OPEN and signal.state not in FOLLOW_UP:
        raise Refused("Dit signaal is afgerond: toewijzen heeft geen zin meer.")
    if signal.handler_id == to.pk:
        raise Refused("Dit signaal is al van u." if to == by else f"Dit signaal is al van {to.name}.")
    if to.organisation_id != signal.owner_id or not may(to, "signals.assess"):
        raise Refused("Kies een collega die signalen behandelt.", field="to")
    if signal.confidentiality > to.clearance:
        raise Refused("Deze collega mag dit niveau van vertrouwelijkheid niet zien.", field="to")
    before = before_of(signal)
    if signal.state == S.NEW:
        ask_table(signal, S.INTAKE, facts_of(signal))
        enter(signal, S.INTAKE)
    signal.handler = to
    signal.save()
    return write_step(by=by, signal=signal, kind="ASSIGNED", before=before | {"to": to.pk}, why=why)


@transaction.atomic
def release_signal(*, by: User, signal: Signal, why: str = "", version: int | None = None) -> SignalStep:
    """Lay a signal back for the others."""
    signal = for_change(by, "signals.assign", signal, version=version)
    if signal.handler_id is None:
        raise Refused("Dit signaal is van niemand.")
    before = before_of(signal)
    if signal.state == S.INTAKE:
        ask_table(signal, S.NEW, facts_of(signal))
        enter(signal, S.NEW)
    signal.handler = None
    signal.save()
    return write_step(by=by, signal=signal, kind="RELEASED", before=before, why=why)


@transaction.atomic
def suspend_signal(
    *, by: User, signal: Signal, why: str, question: str = "", version: int | None = None
) -> SignalStep:
    """Wait for an answer; a ``question`` goes to the reporter, whose name stays hidden."""
    signal = for_change(by, "signals.assess", signal, version=version)
    ask_table(signal, S.SUSPENDED, facts_of(signal, why=why))
    before = before_of(signal)
    enter(signal, S.SUSPENDED)
    signal.save()
    if question.strip():
        before["message"] = _ask_reporter(signal, question.strip())
    return write_step(by=by, signal=signal, kind="SUSPENDED", before=before, why=why)


def _ask_reporter(signal: Signal, question: str) -> str:
    with elevated(why="the report lies outside the sight of triage"):
        report = Report.objects.filter(signal=signal).unrestricted(why="ask the reporter").first()
        if report is None or report.reporter_id is None:
            raise Refused("Van dit signaal is geen melder met een account bekend.", field="question")
        message = ReportMessage(report=report, question=question, asked_at=clock.now())
        message.save()
    tell_reporter(signal, question=True)
    return str(message.pk)


@transaction.atomic
def resume_signal(*, by: User, signal: Signal, why: str = "", version: int | None = None) -> SignalStep:
    """Go on with a signal that waited: back to the weging where it was."""
    signal = for_change(by, "signals.assess", signal, version=version)
    ask_table(signal, S.WEIGHING, facts_of(signal, why=why))
    before = before_of(signal)
    enter(signal, S.WEIGHING)
    answers = answers_of(signal)
    if all(answers.get(code) for code in ("W1", "W2A", "W2B")):
        ask_table(signal, S.WEIGHING_3, facts_of(signal))
        enter(signal, S.WEIGHING_3)
    signal.save()
    return write_step(by=by, signal=signal, kind="RESUMED", before=before, why=why)


@transaction.atomic
def decide_signal(
    *,
    by: User,
    signal: Signal,
    outcome: str,
    why: str,
    basis: Basis | None = None,
    version: int | None = None,
) -> SignalStep:
    """Decide what becomes of a signal (model protocol, decision a, b, c or d).

    A follow-up records who gets it, on which basis and for what; *geen vervolg* and *geen
    ondermijning* are sealed once the time to take them back has passed.
    """
    if not may(by, "signals.decide"):
        raise Denied(deny(refusal("signals.decide")))
    signal = for_change(by, "signals.decide", signal, version=version)
    not_sealed(signal)
    if outcome not in DECISIONS:
        raise Refused("Kies een uitkomst.", field="outcome")
    basis = basis or Basis()
    ask_table(signal, outcome, facts_of(signal, why=why, basis=basis))
    before = before_of(signal)
    enter(signal, outcome)
    signal.decided_at = clock.now()
    signal.save()
    if outcome in FOLLOW_UP:
        routing = Routing(
            signal=signal,
            target=outcome,
            recipient=basis.recipient.strip()[:120],
            legal_basis=basis.legal_basis.strip()[:200],
            purpose=basis.purpose.strip()[:200],
            by=by,
            at=clock.now(),
        )
        routing.save()
        before["routing"] = str(routing.pk)
    step = write_step(by=by, signal=signal, kind="DECIDED", before=before, why=why)
    if outcome in SEALED:
        seconds = GRACE.total_seconds() + 2
        transaction.on_commit(lambda: current_app.tasks[SEAL_JOB].apply_async(countdown=seconds), robust=True)
    return step


@transaction.atomic
def merge_signal(
    *, by: User, signal: Signal, into: Signal, why: str, version: int | None = None
) -> SignalStep:
    """Say that two signals are the same report: this one points to the other from now on."""
    signal = for_change(by, "signals.edit", signal, version=version)
    target = for_change(by, "signals.edit", into)
    if target.pk == signal.pk:
        raise Refused("Kies een ander signaal: dit is hetzelfde.", field="into")
    if target.owner_id != signal.owner_id:
        raise Refused("Dit signaal is van een andere organisatie.", field="into")
    if target.state == S.MERGED:
        raise Refused(
            "Dat signaal is zelf al samengevoegd. Kies het signaal waar het bij hoort.", field="into"
        )
    if target.sealed_at is not None or target.state in {S.DESTROYED, *SEALED}:
        raise Refused("Dat signaal is afgesloten. Kies een signaal waar nog aan wordt gewerkt.", field="into")
    ask_table(signal, S.MERGED, facts_of(signal, why=why))
    before = before_of(signal)
    enter(signal, S.MERGED)
    signal.merged_into = target
    signal.save()
    other = write_step(
        by=by, signal=target, kind="RECEIVED", before=before_of(target) | {"from": str(signal.pk)}
    )
    return write_step(
        by=by, signal=signal, kind="MERGED", before=before | {"other_step": str(other.pk)}, why=why
    )
