"""Whatever happens to a claim, in whatever order: while it is open, its verjaring is watched and told."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.core import mail
from hypothesis import given, settings
from hypothesis import strategies as st

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core import clock
from core.errors import Refused
from legal.limitation import EXTENDS, INTERRUPTS, limitation
from legal.limitation import Event as Bearing
from measures.claims import Event, standing
from measures.deadlines import claim_terms
from measures.models import Claim, ClaimEvent, ClaimEventKind, ClaimReminder
from measures.models.claim import SPANS
from measures.operations import (
    Decision,
    Happening,
    NewRemedy,
    enter_event,
    file_remedy,
    record_claim,
    treat_remedy,
    withdraw_event,
)
from measures.operations.claiming import follow_claim
from measures.operations.reminding import claims_unwatched
from measures.tasks import follow_terms, remind_of_terms
from subjects.models import Subject
from tests.measures.making import notified, step
from tests.measures.test_money import incurred

START = date(2024, 3, 1)
WHY = "test"
OPEN_KINDS = [kind for kind in ClaimEventKind.values if kind != "LAPSED"]


def happenings() -> st.SearchStrategy[list[Event]]:
    """Any ledger: days, ends and sums in any order."""
    one = st.builds(
        lambda kind, day, span, amount: Event(
            kind,
            START + timedelta(days=day),
            START + timedelta(days=day + span) if span is not None and kind in SPANS else None,
            Decimal(amount) if kind in {"PAYMENT", "ARRANGEMENT"} else None,
            3 if kind == "ARRANGEMENT" else None,
        ),
        st.sampled_from(OPEN_KINDS),
        st.integers(0, 2000),
        st.one_of(st.none(), st.integers(0, 400)),
        st.integers(1, 2000),
    )
    return st.lists(one, max_size=12)


@given(events=happenings(), later=st.integers(0, 3000), years=st.sampled_from([1, 5]))
@settings(max_examples=400)
def test_every_open_ledger_has_a_term_of_verjaring_that_is_ours(
    events: list[Event], later: int, years: int
) -> None:
    today = START + timedelta(days=later)
    known = sorted((row for row in events if row.on <= today), key=lambda row: row.on)
    stands = standing(Decimal(5000), START, known, today)
    bearing = [Bearing(row.kind, row.on, row.until) for row in known if row.kind in {*INTERRUPTS, *EXTENDS}]
    lapses = limitation(START, bearing, today=today, years=years)
    end = lapses.end
    assert end >= START + timedelta(days=365 * years)
    claim = Claim(number="V-2024-00001", balance=stands.balance, due_on=START, incurred_on=START)
    claim.lapses_on = end if stands.is_open else None
    terms = claim_terms(claim, known, frozenset(), lapses=lapses)
    ours = [row for row in terms if row.ours and row.code == "verjaring"]
    assert [row.on for row in ours] == ([end] if stands.is_open else [])


def _watched(claim: Claim) -> list[date]:
    rows = ClaimReminder.objects.filter(claim=claim, code="verjaring", met_at=None, explained_at=None)
    return list(rows.unrestricted(why=WHY).values_list("due_on", flat=True))


def _something(random: Random, legal: User, claim: Claim) -> None:
    """One thing that may happen, as a user would enter it; what the law refuses is refused."""
    today = clock.today()
    kind = random.choice([*OPEN_KINDS, "PAYMENT", "objection", "judgment", "take_back"])
    on = today - timedelta(days=random.randint(0, 60))
    with acting_as(legal):
        if kind == "objection" and claim.measure is not None:
            new = NewRemedy(kind="OBJECTION", filed_on=on, late_excused="ziek")
            file_remedy(by=legal, measure=claim.measure, claim=random.choice([None, claim]), new=new)
        elif kind == "judgment" and claim.measure is not None:
            remedy = claim.measure.remedies.model.objects.filter(measure=claim.measure, decided_on=None)
            found = remedy.visible_to(legal).first()
            if found is not None:
                what = Decision(decided_on=today, outcome="UNFOUNDED", notified_on=today)
                treat_remedy(by=legal, remedy=found, what=what)
        elif kind == "take_back":
            row = ClaimEvent.objects.filter(claim=claim, withdrawn_at=None).visible_to(legal).first()
            if row is not None:
                withdraw_event(by=legal, event=row, why="verkeerd ingevoerd")
        elif kind in ClaimEventKind.values:
            until = on + timedelta(days=random.randint(1, 200)) if random.random() < 0.7 else None
            amount = Decimal(random.randint(1, 1500))
            enter_event(
                by=legal,
                claim=claim,
                new=Happening(kind=kind, on=on, until=until, amount=amount, instalments=3, note="reden"),
            )


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_an_open_claim_is_always_watched(legal: User, monkeypatch: Any, seed: int) -> None:
    random = Random(seed)
    today = START
    monkeypatch.setattr(clock, "today", lambda: today)
    last = step(legal, notified(legal, "penalty_street_dealing", on=START), "ACTIVE")
    claims = [incurred(legal, last, START)]
    with acting_as(legal):
        debtor = Subject.objects.visible_to(legal).get(pk=claims[0].debtor_id)
        other = {"debtor": debtor, "amount": Decimal(3000), "incurred_on": START}
        claims.append(record_claim(by=legal, owner=legal.organisation, kind="COSTS", **other))
    for _ in range(10):
        today += timedelta(days=random.randint(5, 120))
        claim = random.choice(claims)
        with acting_as(legal):
            claim = Claim.objects.visible_to(legal).select_related("measure").get(pk=claim.pk)
        with suppress(Refused):
            _something(random, legal, claim)
        with acting_as(SYSTEM, why=WHY):
            for key in [row.pk for row in claims]:
                now = Claim.objects.unrestricted(why=WHY).get(pk=key)
                assert (now.balance > 0) is (now.lapses_on is not None)
                assert _watched(now) == ([now.lapses_on] if now.balance > 0 else [])
            assert claims_unwatched() == []


@pytest.mark.django_db
def test_a_claim_without_a_measure_is_told_to_every_jurist(legal: User, monkeypatch: Any) -> None:
    today = START
    monkeypatch.setattr(clock, "today", lambda: today)
    last = step(legal, notified(legal, "penalty_street_dealing", on=START), "ACTIVE")
    debtor = incurred(legal, last, START).debtor
    with acting_as(legal):
        claim = record_claim(
            by=legal,
            owner=legal.organisation,
            kind="FINE",
            debtor=debtor,
            amount=Decimal(900),
            incurred_on=START,
            due_on=START,
        )
    assert claim.lapses_on == date(2029, 3, 1)
    today = date(2028, 9, 3)
    mail.outbox.clear()
    remind_of_terms()
    assert [message.to[0] for message in mail.outbox if claim.number in message.body] == [legal.email] * 2
    mail.outbox.clear()
    today = date(2029, 2, 20)
    remind_of_terms()
    assert legal.email in {message.to[0] for message in mail.outbox if claim.number in message.body}


@pytest.mark.django_db
def test_what_lapsed_is_collected_no_more_and_closed_with_a_reason(legal: User, monkeypatch: Any) -> None:
    today = START
    monkeypatch.setattr(clock, "today", lambda: today)
    last = step(legal, notified(legal, "penalty_street_dealing", on=START), "ACTIVE")
    claim = incurred(legal, last, START)
    today = date(2025, 3, 2)
    with acting_as(legal), pytest.raises(Refused, match="verjaarde na 01-03-2025"):
        enter_event(by=legal, claim=claim, new=Happening(kind="COLLECTION", on=today))
    with acting_as(legal), pytest.raises(Refused, match="waarom"):
        enter_event(by=legal, claim=claim, new=Happening(kind="LAPSED", on=today))
    with acting_as(legal):
        done = enter_event(by=legal, claim=claim, new=Happening(kind="LAPSED", on=today, note="te laat"))
    assert (done.state, done.balance) == ("LAPSED", 0)
    follow_terms()


@pytest.mark.django_db
def test_the_nightly_round_says_so_when_a_claim_is_not_watched(legal: User) -> None:
    last = step(legal, notified(legal, "penalty_street_dealing", on=clock.today()), "ACTIVE")
    claim = incurred(legal, last, clock.today())
    with acting_as(SYSTEM, why=WHY):
        ClaimReminder.objects.filter(claim=claim, code="verjaring").unrestricted(why=WHY).delete()
        assert claims_unwatched() == [claim.pk]
        follow_claim(Claim.objects.unrestricted(why=WHY).get(pk=claim.pk))
        assert claims_unwatched() == []
