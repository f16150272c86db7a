"""The ledger of minutes: nothing that was stored is lost, whatever order and however often it comes."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casustafel.blocks import LONGEST, Unreadable, ordered, read_edit, standing


@dataclass(frozen=True)
class Version:
    key: uuid.UUID
    follows: tuple[uuid.UUID, ...]
    number: int


@dataclass(frozen=True)
class Block:
    pk: uuid.UUID
    after: uuid.UUID | None
    number: int


KEYS = [uuid.UUID(int=n) for n in range(1, 13)]


@st.composite
def ledgers(draw: st.DrawFn) -> list[Version]:
    """Versions that each follow some that came before."""
    found: list[Version] = []
    for number in range(1, draw(st.integers(1, 10)) + 1):
        before = [one.key for one in found]
        follows = draw(st.lists(st.sampled_from(before), unique=True, max_size=3)) if before else []
        found.append(Version(KEYS[number], tuple(follows), number))
    return found


@given(ledgers())
def test_something_always_stands_and_what_does_not_stand_was_followed(ledger: list[Version]) -> None:
    heads = standing(ledger)
    assert heads
    followed = {key for one in ledger for key in one.follows}
    assert {one.key for one in ledger} - {one.key for one in heads} == followed & {one.key for one in ledger}


@given(ledgers(), st.randoms())
def test_the_order_in_which_versions_come_in_decides_nothing(
    ledger: list[Version], dice: random.Random
) -> None:
    shuffled = ledger[:]
    dice.shuffle(shuffled)
    assert standing(shuffled) == standing(ledger)


@given(ledgers(), st.randoms())
def test_writers_who_see_all_that_stands_come_to_one_text(ledger: list[Version], dice: random.Random) -> None:
    heads = standing(ledger)
    joined = Version(uuid.UUID(int=99), tuple(one.key for one in heads), len(ledger) + 1)
    assert standing([*ledger, joined]) == [joined]


@given(st.lists(st.one_of(st.none(), st.sampled_from(KEYS)), min_size=1, max_size=10), st.randoms())
def test_every_block_is_read_once_and_in_the_same_order_for_everybody(
    above: list[uuid.UUID | None], dice: random.Random
) -> None:
    blocks = [Block(KEYS[n], after, n) for n, after in enumerate(above)]
    shuffled = blocks[:]
    dice.shuffle(shuffled)
    assert sorted(one.pk for one in ordered(blocks)) == sorted(one.pk for one in blocks)
    assert ordered(shuffled) == ordered(blocks) or _has_ring(blocks)


def _has_ring(blocks: list[Block]) -> bool:
    above = {one.pk: one.after for one in blocks}
    for one in above:
        seen, at = set(), one
        while at is not None and at in above:
            if at in seen:
                return True
            seen.add(at)
            at = above[at]
    return False


def test_a_block_written_below_another_stands_right_under_it() -> None:
    first, last = Block(KEYS[0], None, 1), Block(KEYS[1], None, 2)
    between = Block(KEYS[2], KEYS[0], 3)
    assert [one.pk for one in ordered([last, between, first])] == [first.pk, between.pk, last.pk]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "x",
        {},
        {"id": "x", "block": str(KEYS[0]), "item": "P", "kind": "ACTION", "text": "a"},
        {"id": str(KEYS[0]), "block": str(KEYS[0]), "item": "P", "kind": "OTHER", "text": "a"},
        {
            "id": str(KEYS[0]),
            "block": str(KEYS[0]),
            "item": "P",
            "kind": "ACTION",
            "text": "a" * (LONGEST + 1),
        },
        {"id": str(KEYS[0]), "block": str(KEYS[0]), "item": "P", "kind": "ACTION", "text": "a", "bases": "x"},
        {"id": str(KEYS[0]), "block": str(KEYS[0]), "item": "P", "kind": "ACTION", "text": "a", "after": "x"},
    ],
)
def test_what_is_no_edit_is_refused_with_a_sentence(raw: object) -> None:
    with pytest.raises(Unreadable, match=r"\w+\."):
        read_edit(raw)
