"""Whatever comes in: the comparison never fails, is the same both ways round, and knows itself."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subjects.matching.compare import compare

PAIRS = Path(__file__).parent / "data" / "matching_pairs.jsonl"
KINDS = st.sampled_from(["person", "company", "organisation", "address", "vehicle", "ship", "", None, 7])
FIELDS = st.sampled_from(
    [
        "name",
        "naam",
        "geboortedatum",
        "dob",
        "adres",
        "telefoon",
        "kenteken",
        "bsn",
        "kvk",
        "postcode",
        "country",
        "x",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="aeijnrstv .-,/'0123456789ABçŞжم", max_size=40),
    st.sampled_from(
        ["Jan de Vries", "7605WD 15-1", "24-09-1986", "1968-00-00", "van", "e/v", ",", "-", "999990019"]
    ),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=2),
    max_leaves=4,
)
DESCRIPTIONS = st.dictionaries(FIELDS, VALUES, max_size=5)


@settings(max_examples=300, deadline=None)
@given(DESCRIPTIONS, DESCRIPTIONS, KINDS)
def test_any_two_descriptions_give_a_card_that_is_the_same_both_ways(left, right, kind):
    card, turned = compare(left, right, kind), compare(right, left, kind)
    assert 0 <= card.score <= 1
    assert card.score == turned.score
    assert card.reasons
    assert all(isinstance(reason, str) and reason for reason in card.reasons)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(FIELDS, TEXTS.filter(lambda text: any(char.isalnum() for char in text)), min_size=1),
    KINDS,
)
def test_a_description_is_like_itself(fields, kind):
    card = compare(fields, dict(fields), kind)
    assert card.score >= 0.5 or card.missing[0].kind == "empty"


def test_broken_characters_and_endless_values_do_no_harm():
    deep: dict = {}
    for _ in range(5000):
        deep = {"name": deep}
    odd = {"name": "\ud800 Jan \x00 de Vries" * 5000, "kvk": 10**9000, "adres": ["Haven 7"] * 9999, "x": deep}
    assert 0 <= compare(odd, {"name": "\udfff"}, "person").score <= 1
    assert (
        0
        <= compare(
            {"name": "a-" * 999, "adres": "1" * 999}, {"name": "-" * 999, "adres": ", " * 999}, "address"
        ).score
        <= 1
    )


def test_nothing_is_like_nothing():
    assert compare({}, {}, "person").score < 0.5


@pytest.mark.parametrize("kind", ["restaurant", "product", ""])
def test_an_unknown_kind_is_compared_by_name_and_what_else_is_known(kind):
    left = {
        "name": "hotel bel-air",
        "addr": "701 stone canyon rd.",
        "city": "bel air",
        "phone": "310/472-1211",
    }
    right = {
        "name": "bel-air hotel",
        "addr": "701 stone canyon rd",
        "city": "bel air",
        "phone": "310-472-1211",
    }
    other = {"name": "lemongrass grill", "addr": "37 barrow st.", "city": "new york", "phone": "212/242-0606"}
    assert compare(left, right, kind).score >= 0.5 > compare(left, other, kind).score


def test_a_nested_description_of_a_public_list_is_read():
    left = {"schema": "Person", "properties": {"name": ["Vladimir Petrov"], "birthDate": ["1952-10-07"]}}
    right = {"properties": {"name": ["Владимир Петров", "Petrov"], "birthDate": ["1952"]}}
    assert compare(left, right, "person").score >= 0.9


@pytest.mark.parametrize(
    ("kind", "floor"),
    [("person", 0.96), ("company", 0.97), ("address", 0.98), ("vehicle", 0.98), ("all", 0.97)],
)
def test_the_invented_pairs_are_told_apart_at_least_this_well(kind, floor):
    counts: dict[str, int] = defaultdict(int)
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if pair["decidable"] and kind in {pair["type"], "all"}:
            counts[f"{pair['match']}-{compare(pair['a'], pair['b'], pair['type']).score >= 0.5}"] += 1
    right, wrong = counts["True-True"], counts["False-True"] + counts["True-False"]
    assert 2 * right / (2 * right + wrong) >= floor
