"""Fresh pairs by the hundred, and what they taught."""

import random
from typing import Any

import pytest

from bench.matching_fresh import MAKERS
from subjects.matching.compare import compare


@pytest.mark.parametrize("kind", list(MAKERS))
def test_of_fresh_pairs_nearly_all_are_judged_right(kind: str) -> None:
    rng, right, wrong, missed = random.Random(f"{kind}11"), 0, [], []
    pairs = [pair for _ in range(400) if (pair := MAKERS[kind](rng)) is not None]
    for pair in pairs:
        same = compare(pair["a"], pair["b"], kind).score >= 0.5
        right += same and pair["match"]
        wrong += [pair] if same and not pair["match"] else []
        missed += [pair] if pair["match"] and not same else []
    assert len(pairs) > 150
    assert 2 * right / (2 * right + len(wrong) + len(missed)) >= 0.97, (wrong, missed)


@pytest.mark.parametrize(
    ("kind", "left", "right", "same"),
    [
        ("person", {"name": "Wilco van der Plekenpoll", "adres": "Sleutelbloempad 100, 7682 NK Vroomshoop"},
         {"name": "dhr van der Plekennpoll", "adres": "SLEUTELBLOEMPAD 100, 7682NK"}, True),
        ("person", {"name": "Tomek Besgers", "geboortedatum": "1977-03-13"}, {"name": "Tomasz Bezgers"}, True),
        ("person", {"name": "Ben Toos op den Bernards", "geboortedatum": "2001-09-19"},
         {"name": "Bernards, Ben op den", "geboortedatum": "19-09-2001"}, True),
        ("person", {"name": "Mariam Degeners", "adres": "Woltersplein 38 bis, 7611 LA Almelo"},
         {"name": "Marit Degenres", "adres": "Woltersplein 38/bis, 7611LA"}, False),
        ("person", {"name": "Lotte Veldkamp", "geboortedatum": "1990-05-04"},
         {"name": "Lottie Veldkamp", "geboortedatum": "04-05-1990"}, True),
        ("address", {"adres": "Zilversteeg 68 hs, 7465 NR Rijssen"}, {"adres": "7465NR 68 hs"}, True),
    ],
)  # fmt: skip
def test_a_pair_that_was_wrong_once_is_right(
    kind: str, left: dict[str, Any], right: dict[str, Any], same: bool
) -> None:
    assert (compare(left, right, kind).score >= 0.5) is same
