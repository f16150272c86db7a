"""Minutes as pages read them: which text stands in which block, what was decided, who was there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from casustafel.blocks import ordered, standing
from casustafel.minutes_states import BlockKind, DecisionKind
from casustafel.models import Attendance, Block, BlockVersion, Meeting, Minutes, TableDecision
from encryption.fields import readable

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Head:
    """One version that stands."""

    key: UUID
    text: str
    kind: str
    removed: bool
    by: str
    at: datetime
    number: int

    @property
    def label(self) -> str:
        """The kind, for people."""
        return str(BlockKind(self.kind).label)

    def told(self) -> dict[str, Any]:
        """For the page that is open."""
        return {
            "id": str(self.key),
            "text": self.text,
            "kind": self.kind,
            "removed": self.removed,
            "by": self.by,
            "at": f"{timezone.localtime(self.at):%H:%M:%S}",
            "number": self.number,
        }


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One block with the versions that stand in it; more than one when two people wrote at once."""

    key: UUID
    after: UUID | None
    heads: tuple[Head, ...]

    @property
    def head(self) -> Head:
        """What is shown first."""
        return self.heads[0]

    @property
    def others(self) -> tuple[Head, ...]:
        """What stands beside it."""
        return self.heads[1:]

    @property
    def gone(self) -> bool:
        """Was it taken away, and does nobody's text stand beside that?"""
        return all(head.removed for head in self.heads)

    @property
    def keys(self) -> str:
        """The keys of what stands, for the page."""
        return " ".join(str(head.key) for head in self.heads)


def lines_of(actor: User, minutes: Minutes) -> list[BlockLine]:
    """The blocks of one item in the order in which they are read."""
    return lines_by(actor, [minutes])[minutes.pk]


def lines_by(actor: User, whole: Iterable[Minutes]) -> dict[UUID, list[BlockLine]]:
    """The blocks of several items, by the key of their minutes, in two queries."""
    keys = [minutes.pk for minutes in whole]
    blocks: dict[UUID, list[Block]] = {key: [] for key in keys}
    for block in Block.objects.visible_to(actor).filter(minutes__in=keys):
        blocks[block.minutes_id].append(block)
    versions = _versions(actor, {"minutes__in": keys})
    found = {}
    for key, rows in blocks.items():
        lines = [_line(block, versions.get(block.pk, [])) for block in ordered(rows)]
        found[key] = [line for line in lines if line.heads and not line.gone]
    return found


def typed_in(actor: User, minutes: Minutes, key: str) -> BlockLine | None:
    """One block of these minutes by its key, as it came from an address."""
    return next((line for line in lines_of(actor, minutes) if str(line.key) == key), None) if key else None


def lines_since(actor: User, meeting: Meeting, number: int) -> list[tuple[str, BlockLine, UUID | None]]:
    """Blocks of a running meeting in which something was stored after ``number``.

    Each with the number of its item and the key of the block that it stands before.
    """
    fresh = BlockVersion.objects.visible_to(actor).filter(minutes__item__meeting=meeting, number__gt=number)
    changed = set(fresh.values_list("block_id", flat=True))
    if not changed:
        return []
    found = []
    touched = set(fresh.values_list("minutes_id", flat=True))
    versions = _versions(actor, {"block__in": changed})
    rows: dict[str, list[Block]] = defaultdict(list)
    blocks = Block.objects.visible_to(actor).filter(minutes__in=touched)
    for block in blocks.select_related("minutes__item"):
        rows[block.minutes.item.number].append(block)
    for item, some in rows.items():
        row = ordered(some)
        below = {above.pk: one.pk for above, one in pairwise(row)}
        found += [
            (item, _line(block, versions[block.pk]), below.get(block.pk))
            for block in row
            if block.pk in versions
        ]
    return found


def _versions(actor: User, which: Mapping[str, Any]) -> dict[UUID, list[BlockVersion]]:
    rows = BlockVersion.objects.visible_to(actor).filter(**which).select_related("by")
    found: dict[UUID, list[BlockVersion]] = defaultdict(list)
    for version in rows.order_by("number"):
        found[version.block_id].append(version)
    return found


def _line(block: Block, versions: Iterable[BlockVersion]) -> BlockLine:
    return BlockLine(
        key=block.pk,
        after=block.after,
        heads=tuple(
            Head(
                key=one.pk,
                text=readable(one, "text") or "",
                kind=one.kind,
                removed=one.removed,
                by=one.by.name,
                at=one.at,
                number=one.number,
            )
            for one in standing(versions)
        ),
    )


def decisions_of(actor: User, minutes: Minutes) -> list[TableDecision]:
    """What was decided, in its order, with what was taken back."""
    return decisions_by(actor, [minutes])[minutes.pk]


def decisions_by(actor: User, whole: Iterable[Minutes]) -> dict[UUID, list[TableDecision]]:
    """The decisions of several items, by the key of their minutes, in one query."""
    found: dict[UUID, list[TableDecision]] = {minutes.pk: [] for minutes in whole}
    rows = TableDecision.objects.visible_to(actor).filter(minutes__in=list(found))
    for one in rows.select_related(
        "action__assignee", "action__organisation", "recorded_by", "minutes"
    ).order_by("recorded_at"):
        found[one.minutes_id].append(one)
    return found


def there(actor: User, meeting: Meeting) -> list[Attendance]:
    """Who was or is there, in order of arrival."""
    rows = Attendance.objects.visible_to(actor).filter(meeting=meeting)
    return list(rows.select_related("user__organisation").order_by("arrived_at"))


def present(actor: User, meeting: Meeting) -> list[Attendance]:
    """Who is there now."""
    return [one for one in there(actor, meeting) if one.left_at is None]


def content_of(
    minutes: Minutes,
    lines: Iterable[BlockLine],
    decisions: Iterable[TableDecision],
    people: Iterable[Attendance],
) -> dict[str, Any]:
    """What is adopted: the text of every block, the decisions and who was there, as plain values."""
    return {
        "item": minutes.item.number,
        "title": minutes.item.title,
        "question": minutes.item.question,
        "blocks": [
            {"kind": line.head.label, "text": line.head.text, "number": line.head.number} for line in lines
        ],
        "decisions": [
            {
                "kind": str(DecisionKind(one.kind).label),
                "reason": one.reason,
                "legal_basis": one.legal_basis,
                "until": one.until.isoformat() if one.until else None,
                "action": one.action.number if one.action else None,
            }
            for one in decisions
            if one.withdrawn_at is None
        ],
        "present": [{"name": one.user.name, "organisation": one.user.organisation.name} for one in people],
    }
