"""Birth dates as they are known: a day, a month or only a year; and how two of them relate.

``legal.dates`` reads when something was seen, with *gisteren* and seasons; a birth date has other
habits: ``1968-00-00`` of the population register, day and month swapped, one digit wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?(?:[T ].*)?")
_DUTCH = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})")
_MONTH = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})\s*[-. ]?\s*)?([a-z]{3})[a-z]*[-., ]*(\d{4})")
_NAMED_ENGLISH = re.compile(r"([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan", "feb fev", "maa mrt mar", "apr avr", "mei may mai", "jun", "jul", "aug aou", "sep",
            "okt oct", "nov", "dec dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
EQUAL, SAME_MONTH, SAME_YEAR, SLIP, NEAR, OTHER = "equal", "month", "year", "slip", "near", "other"
_ORDER = (EQUAL, SAME_MONTH, SLIP, SAME_YEAR, NEAR, OTHER)


@dataclass(frozen=True, slots=True)
class Birth:
    """Year, month and day; 0 is unknown."""

    year: int
    month: int = 0
    day: int = 0


def read_birth(value: object) -> Birth | None:
    """Understand a (partial) birth date; None for what is no date."""
    if isinstance(value, date):
        return Birth(value.year, value.month, value.day)
    text = str(value).strip().lower().strip(" .,?~()")
    if text.endswith(".0"):
        text = text[:-2]
    if re.fullmatch(r"\d{4}", text):
        return _birth(text, 0, 0)
    if re.fullmatch(r"\d{6}", text):
        return _birth(text[:4], text[4:], 0)
    if re.fullmatch(r"\d{8}", text):
        return _birth(text[:4], text[4:6], text[6:]) or _birth(text[4:], text[2:4], text[:2])
    if re.fullmatch(r"\d{7}|\d{9}", text):
        return _birth(text[:4], 0, 0)  # a figure too few or too many: the year is what can be trusted
    if match := _ISO.fullmatch(text):
        return _birth(match[1], match[2], match[3] or 0)
    if match := _DUTCH.fullmatch(text):
        return _birth(match[3], match[2], match[1])
    if match := _MONTH.fullmatch(text):
        return _birth(match[2], match[1], 0)
    if (match := _NAMED.fullmatch(text)) and match[2] in _MONTHS:
        return _birth(match[3], _MONTHS[match[2]], match[1] or 0)
    if (match := _NAMED_ENGLISH.fullmatch(text)) and match[1] in _MONTHS:
        return _birth(match[3], _MONTHS[match[1]], match[2])
    if match := re.search(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)", text):
        return _birth(match[1], 0, 0)
    return None


def _birth(year_text: str, month_text: str | int, day_text: str | int) -> Birth | None:
    year, month, day = int(year_text), int(month_text), int(day_text)
    if len(year_text) == 2:
        year += 1900 if year > 26 else 2000
    # A slip may put 51 in the place of the month: keep what was written, to see the slip later.
    if not 1800 <= year <= 2100:
        return None
    return Birth(year, month, day)


def relate(left: Birth, right: Birth) -> str:
    """How two birth dates relate: one of the words of this module."""
    months, days = left.month and right.month, left.day and right.day
    if left.year == right.year:
        if not months:
            return SAME_YEAR
        if left.month == right.month:
            if not days:
                return SAME_MONTH
            return EQUAL if left.day == right.day else _slip(left, right)
        return _slip(left, right) if days else OTHER
    if months and days:
        return _slip(left, right)
    # Only a year on one side, and a neighbouring one: an age counted from another day, or a slip.
    if abs(left.year - right.year) == 1:
        return NEAR
    return NEAR if _turned(f"{left.year}", f"{right.year}") else OTHER


def _slip(left: Birth, right: Birth) -> str:
    if left.year == right.year and (left.month, left.day) == (right.day, right.month):
        return SLIP
    if (left.month, left.day) == (right.month, right.day):
        if abs(left.year - right.year) in {1, 10}:
            return SLIP
        return SLIP if _turned(f"{left.year}", f"{right.year}") else OTHER
    one, two = _digits(left), _digits(right)
    swapped = _digits(Birth(right.year, right.day, right.month))
    wrong = sum(first != second for first, second in zip(one, two, strict=True))
    if wrong == 1 or _turned(one, two):
        return SLIP
    if left.year == right.year and sum(a != b for a, b in zip(one, swapped, strict=True)) <= 1:
        return SLIP
    # The first of January stands for an unknown day in many registers.
    if left.year == right.year and (1, 1) in {(left.month, left.day), (right.month, right.day)}:
        return SAME_YEAR
    return OTHER


def _digits(birth: Birth) -> str:
    return f"{birth.year:04}{birth.month:02}{birth.day:02}"


def _turned(one: str, two: str) -> bool:
    """Two neighbouring digits changed places."""
    places = [place for place, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == two[places[1]]
        and one[places[1]] == two[places[0]]
    )


def best_relation(left: Sequence[Birth], right: Sequence[Birth]) -> str:
    """The closest relation of any two of the known dates; both sides must have one."""
    return min((relate(one, two) for one in left for two in right), key=_ORDER.index)
