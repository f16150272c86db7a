"""The shortest chain of relations from one record to another, over what the actor may see only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID

from subjects.models import Relation, Subject
from subjects.queries.edges import Edge, common_among, edges_by_judgement, edges_by_relation

if TYPE_CHECKING:
    from accounts.models import User

MOST_STEPS: Final = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the chain, read in the direction of the chain."""

    start: Subject
    end: Subject
    relation: Relation | None
    outward: bool

    @property
    def says(self) -> str:
        """The relation in words: of a judgement that both are the same."""
        return self.relation.get_kind_display() if self.relation else "is geoordeeld dezelfde te zijn als"


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps; none when no chain was found. ``cut``: not every tie could be looked at."""

    steps: list[Step] = field(default_factory=list)
    cut: bool = False


def chain_between(actor: User, start: Subject, goal: Subject) -> Chain:
    """The shortest chain of at most four steps. Two queries per step, however many ties.

    Through a record that is noted as common (a flat, an agency) no chain is laid: it would tie
    everybody to everybody.
    """
    parents: dict[UUID, tuple[UUID, Relation | None]] = {}
    reached, fresh, cut = {start.pk}, {start.pk}, False
    for _ in range(MOST_STEPS):
        edges, too_many = edges_by_relation(actor, fresh)
        cut = cut or too_many
        found: set[UUID] = set()
        for here, there, relation in [*edges, *edges_by_judgement(actor, fresh)]:
            if there not in reached and there not in found:
                parents[there] = (here, relation)
                found.add(there)
        if goal.pk in found:
            return Chain(_steps(actor, parents, start, goal), cut)
        reached |= found
        fresh = found - common_among(actor, found)
        if not fresh:
            break
    return Chain([], cut)


def _steps(
    actor: User, parents: dict[UUID, tuple[UUID, Relation | None]], start: Subject, goal: Subject
) -> list[Step]:
    chain: list[Edge] = []
    there = goal.pk
    while there != start.pk:
        here, relation = parents[there]
        chain.append((here, there, relation))
        there = here
    keys = {pk for here, there, _ in chain for pk in (here, there)}
    rows = {row.pk: row for row in Subject.objects.filter(pk__in=keys).visible_to(actor)}
    return [
        Step(rows[here], rows[there], relation, relation is None or relation.subject_id == here)
        for here, there, relation in reversed(chain)
    ]
