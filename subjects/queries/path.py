"""The shortest chain of relations from one record to another, over what the actor may see only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from subjects.models import Judgement, Relation, Subject, Verdict
from subjects.queries.noise import not_common

if TYPE_CHECKING:
    from accounts.models import User

MOST_STEPS: Final = 4
# So many ties are looked at in one step; who has more is a place where everybody meets.
MOST_TIES: Final = 3000


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


_Edge = tuple[UUID, UUID, Relation | None]


def chain_between(actor: User, start: Subject, goal: Subject) -> Chain:
    """The shortest chain of at most four steps. Two queries per step, however many ties.

    Through a record that is noted as common (a flat, an agency) no chain is laid: it would tie
    everybody to everybody.
    """
    parents: dict[UUID, tuple[UUID, Relation | None]] = {}
    reached, fresh, cut = {start.pk}, {start.pk}, False
    for _ in range(MOST_STEPS):
        edges, too_many = _edges(actor, fresh)
        cut = cut or too_many
        found: set[UUID] = set()
        for here, there, relation in edges:
            if there not in reached and there not in found:
                parents[there] = (here, relation)
                found.add(there)
        if goal.pk in found:
            return Chain(_steps(actor, parents, start, goal), cut)
        reached |= found
        fresh = found - _common(actor, found)
        if not fresh:
            break
    return Chain([], cut)


def _edges(actor: User, fresh: set[UUID]) -> tuple[list[_Edge], bool]:
    ends = Q(subject__in=fresh) | Q(other__in=fresh)
    ties = Relation.objects.filter(ends, withdrawn_at=None).visible_to(actor).order_by("id")
    rows = list(ties[: MOST_TIES + 1])
    judged = Judgement.objects.filter(ends, withdrawn_at=None).visible_to(actor)
    # Of two records the last judgement counts, as in their cluster.
    last = {
        frozenset((row.subject_id, row.other_id)): row
        for row in judged.order_by("judged_at", "id")[:MOST_TIES]
    }
    same = [row for row in last.values() if row.verdict == Verdict.SAME]
    pairs: list[tuple[UUID, UUID, Relation | None]] = [
        *((row.subject_id, row.other_id, row) for row in rows[:MOST_TIES]),
        *((row.subject_id, row.other_id, None) for row in same),
    ]
    found: list[_Edge] = []
    for one, two, relation in pairs:
        found += [(here, there, relation) for here, there in ((one, two), (two, one)) if here in fresh]
    return found, len(rows) > MOST_TIES


def _common(actor: User, keys: Iterable[UUID]) -> set[UUID]:
    rows = Subject.objects.filter(~not_common(), pk__in=keys).visible_to(actor)
    return set(rows.values_list("pk", flat=True))


def _steps(
    actor: User, parents: dict[UUID, tuple[UUID, Relation | None]], start: Subject, goal: Subject
) -> list[Step]:
    chain: list[tuple[UUID, UUID, Relation | None]] = []
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
