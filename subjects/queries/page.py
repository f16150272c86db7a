"""Everything about one subject or object that the actor may see, as it was known on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from core import clock
from subjects import clusters, facts
from subjects.clusters import Verdict
from subjects.models import Judgement, Relation, Statement, Subject
from subjects.standing import in_order, known_at

if TYPE_CHECKING:
    from accounts.models import User

# How far a cluster is followed; a longer chain is a mistake somebody has to look at.
MOST_MEMBERS: Final = 50
MOST_NEIGHBOURS: Final = 60


@dataclass(frozen=True, slots=True)
class Cluster:
    """The registrations that are judged the same, and the judgements that say so."""

    members: list[Subject]
    judgements: list[Judgement]
    tensions: list[Verdict]

    @property
    def is_single(self) -> bool:
        """Is there only the record itself?"""
        return len(self.members) == 1


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact with everything that is said about it, the shown value first."""

    fact: facts.Fact
    statements: list[Statement]

    @property
    def best(self) -> Statement:
        """The statement whose value is shown."""
        return self.statements[0]

    @property
    def masked(self) -> bool:
        """Is the value only shown on request? Of a telephone or account the number is the thing itself."""
        return self.fact.masked and self.best.subject.kind in facts.SUBJECTS

    @property
    def disputed(self) -> bool:
        """Do sources contradict each other where only one value can hold?"""
        return not self.fact.many and len({row.value for row in self.statements}) > 1


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A relation as read from the record on the page."""

    relation: Relation
    subject: Subject
    outward: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """What the page of one subject shows."""

    subject: Subject
    cluster: Cluster
    facts: list[FactLine] = field(default_factory=list)
    withdrawn: list[Statement] = field(default_factory=list)
    neighbours: list[Neighbour] = field(default_factory=list)


def cluster(actor: User, subject: Subject, at: datetime | None = None) -> Cluster:
    """The cluster of a record, of judgements on records that the actor may both see.

    Followed step by step, so that it costs a query per step of the chain and none per member.
    """
    known: dict[UUID, Judgement] = {}
    reached, fresh = {subject.pk}, {subject.pk}
    while fresh and len(reached) < MOST_MEMBERS:
        rows = Judgement.objects.filter(Q(subject__in=fresh) | Q(other__in=fresh)).visible_to(actor)
        known |= {row.pk: row for row in _standing(rows.select_related("judged_by"), at)}
        found = set(clusters.cluster_of(subject.pk, _verdicts(known.values())))
        fresh = {pk for pk in found if isinstance(pk, UUID)} - reached
        reached |= fresh
    members = list(Subject.objects.filter(pk__in=reached).visible_to(actor))
    members.sort(key=lambda row: (row.pk != subject.pk, row.number))
    inside = [row for row in known.values() if row.subject_id in reached and row.other_id in reached]
    inside.sort(key=lambda row: row.judged_at)
    return Cluster(members, inside, clusters.tensions(reached, _verdicts(known.values())))


def _standing(rows: object, at: datetime | None) -> list[Judgement]:
    found: list[Judgement] = list(rows)  # type: ignore[call-overload]
    if at is None:
        return [row for row in found if row.withdrawn_at is None]
    return [
        row for row in found if row.judged_at <= at and (row.withdrawn_at is None or row.withdrawn_at > at)
    ]


def _verdicts(rows: object) -> list[Verdict]:
    # UUIDv7 keys follow the order of writing.
    found: list[Judgement] = sorted(rows, key=lambda row: (row.judged_at, str(row.pk)))  # type: ignore[call-overload]
    return [Verdict(row.subject_id, row.other_id, row.verdict, place) for place, row in enumerate(found)]


def profile(actor: User, subject: Subject, at: datetime | None = None) -> Profile:
    """The page of a record with its cluster; ``at``: as VIK knew it at that moment."""
    group = cluster(actor, subject, at)
    keys = [member.pk for member in group.members]
    rows = Statement.objects.filter(subject__in=keys).visible_to(actor)
    statements = list(rows.select_related("subject", "stated_by").order_by("stated_at", "id"))
    withdrawn = [] if at else [row for row in statements if row.withdrawn_at is not None]
    return Profile(
        subject,
        group,
        _lines(subject.kind, known_at(statements, at)),
        withdrawn,
        _neighbours(actor, keys, at),
    )


def _lines(kind: str, statements: Sequence[Statement]) -> list[FactLine]:
    today = clock.today()
    by_fact: defaultdict[str, list[Statement]] = defaultdict(list)
    for row in statements:
        by_fact[row.fact].append(row)
    return [
        FactLine(fact, in_order(by_fact[fact.code], today))
        for fact in facts.facts_of(kind)
        if fact.code in by_fact
    ]


def _neighbours(actor: User, keys: Sequence[UUID], at: datetime | None) -> list[Neighbour]:
    rows = Relation.objects.filter(Q(subject__in=keys) | Q(other__in=keys)).visible_to(actor)
    rows = rows.select_related("subject", "other").order_by("kind", "stated_at", "id")
    found = []
    for row in known_at(rows[: 4 * MOST_NEIGHBOURS], at):
        outward = row.subject_id in keys
        end = row.other if outward else row.subject
        if end.pk not in keys:
            found.append(Neighbour(row, end, outward))
    return found[:MOST_NEIGHBOURS]
