"""Feestdagen for the Algemene termijnenwet (Atw art. 3): computed, never typed.

Days that a royal decree puts on a level with a feestdag (Atw art. 3 lid 3) are announced from year to
year: the caller hands them over as ``decreed``, from a list that the municipality keeps.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from dateutil.easter import easter

SATURDAY: Final = 5
SUNDAY: Final = 6
_DAY: Final = timedelta(days=1)


def kings_day(year: int) -> date:
    """Koningsdag: 27 April, or the Saturday before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - _DAY if day.weekday() == SUNDAY else day


@lru_cache(maxsize=256)
def holidays(year: int) -> dict[date, str]:
    """The feestdagen of a year with their Dutch names (Atw art. 3 lid 1 and 2).

    5 May counts every year; Good Friday is put on a level by lid 2.
    """
    sunday = easter(year)
    return {
        date(year, 1, 1): "Nieuwjaarsdag",
        sunday - 2 * _DAY: "Goede Vrijdag",
        sunday: "Eerste Paasdag",
        sunday + _DAY: "Tweede Paasdag",
        kings_day(year): "Koningsdag",
        date(year, 5, 5): "Bevrijdingsdag",
        sunday + 39 * _DAY: "Hemelvaartsdag",
        sunday + 49 * _DAY: "Eerste Pinksterdag",
        sunday + 50 * _DAY: "Tweede Pinksterdag",
        date(year, 12, 25): "Eerste Kerstdag",
        date(year, 12, 26): "Tweede Kerstdag",
    }


def why_free(day: date, decreed: Collection[date] = ()) -> str:
    """Why a term can't end on a day: the name of the feestdag, or the day of the week; empty if it can."""
    named = holidays(day.year).get(day)
    if named:
        return named
    if day in decreed:
        return "gelijkgesteld met een feestdag"
    return {SATURDAY: "zaterdag", SUNDAY: "zondag"}.get(day.weekday(), "")


def is_working_day(day: date, decreed: Collection[date] = ()) -> bool:
    """Neither Saturday, Sunday, feestdag nor a day on a level with one."""
    return not why_free(day, decreed)
