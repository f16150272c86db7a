"""Money: what is incurred or owed, everything that happens to it, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from access.decisions import Denied, deny, require
from access.pressing import just_made
from access.records import locked
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.money import euros
from core.numbers import next_number
from legal.penalties import incur
from legal.terms import term
from measures.claims import TOO_LATE, Event, standing, too_early
from measures.deadlines import claim_terms
from measures.models import (
    Claim,
    ClaimEvent,
    ClaimEventKind,
    ClaimKind,
    Measure,
    Party,
    PenaltyOrder,
    Remedy,
)
from measures.models.claim import SPANS, WRITE_OFFS
from measures.operations.lapsing import lapse_of
from measures.operations.settling import for_change, settle, write_step
from measures.operations.watching import watch_claim
from measures.queries.ledgers import ledgers
from measures.states import MeasureState
from reference.queries import free_days
from subjects.models import Subject

if TYPE_CHECKING:
    from accounts.models import Organisation, User

WHY: Final = "the ledger of a claim"
# A last works from its bekendmaking, unless the offender was given time.
INCURRING: Final = frozenset({MeasureState.ACTIVE, MeasureState.NOTIFIED})
# Benefit and tax: only what is open is kept (Participatiewet 65, AWR 67).
BALANCE_ONLY: Final = frozenset({ClaimKind.BENEFIT, ClaimKind.TAX})
# Only these tell a sum.
SUMS: Final = frozenset({ClaimEventKind.PAYMENT, ClaimEventKind.ARRANGEMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A breach of a last: when and where it was seen, by whom, and what was seen."""

    on: date
    at: time | None = None
    place: str
    observer: str
    evidence: str
    times: int = 1


@transaction.atomic
def incur_penalty(*, by: User, measure: Measure, breach: Breach) -> Claim:
    """Keep one verbeurte: incurred by law on the day of the breach (Awb 5:33), at most up to the maximum.

    Raises :class:`Refused` without a full constatering (Awb 5:9), before the last works, and when the
    maximum was reached.
    """
    measure = for_change(by, measure, action="measures.collect")
    order = PenaltyOrder.objects.filter(measure=measure).visible_to(by).first()
    if order is None or order.maximum is None:
        raise Refused("Bij deze maatregel hoort geen dwangsom met een maximum.", article="Awb 5:32b lid 2")
    if measure.state not in INCURRING or measure.notified_on is None:
        raise Refused("De last werkt nu niet: er kan niets worden verbeurd.", article="Awb 5:33")
    _seen(breach, measure)
    if again := just_made(
        Claim.objects.filter(measure=measure, kind=ClaimKind.PENALTY),
        incurred_on=breach.on,
        incurred_time=breach.at,
        place=breach.place,
        observer=breach.observer,
        evidence=breach.evidence,
    ):
        return again  # type: ignore[no-any-return]  # a claim
    before = Claim.objects.filter(measure=measure, kind=ClaimKind.PENALTY).unrestricted(why=WHY)
    total = before.aggregate(total=Sum("amount"))["total"] or Decimal(0)
    cost = incur(order.mode, order.amount, order.maximum, total, times=breach.times)
    if cost.amount <= 0:
        raise Refused("Het maximum is bereikt: er wordt niets meer verbeurd.", article="Awb 5:32b lid 2")
    offender = Party.objects.filter(measure=measure, role="OFFENDER", withdrawn_at=None).visible_to(by)
    debtor = offender.select_related("subject").first()
    if debtor is None:
        raise Refused("Leg eerst vast wie de overtreder is.", article="Awb 5:1 lid 2")
    claim = _new(
        owner=measure.owner,
        kind=ClaimKind.PENALTY,
        debtor=debtor.subject,
        amount=cost.amount,
        on=breach.on,
        measure=measure,
    )
    claim.incurred_time = breach.at
    claim.place, claim.observer, claim.evidence = breach.place, breach.observer, breach.evidence
    claim.due_on = term("betaling-dwangsom", breach.on, free_days()).end
    follow_claim(claim)
    write_step(measure, kind="incurred", by=by, on=breach.on)
    _log(claim, "incurred")
    settle(measure)
    return claim


def _seen(breach: Breach, measure: Measure) -> None:
    if breach.on > clock.today():
        raise Refused("Deze dag ligt in de toekomst.", field="on")
    if measure.notified_on is None or breach.on < measure.notified_on:
        raise Refused("Toen was de last nog niet bekendgemaakt.", field="on", article="Awb 3:40")
    until = measure.compliance_until
    if until is not None and breach.on <= timezone.localdate(until):
        raise Refused("Toen liep de begunstigingstermijn nog.", field="on", article="Awb 5:32a lid 2")
    if measure.ends_on is not None and breach.on > measure.ends_on:
        raise Refused("Toen was de looptijd van de last voorbij.", field="on")
    for name, text in (("place", breach.place), ("observer", breach.observer), ("evidence", breach.evidence)):
        if not text.strip():
            raise Refused(
                "Een constatering noemt dag, plaats, wie het zag en wat.", field=name, article="Awb 5:9"
            )


@transaction.atomic
def record_claim(
    *,
    by: User,
    owner: Organisation,
    kind: str,
    debtor: Subject,
    amount: Decimal,
    incurred_on: date,
    due_on: date | None = None,
    measure: Measure | None = None,
    note: str = "",
) -> Claim:
    """Keep a claim of another kind; of benefit and tax only the balance."""
    if not may(by, "measures.collect"):
        raise Denied(deny(refusal("measures.collect")))
    debtor = Subject.objects.visible_to(by).get(pk=debtor.pk)
    if kind not in ClaimKind.values or kind == ClaimKind.PENALTY:
        raise Refused("Kies een soort vordering; een dwangsom hoort bij zijn last.", field="kind")
    if kind in BALANCE_ONLY and note.strip():
        raise Refused(
            "Van uitkering en belasting bewaart VIK alleen het saldo.",
            field="note",
            article="Participatiewet 65; AWR 67",
        )
    if amount <= 0:
        raise Refused("Vul een bedrag boven nul in.", field="amount")
    if incurred_on > clock.today():
        raise Refused("Deze dag ligt in de toekomst.", field="incurred_on")
    claim = _new(owner=owner, kind=kind, debtor=debtor, amount=amount, on=incurred_on, measure=measure)
    # After the number: giving one out holds up the second press until the first is done.
    told = {"debtor_id": debtor.pk, "incurred_on": incurred_on, "evidence": note.strip() or None}
    if again := just_made(
        Claim.objects.filter(owner=owner, kind=kind, measure=measure, amount=amount), **told
    ):
        return again  # type: ignore[no-any-return]  # a claim
    if kind in BALANCE_ONLY:
        claim.regimes = ["avg_sector"]
    claim.evidence = note.strip() or None
    claim.due_on = due_on or term("betaling-beschikking", incurred_on, free_days()).end
    follow_claim(claim)
    _log(claim, "recorded")
    if measure is not None:
        settle(measure)
    return claim


def _new(
    *,
    owner: Organisation,
    kind: str,
    debtor: Subject,
    amount: Decimal,
    on: date,
    measure: Measure | None,
) -> Claim:
    return Claim(
        number=next_number("V", clock.today().year),
        owner=owner,
        regimes=list(measure.regimes) if measure else ["avg_internal"],
        confidentiality=measure.confidentiality if measure else Confidentiality.ZAAKVERTROUWELIJK,
        kind=kind,
        measure=measure,
        debtor=debtor,
        amount=amount,
        balance=amount,
        incurred_on=on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What happened to a claim, as it is entered."""

    kind: str
    on: date
    until: date | None = None
    amount: Decimal | None = None
    instalments: int | None = None
    note: str = ""


@transaction.atomic
def enter_event(*, by: User, claim: Claim, new: Happening) -> Claim:
    """Add a line to the ledger of a claim, and derive where it stands.

    Raises :class:`Refused` when a step of collection skips one (Awb 5:37, 4:117), for more than is
    open, for a day that can't be, and for a write-off without a reason.
    """
    claim = locked(Claim, by, claim.pk)
    require(by, "measures.collect", claim)
    told = {
        "kind": new.kind,
        "happened_on": new.on,
        "amount": new.amount if new.kind in SUMS else None,
        "note": new.note.strip() or None,
        "by_id": by.pk,
    }
    if just_made(ClaimEvent.objects.filter(claim=claim, withdrawn_at=None), **told):
        return claim
    events = events_of(claim)
    _check(claim, new, events)
    ClaimEvent(
        claim=claim,
        kind=new.kind,
        happened_on=new.on,
        until=new.until if new.kind in SPANS else None,
        amount=new.amount if new.kind in SUMS else None,
        instalments=new.instalments if new.kind == ClaimEventKind.ARRANGEMENT else None,
        note=new.note.strip() or None,
        by=by,
        at=clock.now(),
    ).save()
    _settle(claim, str(new.kind))
    return claim


def _check(claim: Claim, new: Happening, events: list[Event]) -> None:
    today = clock.today()
    if new.kind not in ClaimEventKind.values:
        raise Refused("Kies wat er is gebeurd.", field="kind")
    if new.on > today or new.on < claim.incurred_on:
        raise Refused("Kies een dag na het ontstaan van de vordering, niet in de toekomst.", field="on")
    if claim.balance <= 0:
        raise Refused("Deze vordering is afgesloten.")
    if early := too_early(new.kind, events, penalty=claim.kind == ClaimKind.PENALTY):
        raise Refused(f"{early[0]} ({early[1]})", field="kind", article=early[1])
    _check_lapse(claim, new, events)
    if new.kind == ClaimEventKind.PAYMENT and (new.amount is None or not 0 < new.amount <= claim.balance):
        raise Refused(f"Er staat {euros(claim.balance)} open: vul hoogstens dat bedrag in.", field="amount")
    if new.kind == ClaimEventKind.ARRANGEMENT and (new.until is None or not new.instalments):
        raise Refused("Een regeling heeft een aantal termijnen en een laatste dag.", field="until")
    if new.until is not None and new.until < new.on:
        raise Refused("De laatste dag ligt voor de eerste.", field="until")
    if new.kind in WRITE_OFFS and not new.note.strip():
        raise Refused("Schrijf op waarom er niet verder wordt ingevorderd.", field="note")


def _check_lapse(claim: Claim, new: Happening, events: list[Event]) -> None:
    """What is lapsed can't be collected any more, and only what is lapsed is closed as such."""
    article = "Awb 5:35 lid 1" if claim.kind == ClaimKind.PENALTY else "Awb 4:104 lid 2"
    end = lapse_of(claim, events).end
    if new.kind == ClaimEventKind.LAPSED and end >= clock.today():
        raise Refused("Deze vordering is niet verjaard.", field="kind", article=article)
    if new.kind in TOO_LATE and new.on > end:
        raise Refused(
            f"De vordering verjaarde na {end:%d-%m-%Y}: dit kon toen niet meer ({article}).",
            field="on",
            article=article,
        )


@transaction.atomic
def withdraw_event(*, by: User, event: ClaimEvent, why: str) -> Claim:
    """Take back a wrong line; it no longer counts, and stays to be seen with the reason."""
    row = ClaimEvent.objects.filter(pk=event.pk).visible_to(by).select_for_update(of=("self",)).get()
    claim = locked(Claim, by, row.claim_id)
    require(by, "measures.collect", claim)
    if not why.strip():
        raise Refused("Schrijf op waarom deze regel niet klopt.", field="why")
    if row.withdrawn_at is not None:
        raise Refused("Deze regel is al ingetrokken.")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = clock.now(), by, why.strip()
    row.save()
    _settle(claim, "withdrawn", why)
    return claim


def events_of(claim: Claim) -> list[Event]:
    """The lines of the ledger that count, as the pure rules read them."""
    return ledgers(ClaimEvent.objects.filter(claim=claim).unrestricted(why=WHY))[claim.pk]


def follow_claim(claim: Claim) -> None:
    """Save a claim with what follows from its ledger: state, paid, open, verjaring, and its watches."""
    events = events_of(claim) if not claim._state.adding else []
    stands = standing(claim.amount, claim.due_on, events, clock.today())
    claim.state, claim.paid, claim.balance = stands.state, stands.paid, stands.balance
    lapses = lapse_of(claim, events)
    claim.lapses_on = lapses.end if stands.is_open else None
    claim.save()
    fought = Remedy.objects.filter(claim=claim.pk).unrestricted(why=WHY)
    watch_claim(claim, claim_terms(claim, events, free_days(), lapses=lapses, remedies=fought))


def _settle(claim: Claim, kind: str, why: str = "") -> None:
    follow_claim(claim)
    _log(claim, kind, why)
    if claim.measure is not None:
        settle(claim.measure)


def _log(claim: Claim, kind: str, why: str = "") -> None:
    record_event(
        Action.CREATE if kind in {"incurred", "recorded"} else Action.CHANGE,
        record_type=claim._meta.label_lower,
        record_id=str(claim.pk),
        regime=claim.regimes,
        reason=why.strip()[:500],
        details={"kind": kind, "state": str(claim.state)},
    )
