"""Who does it and by when, as they stand in a block that somebody typed: ``@Politie Oost``, ``uiterlijk di``. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from legal.coming_days import WEEKDAYS, read_coming_day
from legal.dates import DateProblem
from legal.terms import written

# The sign before who does it, and the word before a day, also in static/js/blocklist.js.
DOER: Final = "@"
BY: Final = "uiterlijk"
# How far ahead the list of days reaches; what lies further is typed in full.
AHEAD: Final = 92
_BY = re.compile(rf"\b{BY}\s+(?:op\s+)?", re.IGNORECASE)
_LOOKED_AT: Final = 20
_WORDS: Final = 4


def doer_in(text: str, names: Mapping[str, str]) -> str:
    """The key of the one who is named first after an ``@``; empty for nobody, or for a name that two bear."""
    for rest in text.split(DOER)[1 : _LOOKED_AT + 1]:
        found = [(len(name), key) for key, name in names.items() if _begins(rest, name)]
        longest = max((length for length, _ in found), default=0)
        keys = [key for length, key in found if length == longest]
        if len(keys) == 1:
            return keys[0]
    return ""


def _begins(text: str, name: str) -> bool:
    after = text[len(name) : len(name) + 1]
    return bool(name) and text.casefold().startswith(name.casefold()) and not after.isalnum()


def due_in(text: str, *, today: date) -> date | None:
    """The first day to come that stands after *uiterlijk*, of as many words as make a day.

    A day that has been is none, also where fewer of its words would make one to come.
    """
    for found in list(_BY.finditer(text))[:_LOOKED_AT]:
        words = re.split(r"[,;\n]", text[found.end() : found.end() + 80])[0].split()
        for count in range(min(_WORDS, len(words)), 0, -1):
            day = _day(" ".join(words[:count]).rstrip(".:!?)"), today)
            if day is not None and day >= today:
                return day
            if day is not None:
                break
    return None


def _day(said: str, today: date) -> date | None:
    try:
        return read_coming_day(said, today=today)
    except (DateProblem, OverflowError):
        return None


def in_full(day: date) -> str:
    """As it stands in a text: ``8 december 2026``."""
    return written(day).partition(" ")[2]


def ways_to_say(today: date) -> dict[date, list[str]]:
    """The days that can be chosen, in their order, each with what people say for it.

    What is said is read by the one that reads it in forms, so that list and form mean the same day.
    """
    said = ["vandaag", "morgen", "overmorgen", "volgende week"]
    for name in WEEKDAYS:
        said += [f"{before}{name}" for before in ("", "volgende ", "komende ", "volgende week ")]
        said += [f"{before}{name[:2]}" for before in ("", "volgende ", "komende ", "volgende week ")]
    said += [f"over {count} dagen" for count in range(2, 15)]
    said += ["over een week", *(f"over {count} weken" for count in range(2, 13))]
    said += ["over een maand", "over 2 maanden", "over 3 maanden"]
    days = [date.fromordinal(today.toordinal() + ahead) for ahead in range(AHEAD + 1)]
    found: dict[date, list[str]] = {day: [] for day in days}
    for words in said:
        day = read_coming_day(words, today=today)
        if day in found:
            found[day].append(words)
    for day, ways in found.items():
        ways += [in_full(day), f"{day:%d-%m-%Y}", f"{day.day}-{day.month}"]
    return found
