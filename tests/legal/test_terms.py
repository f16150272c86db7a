"""Every legal term ends on the day that the law says, and tells why."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.holidays import holidays, is_working_day, why_free
from legal.term_table import TERMS
from legal.terms import UnknownTerm, count, kinds, received_in_time, rule_of, term

SHIPPED = Path(__file__).parents[2] / "reference/fixtures/free_days.json"
DECREED = frozenset(date.fromisoformat(row["day"]) for row in json.loads(SHIPPED.read_text()))
DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))
KINDS = [kind.replace(":N", ":6") for kind in kinds()]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("year", "good_friday", "easter_monday", "king", "ascension", "whit_monday"),
    [
        (2026, "04-03", "04-06", "04-27", "05-14", "05-25"),
        (2027, "03-26", "03-29", "04-27", "05-06", "05-17"),
        (2028, "04-14", "04-17", "04-27", "05-25", "06-05"),
        (2029, "03-30", "04-02", "04-27", "05-10", "05-21"),
        (2030, "04-19", "04-22", "04-27", "05-30", "06-10"),
        (2031, "04-11", "04-14", "04-26", "05-22", "06-02"),
    ],
)
def test_the_feestdagen_of_a_year(
    year: int, good_friday: str, easter_monday: str, king: str, ascension: str, whit_monday: str
) -> None:
    named = {name: f"{when:%m-%d}" for when, name in holidays(year).items()}
    assert named["Goede Vrijdag"] == good_friday
    assert named["Tweede Paasdag"] == easter_monday
    assert named["Koningsdag"] == king
    assert named["Bevrijdingsdag"] == "05-05"
    assert named["Hemelvaartsdag"] == ascension
    assert named["Tweede Pinksterdag"] == whit_monday


@pytest.mark.parametrize(
    ("notified", "end"),
    [
        ("2026-03-20", "2026-05-01"),
        ("2026-03-24", "2026-05-06"),
        ("2026-04-03", "2026-05-18"),
        ("2026-10-12", "2026-11-23"),
        ("2026-11-14", "2026-12-28"),
        ("2026-11-20", "2027-01-04"),
        ("2027-03-24", "2027-05-10"),
        ("2027-03-26", "2027-05-10"),
    ],
)
@pytest.mark.parametrize("kind", ["bezwaar", "beroep", "hoger-beroep"])
def test_six_weeks_to_object(kind: str, notified: str, end: str) -> None:
    found = term(kind, day(notified), DECREED)
    assert found.end == day(end)
    assert found.first_day == day(notified) + timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        ("beslissing-op-bezwaar", "2026-05-01", "2026-06-12"),
        ("beslissing-op-bezwaar-commissie", "2026-05-01", "2026-07-24"),
        ("beslissing-op-bezwaar-commissie-verdaagd", "2026-05-01", "2026-09-04"),
        # Twelve weeks are still moved, eighteen are not (Atw 4).
        ("beslissing-op-bezwaar-commissie", "2026-10-02", "2026-12-28"),
        ("beslissing-op-bezwaar-commissie-verdaagd", "2026-08-22", "2026-12-26"),
        ("sluiting-maanden:6", "2026-08-31", "2027-02-28"),
        ("sluiting-maanden:6", "2026-11-23", "2027-05-23"),
        ("sluiting-maanden:6", "2027-08-31", "2028-02-29"),
        ("sluiting-maanden:12", "2028-02-29", "2029-02-28"),
        ("sluiting-weken:4", "2026-11-28", "2026-12-26"),
        ("betaling-dwangsom", "2026-03-10", "2026-04-21"),
        ("betaling-dwangsom", "2026-03-24", "2026-05-06"),
        ("verjaring-dwangsom", "2026-03-10", "2027-03-10"),
        # Never moved: a Saturday stays a Saturday.
        ("verjaring-dwangsom", "2025-12-26", "2026-12-26"),
        ("verjaring-dwangsom", "2028-02-29", "2029-02-28"),
        ("aanmaning", "2026-08-03", "2026-08-17"),
        ("aanmaning", "2026-04-21", "2026-05-06"),
        ("invordering-op-verzoek", "2026-11-28", "2026-12-28"),
        ("bestuursdwang-op-verzoek", "2026-11-28", "2026-12-28"),
        ("verjaring-geldschuld", "2026-05-02", "2031-05-02"),
        ("boete-beslissen", "2026-09-26", "2026-12-26"),
        ("meegevoerde-zaken", "2026-09-26", "2026-12-26"),
        ("ingebrekestelling", "2026-12-12", "2026-12-26"),
        ("gebiedsverbod", "2026-09-26", "2026-12-26"),
        ("bibob-advies", "2026-10-31", "2026-12-26"),
        ("bibob-hergebruik", "2026-01-02", "2031-01-02"),
        # Four days with at least two working days among them (Atw 2).
        ("wkpb", "2026-11-23", "2026-11-27"),
        ("wkpb", "2026-11-24", "2026-11-30"),
        ("wkpb", "2026-04-02", "2026-04-08"),
        ("wkpb", "2026-12-24", "2026-12-29"),
    ],
)
def test_other_terms(kind: str, start: str, end: str) -> None:
    assert term(kind, day(start), DECREED).end == day(end)


def test_a_term_explains_itself() -> None:
    found = term("bezwaar", day("2027-03-24"), DECREED)
    assert [row.why for row in found.skipped] == [
        "Bevrijdingsdag",
        "Hemelvaartsdag",
        "gelijkgesteld met een feestdag",
        "zaterdag",
        "zondag",
    ]
    assert found.article == "Awb 6:7 en 6:8; Atw 1"
    for words in ("6 weken", "woensdag 24 maart 2027", "telt zelf niet mee", "maandag 10 mei 2027"):
        assert words in found.explanation
    closure = term("sluiting-maanden:6", day("2026-11-23"), DECREED)
    assert "Dat blijft zo, ook al is het geen werkdag" in closure.explanation
    assert closure.first_day == day("2026-11-23")
    assert not closure.moved


def test_a_term_without_a_known_decree_is_another() -> None:
    assert term("bezwaar", day("2026-04-03")).end == day("2026-05-15")
    assert term("bezwaar", day("2026-04-03"), DECREED).end == day("2026-05-18")


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "bezwaren",
        "sluiting-maanden",
        "sluiting-maanden:0",
        "sluiting-maanden:x",
        "sluiting-maanden:-3",
        "sluiting-maanden:9999",
        "bezwaar:6",
    ],
)
def test_an_unknown_term_is_no_term(kind: str) -> None:
    with pytest.raises(UnknownTerm):
        rule_of(kind)


def test_every_term_has_its_article_and_words() -> None:
    for rule in TERMS.values():
        assert rule.article
        assert rule.label[0].isupper()
        assert rule.span.split()[0] == str(rule.length)


@pytest.mark.parametrize("kind", KINDS)
@given(start=DAYS)
def test_no_moved_term_ends_on_a_free_day_and_no_other_is_moved(kind: str, start: date) -> None:
    found = term(kind, start, DECREED)
    assert found.end >= found.raw_end >= start
    if found.rule.moved:
        assert not why_free(found.end, DECREED)
        between = (found.raw_end + timedelta(days=n) for n in range((found.end - found.raw_end).days))
        assert found.stretched or all(why_free(skipped, DECREED) for skipped in between)
        assert (found.end - found.raw_end).days <= 8
    else:
        assert found.end == found.raw_end == count(start, found.rule.length, found.rule.unit)


@given(start=DAYS, later=st.integers(1, 400))
def test_who_hears_later_never_has_to_be_earlier(start: date, later: int) -> None:
    for kind in ("bezwaar", "aanmaning", "wkpb", "verjaring-dwangsom", "sluiting-maanden:6"):
        assert term(kind, start, DECREED).end <= term(kind, start + timedelta(days=later), DECREED).end


@given(start=DAYS)
def test_every_term_of_days_holds_two_working_days(start: date) -> None:
    found = term("wkpb", start, DECREED)
    days = (start + timedelta(days=n) for n in range(1, (found.end - start).days + 1))
    assert sum(is_working_day(one, DECREED) for one in days) >= 2


@given(start=DAYS, months=st.integers(1, 60))
def test_months_keep_the_day_or_take_the_last_of_a_shorter_month(start: date, months: int) -> None:
    end = count(start, months, "months")
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end + timedelta(days=1)).day == 1


def test_by_post_in_time_is_within_a_week_after() -> None:
    end = day("2026-11-23")
    assert received_in_time(end, day("2026-11-23"), day("2026-11-30"))
    assert not received_in_time(end, day("2026-11-23"), day("2026-12-01"))
    assert not received_in_time(end, day("2026-11-24"), day("2026-11-25"))
    assert received_in_time(end, day("2026-11-01"), day("2026-11-23"))
