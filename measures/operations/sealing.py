"""Look after a closed building: are the seals whole, and what it cost to close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from access.pressing import just_made
from core import clock
from core.errors import Refused
from legal.terms import term
from measures.models import Claim, ClaimKind, Closure, Measure, MeasureStep, Party, SealCheck
from measures.operations.claiming import record_claim
from measures.operations.settling import for_change, settle, write_step
from measures.states import MeasureState
from reference.models import Workflow
from reference.queries import free_days

if TYPE_CHECKING:
    from accounts.models import User

S = MeasureState
WHY: Final = "what became of one closure"
SHUT: Final = frozenset({S.ACTED, S.CLOSED, S.EXTENDED})
# Where bestuursdwang was applied, so that its costs may be charged (Awb 5:25).
APPLIED_BY: Final = (S.ACTED, S.CLOSED, S.APPLIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCheck:
    """What was seen at the door."""

    on: date
    at: time | None = None
    broken: bool = False
    observer: str
    note: str = ""
    told_police_on: date | None = None


@transaction.atomic
def check_seals(*, by: User, measure: Measure, new: NewCheck) -> SealCheck:
    """Keep one look at a closed building. A broken seal (Sr 199) asks what was seen.

    Raises :class:`Refused` where nothing is closed, and for a day on which it was not.
    """
    measure = for_change(by, measure)
    if measure.workflow != Workflow.CLOSURE or (measure.starts_at is None and measure.state not in SHUT):
        raise Refused("Hier is niets gesloten.")
    first = timezone.localdate(measure.starts_at) if measure.starts_at else None
    if (
        new.on > clock.today()
        or (first and new.on < first)
        or (measure.ended_on and new.on > measure.ended_on)
    ):
        raise Refused("Op deze dag was het pand niet gesloten.", field="on")
    if not new.observer.strip():
        raise Refused("Vul in wie er heeft gekeken.", field="observer")
    if new.broken and not new.note.strip():
        raise Refused("Schrijf op wat er aan de zegels is gezien.", field="note", article="Sr 199")
    if new.told_police_on and not new.broken:
        raise Refused("Aangifte hoort bij een verbroken zegel.", field="told_police_on", article="Sr 199")
    if new.told_police_on and not new.on <= new.told_police_on <= clock.today():
        raise Refused("Kies een dag na de controle, niet in de toekomst.", field="told_police_on")
    told = {"seen_on": new.on, "seen_at": new.at, "broken": new.broken, "observer": new.observer.strip()}
    if again := just_made(SealCheck.objects.filter(measure=measure), note=new.note.strip(), **told):
        return again  # type: ignore[no-any-return]  # a check
    row = SealCheck(
        measure=measure,
        note=new.note.strip(),
        told_police_on=new.told_police_on,
        entered_by=by,
        entered_at=clock.now(),
        **told,
    )
    row.save()
    write_step(measure, kind="seal_broken" if new.broken else "seal_checked", by=by, on=new.on)
    return row


@transaction.atomic
def charge_costs(*, by: User, measure: Measure, debtor: Party, amount: Decimal, decided_on: date) -> Claim:
    """Charge the costs of bestuursdwang to one party: a claim of its own (Awb 5:25).

    Raises :class:`Refused` where no bestuursdwang was applied, and later than five years after it
    (Awb 5:25 lid 6).
    """
    measure = for_change(by, measure, action="measures.collect")
    party = Party.objects.filter(pk=debtor.pk, measure=measure, withdrawn_at=None).visible_to(by).first()
    if party is None or not party.receives:
        raise Refused("Kies wie de kosten betaalt.", field="debtor")
    applied = _applied_on(measure)
    if applied is None:
        raise Refused("Er is geen bestuursdwang toegepast.", article="Awb 5:25")
    if decided_on < applied or decided_on > clock.today():
        raise Refused("Kies een dag na het toepassen, niet in de toekomst.", field="decided_on")
    last = term("kosten-bestuursdwang", applied, free_days())
    if decided_on > last.end:
        raise Refused(
            f"De kosten konden worden vastgesteld tot en met {last.end:%d-%m-%Y}.",
            field="decided_on",
            article=last.article,
        )
    claim = record_claim(
        by=by,
        owner=measure.owner,
        kind=ClaimKind.COSTS,
        debtor=party.subject,
        amount=amount,
        incurred_on=decided_on,
        measure=measure,
    )
    row = Closure.objects.filter(measure=measure).unrestricted(why=WHY).first()
    if row is not None:
        charged = Claim.objects.filter(measure=measure, kind=ClaimKind.COSTS).unrestricted(why=WHY)
        row.costs, row.costs_decided_on = sum((one.amount for one in charged), Decimal(0)), decided_on
        row.save()
        settle(measure)
    write_step(measure, kind="costs_charged", by=by, on=decided_on)
    return claim


def _applied_on(measure: Measure) -> date | None:
    """The first day on which bestuursdwang was applied."""
    steps = MeasureStep.objects.filter(
        measure=measure, target__in=APPLIED_BY, undone_at=None, happened_on__isnull=False
    )
    days = steps.unrestricted(why=WHY).order_by("happened_on").values_list("happened_on", flat=True)
    closed = measure.workflow == Workflow.CLOSURE and measure.starts_at
    return days.first() or (timezone.localdate(measure.starts_at) if closed else None)
