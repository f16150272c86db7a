"""Where a claim stands follows from its ledger alone."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.claims import Event, missed_instalments, standing

TODAY = date(2026, 11, 24)
PLAN = Event("ARRANGEMENT", date(2026, 7, 1), date(2027, 6, 30), instalments=10)


def paid(on: date, amount: int) -> Event:
    return Event("PAYMENT", on, amount=Decimal(amount))


@pytest.mark.parametrize(
    ("events", "missed"),
    [
        ([], 0),
        ([PLAN], 4),
        ([PLAN, paid(date(2026, 8, 1), 500)], 3),
        ([PLAN, paid(date(2026, 8, 1), 2000)], 0),
        ([PLAN, paid(date(2026, 8, 1), 2499)], 0),
        # What was paid before the plan was no term of it.
        ([paid(date(2026, 6, 1), 1000), PLAN], 4),
        ([Event("ARRANGEMENT", date(2026, 1, 1), date(2026, 6, 30), instalments=6)], 0),
    ],
)
def test_terms_of_an_arrangement_that_were_missed(events: list[Event], missed: int) -> None:
    assert missed_instalments(Decimal(5000), events, TODAY) == missed


@given(amounts=st.lists(st.integers(1, 3000), max_size=6))
def test_paid_and_open_make_the_whole_until_it_is_paid(amounts: list[int]) -> None:
    events = [paid(date(2026, 6, day + 1), amount) for day, amount in enumerate(amounts)]
    found = standing(Decimal(5000), date(2026, 4, 1), events, TODAY)
    assert found.paid == sum(amounts)
    assert found.balance == max(Decimal(5000) - sum(amounts), 0)
    assert (found.state == "PAID") is (found.balance == 0)
