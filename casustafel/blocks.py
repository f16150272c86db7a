"""Minutes as a ledger: what one edit says, whether it may be taken, and which versions of a block stand.

A block is a line of the minutes. Nobody rewrites it: each edit is a version with the whole text, a key that
its writer made, and the versions that he had before him. A version stands as long as no other follows it; two
that stand beside each other were written at the same time, and both are kept until a person joins them. No
clock decides anything here: the order is the number that the server gave.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar
from uuid import UUID

LONGEST: Final = 20_000
MOST_AT_ONCE: Final = 100
KINDS: Final = ("INFORMATION", "DECISION", "ACTION", "FOLLOW_UP")


class Standing(Protocol):
    """A version as the ledger keeps it."""

    @property
    def key(self) -> UUID:
        """Made by the writer."""

    @property
    def follows(self) -> Collection[UUID]:
        """The versions that the writer had before him."""

    @property
    def number(self) -> int:
        """Given by the server, rising within a meeting."""


V = TypeVar("V", bound=Standing)


@dataclass(frozen=True, slots=True)
class Edit:
    """What a writer sends: the whole text of one block, and what it follows."""

    key: UUID
    block: UUID
    item: str
    kind: str
    text: str
    follows: tuple[UUID, ...]
    after: UUID | None = None
    removed: bool = False


class Unreadable(ValueError):
    """What came in is no edit; the message is a Dutch sentence."""


def read_edit(raw: object) -> Edit:
    """One edit from JSON; raises :class:`Unreadable` for anything else."""
    if not isinstance(raw, Mapping):
        raise Unreadable("Dit is geen wijziging van het verslag.")
    text, item, kind = raw.get("text"), raw.get("item"), raw.get("kind")
    if not isinstance(text, str) or not isinstance(item, str) or kind not in KINDS:
        raise Unreadable("Aan deze wijziging ontbreekt de tekst, het agendapunt of de soort.")
    if len(text) > LONGEST:
        raise Unreadable(f"Een blok heeft ten hoogste {LONGEST} tekens. Verdeel de tekst over meer blokken.")
    follows = raw.get("bases", [])
    if not isinstance(follows, list) or len(follows) > MOST_AT_ONCE:
        raise Unreadable("Deze wijziging zegt niet waarop zij volgt.")
    return Edit(
        key=_key(raw.get("id")),
        block=_key(raw.get("block")),
        item=item[:24],
        kind=str(kind),
        text=text.replace("\x00", ""),
        follows=tuple(dict.fromkeys(_key(one) for one in follows)),
        after=_key(raw["after"]) if raw.get("after") else None,
        removed=raw.get("removed") is True,
    )


def _key(raw: object) -> UUID:
    try:
        return UUID(str(raw))
    except ValueError:
        raise Unreadable("Deze wijziging heeft geen geldig kenmerk.") from None


def same(edit: Edit, *, block: UUID, text: str, kind: str, follows: Iterable[UUID], removed: bool) -> bool:
    """Is this the edit that was stored under its key before? Then it was sent twice, and changes nothing."""
    told = (edit.block, edit.text, edit.kind, set(edit.follows), edit.removed)
    return told == (block, text, kind, set(follows), removed)


def standing(versions: Iterable[V]) -> list[V]:
    """The versions of one block that no other follows, in the order of their numbers."""
    known = list(versions)
    passed = {key for version in known for key in version.follows}
    return sorted((one for one in known if one.key not in passed), key=lambda one: one.number)


def may_follow(edit: Edit, known: Collection[UUID]) -> bool:
    """An edit follows versions of its own block only, and only its first follows nothing."""
    return set(edit.follows) <= set(known) and bool(edit.follows or not known)


class Placed(Protocol):
    """A block with the block that it was written below."""

    @property
    def pk(self) -> UUID:
        """Its key."""

    @property
    def after(self) -> UUID | None:
        """The block above it when it was made."""

    @property
    def number(self) -> int:
        """Its first number."""


P = TypeVar("P", bound=Placed)


def ordered(blocks: Iterable[P]) -> list[P]:
    """Blocks as they are read: each below the one it was written after, the latest nearest to it.

    The same for everybody whatever the order in which they came in; a block whose upper one is unknown
    stands at the end of the first row.
    """
    known = list(blocks)
    keys = {block.pk for block in known}
    below: dict[UUID | None, list[P]] = {}
    for block in sorted(known, key=lambda one: one.number):
        above = block.after if block.after in keys and block.after != block.pk else None
        below.setdefault(above, []).append(block)
    found: list[P] = []
    seen: set[UUID] = set()

    def read(block: P) -> None:
        todo = [block]
        while todo:
            one = todo.pop()
            if one.pk in seen:
                continue
            seen.add(one.pk)
            found.append(one)
            todo += below.get(one.pk, [])

    # At the top blocks follow in the order in which they came.
    for block in below.get(None, []):
        read(block)
    # Two that name each other as the one above come last rather than never.
    for block in known:
        read(block)
    return found
