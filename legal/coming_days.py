"""A day to come, as people say it: ``morgen``, ``volgende di``, ``over 2 weken``, ``12 dec``. Pure.

``legal.dates`` reads days that have been; of a day without a year this takes the next one.
"""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta
from typing import Final

from legal.dates import DateProblem, read_date
from legal.retention import add_months

WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
NEAR: Final = {"vandaag": 0, "morgen": 1, "overmorgen": 2}
NUMBERS: Final = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "zes": 6, "acht": 8, "tien": 10}
FURTHEST: Final = 520
_OVER = re.compile(r"over (\d{1,3}|[a-zé]+) (dag|dagen|week|weken|maand|maanden)")
_WEEKDAY = re.compile(r"(volgende week |volgende |aanstaande |komende |)(?:op )?([a-z]{2,9})")
_YEAR = re.compile(r"\d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}\b")


def read_coming_day(text: str, *, today: date) -> date:
    """The day that is meant; raises :class:`DateProblem` with a sentence for what is no day.

    A weekday alone is the first one after today; *volgende week dinsdag* lies in the next week.
    """
    plain = " ".join(text.casefold().replace(",", " ").split())
    if plain in NEAR:
        return today + timedelta(days=NEAR[plain])
    if plain == "volgende week":
        return today + timedelta(days=7)
    if (found := _OVER.fullmatch(plain)) and (count := _count(found[1])):
        return _later(today, count, found[2])
    if (found := _WEEKDAY.fullmatch(plain)) and (day := _weekday(found[2])) is not None:
        return _on_weekday(today, day, next_week=found[1] == "volgende week ")
    moment = read_date(text, today=today)
    if moment.start is None or moment.start != moment.end:
        raise DateProblem("Vul de dag precies in, bijvoorbeeld 23-11-2026.")
    if moment.start < today and not _YEAR.search(plain):
        return _next(moment.start, today)
    return moment.start


def _next(day: date, today: date) -> date:
    """The same day of the first year in which it is there and still to come; 29 February can be far."""
    for year in range(today.year, today.year + 9):
        leap = (day.month, day.day) == (2, 29) and not isleap(year)
        if not leap and day.replace(year=year) >= today:
            return day.replace(year=year)
    return day


def _count(word: str) -> int:
    number = int(word) if word.isdigit() else NUMBERS.get(word, 0)
    return number if number <= FURTHEST else 0


def _later(today: date, count: int, unit: str) -> date:
    if unit.startswith("maand"):
        return add_months(today, count)
    return today + timedelta(days=count * (7 if unit.startswith("we") else 1))


def _weekday(word: str) -> int | None:
    if len(word) > 3 and word not in WEEKDAYS:
        return None
    hits = [place for place, name in enumerate(WEEKDAYS) if name.startswith(word)]
    return hits[0] if len(hits) == 1 else None


def _on_weekday(today: date, day: int, *, next_week: bool) -> date:
    if next_week:
        return today - timedelta(days=today.weekday()) + timedelta(days=7 + day)
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
