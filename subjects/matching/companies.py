"""Compares two companies: the name on the wall, trade names, legal forms, number and address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from legal.identifiers import is_kvk
from subjects.matching import addresses, weights
from subjects.matching.card import Balance
from subjects.matching.company_words import (
    COUNTED,
    DESCRIBING,
    KIND_OF,
    LAND_OF,
    LAYERS,
    LEGAL_FORMS,
    LEGAL_PHRASES,
    SHORTENED,
    WEAK,
)
from subjects.matching.fields import Description
from subjects.matching.shared import weigh_contacts
from subjects.matching.writing import closeness, consonants, fold, writes_few_vowels

_LETTERS = re.compile(r"\b(?:[a-z]\.\s?){2,}(?:[a-z]\b)?|\b[a-z](?:/[a-z])+\b")
_PHRASES = re.compile(r"\b(?:{})\b".format("|".join(sorted(LEGAL_PHRASES, key=lambda text: -len(text)))))
_TRADING_AS = re.compile(
    r"(?:\bt?\.?h\.?o\.?d\.?n\b\.?|\bhandelend onder de naam\b|\btrading as\b|\bd\.?/?b\.?/?a\b\.?|\bt/a\b|\ba\.?k\.?a\b\.?"
    r"|\bo/a\b|\bvoorheen\b|\bformerly(?: known as)?\b)(?=\s)",
    re.IGNORECASE,
)
CLOSE_WORD = 0.8
CLOSE_WHOLE = 0.9
SHORTEST_BEGINNING = 4
EQUAL, CLOSE, MOST, ACRONYM, KIND_MISSING, PART, OTHER_KIND, OTHER_NUMBER, SHARED, OTHER = (
    "equal", "close", "most", "acronym", "kind_missing", "part", "other_kind", "other_number", "shared", "other",
)  # fmt: skip
_BEST_FIRST = (
    EQUAL, CLOSE, MOST, ACRONYM, KIND_MISSING, PART, SHARED, OTHER_KIND, OTHER_NUMBER, OTHER,
)  # fmt: skip
_TEXTS = {
    EQUAL: "zelfde naam",
    CLOSE: "naam lijkt sterk",
    KIND_MISSING: "zelfde naam, maar bij een van beide staat niet wat het bedrijf doet",
    MOST: "de ene naam is een groot deel van de andere",
    PART: "de ene naam is een deel van de andere",
    ACRONYM: "de ene naam is een afkorting van de andere",
    OTHER_KIND: "ander soort bedrijf",
    OTHER_NUMBER: "ander nummer in de naam",
    SHARED: "naam deelt een woord, de rest is anders",
    OTHER: "andere naam",
}
_ADDRESS_TEXTS = {
    addresses.SAME: "zelfde adres",
    addresses.HOUSE: "zelfde huisnummer, toevoeging niet bij beide bekend",
    addresses.PARTIAL: "adres past bij elkaar",
    addresses.SUFFIX: "zelfde huisnummer, andere toevoeging",
}


@dataclass(frozen=True, slots=True)
class CompanyName:
    """The words of a name without its legal form, and those words as one."""

    words: tuple[str, ...]
    few_vowels: bool = False

    @property
    def joined(self) -> str:
        """All words together, for names that were written as one word."""
        return "".join(self.words)

    @property
    def ordered(self) -> tuple[str, ...]:
        """The words in a fixed order."""
        return tuple(sorted(self.words))


def read_company(text: str, places: frozenset[str] = frozenset()) -> CompanyName:
    """The telling words of a company name; legal form, and the town when it is known, are left out."""
    folded = fold(text).replace("&", " en ").replace("+", " en ")
    folded = _LETTERS.sub(lambda match: re.sub(r"[^a-z]", "", match[0]) + " ", folded)
    flat = " ".join(re.sub(r"[^a-z0-9]+", " ", folded).split())
    stripped = _PHRASES.sub(" ", flat)
    tokens = [COUNTED.get(word, word) for word in stripped.split() if word not in LEGAL_FORMS] or flat.split()
    tokens = [word for word in tokens if word not in LAYERS] or tokens
    tokens = [word for word in tokens if word not in {"and", "und", "et"}] or tokens
    kept = _without_places(tokens, places)
    return CompanyName(tuple(kept), writes_few_vowels(text))


def trade_names(text: str) -> list[str]:
    """The whole name, and the names in it: *J. Jansen h.o.d.n. Café De Kroon*."""
    parts = [part.strip(" ()-,") for part in _TRADING_AS.split(text) if part.strip(" ()-,")]
    return parts if len(parts) > 1 else [text]


def _without_places(tokens: list[str], places: frozenset[str]) -> list[str]:
    """Without the town at the end: *Oasis Nijverdal* in Nijverdal."""
    for size in (3, 2, 1):
        if len(tokens) > size and "".join(tokens[-size:]) in places:
            return tokens[:-size]
    return tokens


def compare_company_names(left: CompanyName, right: CompanyName) -> str:
    """How two names relate: one of the words of this module."""
    if left.few_vowels or right.few_vowels:
        left, right = (
            CompanyName(tuple(consonants(word) or word for word in side.words)) for side in (left, right)
        )
    if left.ordered == right.ordered or left.joined == right.joined:
        return EQUAL
    mine, theirs = _leftovers(left.words, right.words)
    if not mine and not theirs:
        return CLOSE
    if any(word.isdigit() for word in (*mine, *theirs)) and _numbers(mine) != _numbers(theirs):
        return OTHER_NUMBER
    if len(left.words) != len(right.words) or len(left.words) > 1:
        whole = closeness("".join(left.words), "".join(right.words))
        if whole >= CLOSE_WHOLE and len(left.words) != len(right.words):
            return CLOSE
    if _acronym(left.words, right.words) or _acronym(right.words, left.words):
        return ACRONYM
    return _by_leftovers(left, right, mine, theirs)


def _by_leftovers(left: CompanyName, right: CompanyName, mine: list[str], theirs: list[str]) -> str:
    """What the words without a partner say."""
    telling = [[word for word in side if word not in WEAK and _kind(word) is None] for side in (mine, theirs)]
    kinds = [{_kind(word) for word in side} - {None} for side in (mine, theirs)]
    shared = [word for word in left.words if word not in mine]
    core = [word for word in shared if word not in WEAK and _kind(word) is None]
    lands = [{LAND_OF[word] for word in side if word in LAND_OF} for side in (mine, theirs)]
    if lands[0] and lands[1] and not lands[0] & lands[1]:
        return OTHER_KIND
    trades = [DESCRIBING.intersection(side) for side in (mine, theirs)]
    if telling[0] and telling[1]:
        if not core:
            return OTHER
        return MOST if _shortened(telling[0], telling[1]) else SHARED
    if telling[0] or telling[1]:
        if not core or (kinds[0] and kinds[1]):
            return OTHER
        if any(telling[at] and (kinds[1 - at] or trades[1 - at]) for at in (0, 1)):
            return PART
        return MOST if len(core) > 1 and len(core) > len(telling[0] or telling[1]) else PART
    if trades[0] and trades[1] and not {word[:3] for word in trades[0]} & {word[:3] for word in trades[1]}:
        return OTHER_KIND
    if kinds[0] and kinds[1] and not kinds[0] & kinds[1]:
        return OTHER_KIND
    both = [(kinds[at], trades[at]) for at in (0, 1)]
    if all(any(side) for side in both) and not any(all(sort) for sort in zip(*both, strict=True)):
        return OTHER_KIND  # one trades, the other makes energy
    if kinds[0] or kinds[1]:
        return KIND_MISSING if shared else OTHER
    return CLOSE if shared else OTHER


def _shortened(left: Sequence[str], right: Sequence[str]) -> bool:
    """Every word without a partner begins like one of the other side: *deli* and *delicatessen*."""
    return all(
        any(
            min(len(one), len(two)) >= SHORTEST_BEGINNING and (one.startswith(two) or two.startswith(one))
            for two in right
        )
        for one in left
    )


def _kind(word: str) -> int | None:
    """What line of business a word names; also with a slip in a long word."""
    found = KIND_OF.get(word)
    if found is not None or len(word) < 7:
        return found
    return next(
        (kind for known, kind in KIND_OF.items() if abs(len(known) - len(word)) < 3 and len(known) > 6
         and known[0] == word[0] and closeness(known, word) >= 0.85), None,
    )  # fmt: skip


def _numbers(words: Sequence[str]) -> set[str]:
    return {word for word in words if word.isdigit()}


def _leftovers(left: Sequence[str], right: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of each side that have no partner on the other."""
    mine, theirs = list(left), list(right)
    for word in left:
        if word in theirs:
            theirs.remove(word)
            mine.remove(word)
    pairs = sorted(((_alike(one, two), one, two) for one in mine for two in theirs), reverse=True)
    for value, one, two in pairs:
        if value >= CLOSE_WORD and one in mine and two in theirs:
            mine.remove(one)
            theirs.remove(two)
    return mine, theirs


def _alike(one: str, two: str) -> float:
    if one.isdigit() or two.isdigit() or min(len(one), len(two)) < 3:
        return 0.0
    first, second = KIND_OF.get(one), KIND_OF.get(two)
    if first is not None and first == second:
        return 0.95
    if first is not None and second is not None:
        return 0.0
    if any(one == two + ending or two == one + ending for ending in SHORTENED):
        return 0.9
    value = closeness(one, two)
    # A short word with another letter is another word.
    return value if min(len(one), len(two)) > 4 or value >= 0.85 else 0.0


def _acronym(short: Sequence[str], long: Sequence[str]) -> bool:
    """*IBM* for *International Business Machines*; small words may be left out of the letters."""
    if len(short) != 1 or len(short[0]) < 3:
        return False
    telling = [word for word in long if word not in {"of", "the", "en", "for", "voor", "van", "de"}]
    return short[0] in {"".join(word[0] for word in words) for words in (long, telling)}


def weigh_companies(left: Description, right: Description) -> Balance:
    """The evidence about two companies."""
    balance = Balance(start=weights.COMPANY_START)
    _weigh_names(balance, left, right)
    mine, theirs = ({number for number in side.kvks if is_kvk(number)} for side in (left, right))
    if mine and theirs:
        if mine & theirs:
            balance.add("kvk", "zelfde KvK-nummer", weights.KVK)
        else:
            balance.add("kvk", "ander KvK-nummer", weights.KVK_OTHER)
    else:
        balance.lack("kvk", "KvK-nummer niet bij beide bekend")
    _weigh_address(balance, left, right)
    weigh_contacts(balance, left, right)
    if left.phones and right.phones and not left.phones & right.phones:
        balance.add("phone", "ander telefoonnummer", weights.PHONE_OTHER_COMPANY)
    return balance


def _weigh_names(balance: Balance, left: Description, right: Description) -> None:
    if not left.names or not right.names:
        balance.lack("name", "naam niet bij beide bekend")
        return
    places = frozenset(address.place for side in (left, right) for address in side.addresses if address.place)
    mine, theirs = (
        [read_company(part, places) for name in side.names for part in trade_names(name)]
        for side in (left, right)
    )
    relation = min((compare_company_names(one, two) for one in mine for two in theirs), key=_BEST_FIRST.index)
    balance.add("name", _TEXTS[relation], weights.COMPANY_NAME[relation])


def _weigh_address(balance: Balance, left: Description, right: Description) -> None:
    if not left.addresses or not right.addresses:
        balance.lack("address", "adres niet bij beide bekend")
        return
    pairs = [(one, two) for one in left.addresses for two in right.addresses]
    relation, dutch = max(
        ((addresses.compare_addresses(one, two), bool(one.postcode or two.postcode)) for one, two in pairs),
        key=lambda item: weights.COMPANY_ADDRESS.get(item[0], 0.0),
    )
    weight = weights.COMPANY_ADDRESS.get(relation, 0.0)
    if weight < 0 and not dutch:
        weight = weights.FOREIGN_ADDRESS_OTHER
    if relation != addresses.UNKNOWN:
        balance.add("address", _ADDRESS_TEXTS.get(relation, "ander adres"), weight)
