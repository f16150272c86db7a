"""Dates as people type them: exact, vague, or as a spreadsheet stores them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.dates import DateProblem, read_date

TODAY = date(2026, 11, 23)  # a Monday


def read(value):
    return read_date(value, today=TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 jul 2026", date(2026, 7, 2)),
        ("02 jul 2026", date(2026, 7, 2)),
        ("30 aug 2026", date(2026, 8, 30)),
        ("12/9/26", date(2026, 9, 12)),
        ("21-09-2026", date(2026, 9, 21)),
        ("21.9.2026", date(2026, 9, 21)),
        ("13-10-2026 00:00", date(2026, 10, 13)),
        ("13-10-2026 14:30:05", date(2026, 10, 13)),
        ("2026-10-13", date(2026, 10, 13)),
        ("2026-10-13T14:30:00Z", date(2026, 10, 13)),
        ("2026-10-13T14:30:00.123+02:00", date(2026, 10, 13)),
        ("20261013", date(2026, 10, 13)),
        ("23 nov", date(2026, 11, 23)),
        ("24 nov", date(2025, 11, 24)),
        ("24-11", date(2025, 11, 24)),
        ("vrijdag 20 november 2026", date(2026, 11, 20)),
        ("ma 16 nov. 2026", date(2026, 11, 16)),
        ("13 October 2026", date(2026, 10, 13)),
        ("3 maart '26", date(2026, 3, 3)),
        ("vandaag", date(2026, 11, 23)),
        ("gisteren", date(2026, 11, 22)),
        ("Gisteravond", date(2026, 11, 22)),
        ("eergisteren", date(2026, 11, 21)),
        ("afgelopen vrijdag", date(2026, 11, 20)),
        ("maandag", date(2026, 11, 16)),
        ("3 dagen geleden", date(2026, 11, 20)),
        ("46300", date(2026, 10, 5)),
        (46300, date(2026, 10, 5)),
        (46300.75, date(2026, 10, 5)),
        (date(2026, 9, 8), date(2026, 9, 8)),
        (datetime(2026, 9, 8, 14, 30), date(2026, 9, 8)),
    ],
)
def test_an_exact_day_is_understood(text, day):
    found = read(text)
    assert (found.start, found.end, found.precision) == (day, day, "DAY")


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("week 30", date(2026, 7, 20), date(2026, 7, 26), "WEEK"),
        ("wk 30 2025", date(2025, 7, 21), date(2025, 7, 27), "WEEK"),
        ("week 50", date(2025, 12, 8), date(2025, 12, 14), "WEEK"),
        ("vorige week", date(2026, 11, 16), date(2026, 11, 22), "WEEK"),
        ("vorige week dinsdag", date(2026, 11, 17), date(2026, 11, 17), "DAY"),
        ("deze week", date(2026, 11, 23), date(2026, 11, 23), "WEEK"),
        ("twee weken geleden", date(2026, 11, 9), date(2026, 11, 15), "WEEK"),
        ("vorige maand", date(2026, 10, 1), date(2026, 10, 31), "MONTH"),
        ("september 2026", date(2026, 9, 1), date(2026, 9, 30), "MONTH"),
        ("september", date(2026, 9, 1), date(2026, 9, 30), "MONTH"),
        ("december", date(2025, 12, 1), date(2025, 12, 31), "MONTH"),
        ("09-2026", date(2026, 9, 1), date(2026, 9, 30), "MONTH"),
        ("medio september 2026", date(2026, 9, 11), date(2026, 9, 20), "MONTH"),
        ("eind februari 2026", date(2026, 2, 21), date(2026, 2, 28), "MONTH"),
        ("zomer 2026", date(2026, 6, 1), date(2026, 8, 31), "MONTH"),
        ("winter 2026", date(2025, 12, 1), date(2026, 2, 28), "MONTH"),
        ("Q3 2026", date(2026, 7, 1), date(2026, 9, 30), "MONTH"),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "YEAR"),
        ("vorig jaar", date(2025, 1, 1), date(2025, 12, 31), "YEAR"),
    ],
)
def test_a_vague_moment_becomes_a_period_with_its_precision(text, start, end, precision):
    found = read(text)
    assert (found.start, found.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize("text", ["", None, "-", "onbekend", "?", "n.v.t."])
def test_nothing_said_is_an_unknown_date(text):
    found = read(text)
    assert (found.start, found.precision) == (None, "UNKNOWN")
    assert found.sentence == "Datum onbekend."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31-02-2026", "“31-02-2026” bestaat niet in de kalender."),
        ("31 feb", "“31 feb” bestaat niet in de kalender."),
        ("13-2026", "“13-2026” bestaat niet in de kalender."),
        ("week 60", "Week 60 bestaat niet in dit jaar."),
        ("ooit", "“ooit” is geen datum die VIK begrijpt."),
        (12, "12 is geen datum."),
    ],
)
def test_an_impossible_date_is_refused_with_a_clear_sentence(text, sentence):
    with pytest.raises(DateProblem) as problem:
        read(text)
    assert str(problem.value) == sentence


def test_what_was_understood_can_be_shown():
    assert read("week 30").sentence == "20-07-2026 tot en met 26-07-2026"
    assert read("gisteren").sentence == "22-11-2026"


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_every_way_of_writing_one_day_is_read_as_that_day(day):
    months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    serial = (day - date(1899, 12, 30)).days
    writings = [
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        f"{day.day} {months[day.month - 1]} {day.year}",
        f"{day:%d-%m-%Y} 00:00",
        serial,
        float(serial),
        str(serial),
    ]
    assert {read(writing).start for writing in writings} == {day}


@given(st.text(max_size=60), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_any_text_is_a_moment_or_a_dutch_reason_and_never_another_error(text, today):
    try:
        found = read_date(text, today=today)
    except DateProblem as problem:
        assert str(problem).endswith(".")
    else:
        assert (found.start is None) == (found.end is None)
        assert found.start is None or found.start <= found.end


@given(st.one_of(st.integers(), st.floats(allow_nan=True), st.booleans()))
def test_any_number_is_a_day_or_a_reason(number):
    try:
        assert read(number).start is not None
    except DateProblem as problem:
        assert str(problem).endswith(".")


def test_a_relative_day_follows_the_given_today():
    assert read_date("gisteren", today=TODAY + timedelta(days=1)).start == TODAY
