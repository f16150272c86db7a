"""What was found, counted: by kind, source, theme, wijk, gemeente and month, each with the question for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from desk.question import Question

MOST_MONTHS: Final = 36
MOST_CHOICES: Final = 12
MONTH: Final = "maand"
# Does it lie in the period that was asked? Days, not months: who typed a day gets that day.
PERIOD, INSIDE, OUTSIDE = "periode", "in", "uit"
HEADINGS: Final = {
    "soort": "Soort",
    "bron": "Bron van het signaal",
    "thema": "Thema",
    "wijk": "Wijk",
    "gemeente": "Gemeente",
}
_MONTHS: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Counted:
    """What one group has to count: of each record its value of each facet that it can have.

    ``asked`` says which values were asked (small letters), ``capped`` that there is more than this;
    then ``within`` has what the question finds with its facets, for those that were not asked. ``cut`` names
    facets that were read of some records only.
    """

    rows: Sequence[Mapping[str, str]] = ()
    asked: Mapping[str, Collection[str]] = field(default_factory=dict)
    capped: bool = False
    within: Counted | None = None
    cut: Collection[str] = ()

    def fits(self, row: Mapping[str, str], but: str = "") -> bool:
        """Is this record asked, when one facet is left out of the question?"""
        return all(
            row[name].casefold() in wanted
            for name, wanted in self.asked.items()
            if name != but and name in row
        )

    def count(self, name: str, but: str = "") -> Counter[str]:
        """How many records have each value, as if this facet itself (or ``but``) had not been asked."""
        if self.within is not None and (but or name) not in self.asked:
            return self.within.count(name)
        return Counter(row[name] for row in self.rows if row.get(name) and self.fits(row, but=but or name))

    def partly(self, name: str) -> bool:
        """Are there more records than these numbers count?"""
        if self.within is not None and name not in self.asked:
            return self.within.capped
        return self.capped or name in self.cut

    def has(self, name: str) -> bool:
        """Can its records have this facet?"""
        return any(name in row for row in self.rows[:1])


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how many of what was found have it, and the question that asks for it."""

    label: str
    count: int
    asks: str
    on: bool = False
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its choices, the most frequent first."""

    heading: str
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        """The choices that are shown at once."""
        return self.choices[:MOST_CHOICES]

    @property
    def others(self) -> list[Choice]:
        """The choices that are folded away."""
        return self.choices[MOST_CHOICES:]


@dataclass(frozen=True, slots=True)
class Month:
    """How many signals came in during a month, the height of its bar (0 to 100), and the question for it."""

    code: str
    count: int
    height: int
    asks: str
    on: bool
    first: bool
    last: bool

    @property
    def label(self) -> str:
        """``jan 2026``."""
        return f"{_MONTHS[int(self.code[5:]) - 1]} {self.code[:4]}"

    @property
    def top(self) -> int:
        """Where the bar begins, from above."""
        return 100 - self.height


def facets_of(question: Question, groups: Sequence[Counted]) -> list[Facet]:
    """Every facet that leaves something to choose; a choice that is on stays, so that it can be taken off."""
    found = []
    for name, heading in HEADINGS.items():
        counted: Counter[str] = Counter()
        for group in groups:
            counted += group.count(name)
        having = any(group.partly(name) for group in groups if group.has(name))
        if choices := _choices(question, name, counted, having):
            found.append(Facet(heading, choices))
    return found


def _choices(question: Question, name: str, counted: Counter[str], capped: bool) -> list[Choice]:
    on = question.words(name)
    have = {one.casefold() for one in on}
    labels = dict.fromkeys(sorted(counted, key=lambda label: (-counted[label], label)))
    known = {label.casefold() for label in labels}
    labels |= dict.fromkeys(one for one in on if one.casefold() not in known)
    if len(labels) < 2 and not have:
        return []
    return [
        Choice(label, counted[label], question.toggled(name, label), label.casefold() in have, capped)
        for label in labels
    ]


def months_of(question: Question, group: Counted) -> list[Month]:
    """The signals by the month in which they came in, the oldest first, months without any too.

    Counted as if no period had been asked, so that another one can be chosen; the newest three years.
    """
    counted = group.count(MONTH, but=PERIOD)
    if len(counted) < 2:
        return []
    codes = _codes(min(counted), max(counted))[-MOST_MONTHS:]
    most = max(counted[code] for code in codes)
    on = [code for code in codes if question.touches(code)] or codes
    return [
        Month(
            code,
            counted[code],
            round(100 * counted[code] / most),
            question.between(code, code),
            code in on,
            code == on[0],
            code == on[-1],
        )
        for code in codes
    ]


def _codes(first: str, last: str) -> list[str]:
    """Every month from one to another."""
    numbers = range(_number(first), _number(last) + 1)
    return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]


def _number(code: str) -> int:
    return int(code[:4]) * 12 + int(code[5:]) - 1
