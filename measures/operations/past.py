"""A measure of the past: kept as an old register tells it, with what it does not tell left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number
from legal.retention import add_months
from legal.terms import term
from measures.models import (
    Claim,
    ClaimEvent,
    ClaimEventKind,
    ClaimKind,
    Closure,
    Measure,
    Party,
    PenaltyOrder,
    PremisesUse,
)
from measures.operations.claiming import follow_claim
from measures.operations.settling import settle, write_step
from measures.states import MeasureState
from reference.models import Workflow
from reference.queries import free_days, keep_until

if TYPE_CHECKING:
    from accounts.models import Organisation, User
    from reference.models import MeasureType
    from subjects.models import Subject

S = MeasureState
END_OF_DAY: Final = time(23, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMoney:
    """The dwangsom of an old last, what was incurred of it and what was paid; amounts in euros."""

    amount: Decimal | None = None
    mode: str = ""
    maximum: Decimal | None = None
    period: str = ""
    incurred: Sequence[Decimal] = ()
    paid_all: bool = False
    paid: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMeasure:
    """A measure as an old register tells it; empty where it does not."""

    type: MeasureType
    owner: Organisation
    origin_key: bytes
    target: str = ""
    reason: str = ""
    article: str = ""
    reference: str = ""
    reported_on: date | None = None
    decided_on: date | None = None
    notified_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    months: int | None = None
    weeks: int | None = None
    days: int | None = None
    remedy: str = ""
    revoked: bool = False
    use: str = ""
    money: PastMoney = PastMoney()
    notes: str = ""


@transaction.atomic
def record_past(*, by: User, new: PastMeasure, parties: Sequence[tuple[Subject, str]]) -> Measure:
    """Keep a measure of the past in the state that its days tell, with its parties and money.

    The rules for taking decisions don't hold: they were taken. Raises :class:`Denied` without the right,
    :class:`Refused` for days that can't be.
    """
    if not may(by, "measures.import"):
        raise Denied(deny(refusal("measures.import")))
    kind, today = new.type, clock.today()
    _sound(new, today)
    measure = Measure(
        number=next_number("MA", clock.now().year),
        owner=new.owner,
        type=kind,
        workflow=kind.workflow,
        target=new.target if new.target in kind.targets else kind.targets[0],
        authority=kind.authorities[0],
        article=new.article.strip()[:300] or kind.article,
        reason=new.reason.strip() or "In het oude register staat geen reden.",
        reported_on=new.reported_on,
        decided_on=new.decided_on,
        decision_number=new.reference.strip()[:60] or None,
        notified_on=new.notified_on,
        sent_on=new.notified_on,
        regimes=["avg_internal"],
        confidentiality=Confidentiality.VERTROUWELIJK,
        handler=by,
        from_register=True,
        register_remedy=new.remedy,
        origin_key=new.origin_key,
    )
    _span(measure, new)
    measure.state = state_of(measure, new, today)
    if measure.state in {S.WARNED, S.COMPLETED}:
        over = measure.ends_on or measure.decided_on or measure.notified_on or today
        kept = keep_until("measure_ended", min(over, today))
        measure.retention_until, measure.retention_ground = kept.until, kept.ground
    settle(measure)
    if kind.workflow == Workflow.CLOSURE:
        Closure(measure=measure, use=new.use or PremisesUse.DWELLING).save()
    for subject, role in parties:
        Party(measure=measure, subject=subject, role=role, added_by=by, added_at=clock.now()).save()
    write_step(measure, kind="imported", by=by, on=new.decided_on, why=new.notes)
    record_event(
        Action.CREATE,
        record_type=measure._meta.label_lower,
        record_id=str(measure.pk),
        regime=measure.regimes,
        details={"type": kind.code, "state": str(measure.state), "register": True},
    )
    _money(by, measure, new.money, parties)
    settle(measure)
    return measure


def _sound(new: PastMeasure, today: date) -> None:
    if new.decided_on and new.notified_on and new.notified_on < new.decided_on:
        raise Refused("De bekendmaking ligt voor het besluit.", field="notified_on", article="Awb 3:41")
    if new.starts_on and new.ends_on and new.ends_on < new.starts_on:
        raise Refused("Het einde ligt voor de ingang.", field="ends_on")
    for name in ("reported_on", "decided_on", "notified_on"):
        day: date | None = getattr(new, name)
        if day is not None and day > today:
            raise Refused("Deze dag ligt in de toekomst.", field=name)


def _span(measure: Measure, new: PastMeasure) -> None:
    """Start, duration and end; a last onder bestuursdwang has a term to comply instead (Awb 5:24 lid 2)."""
    if measure.workflow == Workflow.ENFORCEMENT:
        until = new.ends_on or _after(new.starts_on or new.notified_on, new)
        measure.compliance_until = _moment(until, END_OF_DAY) if until else None
        return
    if new.starts_on:
        measure.starts_at = _moment(new.starts_on, time(0))
    measure.months = new.months
    measure.weeks = None if new.months else new.weeks
    measure.ends_on = new.ends_on or _after(new.starts_on, new)


def _after(first: date | None, new: PastMeasure) -> date | None:
    if first is None:
        return None
    if new.months:
        return add_months(first, new.months)
    if new.weeks or new.days:
        return first + timedelta(weeks=new.weeks or 0, days=new.days or 0)
    return None


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def state_of(measure: Measure, new: PastMeasure, today: date) -> str:
    """Where a measure of the past stands today, by its days alone.

    What ended is *afgerond*; whatever the days leave open stays open, so that somebody looks at it.
    """
    if new.revoked:
        return S.WITHDRAWN
    if measure.workflow == Workflow.WARNING:
        return S.WARNED
    if not (measure.notified_on or measure.starts_at or measure.decided_on):
        return S.REPORTED
    over = measure.ends_on or (
        timezone.localdate(measure.compliance_until) if measure.compliance_until else None
    )
    if over is not None and over < today:
        return S.COMPLETED
    if measure.notified_on is None and measure.starts_at is None:
        return S.DECIDED
    if measure.workflow == Workflow.ENFORCEMENT:
        return S.COMPLIANCE_TERM if measure.compliance_until else S.NOTIFIED
    if measure.starts_at is not None and timezone.localdate(measure.starts_at) > today:
        return S.NOTIFIED
    if measure.workflow == Workflow.CLOSURE:
        return S.CLOSED if measure.starts_at is not None else S.NOTIFIED
    return S.ACTIVE


def _money(by: User, measure: Measure, money: PastMoney, parties: Sequence[tuple[Subject, str]]) -> None:
    """The dwangsom and a claim for each sum that was incurred.

    The day of a verbeurte is seldom told. Then the first day on which it can have been counts, so that
    verjaring is computed too early rather than too late (Awb 5:35).
    """
    if measure.workflow == Workflow.PENALTY and money.amount is not None:
        PenaltyOrder(
            measure=measure,
            mode=money.mode or "PER_BREACH",
            amount=money.amount,
            maximum=money.maximum,
            period=money.period,
        ).save()
    debtor = next((subject for subject, role in parties if role == "OFFENDER"), None)
    first = measure.starts_at and timezone.localdate(measure.starts_at)
    day = first or measure.notified_on or measure.decided_on
    if debtor is None or day is None or not money.incurred or measure.workflow != Workflow.PENALTY:
        return
    day = min(day, clock.today())
    left = sum(money.incurred, Decimal(0)) if money.paid_all else money.paid or Decimal(0)
    for amount in money.incurred:
        paid = min(left, amount)
        left -= paid
        _claim(by, _new_claim(measure, debtor, day, amount), paid)


def _new_claim(measure: Measure, debtor: Subject, day: date, amount: Decimal) -> Claim:
    return Claim(
        number=next_number("V", clock.today().year),
        owner=measure.owner,
        regimes=list(measure.regimes),
        confidentiality=measure.confidentiality,
        kind=ClaimKind.PENALTY,
        measure=measure,
        debtor=debtor,
        amount=amount,
        balance=amount,
        incurred_on=day,
        day_estimated=True,
        evidence="Uit het oude register; de dag van de overtreding staat er niet in.",
        due_on=term("betaling-dwangsom", day, free_days()).end,
    )


def _claim(by: User, claim: Claim, paid: Decimal) -> None:
    follow_claim(claim)
    if paid > 0:
        ClaimEvent(
            claim=claim,
            kind=ClaimEventKind.PAYMENT,
            happened_on=claim.incurred_on,
            amount=paid,
            note="Volgens het oude register betaald; de dag staat er niet in.",
            by=by,
            at=clock.now(),
        ).save()
        follow_claim(claim)
    record_event(
        Action.CREATE,
        record_type=claim._meta.label_lower,
        record_id=str(claim.pk),
        regime=claim.regimes,
        details={"kind": "register", "state": str(claim.state)},
    )
