"""With whom and what a record is tied, as it stood at a moment and as far as the actor may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from subjects.deriving import best_values, label_of
from subjects.models import Relation, Statement, Subject
from subjects.standing import known_at

if TYPE_CHECKING:
    from accounts.models import User

# So many ties are drawn and stand in the time line; the table goes on, a page at a time.
MOST_RELATIONS: Final = 600
PER_PAGE: Final = 60


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A relation as read from the record on the page, both ends with the name of that moment."""

    relation: Relation
    subject: Subject
    outward: bool
    one: str
    two: str
    # Laid on the record of the page itself, not on another of its cluster: only there it can be withdrawn.
    own: bool = True
    # Which neighbour this is, from one: picture, table and time line point at each other by it.
    key: int = 0

    @property
    def label(self) -> str:
        """The name of the other end."""
        return self.two if self.outward else self.one


@dataclass(frozen=True, slots=True)
class Network:
    """The first ties, how many there are in all, and those on this page of the table."""

    ties: list[Neighbour]
    rows: list[Neighbour]
    total: int = 0
    page: int = 1

    @property
    def cut(self) -> bool:
        """Are there more than are drawn?"""
        return self.total > len(self.ties)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PER_PAGE))

    @property
    def first(self) -> int:
        """The number of the first tie on this page."""
        return (self.page - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last tie on this page."""
        return min(self.page * PER_PAGE, self.total)


def network(actor: User, keys: Sequence[UUID], at: datetime | None, page: int = 1) -> Network:
    """The ties of a cluster to others; what was withdrawn or is hidden neither shows nor counts.

    The first of ``keys`` is the record of the page.
    """
    mine = Q(subject__in=keys) | Q(other__in=keys)
    every = Relation.objects.filter(mine).exclude(subject__in=keys, other__in=keys).filter(_stood(at))
    every = every.visible_to(actor)
    rows = every.select_related("subject", "other").order_by("kind", "stated_at", "id")
    found = list(rows[: MOST_RELATIONS + 1])
    total = len(found) if len(found) <= MOST_RELATIONS else every.count()
    page = min(max(page, 1), max(1, -(-total // PER_PAGE)))
    start, end = (page - 1) * PER_PAGE, page * PER_PAGE
    drawn = found[:MOST_RELATIONS]
    shown = drawn[start:end] if end <= MOST_RELATIONS else list(rows[start:end])
    ties = _read(actor, keys, [*drawn, *(shown if end > MOST_RELATIONS else ())], at)
    return Network(
        ties[: len(drawn)],
        ties[start:end] if end <= MOST_RELATIONS else ties[len(drawn) :],
        total,
        page,
    )


def _read(
    actor: User, keys: Sequence[UUID], rows: Sequence[Relation], at: datetime | None
) -> list[Neighbour]:
    """Each as seen from the page."""
    labels = labels_at(actor, [end for row in rows for end in (row.subject, row.other)], at)
    places: dict[UUID, int] = {}
    ties = []
    for row in rows:
        outward = row.subject_id in keys
        end = row.other if outward else row.subject
        own = keys[0] in {row.subject_id, row.other_id}
        key = places.setdefault(end.pk, len(places) + 1)
        ties.append(Neighbour(row, end, outward, labels[row.subject_id], labels[row.other_id], own, key))
    return ties


def _stood(at: datetime | None) -> Q:
    """The rows of a ledger that counted at a moment; the same rule as ``standing.known_at``."""
    if at is None:
        return Q(withdrawn_at=None)
    return Q(stated_at__lte=at) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))


def labels_at(actor: User, subjects: Iterable[Subject], at: datetime | None) -> dict[UUID, str]:
    """The shown name of each record as VIK knew it at a moment (None: now). At most one query."""
    rows: dict[UUID, Any] = {row.pk: row for row in subjects}
    if at is None:
        return {pk: row.label for pk, row in rows.items()}
    said: defaultdict[UUID, list[Statement]] = defaultdict(list)
    for statement in known_at(Statement.objects.filter(subject__in=rows).visible_to(actor), at):
        said[statement.subject_id].append(statement)
    on = timezone.localtime(at).date()
    return {pk: label_of(row.kind, best_values(said[pk], on)) for pk, row in rows.items()}
