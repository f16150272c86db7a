"""Bezwaar, beroep and voorlopige voorziening: filed, heard, decided; the terms and verjaring follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q

from access.pressing import just_made
from core import clock
from core.errors import Refused
from measures.models import (
    Claim,
    ClaimEvent,
    ClaimEventKind,
    Measure,
    Outcome,
    Remedy,
    RemedyKind,
)
from measures.operations.claiming import follow_claim
from measures.operations.settling import for_change, settle, write_step
from measures.remedies import in_time
from reference.queries import free_days

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "remedies of one measure"
BEFORE: Final = {RemedyKind.APPEAL: RemedyKind.OBJECTION, RemedyKind.FURTHER_APPEAL: RemedyKind.APPEAL}
# How only an interim relief can end, and how only the others.
ON_RELIEF: Final = frozenset({Outcome.GRANTED, Outcome.REFUSED})
ON_APPEAL: Final = frozenset({Outcome.WELL_FOUNDED, Outcome.PARTLY, Outcome.UNFOUNDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRemedy:
    """A remedy as it comes in."""

    kind: str
    filed_on: date
    posted_on: date | None = None
    grounds: str = ""
    late_excused: str = ""
    committee: bool = False


@transaction.atomic
def file_remedy(*, by: User, measure: Measure, new: NewRemedy, claim: Claim | None = None) -> Remedy:
    """Keep that somebody objected or appealed, against the decision or the collection of one claim.

    Raises :class:`Refused` before the bekendmaking, without the remedy that comes first, and for a late
    one without a reason that excuses it (Awb 6:11).
    """
    measure = for_change(by, measure)
    told = {
        "kind": new.kind,
        "filed_on": new.filed_on,
        "grounds": new.grounds.strip(),
        "entered_by_id": by.pk,
    }
    if again := just_made(Remedy.objects.filter(measure=measure, claim=claim), **told):
        return again  # type: ignore[no-any-return]  # a remedy
    _check(measure, new, claim)
    row = Remedy(
        measure=measure,
        claim=claim,
        kind=new.kind,
        filed_on=new.filed_on,
        posted_on=new.posted_on,
        grounds=new.grounds.strip(),
        late_excused=new.late_excused.strip() or None,
        committee=new.committee,
        entered_by=by,
        entered_at=clock.now(),
    )
    row.save()
    _follow(measure, claim)
    write_step(measure, kind="remedy_filed", by=by, on=new.filed_on)
    return row


def _made_known(measure: Measure, claim: Claim | None) -> date:
    """The bekendmaking of the decision that is fought: of the measure, or of the collection of one claim."""
    if claim is None:
        if measure.notified_on is None:
            raise Refused("Het besluit is nog niet bekendgemaakt.", article="Awb 6:8")
        return measure.notified_on
    rows = ClaimEvent.objects.filter(claim=claim, kind=ClaimEventKind.COLLECTION, withdrawn_at=None)
    collected = rows.unrestricted(why=WHY).order_by("-happened_on").first()
    if claim.measure_id != measure.pk or collected is None:
        raise Refused(
            "Van deze vordering is nog geen invorderingsbeschikking bekendgemaakt.",
            field="against",
            article="Awb 5:37; 6:8",
        )
    return collected.happened_on


def _check(measure: Measure, new: NewRemedy, claim: Claim | None) -> None:
    if new.kind not in RemedyKind.values:
        raise Refused("Kies bezwaar, beroep of een voorlopige voorziening.", field="kind")
    made_known = _made_known(measure, claim)
    first_day = made_known if claim else measure.decided_on or made_known
    if new.filed_on > clock.today() or new.filed_on < first_day:
        raise Refused("Kies een dag na het besluit, niet in de toekomst.", field="filed_on")
    rows = Remedy.objects.filter(measure=measure, claim=claim).unrestricted(why=WHY)
    if first := BEFORE.get(RemedyKind(new.kind)):
        earlier = rows.filter(kind=first).exclude(notified_on=None).order_by("-notified_on").first()
        if earlier is None or earlier.notified_on is None:
            raise Refused(
                f"Leg eerst de beslissing op het {RemedyKind(first).label} vast, met de dag van bekendmaking.",
                field="kind",
                article="Awb 7:1",
            )
        made_known = earlier.notified_on
    if new.kind == RemedyKind.INTERIM_RELIEF:
        if not rows.filter(decided_on=None).exclude(kind=RemedyKind.INTERIM_RELIEF).exists():
            raise Refused("Er loopt geen bezwaar of beroep.", field="kind", article="Awb 8:81")
        return
    timely = in_time(new.kind, made_known, received=new.filed_on, posted=new.posted_on, decreed=free_days())
    if not timely and not new.late_excused.strip():
        raise Refused(
            "Dit is te laat ingesteld. Is dat verschoonbaar? Schrijf dan op waarom.",
            field="late_excused",
            article="Awb 6:11",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of a remedy, as far as it is known."""

    extended_on: date | None = None
    hearing_on: date | None = None
    advice_on: date | None = None
    decided_on: date | None = None
    notified_on: date | None = None
    outcome: str = ""
    suspended_from: date | None = None
    suspended_until: date | None = None


@transaction.atomic
def treat_remedy(*, by: User, remedy: Remedy, what: Decision) -> Remedy:
    """Keep hearing, advice, verdaging, decision and suspension of a remedy."""
    row = Remedy.objects.filter(pk=remedy.pk).visible_to(by).select_for_update(of=("self",)).get()
    measure = for_change(by, row.measure)
    _sound(row, what)
    for name in (
        "extended_on",
        "hearing_on",
        "advice_on",
        "decided_on",
        "notified_on",
        "outcome",
        "suspended_from",
        "suspended_until",
    ):
        setattr(row, name, getattr(what, name))
    row.save()
    _follow(measure, row.claim)
    write_step(measure, kind="remedy_treated", by=by, on=what.decided_on or what.hearing_on)
    return row


def _sound(row: Remedy, what: Decision) -> None:
    today = clock.today()
    for name in ("extended_on", "hearing_on", "advice_on", "decided_on", "notified_on", "suspended_from"):
        day: date | None = getattr(what, name)
        if day is None:
            continue
        if day < row.filed_on:
            raise Refused("Deze dag ligt voor het indienen.", field=name)
        if name not in {"hearing_on", "suspended_from"} and day > today:
            raise Refused("Deze dag ligt in de toekomst.", field=name)
    if bool(what.decided_on) != bool(what.outcome):
        raise Refused("Bij een beslissing horen een dag en een uitkomst.", field="outcome")
    relief = row.kind == RemedyKind.INTERIM_RELIEF
    if what.outcome in (ON_APPEAL if relief else ON_RELIEF):
        raise Refused("Deze uitkomst hoort niet bij dit middel.", field="outcome")
    if what.notified_on and (what.decided_on is None or what.notified_on < what.decided_on):
        raise Refused("Bekendmaken komt na de beslissing.", field="notified_on", article="Awb 3:41")
    if what.suspended_until and (what.suspended_from is None or what.suspended_until < what.suspended_from):
        raise Refused("De schorsing eindigt voor zij begint.", field="suspended_until")


def _follow(measure: Measure, about: Claim | None) -> None:
    """Terms, finality and verjaring hang on remedies; also of a claim that was paid meanwhile."""
    keys = {about.pk} if about is not None else set()
    rows = Claim.objects.filter(Q(balance__gt=0) | Q(pk__in=keys), measure=measure)
    for claim in rows.unrestricted(why=WHY):
        follow_claim(claim)
    settle(measure)
