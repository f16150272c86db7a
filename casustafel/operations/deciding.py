"""What the table decides on an item, with what has to follow made at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from access.decisions import require
from access.records import locked
from audit.models import Action
from cases.models import Case
from cases.operations import NewAction, assign_action
from casustafel.minutes_rules import MINUTES_RULES, Deciding
from casustafel.minutes_states import WRITABLE
from casustafel.models import Block, Minutes, TableDecision
from casustafel.operations.holding import log
from core import clock
from core.errors import Refused

if TYPE_CHECKING:
    from accounts.models import Organisation, User

SHUT = "Het verslag van dit punt is voorgesteld of vastgesteld. Heropen het eerst."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """A decision as it is typed; the last three make the action that it asks for."""

    kind: str
    reason: str = ""
    legal_basis: str = ""
    recipient: str = ""
    until: date | None = None
    sent_on: date | None = None
    block: UUID | None = None
    what: str = ""
    assignee: User | None = None
    organisation: Organisation | None = None
    due_on: date | None = None


@transaction.atomic
def record_decision(*, by: User, minutes: Minutes, new: NewDecision) -> TableDecision:
    """Record what was decided; what must follow it (domain 6.3) is made in the same step or it is refused.

    An action hangs on the case that the item is about, when there is one.
    """
    row = _writable(by, minutes)
    MINUTES_RULES.demand(Deciding.of(new, today=clock.today()))
    decision = TableDecision(
        minutes=row,
        block=_block(row, new.block),
        kind=new.kind,
        reason=new.reason.strip()[:400],
        legal_basis=new.legal_basis.strip()[:200],
        recipient=new.recipient.strip()[:160] or None,
        until=new.until,
        sent_on=new.sent_on,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    if new.what.strip() and new.due_on is not None:
        decision.action = assign_action(
            by=by,
            new=NewAction(
                description=new.what,
                assignee=new.assignee,
                organisation=new.organisation,
                due_on=new.due_on,
            ),
            case=_case(by, row),
        )
    decision.save()
    log(row, Action.CHANGE, step="decided", kind=new.kind)
    return decision


def _writable(by: User, minutes: Minutes) -> Minutes:
    row = locked(Minutes, by, minutes.pk)
    require(by, "lead", row)
    if row.state not in WRITABLE:
        raise Refused(SHUT)
    return row


def _block(minutes: Minutes, key: UUID | None) -> Block | None:
    if key is None:
        return None
    rows = Block.objects.filter(pk=key, minutes=minutes).unrestricted(why="the block that it was typed in")
    found: Block | None = rows.first()
    return found


def _case(by: User, minutes: Minutes) -> Case | None:
    key = minutes.item.case_id
    found: Case | None = Case.objects.visible_to(by).filter(pk=key).first() if key else None
    return found


@transaction.atomic
def withdraw_decision(*, by: User, decision: TableDecision, why: str) -> TableDecision:
    """Take back what was recorded wrongly; it stays in sight as taken back. Its action is dropped apart."""
    _writable(by, decision.minutes)
    if not why.strip():
        raise Refused("Schrijf waarom u dit besluit intrekt.", field="why")
    row = TableDecision.objects.visible_to(by).select_for_update(of=("self",)).get(pk=decision.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_why = clock.now(), why.strip()[:300]
        row.save()
        log(row.minutes, Action.CHANGE, reason=why.strip(), step="decision_withdrawn")
    return row


@transaction.atomic
def record_answer(*, by: User, decision: TableDecision, answer: str) -> TableDecision:
    """What the RIEC, the police or another recipient answered; also after the minutes were adopted."""
    require(by, "lead", decision.minutes)
    if not answer.strip():
        raise Refused("Schrijf wat de ontvanger antwoordde.", field="answer")
    row = TableDecision.objects.visible_to(by).select_for_update(of=("self",)).get(pk=decision.pk)
    row.answer = answer.strip()[:300]
    row.save()
    log(row.minutes, Action.CHANGE, step="answered")
    return row
