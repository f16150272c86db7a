"""One step in the life of a measure: the table asked, the rules met, the dates kept, the log written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from core import clock
from core.errors import Refused
from legal.retention import add_months
from measures.models import (
    Claim,
    Closure,
    Ground,
    Measure,
    MeasureStep,
    Party,
    PenaltyOrder,
    Proportionality,
    Remedy,
)
from measures.models.measure import RegisterRemedy
from measures.operations.settling import for_change, settle, write_step
from measures.queries.proposal import proposal_of
from measures.rules import Facts, require_rules
from measures.states import ASKED, ENDED, FLOWS, SYSTEM, MeasureState
from reference.queries import keep_until

if TYPE_CHECKING:
    from accounts.models import User
    from core.flow import Transition

S = MeasureState
WHY: Final = "what the rules of a step look at"
ORDERED: Final = ("started", "imported", "step")
# The day of a step goes into the field of its event.
DAY_OF: Final[dict[str, str]] = {
    S.INTENTION_SENT: "intention_on",
    S.VIEW_RECEIVED: "view_on",
    S.DECIDED: "decided_on",
    S.NOTIFIED: "notified_on",
    S.REOPENED: "ended_on",
    S.REOPENED_EARLY: "ended_on",
    S.EXPIRED: "ended_on",
    S.LIFTED: "ended_on",
    S.COMPLIED: "ended_on",
    S.APPLIED: "ended_on",
    S.WITHDRAWN: "ended_on",
    S.ANNULLED_BY_COURT: "ended_on",
}
# What a step may change and an undo must give back.
KEPT: Final = (
    "intention_on",
    "view_until",
    "view_on",
    "unheard_ground",
    "decided_on",
    "sent_on",
    "notified_on",
    "notice",
    "compliance_until",
    "starts_at",
    "months",
    "weeks",
    "ends_on",
    "ended_on",
    "retention_until",
    "retention_ground",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the user fills in for a step; ``values`` are the fields of :data:`measures.states.ASKED`."""

    to: str
    on: date | None = None
    why: str = ""
    values: dict[str, Any] | None = None


def facts_of(measure: Measure, step: Step | None = None) -> Facts:
    """What the rules look at: the measure as it would stand after ``step``."""
    kinds = Ground.objects.filter(measure=measure, withdrawn_at=None).unrestricted(why=WHY)
    roles = Party.objects.filter(measure=measure, withdrawn_at=None).unrestricted(why=WHY)
    order = PenaltyOrder.objects.filter(measure=measure).unrestricted(why=WHY).first()
    test = Proportionality.objects.filter(measure=measure).unrestricted(why=WHY).first()
    closure = Closure.objects.filter(measure=measure).unrestricted(why=WHY).first()
    # A hearing or a check has a day of its own; only steps follow each other.
    last = MeasureStep.objects.filter(
        measure=measure, kind__in=ORDERED, undone_at=None, happened_on__isnull=False
    )
    newest = last.unrestricted(why=WHY).order_by("-happened_on").values_list("happened_on", flat=True).first()
    return Facts(
        today=clock.today(),
        now=clock.now(),
        on=step.on if step else None,
        not_before=newest,
        why=step.why if step else "",
        target=measure.target,
        authority=measure.authority,
        authorities=frozenset(measure.type.authorities),
        grounds=tuple(kinds.values_list("kind", flat=True)),
        roles=frozenset(roles.values_list("role", flat=True)),
        urgent=measure.urgent,
        unheard=measure.unheard_ground,
        view_until=measure.view_until,
        notice=measure.notice,
        compliance_until=measure.compliance_until,
        maximum=order.maximum if order else None,
        mode=order.mode if order else "",
        has_duration=any((measure.months, measure.weeks, measure.ends_on)),
        deviates=_deviates(measure, closure),
        deviation=(closure.deviation or "") if closure else "",
        proportionate=test is not None and test.complete,
        ends_on=measure.ends_on,
        early_answer=closure.early_request_answer if closure else "",
        kept_until=measure.retention_until,
        held=held(measure),
    )


def held(measure: Measure) -> bool:
    """Does something still need this measure: bezwaar, beroep, or money that is owed?

    Of a decision that was made known, bezwaar can come until it is onherroepelijk.
    """
    remedies = Remedy.objects.filter(measure=measure, decided_on=None).unrestricted(why=WHY)
    owed = Claim.objects.filter(measure=measure, balance__gt=0).unrestricted(why=WHY)
    told = measure.register_remedy
    fightable = measure.notified_on is not None and measure.irrevocable_on is None and not told
    return fightable or told == RegisterRemedy.RUNNING or remedies.exists() or owed.exists()


def _deviates(measure: Measure, closure: Closure | None) -> bool:
    """Is the duration another than the policy of the municipality proposes?"""
    proposal = proposal_of(measure, closure)
    return proposal is not None and (measure.months, measure.weeks) != (
        proposal.rule.months,
        proposal.rule.weeks,
    )


@transaction.atomic
def take_step(*, by: User, measure: Measure, step: Step, version: int | None = None) -> Measure:
    """Bring a measure into its next state.

    Raises :class:`core.flow.IllegalTransition` when the table has no such step, :class:`Denied` without
    the right that the step asks for, :class:`Refused` with the article when a rule is not met,
    :class:`Conflict` when somebody else was first.
    """
    measure = for_change(by, measure, action="view", version=version)
    transition = FLOWS[measure.workflow].step(measure.state, step.to)
    if transition.action == SYSTEM:
        raise Refused("Vernietigen gaat door twee mensen samen, niet als stap.")
    measure = for_change(by, measure, action=transition.action)
    before, source = _before(measure), measure.state
    _fill(measure, transition, step)
    require_rules(transition, facts_of(measure, step))
    _enter(measure, step)
    settle(measure)
    write_step(measure, kind="step", by=by, on=step.on, why=step.why, source=source, before=before)
    return measure


def _fill(measure: Measure, transition: Transition, step: Step) -> None:
    """Put what the form of this step asks into the measure."""
    asked = ASKED.get(transition.target, ())
    for name, value in (step.values or {}).items():
        if name not in asked:
            raise Refused("Dit hoort niet bij deze stap.", field=name)
        if value is not None and value != "":
            setattr(measure, name, value)
    if measure.months and measure.weeks:
        raise Refused("Vul maanden of weken in, niet allebei.", field="weeks")


def _enter(measure: Measure, step: Step) -> None:
    measure.state = step.to
    if step.on is not None and (name := DAY_OF.get(step.to)):
        setattr(measure, name, step.on)
    if step.to == S.NOTIFIED and measure.notified_on and measure.decided_on:
        measure.sent_on = measure.sent_on or measure.notified_on
    if step.to in {S.CLOSED, S.ACTIVE} and measure.starts_at is None and step.on is not None:
        measure.starts_at = timezone.make_aware(datetime.combine(step.on, time(0)))
    if step.to in {S.CLOSED, S.ACTIVE}:
        measure.ends_on = end_of(measure) or measure.ends_on
    if step.to in ENDED:
        kept = keep_until("measure_ended", measure.ended_on or step.on or clock.today())
        measure.retention_until, measure.retention_ground = kept.until, kept.ground


def end_of(measure: Measure) -> date | None:
    """The last day of a measure of so many months or weeks; not moved for weekends (Atw 4).

    A closure of six months from 23 November ends on 23 May, also when that is a Sunday.
    """
    if measure.starts_at is None:
        return None
    first = timezone.localdate(measure.starts_at)
    if measure.months:
        return add_months(first, measure.months)
    if measure.weeks:
        return first + timedelta(weeks=measure.weeks)
    return None


@transaction.atomic
def undo_step(*, by: User, measure: Measure, why: str) -> Measure:
    """Take the last step back, for a mistake: the state and dates of before, with the reason in the log.

    Raises :class:`Refused` without a reason, when there is no step to take back, and when money already
    rests on it.
    """
    measure = for_change(by, measure, action="measures.decide")
    if not why.strip():
        raise Refused("Schrijf op waarom u de stap terugneemt.", field="why")
    rows = MeasureStep.objects.filter(measure=measure, kind="step", undone_at=None).unrestricted(why=WHY)
    last = rows.order_by("-at", "-pk").first()
    if last is None:
        raise Refused("Er is geen stap om terug te nemen.")
    if (
        last.target in {S.ACTIVE, S.NOTIFIED}
        and measure.claims.model._default_manager.filter(measure=measure).unrestricted(why=WHY).exists()
    ):
        raise Refused("Op deze stap rusten al vorderingen. Neem de stap niet meer terug.")
    source = measure.state
    _restore(measure, last)
    last.undone_at = clock.now()
    last.save()
    settle(measure)
    write_step(measure, kind="undone", by=by, why=why, source=source)
    return measure


def _before(measure: Measure) -> dict[str, Any]:
    found: dict[str, Any] = {"state": measure.state}
    for name in KEPT:
        value = getattr(measure, name)
        found[name] = value.isoformat() if isinstance(value, date | datetime) else value
    return found


def _restore(measure: Measure, step: MeasureStep) -> None:
    for name, value in step.before.items():
        field: Any = Measure._meta.get_field(name)
        setattr(measure, name, field.to_python(value) if value is not None else None)
