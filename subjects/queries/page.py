"""Everything about one subject or object that the actor may see, as it was known on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from core import clock
from subjects import clusters, facts
from subjects.clusters import Verdict
from subjects.deriving import best_values, label_of, written_names
from subjects.models import Judgement, Statement, Subject
from subjects.queries.network import Network, network
from subjects.standing import days_agree, in_order, known_at

if TYPE_CHECKING:
    from accounts.models import User

# How far a cluster is followed; a longer chain is a mistake somebody has to look at.
MOST_MEMBERS: Final = 50


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
        return any(self.contradicts(row) for row in self.statements[1:])

    def contradicts(self, row: Statement) -> bool:
        """Can this value not hold beside the shown one? Only the year known is no contradiction."""
        if self.fact.many:
            return False
        if self.fact.read is facts.read_incomplete_date:
            return not days_agree(self.best.value, row.value)
        return facts.plain_name(self.best.value) != facts.plain_name(row.value)

    @property
    def rows(self) -> list[tuple[Statement, bool]]:
        """Each statement with whether it contradicts the shown value."""
        return [(row, self.contradicts(row)) for row in self.statements]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the page of one subject shows; ``names`` are the other names it goes by."""

    subject: Subject
    label: str
    cluster: Cluster
    network: Network
    names: list[str] = field(default_factory=list)
    facts: list[FactLine] = field(default_factory=list)
    withdrawn: list[FactLine] = field(default_factory=list)
    labels: dict[UUID, str] = field(default_factory=dict)

    @property
    def disputed(self) -> int:
        """Of how many facts do the sources contradict each other?"""
        return sum(line.disputed for line in self.facts)

    @property
    def members(self) -> list[tuple[Subject, str]]:
        """Each registration with the name of that moment."""
        return [(row, self.labels[row.pk]) for row in self.cluster.members]


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


def profile(actor: User, subject: Subject, at: datetime | None = None, page: int = 1) -> Profile:
    """The page of a record with its cluster; ``at``: as VIK knew it at that moment."""
    group = cluster(actor, subject, at)
    keys = [member.pk for member in group.members]
    rows = Statement.objects.filter(subject__in=keys).visible_to(actor)
    statements = list(rows.select_related("subject", "stated_by", "withdrawn_by").order_by("stated_at", "id"))
    standing = known_at(statements, at)
    on = timezone.localtime(at).date() if at else clock.today()
    labels = {row.pk: _label(row, standing, on) if at else row.label for row in group.members}
    withdrawn = [] if at else [row for row in statements if row.withdrawn_at is not None]
    return Profile(
        subject,
        labels[subject.pk],
        group,
        network(actor, keys, at, page),
        _names(standing, labels[subject.pk]),
        _lines(subject.kind, standing, on),
        [FactLine(facts.BY_CODE[row.fact], [row]) for row in withdrawn],
        labels,
    )


def _label(subject: Subject, standing: Sequence[Statement], on: date) -> str:
    own = [row for row in standing if row.subject_id == subject.pk]
    return label_of(subject.kind, best_values(own, on))


def _names(standing: Sequence[Statement], label: str) -> list[str]:
    """Every other name, each once however it is capitalised."""
    by_record: defaultdict[UUID, list[Statement]] = defaultdict(list)
    for row in standing:
        by_record[row.subject_id].append(row)
    shown = facts.plain_name(label)
    found = {facts.plain_name(name): name for rows in by_record.values() for name in written_names(rows)}
    # A part of the shown name is no other name: the street of an address, a surname alone.
    return sorted(name for plain, name in found.items() if plain not in shown)


def _lines(kind: str, statements: Sequence[Statement], on: date) -> list[FactLine]:
    by_fact: defaultdict[str, list[Statement]] = defaultdict(list)
    for row in statements:
        by_fact[row.fact].append(row)
    return [
        FactLine(fact, in_order(by_fact[fact.code], on))
        for fact in facts.facts_of(kind)
        if fact.code in by_fact
    ]
