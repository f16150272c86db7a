"""What ties records: relations, and judgements that two are the same; as far as the actor may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from subjects.models import Judgement, Relation, Subject, Verdict
from subjects.queries.noise import not_common

if TYPE_CHECKING:
    from accounts.models import User

# So many ties are looked at in one step; who has more is a place where everybody meets.
MOST_TIES: Final = 3000
# A step from one record to another: by a relation, or (None) because both were judged the same.
Edge = tuple[UUID, UUID, Relation | None]


def edges_by_relation(actor: User, fresh: Iterable[UUID], most: int = MOST_TIES) -> tuple[list[Edge], bool]:
    """The steps from these records by a relation, ended ones too, and whether there were more. One query."""
    start = set(fresh)
    rows = Relation.objects.filter(_ends(start), withdrawn_at=None).visible_to(actor).order_by("id")
    found = list(rows[: most + 1])
    pairs = ((row.subject_id, row.other_id, row) for row in found[:most])
    return _directed(pairs, start), len(found) > most


def edges_by_judgement(actor: User, fresh: Iterable[UUID]) -> list[Edge]:
    """The steps from these records to what was judged the same; of two the last judgement counts. One query."""
    start = set(fresh)
    rows = Judgement.objects.filter(_ends(start), withdrawn_at=None).visible_to(actor)
    last = {
        frozenset((row.subject_id, row.other_id)): row for row in rows.order_by("judged_at", "id")[:MOST_TIES]
    }
    same = ((row.subject_id, row.other_id, None) for row in last.values() if row.verdict == Verdict.SAME)
    return _directed(same, start)


def common_among(actor: User, keys: Iterable[UUID]) -> set[UUID]:
    """Which of these are noted as common, so that nothing is followed through them. One query."""
    rows = Subject.objects.filter(~not_common(), pk__in=list(keys)).visible_to(actor)
    return set(rows.values_list("pk", flat=True))


def _ends(keys: set[UUID]) -> Q:
    return Q(subject__in=keys) | Q(other__in=keys)


def _directed(pairs: Iterable[Edge], start: set[UUID]) -> list[Edge]:
    """Each pair as the steps that leave one of the records."""
    return [
        (here, there, relation)
        for one, two, relation in pairs
        for here, there in ((one, two), (two, one))
        if here in start
    ]
