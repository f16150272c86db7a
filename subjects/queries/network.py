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

# Who has more ties is a place or a club of which the list says nothing; the search box goes further.
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

    @property
    def label(self) -> str:
        """The name of the other end."""
        return self.two if self.outward else self.one


@dataclass(frozen=True, slots=True)
class Network:
    """All ties, and the part of them that stands on this page of the table."""

    ties: list[Neighbour]
    page: int = 1
    cut: bool = False

    @property
    def rows(self) -> list[Neighbour]:
        """The ties on this page."""
        return self.ties[(self.page - 1) * PER_PAGE : self.page * PER_PAGE]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.ties) // PER_PAGE))

    @property
    def first(self) -> int:
        """The number of the first tie on this page."""
        return (self.page - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last tie on this page."""
        return min(self.page * PER_PAGE, len(self.ties))


def network(actor: User, keys: Sequence[UUID], at: datetime | None, page: int = 1) -> Network:
    """The ties of a cluster to others; what was withdrawn or is hidden neither shows nor counts.

    The first of ``keys`` is the record of the page.
    """
    mine = Q(subject__in=keys) | Q(other__in=keys)
    rows = Relation.objects.filter(mine).exclude(subject__in=keys, other__in=keys).filter(_stood(at))
    rows = rows.visible_to(actor).select_related("subject", "other").order_by("kind", "stated_at", "id")
    found = list(rows[: MOST_RELATIONS + 1])
    ends = [end for row in found for end in (row.subject, row.other)]
    labels = labels_at(actor, ends, at)
    ties = []
    for row in found[:MOST_RELATIONS]:
        outward = row.subject_id in keys
        end = row.other if outward else row.subject
        own = keys[0] in {row.subject_id, row.other_id}
        ties.append(Neighbour(row, end, outward, labels[row.subject_id], labels[row.other_id], own))
    whole = Network(ties, 1, len(found) > MOST_RELATIONS)
    return Network(ties, min(max(page, 1), whole.pages), whole.cut)


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
