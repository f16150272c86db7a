"""Which records are one and the same, derived from what people judged. Nothing is ever merged.

A judgement is about two records. Of the judgements on one pair that stand, the latest counts. *Same*
ties two records; a cluster is what is tied together, directly or through others. Withdrawing a
judgement therefore gives back exactly what was there before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

SAME: Final = "SAME"
DIFFERENT: Final = "DIFFERENT"
UNKNOWN: Final = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What counts between two records; ``order`` is the place in the ledger, higher is later."""

    one: object
    two: object
    verdict: str
    order: int

    @property
    def pair(self) -> frozenset[object]:
        """The two, in no order."""
        return frozenset((self.one, self.two))


def standing(verdicts: Iterable[Verdict]) -> dict[frozenset[object], Verdict]:
    """The latest verdict of each pair."""
    found: dict[frozenset[object], Verdict] = {}
    for row in sorted(verdicts, key=lambda row: row.order):
        found[row.pair] = row
    return found


def ties(verdicts: Iterable[Verdict]) -> Mapping[object, set[object]]:
    """Each record with those that are tied to it directly."""
    tied: defaultdict[object, set[object]] = defaultdict(set)
    for row in standing(verdicts).values():
        if row.verdict == SAME:
            tied[row.one].add(row.two)
            tied[row.two].add(row.one)
    return tied


def cluster_of(start: object, verdicts: Iterable[Verdict]) -> frozenset[object]:
    """The record with everything that is the same, through others as well."""
    tied = ties(verdicts)
    found, waiting = {start}, [start]
    while waiting:
        for other in tied.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return frozenset(found)


def clusters(verdicts: Iterable[Verdict]) -> set[frozenset[object]]:
    """All clusters of two or more."""
    rows = list(verdicts)
    tied = ties(rows)
    seen: set[object] = set()
    found = set()
    for start in tied:
        if start not in seen:
            cluster = cluster_of(start, rows)
            seen |= cluster
            found.add(cluster)
    return found


def tensions(cluster: Iterable[object], verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Verdicts *different* between two records that other verdicts tie together: somebody must look."""
    inside = set(cluster)
    return [
        row
        for row in standing(verdicts).values()
        if row.verdict == DIFFERENT and row.one in inside and row.two in inside
    ]
