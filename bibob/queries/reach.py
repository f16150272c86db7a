"""Whom and what a look-up is about, and what is tied to them in at most two steps, each with why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from subjects.models import Judgement, Relation, Subject, Verdict
from subjects.queries.noise import not_common

if TYPE_CHECKING:
    from accounts.models import User

STEPS: Final = 2
# Who is tied to more is a flat or an agency: from there everybody would be tied to everybody.
MOST_TIES: Final = 400


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation that was followed, read from the first to the second."""

    one: UUID
    other: UUID
    kind: str
    since: str
    until: str
    source: str
    certainty: str


@dataclass(slots=True)
class Reach:
    """The records that a look-up covers, why each, and the ties between them."""

    start: set[UUID]
    subjects: dict[UUID, Subject] = field(default_factory=dict)
    why: dict[UUID, str] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    cut: bool = False

    def distance(self, key: UUID) -> int:
        """How many steps away a record is."""
        told = self.why.get(key, "zelf")
        return 0 if told == "zelf" else told.count("→") + 1

    def label(self, key: UUID) -> str:
        """What a record is called."""
        return self.subjects[key].label if key in self.subjects else ""


def reach_of(actor: User, start: Collection[UUID]) -> Reach:
    """The records themselves, all that were judged the same, and who is tied in at most two steps.

    Ended relations count too: a former company is what a look-up is for. Four queries a step.
    """
    found = Reach(set(start))
    for key in start:
        found.why[key] = "zelf"
    _same(actor, found, set(start))
    fresh = set(found.why)
    for _ in range(STEPS):
        fresh = _tied(actor, found, fresh)
        if not fresh:
            break
        fresh |= _same(actor, found, fresh)
    rows = Subject.objects.filter(pk__in=list(found.why)).visible_to(actor)
    found.subjects = {row.pk: row for row in rows}
    _name_them(found)
    return found


def _same(actor: User, found: Reach, fresh: set[UUID]) -> set[UUID]:
    """Add what was judged the same as one of these, through others as well; returns what is new."""
    new: set[UUID] = set()
    while fresh:
        rows = Judgement.objects.filter(Q(subject__in=fresh) | Q(other__in=fresh), withdrawn_at=None)
        latest: dict[tuple[UUID, UUID], str] = {}
        for row in rows.visible_to(actor).order_by("judged_at"):
            latest[row.subject_id, row.other_id] = row.verdict
        fresh = set()
        for pair, verdict in latest.items():
            for here, there in (pair, pair[::-1]):
                if verdict == Verdict.SAME and here in found.why and there not in found.why:
                    found.why[there] = f"SAME:{here}"
                    fresh.add(there)
        new |= fresh
    return new


def _tied(actor: User, found: Reach, fresh: set[UUID]) -> set[UUID]:
    """Add who is tied to one of these; nothing is followed through what is noted as common."""
    common = set(
        Subject.objects.filter(pk__in=fresh)
        .visible_to(actor)
        .filter(~not_common())
        .values_list("pk", flat=True)
    )
    fresh = fresh - (common - found.start)
    rows = Relation.objects.filter(Q(subject__in=fresh) | Q(other__in=fresh), withdrawn_at=None)
    ties = list(rows.visible_to(actor).order_by("stated_at", "pk")[: MOST_TIES + 1])
    found.cut = found.cut or len(ties) > MOST_TIES
    new: set[UUID] = set()
    for row in ties[:MOST_TIES]:
        tie = Tie(
            row.subject_id,
            row.other_id,
            row.get_kind_display(),
            row.began,
            row.ended,
            f"{row.get_source_display()} {row.source_number}".strip(),
            row.get_certainty_display(),
        )
        if tie not in found.ties:
            found.ties.append(tie)
        for here, there in ((row.subject_id, row.other_id), (row.other_id, row.subject_id)):
            if here in fresh and there not in found.why:
                found.why[there] = f"TIE:{here}:{len(found.ties) - 1}"
                new.add(there)
    return new


def _name_them(found: Reach) -> None:
    """Turn the trail of each record into a sentence."""
    trails = dict(found.why)
    found.why = {key: " → ".join(_trail(found, trails, key)) or "zelf" for key in found.subjects}


def _trail(found: Reach, trails: dict[UUID, str], key: UUID) -> list[str]:
    told = trails[key]
    if told == "zelf":
        return []
    kind, _, rest = told.partition(":")
    before, _, number = rest.partition(":")
    here = UUID(before)
    if kind == "SAME":
        return [*_trail(found, trails, here), f"dezelfde als {found.label(here)}"]
    tie = found.ties[int(number)]
    ended = f", tot {tie.until}" if tie.until else ""
    said = f"{found.label(tie.one)} {tie.kind} {found.label(tie.other)}{ended}"
    return [*_trail(found, trails, here), said]
