"""Store what is typed at the table: each edit once, in one order, and never over another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from access.decisions import require
from audit.models import Action
from audit.record import record_event
from casustafel.blocks import Edit, Standing, may_follow, same, standing
from casustafel.minutes_states import WRITABLE
from casustafel.models import Block, BlockVersion, Meeting, Minutes, MinutesCount
from core import clock

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "the ledger of a block: who may write it, reads it"
CHANGED: Final = "Deze wijziging is anders dan wat VIK onder hetzelfde kenmerk heeft bewaard."
LOST_TRACK: Final = (
    "VIK kent de tekst niet waarop deze wijziging volgt. Laad de pagina opnieuw; uw tekst blijft hier."
)
LOCKED: Final = "Het verslag van dit punt is voorgesteld of vastgesteld. Schrijven kan pas na heropenen."
NO_ITEM: Final = "Dit agendapunt is er niet meer."


@dataclass(frozen=True, slots=True)
class Ack:
    """One edit is stored, under this number; ``heads`` are the versions of its block that stand now."""

    key: UUID
    block: UUID
    number: int
    at: str
    heads: tuple[UUID, ...]


@dataclass(slots=True)
class Saved:
    """What became of each edit: stored (now or before), or refused with a sentence."""

    acks: list[Ack] = field(default_factory=list)
    refused: list[tuple[UUID, str]] = field(default_factory=list)


@transaction.atomic
def save_edits(*, by: User, meeting: Meeting, edits: Sequence[Edit]) -> Saved:
    """Store edits in the order in which they came; an edit that is there already changes nothing.

    One writer of a meeting at a time: the count is held from the first look to the commit, so numbers rise in
    the order in which they become visible. Raises :class:`access.decisions.Denied` for who does not lead.
    """
    require(by, "lead", meeting)
    count = MinutesCount.objects.visible_to(by).select_for_update(of=("self",)).get(meeting=meeting)
    saved = Saved()
    before = _before(by, meeting, edits)
    ledgers = before.ledgers
    fresh = [number for edit in edits if (number := _take(by, count, before, edit, saved)) is not None]
    if fresh:
        count.save()
        record_event(
            Action.CHANGE,
            record_type="casustafel.minutes",
            record_id=str(meeting.pk),
            regime=sorted({regime for ledger in ledgers.values() for regime in ledger.minutes.regimes}),
            details={"step": "written", "from": fresh[0], "count": len(fresh)},
        )
    return saved


@dataclass(frozen=True, slots=True)
class _Version:
    """What the ledger asks of an earlier version; a long block has hundreds, and their text is not needed."""

    key: UUID
    follows: Sequence[UUID]
    number: int


@dataclass(slots=True)
class _Ledger:
    """The minutes of one item, with the versions of the blocks that are written in."""

    minutes: Minutes
    blocks: dict[UUID, Block]
    versions: dict[UUID, dict[UUID, Standing]]


@dataclass(slots=True)
class _Before:
    """What stood before these edits: the ledgers they write in, the edits themselves, and every block."""

    ledgers: dict[str, _Ledger]
    stored: dict[UUID, BlockVersion]
    blocks: set[UUID]


def _before(by: User, meeting: Meeting, edits: Sequence[Edit]) -> _Before:
    rows = Minutes.objects.visible_to(by).filter(
        item__meeting=meeting, item__number__in={edit.item for edit in edits}
    )
    found = {minutes.item.number: _Ledger(minutes, {}, {}) for minutes in rows.select_related("item")}
    of = {ledger.minutes.pk: ledger for ledger in found.values()}
    keys = {edit.block for edit in edits}
    blocks: set[UUID] = set()
    # Past the seal: a block of other minutes must be recognised, whoever may read those.
    for block in Block.objects.filter(pk__in=keys).unrestricted(why=WHY):
        if block.minutes_id in of:
            of[block.minutes_id].blocks[block.pk] = block
        blocks.add(block.pk)
    versions = BlockVersion.objects.filter(block__in=keys).unrestricted(why=WHY)
    rows_of = versions.values_list("minutes", "block", "pk", "follows", "number")
    for minutes_key, block_key, key, follows, number in rows_of:
        if minutes_key in of:
            known = of[minutes_key].versions.setdefault(block_key, {})
            known[key] = _Version(key, follows, number)
    stored = BlockVersion.objects.filter(pk__in={edit.key for edit in edits}).unrestricted(why=WHY)
    return _Before(found, {version.pk: version for version in stored}, blocks)


def _take(by: User, count: MinutesCount, there: _Before, edit: Edit, saved: Saved) -> int | None:
    """Store one edit; its number, or None when nothing new was stored."""
    ledger = there.ledgers.get(edit.item)
    if ledger is None:
        saved.refused.append((edit.key, NO_ITEM))
        return None
    known = ledger.versions.setdefault(edit.block, {})
    if edit.key in known:
        before = there.stored[edit.key]
        as_it_was = same(
            edit,
            block=before.block_id,
            text=before.text or "",
            kind=before.kind,
            follows=before.follows,
            removed=before.removed,
        )
        if as_it_was:
            saved.acks.append(_ack(before, known.values()))
        else:
            saved.refused.append((edit.key, CHANGED))
        return None
    refusal = _refusal(ledger, there, edit, known)
    if refusal:
        saved.refused.append((edit.key, refusal))
        return None
    count.last += 1
    version = _store(by, ledger, edit, count.last)
    known[version.key] = there.stored[version.key] = version
    there.blocks.add(version.block_id)
    saved.acks.append(_ack(version, known.values()))
    return count.last


def _refusal(ledger: _Ledger, there: _Before, edit: Edit, known: Collection[UUID]) -> str:
    if ledger.minutes.state not in WRITABLE:
        return LOCKED
    if not may_follow(edit, known):
        return LOST_TRACK
    taken = edit.key in there.stored
    elsewhere = edit.block not in ledger.blocks and edit.block in there.blocks
    return CHANGED if taken or elsewhere else ""


def _store(by: User, ledger: _Ledger, edit: Edit, number: int) -> BlockVersion:
    block = ledger.blocks.get(edit.block)
    if block is None:
        block = Block(pk=edit.block, minutes=ledger.minutes, after=edit.after, number=number, made_by=by)
        block.save(force_insert=True)
        ledger.blocks[block.pk] = block
    version = BlockVersion(
        pk=edit.key,
        minutes=ledger.minutes,
        block=block,
        follows=list(edit.follows),
        kind=edit.kind,
        text=edit.text or None,
        removed=edit.removed,
        number=number,
        by=by,
        at=clock.now(),
    )
    version.save(force_insert=True)
    return version


def _ack(version: BlockVersion, known: Iterable[Standing]) -> Ack:
    heads = standing(known)
    return Ack(
        key=version.pk,
        block=version.block_id,
        number=version.number,
        at=version.at.isoformat(),
        heads=tuple(head.key for head in heads),
    )
