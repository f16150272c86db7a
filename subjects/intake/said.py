"""One value with its period and weight, and how the rows of a category tell what held when. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from subjects.intake import words
from subjects.intake.rows import Part

# How far the register stands behind a value (credibility 1-6).
RIGHT, BY_RELATIVE, FORMER, DOUBTED, WRONG, UNREAD = "1", "2", "3", "4", "5", "6"
_DAY_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class Said:
    """One value with the days between which it held, in register notation, and its credibility."""

    fact: str
    value: str
    since: str = ""
    until: str = ""
    credibility: str = RIGHT
    line: int = 0

    def __eq__(self, other: object) -> bool:
        """The line is where it stood, not what it says."""
        return isinstance(other, Said) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What it says."""
        return self.fact, self.value, self.since, self.until, self.credibility


def day_of(raw: str) -> str:
    """``19680000`` as ``1968-00-00``; nothing for no day at all."""
    if len(raw) != _DAY_DIGITS or not raw.isdecimal() or not raw.strip("0"):
        return ""
    return f"{raw[:4]}-{raw[4:6]}-{raw[6:]}"


def history(parts: Sequence[Part], codes: Sequence[tuple[str, str]], *, anchor: str = "") -> list[Said]:
    """What each fact was and between which days, from rows that go newest first.

    A value held until the newer row with another value began. Of the fact ``anchor`` the first known
    beginning is kept as well. What the register marks as wrong is kept with that weight.
    """
    right = [part for part in parts if not part.wrong]
    begins = [day_of(part.look("85.10")) for part in right]
    found: list[Said] = []
    for fact, code in codes:
        for value, newest, oldest in _runs(fact, code, right):
            since = begins[oldest] if oldest < len(right) - 1 or fact == anchor else ""
            until = begins[newest - 1] if newest else ""
            if since:
                right[oldest].take("85.10")
            if until:
                right[newest - 1].take("85.10")
            weight = RIGHT if until or not newest else FORMER
            found.append(Said(fact, value, since, until, weight, right[newest].line))
    stands = {(said.fact, said.value) for said in found}
    for part in parts:
        if part.wrong:
            found += _wrong(part, codes, stands)
    return found


def _runs(fact: str, code: str, right: Sequence[Part]) -> list[tuple[str, int, int]]:
    """Each value with the first and the last row, newest first, in which it stands without a break."""
    runs: list[tuple[str, int, int]] = []
    for place, part in enumerate(right):
        value = words.value(fact, part.take(code))
        if value and runs and runs[-1][0] == value and runs[-1][2] == place - 1:
            runs[-1] = (value, runs[-1][1], place)
        elif value:
            runs.append((value, place, place))
    return runs


def _wrong(part: Part, codes: Sequence[tuple[str, str]], stands: set[tuple[str, str]]) -> list[Said]:
    found = []
    since = day_of(part.look("85.10"))
    for fact, code in codes:
        value = words.value(fact, part.take(code))
        if not value or (fact, value) in stands:
            continue
        # Need not even be a possible number, and nobody is to be found by it.
        kept = {"bsn": "former_bsn", "administration_number": "former_a_number"}.get(fact, fact)
        found.append(Said(kept, value, since, "", WRONG, part.line))
        if since:
            part.take("85.10")
    return found
