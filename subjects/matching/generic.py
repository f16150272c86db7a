"""Compares two descriptions of unknown kind: by name, number, and every field that both have."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from subjects.matching import addresses, dates, weights
from subjects.matching.card import Balance
from subjects.matching.fields import Description
from subjects.matching.shared import weigh_contacts
from subjects.matching.writing import closeness, fold, words_of

# A type number is written with and without hyphens: KDL-40XBR6.
_GLUE = re.compile(r"(?<=[A-Za-z])-(?=\d{2})|(?<=\d)-(?=[A-Z]{1,3}(?![a-z]))")
_MODEL = re.compile(
    r"(?=.*\d)(?=.*[a-z])(?!\d+(?:mp|gb|mb|tb|mm|cm|ghz|mhz|watt|port|inch|pack|bit|user|users|disc|th|nd|rd|st)$)"
    r"[a-z0-9]{4,}"
)
_VERSION = re.compile(r"\d{1,2}(?:\.\d+)*|i{1,3}|iv|v|vi{1,3}|ix|x|\d{4}")
_SHIP = re.compile(r"^\s*(?:m[/.]?[vtsy]|s[/.]?s)\.?\s+(?=\w)", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^a-z0-9.]+|\.(?!\d)|(?<!\d)\.")
_EMPTY = frozenset({"the", "a", "and", "with"})
SAME_MODEL, OTHER_MODEL, OTHER_WORDS, HALF_WORD = 0.8, 0.45, 0.7, 80.0


def weigh_anything(left: Description, right: Description) -> Balance:
    """The evidence about two things of unknown kind."""
    balance = Balance(start=-1.5)
    if left.names and right.names:
        makers = frozenset(word for side in (left, right) for word in _makers(side))
        alike = max(name_likeness(one, two, makers) for one in left.names for two in right.names)
        if alike >= 0.999:
            balance.add("name", "zelfde naam", 3.5)
        elif alike >= 0.5:
            balance.add("name", "naam lijkt", (alike - 0.5) * 6.4)
        else:
            balance.add("name", "andere naam", (alike - 0.5) * 9)
    if left.births and right.births:
        relation = dates.best_relation(left.births, right.births)
        weight = weights.BIRTH[relation] / 2
        balance.add("birth", "datum past" if weight > 0 else "andere datum", weight)
    if left.addresses and right.addresses:
        relation = max(
            (addresses.compare_addresses(one, two) for one in left.addresses for two in right.addresses),
            key=lambda item: weights.PLACE_ADDRESS.get(item, 0.0),
        )
        # What has no birth date does not move house: two addresses are two branches.
        table = weights.ADDRESS if left.births or right.births else weights.PLACE_ADDRESS
        weight = table.get(relation, 0.0)
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
    if left.phones and right.phones and not left.phones & right.phones and not left.births:
        balance.add("phone", "ander telefoonnummer", weights.PHONE_OTHER_COMPANY)
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


def _makers(side: Description) -> list[str]:
    """Who made it: shops put that in the title or in a field of its own."""
    return [word for field in ("manufacturer", "brand", "maker") for text in side.other.get(field, ())
            for word in words_of(text)]  # fmt: skip


def name_likeness(one: str, two: str, makers: frozenset[str] = frozenset()) -> float:
    """How alike two names of things are: words in any order; a type number weighs most."""
    mine, theirs = _name_words(one), _name_words(two)
    mine, theirs = ([word for word in side if word not in makers] or side for side in (mine, theirs))
    if sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs):
        return 1.0
    weight = {word: _telling(word) for word in {*mine, *theirs}}
    rest, free = [], list(theirs)
    shared = 0.0
    for word in sorted(mine):
        best = max(free, key=lambda other: (_alike(word, other), other), default="")
        value = _alike(word, best) if best else 0.0
        if value >= 0.8:
            shared += value * (weight[word] + weight[best]) / 2
            free.remove(best)
        else:
            rest.append(word)
    first, second = sum(weight[word] for word in mine), sum(weight[word] for word in theirs)
    if not first or not second:
        return 0.0
    alike = min(1.0, shared / (0.65 * min(first, second) + 0.35 * max(first, second)))
    return _with_leftovers(alike, mine, rest, free)


def _with_leftovers(alike: float, words: list[str], rest: list[str], free: list[str]) -> float:
    """Words without a partner on both sides: another type number, another version, another subject."""
    same_model = any(_MODEL.fullmatch(word) for word in words if word not in rest)
    if same_model:
        return max(alike, SAME_MODEL)
    for sort in (_MODEL, _VERSION):
        left, right = ([word for word in side if sort.fullmatch(word)] for side in (rest, free))
        if left and right:
            return min(alike, OTHER_MODEL)
    left, right = ([word for word in side if len(word) > 3 and word.isalpha()] for side in (rest, free))
    if left and right and not any(fuzz.partial_ratio(a, b) > HALF_WORD for a in left for b in right):
        return alike * OTHER_WORDS
    return alike


def _name_words(text: str) -> list[str]:
    """The words of a name; a type number and a version are one word each."""
    bare = _GLUE.sub("", _SHIP.sub("", text))
    words = _NOT_WORD.split(fold(bare.replace("&", " and ")))
    kept = [word.strip(".") for word in words if word.strip(".") and word.strip(".") not in _EMPTY]
    return [re.sub(r"\.0$", "", word) for word in kept] or words_of(text)


def _telling(word: str) -> float:
    if _MODEL.fullmatch(word):
        return 3.0
    if word[0].isdigit():
        return 1.5
    return 0.5 if len(word) < 4 else 1.0


def _alike(one: str, two: str) -> float:
    if one == two:
        return 1.0
    if any(char.isdigit() for char in one + two):
        return 0.0
    return closeness(one, two)
