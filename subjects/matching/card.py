"""The evidence card: what agrees, what contradicts, what is missing, and a score for the order of cards.

The score says in which order a reader sees the cards. It is never a judgement, and nothing is merged by it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

HIGHEST = 0.99
LOWEST = 0.01


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was compared: its kind, a Dutch part of a sentence, and its weight in log-odds."""

    kind: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """The outcome of one comparison; ``score`` (0 to 1) is only the order of cards."""

    score: float
    agrees: tuple[Evidence, ...] = ()
    contradicts: tuple[Evidence, ...] = ()
    missing: tuple[Evidence, ...] = ()

    @property
    def reasons(self) -> list[str]:
        """The Dutch sentence parts in the order of weight: for, against, unknown."""
        return [item.text for item in (*self.agrees, *self.contradicts, *self.missing)]


@dataclass(slots=True)
class Balance:
    """Evidence being gathered for one card. ``add`` sorts by sign, ``cap`` and ``raise_to`` set bounds."""

    start: float = 0.0
    _found: list[Evidence] = field(default_factory=list)
    _missing: list[Evidence] = field(default_factory=list)
    _ceiling: float = HIGHEST
    _floor: float = LOWEST

    def add(self, kind: str, text: str, weight: float) -> None:
        """Something that was compared; a positive weight agrees, a negative one contradicts."""
        self._found.append(Evidence(kind, text, weight))

    def lack(self, kind: str, text: str) -> None:
        """Something that could not be compared because a side does not have it."""
        self._missing.append(Evidence(kind, text, 0.0))

    def cap(self, score: float) -> None:
        """The score can't be higher than this."""
        self._ceiling = min(self._ceiling, score)

    def raise_to(self, score: float) -> None:
        """The score can't be lower than this; a ceiling goes before it."""
        self._floor = max(self._floor, score)

    @property
    def sum(self) -> float:
        """The log-odds so far."""
        return self.start + sum(item.weight for item in self._found)

    def card(self) -> EvidenceCard:
        """Weigh everything: a logistic of the sum, inside the bounds."""
        odds = max(-30.0, min(30.0, self.sum))
        score = 1 / (1 + math.exp(-odds))
        score = min(max(score, self._floor), self._ceiling)
        agrees = sorted((item for item in self._found if item.weight >= 0), key=lambda item: -item.weight)
        against = sorted((item for item in self._found if item.weight < 0), key=lambda item: item.weight)
        if not self._found and not self._missing:
            self.lack("empty", "er is niets om te vergelijken")
        return EvidenceCard(round(score, 4), tuple(agrees), tuple(against), tuple(self._missing))
