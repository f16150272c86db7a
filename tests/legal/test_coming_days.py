"""Days to come, as people say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.coming_days import WEEKDAYS, read_coming_day
from legal.dates import DateProblem

TODAY = date(2026, 11, 28)  # a Saturday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vandaag", date(2026, 11, 28)),
        ("Morgen", date(2026, 11, 29)),
        ("volgende week", date(2026, 12, 5)),
        ("over 2 weken", date(2026, 12, 12)),
        ("over een maand", date(2026, 12, 28)),
        ("di", date(2026, 12, 1)),
        ("volgende di", date(2026, 12, 1)),
        ("zaterdag", date(2026, 12, 5)),
        ("volgende week dinsdag", date(2026, 12, 1)),
        ("volgende week zo", date(2026, 12, 6)),
        ("12 dec", date(2026, 12, 12)),
        ("3 januari", date(2027, 1, 3)),
        ("29 februari", date(2028, 2, 29)),
        ("29-2", date(2028, 2, 29)),
        ("27-11", date(2027, 11, 27)),
        ("12-12-2026", date(2026, 12, 12)),
        ("12-12-2025", date(2025, 12, 12)),
    ],
)
def test_a_day_is_read_as_it_is_meant(text, day):
    assert read_coming_day(text, today=TODAY) == day


@pytest.mark.parametrize("text", ["", "ooit", "december 2026", "over 9999 dagen", "d", "over nul weken"])
def test_what_is_no_day_is_told(text):
    with pytest.raises(DateProblem):
        read_coming_day(text, today=TODAY)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_the_first_one_after_today(today, name):
    day = read_coming_day(name, today=today)
    assert timedelta(0) < day - today <= timedelta(days=7)
    assert WEEKDAYS[day.weekday()] == name
