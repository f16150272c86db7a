"""Compares two descriptions of unknown kind: by name, number, and every field that both have."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from subjects.matching import addresses, weights
from subjects.matching.card import Balance
from subjects.matching.fields import Description
from subjects.matching.shared import weigh_contacts
from subjects.matching.writing import closeness, fold, words_of

# A type number is written with and without hyphens: KDL-40XBR6.
_GLUE = re.compile(r"(?<=[A-Za-z])-(?=\d)|(?<=\d)-(?=[A-Za-z])")
_MODEL = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9]{4,}")


def weigh_anything(left: Description, right: Description) -> Balance:
    """The evidence about two things of unknown kind."""
    balance = Balance(start=-1.5)
    if left.names and right.names:
        alike = max(name_likeness(one, two) for one in left.names for two in right.names)
        if alike >= 0.999:
            balance.add("name", "zelfde naam", 3.5)
        elif alike >= 0.5:
            balance.add("name", "naam lijkt", (alike - 0.5) * 6.4)
        else:
            balance.add("name", "andere naam", (alike - 0.5) * 9)
    if left.births and right.births:
        same = bool(set(left.births) & set(right.births))
        balance.add("birth", "zelfde datum" if same else "andere datum", 2.5 if same else -2.5)
    if left.addresses and right.addresses:
        relation = max(
            (addresses.compare_addresses(one, two) for one in left.addresses for two in right.addresses),
            key=lambda item: weights.ADDRESS.get(item, 0.0),
        )
        weight = weights.ADDRESS.get(relation, 0.0)
        if weight:
            balance.add("address", "adres past" if weight > 0 else "ander adres", weight)
    for kind, mine, theirs, text in (
        ("bsn", left.bsns, right.bsns, "BSN"),
        ("kvk", left.kvks, right.kvks, "KvK-nummer"),
    ):
        if mine and theirs:
            same = bool(mine & theirs)
            balance.add(kind, f"{'zelfde' if same else 'ander'} {text}", 6.0 if same else -6.0)
    weigh_contacts(balance, left, right)
    _weigh_other(balance, left, right)
    return balance


def _weigh_other(balance: Balance, left: Description, right: Description) -> None:
    """Fields this project does not know: equal ones speak a little, different ones too."""
    for name in sorted(left.other.keys() & right.other.keys())[:12]:
        mine, theirs = " ".join(left.other[name]), " ".join(right.other[name])
        alike = fuzz.token_set_ratio(fold(mine)[:200], fold(theirs)[:200]) / 100
        weight = (alike - 0.55) * 1.5
        if not left.names or not right.names:
            weight *= 3
        balance.add("other", f"veld {name} {'past' if weight > 0 else 'verschilt'}", weight)


def name_likeness(one: str, two: str) -> float:
    """How alike two names of things are: words in any order; a type number weighs most."""
    mine, theirs = words_of(_GLUE.sub("", one)), words_of(_GLUE.sub("", two))
    if sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs):
        return 1.0
    weight = {word: _telling(word) for word in {*mine, *theirs}}
    free = list(theirs)
    shared = 0.0
    for word in sorted(mine):
        best = max(free, key=lambda other: (_alike(word, other), other), default="")
        value = _alike(word, best) if best else 0.0
        if value >= 0.8:
            shared += value * (weight[word] + weight[best]) / 2
            free.remove(best)
    first, second = sum(weight[word] for word in mine), sum(weight[word] for word in theirs)
    if not first or not second:
        return 0.0
    return min(1.0, shared / (0.65 * min(first, second) + 0.35 * max(first, second)))


def _telling(word: str) -> float:
    if _MODEL.fullmatch(word):
        return 3.0
    if word.isdigit():
        return 1.5
    return 0.5 if len(word) < 4 else 1.0


def _alike(one: str, two: str) -> float:
    if one == two:
        return 1.0
    if any(char.isdigit() for char in one + two):
        return 0.0
    return closeness(one, two)
