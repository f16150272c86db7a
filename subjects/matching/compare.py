"""The door of this room: compare two descriptions and get an evidence card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from subjects.matching import addresses, weights
from subjects.matching.card import Balance, EvidenceCard
from subjects.matching.companies import weigh_companies
from subjects.matching.fields import Description, flatten, read_description, shares_bsn
from subjects.matching.generic import weigh_anything
from subjects.matching.persons import weigh_persons
from subjects.matching.vehicles import weigh_vehicles

_ADDRESS_TEXTS: Final = {
    addresses.SAME: "zelfde adres",
    addresses.HOUSE: "zelfde huisnummer, toevoeging niet bij beide bekend",
    addresses.PARTIAL: "adres past, maar niet alles is bij beide bekend",
    addresses.SUFFIX: "andere toevoeging bij het huisnummer",
    addresses.STREET: "andere straat",
    addresses.TOWN: "andere plaats",
    addresses.UNKNOWN: "te weinig bekend om de adressen te vergelijken",
}
_KINDS: Final = {
    **dict.fromkeys(("person", "persoon", "natural_person", "individual", "publicperson"), "person"),
    **dict.fromkeys(
        ("company", "organisation", "organization", "bedrijf", "organisatie", "legalentity", "onderneming",
         "publicbody"), "company",
    ),
    **dict.fromkeys(("address", "adres", "location", "building"), "address"),
    **dict.fromkeys(("vehicle", "voertuig", "car", "auto"), "vehicle"),
}  # fmt: skip


def compare(left: Mapping[str, object], right: Mapping[str, object], kind: object = "") -> EvidenceCard:
    """Compare two descriptions of a person, company, address or vehicle; anything else by its fields.

    ``kind`` may be empty: then the field ``type`` of the descriptions tells. Any mapping is accepted, with
    missing, empty or unknown fields. The order of the two makes no difference to the score. Never raises.
    """
    one, two = sorted((flatten(left), flatten(right)))  # one fixed order, so that ties fall the same way
    mine, theirs = read_description(one), read_description(two)
    word = _kind_word(left, right, kind)
    if not word or not _fits(word, mine, theirs):
        word = ""
    weigh: Callable[[Description, Description], Balance] = {
        "person": weigh_persons,
        "company": weigh_companies,
        "address": _weigh_addresses,
        "vehicle": weigh_vehicles,
    }.get(word, weigh_anything)
    if mine.empty or theirs.empty:
        balance = Balance(start=-3.0)
        balance.lack("empty", "er is niets om te vergelijken")
        return balance.card()
    balance = weigh(mine, theirs)
    if shares_bsn(mine, theirs):
        balance.raise_to(0.9)  # whatever kind was filled in: one valid BSN is one person
    if _same_texts(one, two):
        # The same words in the same fields, whatever they are.
        balance.add("whole", "beide beschrijvingen zijn gelijk", 1.0)
        balance.raise_to(0.6)
    return balance.card()


def _kind_word(left: Mapping[str, object], right: Mapping[str, object], kind: object) -> str:
    """The first that is known of: the kind that was asked, the type and the schema of the descriptions.

    In a list of restaurants *type* is the kitchen, so an unknown word there is no answer.
    """
    said = (kind, *(side.get(name) for name in ("type", "schema") for side in (left, right)))
    words = (str(word).strip().lower() for word in said if word and not isinstance(word, list))
    return next((_KINDS[word] for word in words if word in _KINDS), "")


def _fits(word: str, left: Description, right: Description) -> bool:
    """Whether the descriptions hold what this kind is compared by."""
    if word == "address":
        return bool(left.addresses and right.addresses)
    if word == "vehicle":
        return bool(left.plates and right.plates)
    return bool(left.names and right.names)


def _same_texts(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> bool:
    return sorted((key, text.casefold()) for key, text in left) == sorted(
        (key, text.casefold()) for key, text in right
    )


def _weigh_addresses(left: Description, right: Description) -> Balance:
    """The evidence about two addresses."""
    balance = Balance()
    relation, one, two = max(
        (
            (addresses.compare_addresses(one, two), one, two)
            for one in left.addresses
            for two in right.addresses
        ),
        key=lambda item: weights.ADDRESS_ONLY[item[0]],
    )
    text = _ADDRESS_TEXTS.get(relation) or f"huisnummer verschilt: {one.number} en {two.number}"
    balance.add("address", text, weights.ADDRESS_ONLY[relation])
    return balance
