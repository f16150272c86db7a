"""Whom and what a look-up is about, and what is tied to them in at most two steps, each with why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID

from subjects.models import Relation, Subject
from subjects.queries.edges import Edge, common_among, edges_by_judgement, edges_by_relation

if TYPE_CHECKING:
    from accounts.models import User

STEPS: Final = 2
# Who is tied to more is a flat or an agency: from there everybody would be tied to everybody.
MOST_TIES: Final = 400
ITSELF: Final = "zelf"


@dataclass(slots=True)
class Reach:
    """The records that a look-up covers, the edge by which each was reached, and the relations between them."""

    start: frozenset[UUID]
    by: dict[UUID, Edge | None]
    subjects: dict[UUID, Subject] = field(default_factory=dict)
    relations: dict[UUID, Relation] = field(default_factory=dict)
    cut: bool = False

    def label(self, key: UUID) -> str:
        """What a record is called."""
        return self.subjects[key].label if key in self.subjects else ""

    def distance(self, key: UUID) -> int:
        """How many edges away a record is."""
        return len(self._trail(key))

    def why(self, key: UUID) -> str:
        """Why a record comes up, as a chain of sentences from what was asked."""
        return " → ".join(self._says(edge) for edge in self._trail(key)) or ITSELF

    def _trail(self, key: UUID) -> list[Edge]:
        edge = self.by.get(key)
        return [*self._trail(edge[0]), edge] if edge else []

    def _says(self, edge: Edge) -> str:
        here, _, relation = edge
        if relation is None:
            return f"dezelfde als {self.label(here)}"
        one, other = self.label(relation.subject_id), self.label(relation.other_id)
        ended = f", tot {relation.ended}" if relation.ended else ""
        return f"{one} {relation.get_kind_display()} {other}{ended}"

    def follow(self, edges: Iterable[Edge]) -> set[UUID]:
        """Reach what these edges lead to; returns what is new."""
        new = set()
        for edge in edges:
            if edge[1] not in self.by:
                self.by[edge[1]] = edge
                new.add(edge[1])
        return new


def reach_of(actor: User, start: Collection[UUID]) -> Reach:
    """The records themselves, all that were judged the same, and who is tied in at most two steps.

    Ended relations count too: a former company is what a look-up is for. Through what is noted as common
    nothing is followed, unless it is what was asked. Three queries a step, and one for each judgement in a row.
    """
    found = Reach(frozenset(start), dict.fromkeys(start))
    fresh = set(start) | _all_the_same(actor, found, set(start))
    for _ in range(STEPS):
        fresh -= common_among(actor, fresh) - found.start
        edges, more = edges_by_relation(actor, fresh, MOST_TIES)
        found.cut = found.cut or more
        found.relations |= {relation.pk: relation for _, _, relation in edges if relation is not None}
        fresh = found.follow(edges)
        if not fresh:
            break
        fresh |= _all_the_same(actor, found, fresh)
    rows = Subject.objects.filter(pk__in=list(found.by)).visible_to(actor)
    found.subjects = {row.pk: row for row in rows}
    return found


def _all_the_same(actor: User, found: Reach, fresh: set[UUID]) -> set[UUID]:
    """Reach what was judged the same as one of these, through others as well; returns what is new."""
    new: set[UUID] = set()
    while fresh:
        fresh = found.follow(edges_by_judgement(actor, fresh))
        new |= fresh
    return new
