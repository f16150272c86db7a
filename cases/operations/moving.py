"""Bring a case into its next state: the table asked, the rules met, the retention set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from access.contexts import elevated
from cases.models import ActionItem, Case, CaseSignal, CaseSubject
from cases.operations.opening import require_leader
from cases.operations.settling import WHY, for_change, settle, write_step
from cases.rules import Facts, require_rules
from cases.states import CASE_FLOW, RUNNING, UNVERIFIED, CaseResult, CaseState
from core import clock
from core.errors import Refused
from reference.queries import keep_until
from signals.operations.joining import keep_with_case

if TYPE_CHECKING:
    from accounts.models import User

S = CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What a case is closed with (domain 1.8): a code, what was learned, when the retention starts."""

    result: str
    evaluation: str
    retention_from: date


def facts_of(
    case: Case, *, why: str = "", until: date | None = None, closing: Closing | None = None
) -> Facts:
    """What the rules look at, for this case and what was filled in."""
    with elevated(why=WHY):
        parts = sum(
            model._default_manager.filter(case=case, withdrawn_at=None).unrestricted(why=WHY).count()
            for model in (CaseSignal, CaseSubject)
        )
        actions = ActionItem.objects.filter(case=case, state__in=UNVERIFIED).unrestricted(why=WHY).count()
    return Facts(
        today=clock.today(),
        why=why,
        has_owner=case.case_owner_id is not None,
        has_basis=bool(case.legal_basis and case.purpose),
        parts=parts,
        open_actions=actions,
        until=until,
        result=closing.result if closing else "",
        evaluation=closing.evaluation if closing else "",
        retention_from=closing.retention_from if closing else None,
        kept_until=case.retention_until,
    )


@transaction.atomic
def move_case(
    *,
    by: User,
    case: Case,
    to: str,
    why: str = "",
    until: date | None = None,
    case_owner: User | None = None,
    version: int | None = None,
) -> Case:
    """Bring a case into another running state; ``until`` is the end of monitoring, ``case_owner`` who leads it.

    Raises :class:`core.flow.IllegalTransition` when the table has no such step, :class:`Denied` without the
    right it asks for, :class:`Refused` when a rule is not met, ``Conflict`` when somebody else was first.
    """
    if to not in RUNNING or to == S.REOPENED:
        raise Refused("Sluiten en heropenen gaan op een eigen manier.", field="to")
    case = for_change(by, case, action="view", version=version)
    transition = CASE_FLOW.step(case.state, to)
    case = for_change(by, case, action=transition.action)
    source = case.state
    if case_owner is not None:
        require_leader(case, case_owner)
        case.case_owner = case_owner
    require_rules(transition, facts_of(case, why=why, until=until))
    case.state = to
    case.monitor_until = until if to == S.MONITORING else None
    case.tabled = case.tabled or to == S.ON_TABLE
    settle(case)
    write_step(case, kind="step", by=by, why=why, source=source)
    return case


@transaction.atomic
def close_case(*, by: User, case: Case, closing: Closing, why: str = "", version: int | None = None) -> Case:
    """Close a case with its result; the retention clock of the case and its signals starts.

    Raises :class:`Refused` with open actions, without a result, an evaluation or the start of the retention.
    """
    case = for_change(by, case, action="view", version=version)
    transition = CASE_FLOW.step(case.state, S.CLOSED)
    case = for_change(by, case, action=transition.action)
    source = case.state
    require_rules(transition, facts_of(case, why=why, closing=closing))
    if closing.result not in CaseResult.values:
        raise Refused("Kies een resultaat.", field="result")
    kept = keep_until("case_closed", closing.retention_from)
    case.state, case.closed_on = S.CLOSED, clock.today()
    case.result, case.evaluation = closing.result, closing.evaluation.strip()
    case.retention_from = closing.retention_from
    case.retention_until, case.retention_ground = kept.until, kept.ground
    case.monitor_until = None
    settle(case)
    _keep_signals(by, case)
    write_step(case, kind="closed", by=by, why=why, source=source, result=str(case.result))
    return case


@transaction.atomic
def reopen_case(
    *, by: User, case: Case, why: str, case_owner: User | None = None, version: int | None = None
) -> Case:
    """Go on with a closed case; its retention stops until it is closed again."""
    case = for_change(by, case, action="cases.decide", version=version, running=False)
    transition = CASE_FLOW.step(case.state, S.REOPENED)
    source = case.state
    if case_owner is not None:
        require_leader(case, case_owner)
        case.case_owner = case_owner
    require_rules(transition, facts_of(case, why=why))
    case.state, case.closed_on, case.result = S.REOPENED, None, ""
    case.retention_from = case.retention_until = None
    case.retention_ground = ""
    case.destroy_proposed_at = case.destroy_agreed_by = case.destroy_agreed_at = None
    case.held_at = case.held_by = None
    settle(case)
    _keep_signals(by, case)
    write_step(case, kind="reopened", by=by, why=why, source=source)
    return case


def _keep_signals(by: User, case: Case) -> None:
    """Signals are kept as long as the last of their cases."""
    with elevated(why=WHY):
        links = CaseSignal.objects.filter(case=case, withdrawn_at=None).unrestricted(why=WHY)
        signals = [row.signal for row in links.select_related("signal")]
        for signal in signals:
            others = CaseSignal.objects.filter(signal=signal, withdrawn_at=None).unrestricted(why=WHY)
            cases = [row.case for row in others.select_related("case")]
            until = [one.retention_until for one in cases]
            known = [day for day in until if day is not None]
            last = max(known) if known and len(known) == len(until) else None
            ground = case.retention_ground if last else ""
            if (signal.retention_until, signal.retention_ground) != (last, ground):
                keep_with_case(by=by, signal=signal, until=last, ground=ground)
