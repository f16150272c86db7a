"""A pasted list: each line looked up, in the order in which it was pasted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from signals.queries.batch import signals_of_many
from signals.queries.finding import FoundSignal
from subjects import facts
from subjects.queries.batch import find_many
from subjects.queries.finding import FoundSubject

if TYPE_CHECKING:
    from accounts.models import User

MOST_LINES: Final = 500
LONGEST: Final = 120
SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One pasted line: what was found, or why nothing could be sought."""

    number: int
    text: str
    subjects: list[FoundSubject] = field(default_factory=list)
    signals: list[FoundSignal] = field(default_factory=list)
    problem: str = ""

    @property
    def count(self) -> int:
        """How many records were found."""
        return len(self.subjects) + len(self.signals)

    @property
    def outcome(self) -> str:
        """In one or two words."""
        if self.problem:
            return self.problem
        return (
            "niets gevonden"
            if not self.count
            else "1 treffer"
            if self.count == 1
            else f"{self.count} treffers"
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """Every line, and how many were too many to look up."""

    lines: list[Line]
    left_out: int = 0

    @property
    def hits(self) -> int:
        """How many lines found something."""
        return sum(bool(line.count) for line in self.lines)

    @property
    def unread(self) -> int:
        """How many lines could not be sought."""
        return sum(bool(line.problem) for line in self.lines)


def lines_in(text: str) -> list[str]:
    """The lines of a pasted text; of a table the cells of a row stay together as one line."""
    return [" ".join(line.replace("\t", " ").replace("\x00", "").split()) for line in text.splitlines()]


def look_up(actor: User, text: str) -> Batch:
    """Look up each line that is not empty, each different one once. Few queries, however many lines."""
    given = [line for line in lines_in(text) if line]
    first: dict[str, int] = {}
    problems: dict[int, str] = {}
    for number, line in enumerate(given[:MOST_LINES], start=1):
        plain = facts.plain_name(line)
        if len(plain) < SHORTEST:
            problems[number] = "te kort om te zoeken"
        elif len(line) > LONGEST:
            problems[number] = "te lang: zet één naam of nummer op een regel"
        elif plain in first:
            problems[number] = f"staat ook op regel {first[plain]}"
        else:
            first[plain] = number
    asked = [given[number - 1] for number in first.values()]
    subjects = dict(zip(first.values(), find_many(actor, asked), strict=True))
    signals = dict(zip(first.values(), signals_of_many(actor, asked), strict=True))
    lines = [
        Line(number, line, subjects.get(number, []), signals.get(number, []), problems.get(number, ""))
        for number, line in enumerate(given[:MOST_LINES], start=1)
    ]
    return Batch(lines, max(0, len(given) - MOST_LINES))
