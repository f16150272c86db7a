"""A second calculator that only walks from day to day agrees with the first on every day of nine years.

It is written from the rules alone and shares nothing with :mod:`legal`: no table, no holidays, no sums.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from legal.terms import term

DAY = timedelta(days=1)
# The days that a royal decree put on a level with a feestdag.
DECREED = frozenset(
    date.fromisoformat(text)
    for text in (
        *("2023-04-28", "2023-05-19", "2024-05-10", "2024-12-27", "2025-05-30"),
        *("2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26"),
    )
)
# Easter Sundays from the almanac.
EASTER = {
    2023: date(2023, 4, 9),
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
    2031: date(2031, 4, 13),
    2032: date(2032, 3, 28),
}
# Weeks, days, months or years; and whether the Algemene termijnenwet moves the end.
WEEKS = {
    "bezwaar": 6,
    "beroep": 6,
    "hoger-beroep": 6,
    "beslissing-op-bezwaar": 6,
    "beslissing-op-bezwaar-commissie": 12,
    "betaling-dwangsom": 6,
    "betaling-beschikking": 6,
    "aanmaning": 2,
    "invordering-op-verzoek": 4,
    "bestuursdwang-op-verzoek": 4,
}
MONTHS = {"verjaring-dwangsom": 12, "verjaring-geldschuld": 60} | {
    f"sluiting-maanden:{number}": number for number in (1, 2, 3, 4, 6, 9, 12, 18, 24)
}


def every_day() -> Iterator[date]:
    day = date(2023, 1, 1)
    while day.year < 2032:
        yield day
        day += DAY


def works(day: date) -> bool:
    """Neither weekend, nor feestdag, nor put on a level with one."""
    sunday = EASTER.get(day.year)
    if day.isoweekday() > 5 or day in DECREED:
        return False
    if (day.month, day.day) in {(1, 1), (5, 5), (12, 25), (12, 26)}:
        return False
    if day.month == 4 and day.day == 27:  # on a Sunday it is free anyway
        return False
    if day.month == 4 and day.day == 26 and (day + DAY).isoweekday() == 7:
        return False
    return sunday is None or (day - sunday).days not in {-2, 1, 39, 50}


def walk(start: date, days: int) -> date:
    """The day on which so many days have passed; the first of them is the day after ``start``."""
    for _ in range(days):
        start += DAY
    return start


def to_working_day(day: date) -> date:
    while not works(day):
        day += DAY
    return day


def months_on(start: date, months: int) -> date:
    """Walk until the same day number in the last month, or until that month is over."""
    day = start
    for _ in range(months):
        month = day.month
        while day.month == month:
            day += DAY
        # The first of the next month.
    while day.day < start.day and (day + DAY).month == day.month:
        day += DAY
    return day


def four_days_with_two_working_days(start: date) -> date:
    day, working = start, 0
    for _ in range(4):
        day += DAY
        working += works(day)
    while working < 2:
        day += DAY
        working += works(day)
    return to_working_day(day)


@pytest.mark.parametrize("kind", WEEKS)
def test_terms_of_weeks_end_on_the_same_day_in_both_calculators(kind: str) -> None:
    for start in every_day():
        expected = to_working_day(walk(start, WEEKS[kind] * 7))
        assert term(kind, start, DECREED).end == expected, (kind, start)


@pytest.mark.parametrize("kind", MONTHS)
def test_terms_of_months_and_years_are_never_moved(kind: str) -> None:
    for start in every_day():
        assert term(kind, start, DECREED).end == months_on(start, MONTHS[kind]), (kind, start)


def test_the_four_days_of_the_wkpb_hold_two_working_days() -> None:
    for start in every_day():
        assert term("wkpb", start, DECREED).end == four_days_with_two_working_days(start), start


def test_an_explanation_names_the_article_the_start_and_the_end() -> None:
    kinds = [*WEEKS, *MONTHS, "wkpb"]
    for start in every_day():
        if start.day != 24:
            continue
        for kind in kinds:
            found = term(kind, start, DECREED)
            assert found.rule.article in found.explanation
            assert f"{start.day} " in found.explanation
            assert f"{found.end.day} " in found.explanation
            assert str(found.end.year) in found.explanation


def test_a_closure_that_ends_on_a_decreed_day_says_that_it_stays_there() -> None:
    found = term("sluiting-maanden:6", date(2025, 11, 15), DECREED)
    assert found.end == date(2026, 5, 15)
    assert "Dat blijft zo" in found.explanation
