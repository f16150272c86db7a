"""Who and when in what was typed at the table: read as it is meant, and never more than that."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casustafel.mentions import AHEAD, doer_in, due_in, ways_to_say
from legal.coming_days import read_coming_day

TODAY = date(2026, 11, 28)  # a Saturday
NAMES = {"o1": "Politie", "o2": "Politie Oost", "p3": "Jan de Vries", "p4": "Els Bos", "p5": "Els Bos"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("@Politie neemt contact op", "o1"),
        ("Contact door @politie oost, daarna verder", "o2"),
        ("@Politieke partij, @Jan de Vries", "p3"),
        ("@Els Bos", ""),
        ("mail aan iemand@politieoost.nl", ""),
        ("Jan de Vries belt", ""),
        ("", ""),
    ],
)
def test_who_does_it_is_the_one_whole_name_after_the_sign(text: str, key: str) -> None:
    assert doer_in(text, NAMES) == key


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("@Politie belt, uiterlijk volgende di", date(2026, 12, 1)),
        ("Uiterlijk op 8 december 2026 is het klaar", date(2026, 12, 8)),
        ("uiterlijk over 2 weken.", date(2026, 12, 12)),
        ("uiterlijk 12-12; anders later", date(2026, 12, 12)),
        ("uiterlijk ooit, of uiterlijk morgen", date(2026, 11, 29)),
        ("uiterlijk 1 november 2026", None),
        ("het uiterlijk van de loods", None),
        ("morgen", None),
    ],
)
def test_by_when_is_a_day_to_come_after_the_word(text: str, day: date | None) -> None:
    assert due_in(text, today=TODAY) == day


@given(st.text(), st.text())
def test_whatever_is_typed_is_read_without_a_fault(before: str, after: str) -> None:
    due = due_in(f"{before}uiterlijk {after}", today=TODAY)
    assert due is None or due >= TODAY
    assert doer_in(f"{before}@{after}", NAMES) in {*NAMES, ""}


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)))
def test_each_way_to_say_a_day_in_the_list_is_read_as_that_day(today: date) -> None:
    found = ways_to_say(today)
    assert list(found) == [today + timedelta(days=ahead) for ahead in range(AHEAD + 1)]
    for day, ways in found.items():
        assert {read_coming_day(words, today=today) for words in ways} == {day}
