"""What becomes of a legal term under the Algemene termijnenwet (Atw).

The terms themselves stand in :mod:`legal.term_table`. :func:`term` computes one and explains it. Pure:
dates in, dates out.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from legal.holidays import is_working_day, why_free
from legal.retention import add_months
from legal.term_table import LONGEST_SET, SET_BY_DECISION, TERMS, Rule

_DAY: Final = timedelta(days=1)
_MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class UnknownTerm(ValueError):
    """There is no term of this name; the message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day on which the term could not end, and why."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Term:
    """A computed term: all its days, and why."""

    rule: Rule
    start: date
    first_day: date
    raw_end: date
    end: date
    skipped: tuple[Skipped, ...] = ()
    stretched: bool = False
    steps: tuple[str, ...] = field(default=())

    @property
    def article(self) -> str:
        """The article of the term; with those of the Atw when it moved the end."""
        return (
            f"{self.rule.article}; Atw {'1 en 2' if self.stretched else '1'}"
            if self.end != self.raw_end
            else self.rule.article
        )

    @property
    def moved(self) -> bool:
        """Is the last day another than the count of days gives?"""
        return self.end != self.raw_end

    @property
    def explanation(self) -> str:
        """*Waarom deze datum*, in Dutch sentences."""
        return " ".join(self.steps)


def written(day: date) -> str:
    """A day as people write it: *maandag 23 november 2026*."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def rule_of(kind: str) -> Rule:
    """The rule of a kind: a name of :data:`TERMS`, or ``sluiting-maanden:6`` and the like.

    Raises :class:`UnknownTerm`.
    """
    name, colon, number = kind.strip().lower().partition(":")
    if not colon and name in TERMS:
        return TERMS[name]
    if colon and name in SET_BY_DECISION:
        if not re.fullmatch(r"[1-9]\d{0,2}", number) or int(number) > LONGEST_SET:
            raise UnknownTerm(f"“{number}” is geen aantal; schrijf bijvoorbeeld {name}:6.")
        label, unit, event, article = SET_BY_DECISION[name]
        return Rule(
            f"{name}:{int(number)}",
            label,
            int(number),
            unit,
            event,
            article,
            statutory=False,
            from_next_day=not name.startswith("sluiting"),
        )
    raise UnknownTerm(f"Deze termijn bestaat niet: {kind}. Kies uit: {', '.join(kinds())}.")


def kinds() -> list[str]:
    """Every kind of term, those with a number written as ``name:N``."""
    return [*TERMS, *(f"{name}:N" for name in SET_BY_DECISION)]


def term(kind: str, start: date, decreed: Collection[date] = ()) -> Term:
    """Compute a term.

    ``start`` is the day of the event that the rule names (it does not count itself), ``decreed`` the
    days that a decree puts on a level with a feestdag. Raises :class:`UnknownTerm`, and
    ``OverflowError`` past the end of the calendar.
    """
    rule = rule_of(kind)
    raw_end = count(start, rule.length, rule.unit)
    end, skipped, stretched = raw_end, [], False
    if rule.moved:
        end, stretched = _two_working_days(rule, start, raw_end, decreed)
        while reason := why_free(end, decreed):
            skipped.append(Skipped(end, reason))
            end += _DAY
    first_day = start + _DAY if rule.from_next_day else start
    found = Term(rule, start, first_day, raw_end, end, tuple(skipped), stretched)
    return replace(found, steps=tuple(_explain(found, decreed)))


def count(start: date, length: int, unit: str) -> date:
    """The last day of a term whose first day is the day after ``start``; not yet moved.

    Months and years end on the same day number, or on the last day of a shorter month.
    """
    if unit in {"months", "years"}:
        return add_months(start, length * (12 if unit == "years" else 1))
    return start + timedelta(**{unit: length})


def _two_working_days(rule: Rule, start: date, end: date, decreed: Collection[date]) -> tuple[date, bool]:
    """Atw art. 2: a term of at least three days holds at least two working days."""
    days = (end - start).days
    if days < 3:
        return end, False
    working = sum(is_working_day(start + n * _DAY, decreed) for n in range(1, min(days, 14) + 1))
    stretched = end
    while working < 2:
        stretched += _DAY
        working += is_working_day(stretched, decreed)
    return stretched, stretched != end


def _explain(found: Term, decreed: Collection[date]) -> list[str]:
    rule = found.rule
    note = f" ({rule.note})" if rule.note else ""
    steps = [
        f"{rule.label}: {rule.span}{note} na {rule.from_event} ({rule.article}).",
        f"Die dag is {written(found.start)} en telt zelf niet mee; de eerste dag is {written(found.first_day)}."
        if rule.from_next_day
        else f"Dat begin is {written(found.start)}.",
        f"De laatste dag is dan {written(found.raw_end)}.",
    ]
    if found.stretched:
        steps.append("In de termijn vallen geen twee werkdagen; hij wordt zo lang als nodig is (Atw 2).")
    if found.skipped:
        days = ", ".join(
            f"{written(row.day)} ({row.why})" if row.why not in written(row.day) else written(row.day)
            for row in found.skipped
        )
        steps.append(f"Een termijn eindigt niet op {days} (Atw 1 en 3).")
    if found.moved:
        steps.append(f"De termijn eindigt op {written(found.end)}, om 24.00 uur.")
    elif not rule.moved and why_free(found.end, decreed):
        reason = (
            "de Algemene termijnenwet geldt niet voor een termijn die een besluit stelt"
            if not rule.statutory
            else "de Algemene termijnenwet geldt niet voor zo'n lange termijn (Atw 4)"
        )
        steps.append(f"Dat blijft zo, ook al is het geen werkdag: {reason}.")
    return steps


def received_in_time(end: date, posted: date, received: date) -> bool:
    """Is an objection in time? Received by the end, or posted by then and received within a week after.

    Awb 6:9 lid 1 and 2.
    """
    return received <= end or (posted <= end and received <= end + timedelta(weeks=1))
