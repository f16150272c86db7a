"""Days that lie ahead, as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from inspections.forms import EntryForm
from inspections.forms.plan import ComingDayField

WEDNESDAY = "2026-11-25 12:00"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vandaag", date(2026, 11, 25)),
        ("Morgen", date(2026, 11, 26)),
        ("overmorgen", date(2026, 11, 27)),
        ("vrijdag", date(2026, 11, 27)),
        ("woensdag", date(2026, 12, 2)),
        ("over 14 dagen", date(2026, 12, 9)),
        ("over 2 weken", date(2026, 12, 9)),
        ("3 dec", date(2026, 12, 3)),
        ("3-2", date(2027, 2, 3)),
        ("29 feb", date(2028, 2, 29)),
        ("3-2-2026", date(2026, 2, 3)),
        ("gisteren", date(2026, 11, 24)),
        ("", None),
    ],
)
def test_a_day_ahead_is_understood(typed: str, meant: date | None) -> None:
    with time_machine.travel(WEDNESDAY, tick=False):
        assert ComingDayField(required=False).clean(typed) == meant


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_day_or_a_sentence(typed: str) -> None:
    try:
        found = ComingDayField(required=False, max_length=30).clean(typed)
    except ValidationError as error:
        assert error.messages[0]
    else:
        assert found is None or isinstance(found, date)


@given(st.integers(min_value=1, max_value=300))
def test_a_day_without_its_year_is_the_next_one(days: int) -> None:
    day = clock.today() + timedelta(days=days)
    assert ComingDayField().clean(f"{day.day}-{day.month}") == day


@pytest.mark.parametrize(
    ("now", "typed", "meant"),
    [
        ("2026-11-25 20:10", "21:05", "25-11 21:05"),
        ("2026-11-25 23:10", "23:59", "25-11 23:59"),
        ("2026-11-25 09:00", "15:00", "25-11 15:00"),
    ],
)
def test_an_hour_shortly_after_midnight_is_of_the_evening_before(now: str, typed: str, meant: str) -> None:
    """The moments are those of UTC: ten past eight is ten past nine in Almelo, ten past eleven is past midnight."""
    with time_machine.travel(now, tick=False):
        form = EntryForm({"entry": "POWER", "hour": typed})
        assert form.is_valid()
        moment = form.moment()
        assert moment is not None
        assert f"{timezone.localtime(moment):%d-%m %H:%M}" == meant
