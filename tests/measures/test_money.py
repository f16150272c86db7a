"""What is incurred is kept, collected in the order of the law, and never lapses unseen."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from accounts.models import User
from core import clock
from core.errors import Refused
from measures.models import Claim, ClaimEvent, ClaimReminder, Measure
from measures.operations import (
    Breach,
    Decision,
    Happening,
    NewRemedy,
    enter_event,
    explain_overdue,
    file_remedy,
    incur_penalty,
    record_claim,
    treat_remedy,
    withdraw_event,
)
from subjects.models import Subject
from tests.measures.making import notified, step

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 2)
SEEN = {"place": "Marktplein", "observer": "agent 4711", "evidence": "verkocht drie bolletjes"}


@pytest.fixture
def last(legal: User) -> Measure:
    """A last onder dwangsom that works: 5,000 a time, at most 20,000."""
    return step(legal, notified(legal, "penalty_street_dealing", on=MARCH), "ACTIVE")


def incurred(by: User, measure: Measure, on: date, **more: object) -> Claim:
    with acting_as(by):
        return incur_penalty(by=by, measure=measure, breach=Breach(on=on, **(SEEN | more)))  # type: ignore[arg-type]


def happens(by: User, claim: Claim, kind: str, on: date, **more: object) -> Claim:
    with acting_as(by):
        return enter_event(by=by, claim=claim, new=Happening(kind=kind, on=on, **more))  # type: ignore[arg-type]


def test_each_breach_is_a_row_of_its_own_with_its_terms(legal: User, last: Measure) -> None:
    claim = incurred(legal, last, date(2026, 3, 10))
    assert (claim.amount, claim.balance) == (Decimal(5000), Decimal(5000))
    assert claim.due_on == date(2026, 4, 21)
    assert claim.lapses_on == date(2027, 3, 10)
    assert claim.state == "UNPAID"
    assert claim.debtor.kind == "PERSON"


def test_the_steps_of_collection_and_their_effect_on_verjaring(legal: User, last: Measure) -> None:
    claim = incurred(legal, last, date(2026, 3, 10))
    with pytest.raises(Refused, match="5:37 lid 1"):
        happens(legal, claim, "REMINDER", date(2026, 5, 1))
    with pytest.raises(Refused, match="4:117"):
        happens(legal, claim, "WRIT", date(2026, 5, 1))
    assert happens(legal, claim, "COLLECTION", date(2026, 6, 1)).lapses_on == date(2027, 6, 1)
    assert happens(legal, claim, "REMINDER", date(2026, 8, 3)).lapses_on == date(2027, 8, 3)
    plan = happens(legal, claim, "ARRANGEMENT", date(2026, 9, 1), until=date(2026, 10, 30), instalments=2)
    assert plan.lapses_on == date(2027, 10, 2)
    paid = happens(legal, claim, "PAYMENT", date(2026, 9, 15), amount=Decimal("2500.00"))
    assert (paid.balance, paid.state) == (Decimal(2500), "REMINDED")
    done = happens(legal, claim, "PAYMENT", date(2026, 10, 15), amount=Decimal("2500.00"))
    assert (done.balance, done.state, done.lapses_on) == (Decimal(0), "PAID", None)
    with pytest.raises(Refused, match="afgesloten"):
        happens(legal, done, "PAYMENT", date(2026, 10, 16), amount=Decimal(1))


def test_all_breaches_together_stop_at_the_maximum(legal: User, last: Measure) -> None:
    amounts = [incurred(legal, last, date(2026, 3, 10 + day)).amount for day in range(4)]
    assert amounts == [Decimal(5000)] * 4
    with pytest.raises(Refused, match="maximum is bereikt"):
        incurred(legal, last, date(2026, 3, 20))


@pytest.mark.parametrize(
    ("on", "more", "sentence"),
    [
        (date(2026, 3, 10), {"evidence": " "}, "constatering"),
        (date(2026, 3, 10), {"observer": ""}, "constatering"),
        (date(2026, 3, 1), {}, "nog niet bekendgemaakt"),
        (date(2099, 1, 1), {}, "toekomst"),
    ],
)
def test_a_breach_that_can_not_be(
    legal: User, last: Measure, on: date, more: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        incurred(legal, last, on, **more)


def test_nothing_is_incurred_while_time_to_comply_runs_or_by_others(
    legal: User, coordinator: User, last: Measure
) -> None:
    waiting = notified(legal, "penalty_order", on=MARCH)
    step(legal, waiting, "COMPLIANCE_TERM", compliance_until=clock.now() + timedelta(days=3))
    with pytest.raises(Refused, match="werkt nu niet"):
        incurred(legal, waiting, date(2026, 3, 10))
    with pytest.raises(Denied):
        incurred(coordinator, last, date(2026, 3, 10))


def test_the_day_on_which_the_time_to_comply_ends_still_counts_to_it(legal: User) -> None:
    """Half past midnight in Almelo is the day before in UTC."""
    until = timezone.make_aware(datetime(2026, 3, 5, 0, 30))
    last = notified(legal, "penalty_order", on=MARCH)
    step(legal, last, "COMPLIANCE_TERM", compliance_until=until)
    step(legal, last, "ACTIVE")
    with pytest.raises(Refused, match="begunstigingstermijn"):
        incurred(legal, last, date(2026, 3, 5))
    assert incurred(legal, last, date(2026, 3, 6)).amount == Decimal(5000)


def test_a_payment_is_never_more_than_what_is_open_and_a_mistake_is_taken_back(
    legal: User, last: Measure
) -> None:
    claim = incurred(legal, last, date(2026, 3, 10))
    with pytest.raises(Refused, match="hoogstens"):
        happens(legal, claim, "PAYMENT", date(2026, 4, 1), amount=Decimal(6000))
    happens(legal, claim, "PAYMENT", date(2026, 4, 1), amount=Decimal(5000))
    with acting_as(legal):
        line = ClaimEvent.objects.filter(claim=claim).visible_to(legal).get()
        with pytest.raises(Refused):
            withdraw_event(by=legal, event=line, why="")
        back = withdraw_event(by=legal, event=line, why="was van een ander")
    assert (back.balance, back.state) == (Decimal(5000), "UNPAID")


def test_writing_off_needs_a_reason_and_lapsing_must_be_so(legal: User, last: Measure) -> None:
    claim = incurred(legal, last, date(2026, 3, 10))
    for kind in ("REMISSION", "WAIVER", "UNCOLLECTABLE"):
        with pytest.raises(Refused, match="Schrijf op waarom"):
            happens(legal, claim, kind, date(2026, 4, 1))
    with pytest.raises(Refused, match="niet verjaard"):
        happens(legal, claim, "LAPSED", date(2026, 4, 1), note="te laat")
    assert happens(legal, claim, "WAIVER", date(2026, 4, 1), note="geen verhaal").state == "WAIVED"


def test_objection_makes_the_clock_stand_still_and_finality_starts_it(legal: User, last: Measure) -> None:
    claim = incurred(legal, last, date(2026, 3, 10))
    with acting_as(legal):
        filed = file_remedy(
            by=legal, measure=last, new=NewRemedy(kind="OBJECTION", filed_on=date(2026, 3, 20))
        )
        claim = Claim.objects.visible_to(legal).get(pk=claim.pk)
        running = (clock.today() - date(2026, 3, 20)).days + 1
        assert claim.lapses_on == date(2027, 3, 10) + timedelta(days=running)
        treat_remedy(
            by=legal,
            remedy=filed,
            what=Decision(decided_on=date(2026, 5, 1), notified_on=date(2026, 5, 4), outcome="UNFOUNDED"),
        )
        claim = Claim.objects.visible_to(legal).get(pk=claim.pk)
        measure = Measure.objects.visible_to(legal).get(pk=last.pk)
    # Six weeks after 4 May no appeal came: final since 16 June.
    assert measure.irrevocable_on == date(2026, 6, 16)
    assert claim.lapses_on == date(2027, 3, 10) + timedelta(
        days=(date(2026, 6, 15) - date(2026, 3, 20)).days + 1
    )


def test_a_late_objection_must_be_excused_and_appeal_follows_objection(legal: User, last: Measure) -> None:
    with acting_as(legal):
        with pytest.raises(Refused, match="te laat") as late:
            file_remedy(by=legal, measure=last, new=NewRemedy(kind="OBJECTION", filed_on=date(2026, 6, 1)))
        assert late.value.article == "Awb 6:11"
        with pytest.raises(Refused, match="eerst de beslissing op het bezwaar"):
            file_remedy(by=legal, measure=last, new=NewRemedy(kind="APPEAL", filed_on=date(2026, 4, 1)))
        with pytest.raises(Refused, match="geen bezwaar of beroep"):
            file_remedy(
                by=legal, measure=last, new=NewRemedy(kind="INTERIM_RELIEF", filed_on=date(2026, 4, 1))
            )
        filed = file_remedy(
            by=legal, measure=last, new=NewRemedy(kind="OBJECTION", filed_on=date(2026, 4, 1))
        )
        with pytest.raises(Refused, match="hoort niet bij dit middel"):
            treat_remedy(
                by=legal, remedy=filed, what=Decision(decided_on=date(2026, 5, 1), outcome="GRANTED")
            )


def test_by_post_an_objection_is_in_time_within_a_week_after_the_term(legal: User, last: Measure) -> None:
    """Made known on 2 March: the term ends on 13 April."""
    posted = date(2026, 4, 13)
    with acting_as(legal):
        with pytest.raises(Refused, match="te laat"):
            file_remedy(
                by=legal,
                measure=last,
                new=NewRemedy(kind="OBJECTION", filed_on=date(2026, 4, 21), posted_on=posted),
            )
        row = file_remedy(
            by=legal,
            measure=last,
            new=NewRemedy(kind="OBJECTION", filed_on=date(2026, 4, 20), posted_on=posted),
        )
    assert row.late_excused is None


def test_a_claim_that_can_lapse_always_has_an_open_reminder(legal: User, last: Measure) -> None:
    claims = [incurred(legal, last, date(2026, 3, 10 + day)) for day in range(3)]
    happens(legal, claims[0], "PAYMENT", date(2026, 4, 1), amount=Decimal(5000))
    happens(legal, claims[1], "COLLECTION", date(2026, 4, 1))
    assert unwatched() == []
    with acting_as(legal):
        rows = ClaimReminder.objects.filter(claim=claims[0]).visible_to(legal)
        assert all(row.met_at is not None for row in rows)
        row = ClaimReminder.objects.filter(claim=claims[1], code="verjaring").visible_to(legal).get()
        assert row.due_on == date(2027, 4, 1)
        with pytest.raises(Refused, match="loopt nog"):
            explain_overdue(by=legal, watch=row, why="weet ik niet")


def unwatched() -> list[str]:
    """Open claims that can lapse and that nobody watches: must be none."""
    with acting_as(SYSTEM, why="test"):
        watched = ClaimReminder.objects.filter(code="verjaring", met_at=None, explained_at=None)
        keys = set(watched.unrestricted(why="test").values_list("claim_id", "due_on"))
        rows = Claim.objects.filter(balance__gt=0, lapses_on__isnull=False).unrestricted(why="test")
        return [row.number for row in rows if (row.pk, row.lapses_on) not in keys]


def test_what_is_overdue_can_be_explained_and_comes_back_when_the_day_changes(
    legal: User, last: Measure
) -> None:
    claim = incurred(legal, last, date(2026, 3, 10))
    with acting_as(legal):
        row = ClaimReminder.objects.filter(claim=claim, code="betaling").visible_to(legal).get()
        with pytest.raises(Refused):
            explain_overdue(by=legal, watch=row, why="")
        explain_overdue(by=legal, watch=row, why="schuldenaar was in het buitenland")
        with pytest.raises(Refused, match="al afgehandeld"):
            explain_overdue(by=legal, watch=row, why="nog eens")
    happens(legal, claim, "COLLECTION", date(2026, 4, 25))
    with acting_as(legal):
        rows = ClaimReminder.objects.filter(claim=claim, code="betaling").visible_to(legal)
        assert [bool(row.explained_at) for row in rows] == [True]


def test_other_claims_keep_only_a_balance_where_the_law_says_so(legal: User, last: Measure) -> None:
    debtor = incurred(legal, last, date(2026, 3, 10)).debtor
    with acting_as(legal):
        owner = legal.organisation
        with pytest.raises(Refused, match="alleen het saldo"):
            record_claim(
                by=legal,
                owner=owner,
                kind="BENEFIT",
                debtor=debtor,
                amount=Decimal(900),
                incurred_on=MARCH,
                note="woonde samen",
            )
        claim = record_claim(
            by=legal, owner=owner, kind="BENEFIT", debtor=debtor, amount=Decimal(900), incurred_on=MARCH
        )
        assert claim.regimes == ["avg_sector"]
        # Five years after the payment term of six weeks.
        assert claim.lapses_on == date(2031, 4, 13)
        hidden = Subject.objects.visible_to(legal).exclude(pk=debtor.pk).first()
        assert hidden is not None
        with pytest.raises(Refused, match="boven nul"):
            record_claim(
                by=legal, owner=owner, kind="FEES", debtor=debtor, amount=Decimal(0), incurred_on=MARCH
            )
    assert unwatched() == []
