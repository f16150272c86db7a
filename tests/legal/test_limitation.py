"""A claim lapses when the law says, and never later than its events allow nor earlier."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from legal.limitation import EXTENDS, INTERRUPTS, Event, limitation
from legal.retention import add_months

START = date(2026, 3, 10)
TODAY = date(2026, 11, 24)


def end_of(*events: Event, start: date = START, today: date = TODAY) -> date:
    return limitation(start, events, today=today).end


def test_a_dwangsom_lapses_a_year_after_it_was_incurred() -> None:
    found = limitation(START, [], today=TODAY)
    assert found.end == date(2027, 3, 10)
    assert found.lapsed_from == date(2027, 3, 11)
    assert "Awb 5:35 lid 1" in found.explanation
    assert "erekend, controleer" in found.explanation


def test_each_act_starts_a_new_year_and_a_plan_of_payment_stands_still() -> None:
    events = [Event("COLLECTION", date(2026, 6, 1))]
    assert end_of(*events) == date(2027, 6, 1)
    events.append(Event("REMINDER", date(2026, 8, 3)))
    assert end_of(*events) == date(2027, 8, 3)
    events.append(Event("ARRANGEMENT", date(2026, 9, 1), date(2026, 10, 30)))
    assert end_of(*events) == date(2027, 10, 2)


def test_objection_to_the_last_extends_also_when_it_began_before_the_breach() -> None:
    appeal = Event("APPEAL_ON_ORDER", date(2026, 2, 1), date(2026, 4, 30))
    assert end_of(appeal) == date(2027, 3, 10) + timedelta(days=52)  # 10 March up to and including 30 April


def test_a_period_that_runs_on_after_an_act_goes_on_counting() -> None:
    deferment = Event("DEFERMENT", date(2026, 5, 1), date(2026, 7, 31))
    assert end_of(deferment, Event("REMINDER", date(2026, 7, 1))) == date(2027, 7, 1) + timedelta(days=30)


def test_two_periods_at_once_count_once() -> None:
    one = Event("DEFERMENT", date(2026, 5, 1), date(2026, 5, 31))
    other = Event("BANKRUPTCY", date(2026, 5, 11), date(2026, 6, 10))
    assert end_of(one, other) == date(2027, 3, 10) + timedelta(days=41)


def test_what_still_runs_counts_until_today() -> None:
    found = limitation(START, [Event("BANKRUPTCY", date(2026, 11, 1))], today=TODAY)
    assert found.end == date(2027, 3, 10) + timedelta(days=24)
    assert found.running
    assert "nog niet afgelopen" in found.explanation


def test_an_act_after_the_end_comes_too_late() -> None:
    found = limitation(START, [Event("REMINDER", date(2027, 3, 11))], today=date(2027, 4, 1))
    assert found.end == date(2027, 3, 10)
    assert "kwam na de verjaring" in found.explanation
    assert end_of(Event("REMINDER", date(2027, 3, 10))) == date(2028, 3, 10)


def test_another_debt_has_five_years() -> None:
    assert limitation(date(2026, 5, 2), [], today=TODAY, years=5).end == date(2031, 5, 2)


def test_payments_and_steps_of_another_kind_change_nothing() -> None:
    assert end_of(Event("PAYMENT", date(2026, 6, 1)), Event("INTENTION", date(2026, 6, 2))) == date(
        2027, 3, 10
    )


EVENTS = st.lists(
    st.builds(
        lambda kind, begin, length: Event(
            kind, START + timedelta(days=begin), START + timedelta(days=begin + length)
        ),
        st.sampled_from([*INTERRUPTS, *EXTENDS]),
        st.integers(-60, 900),
        st.integers(0, 200),
    ),
    max_size=8,
)


@given(events=EVENTS, kind=st.sampled_from([*INTERRUPTS, *EXTENDS]), begin=st.integers(0, 900))
def test_one_event_more_never_makes_a_claim_lapse_earlier(events: list[Event], kind: str, begin: int) -> None:
    before = end_of(*events)
    more = Event(kind, START + timedelta(days=begin), START + timedelta(days=begin + 10))
    assert end_of(*events, more) >= min(before, add_months(more.on, 12))


@given(events=EVENTS)
def test_a_claim_lives_its_year_and_the_order_of_telling_does_not_matter(events: list[Event]) -> None:
    found = end_of(*events)
    assert found >= date(2027, 3, 10)
    assert end_of(*reversed(events)) == found
