"""Compares two persons: names as they are written here, birth dates, numbers, addresses."""

from __future__ import annotations

from legal.identifiers import is_bsn
from subjects.matching import addresses, dates, name_match, weights
from subjects.matching.card import Balance
from subjects.matching.fields import Description, other_bsn, shares_bsn
from subjects.matching.name_match import NameMatch, compare_names
from subjects.matching.names import PersonName, read_name
from subjects.matching.shared import weigh_contacts
from subjects.matching.writing import CLOSE, LIKELY, SAME_SOUND

_BIRTH_TEXTS = {
    dates.EQUAL: "zelfde geboortedatum",
    dates.SAME_MONTH: "zelfde geboortejaar en geboortemaand",
    dates.SAME_YEAR: "zelfde geboortejaar",
    dates.SLIP: "geboortedatum verschilt alleen door een schrijffout of verwisseling",
    dates.NEAR: "geboortejaar verschilt weinig",
    dates.OTHER: "andere geboortedatum",
}
_GIVEN_TEXTS = {
    name_match.FULL: "zelfde voornaam",
    name_match.VARIANT: "voornaam en roepnaam horen bij elkaar",
    name_match.NEAR_NAME: "voornaam lijkt sterk",
    name_match.INITIALS: "voorletters passen",
    name_match.ELSEWHERE: "voornaam is een van de andere voornamen",
    name_match.SECOND: "voorletter past bij een andere vorm van de voornaam",
    name_match.CONFLICT: "andere voornaam of voorletter",
}
_ADDRESS_TEXTS = {
    addresses.SAME: "zelfde adres",
    addresses.HOUSE: "zelfde huisnummer, toevoeging niet bij beide bekend",
    addresses.PARTIAL: "adres past bij elkaar",
    addresses.SUFFIX: "zelfde huisnummer, andere toevoeging",
    addresses.NUMBER: "zelfde straat, ander huisnummer",
    addresses.STREET: "ander adres",
    addresses.TOWN: "ander adres, andere plaats",
}


def weigh_persons(left: Description, right: Description) -> Balance:
    """The evidence about two persons."""
    balance = Balance(start=weights.PERSON_START)
    match = _weigh_names(balance, left, right)
    born = _weigh_birth(balance, left, right)
    _weigh_bsn(balance, left, right)
    _weigh_address(balance, left, right)
    weigh_contacts(balance, left, right)
    if left.genders and right.genders and not left.genders & right.genders:
        balance.add("gender", "ander geslacht", weights.GENDER_OTHER)
    if shares_bsn(left, right):
        return balance  # no ceiling: a name or date may change, a BSN does not
    if born in {None, dates.OTHER}:
        balance.cap(weights.CAP_WITHOUT_BIRTH)
    same_number = any(left.numbers[kind] & right.numbers.get(kind, set()) for kind in left.numbers)
    if match is not None and match.given == name_match.CONFLICT and not same_number:
        balance.cap(weights.CAP_OTHER_GIVEN)
    if match is not None and match.exact and born != dates.OTHER and not other_bsn(left, right):
        # Two descriptions that differ only in writing belong above the line, also with initials only.
        balance.raise_to(0.55)
    return balance


def _weigh_names(balance: Balance, left: Description, right: Description) -> NameMatch | None:
    if not left.names or not right.names:
        balance.lack("name", "naam niet bij beide bekend")
        return None
    mine, theirs = [read_name(name) for name in left.names], [read_name(name) for name in right.names]
    match, one, two = max(
        ((compare_names(one, two), one, two) for one in mine for two in theirs),
        key=lambda item: (_name_weight(item[0]), item[0].exact),
    )
    if match.surname is None:
        balance.lack("surname", "achternaam niet bij beide bekend")
    elif match.surname >= LIKELY:
        text = "zelfde achternaam" if match.surname == 1 else (
            "achternaam anders gespeld" if match.surname >= CLOSE else "achternaam lijkt een beetje"
        )  # fmt: skip
        balance.add("surname", text, _surname_weight(match.surname))
    else:
        balance.add("surname", "andere achternaam", weights.SURNAME_OTHER)
    if match.given == name_match.MISSING:
        balance.lack("given", "voornaam niet bij beide bekend")
    else:
        balance.add("given", _given_text(match, one, two), weights.GIVEN[match.given])
    return match


def _given_text(match: NameMatch, one: PersonName, two: PersonName) -> str:
    if match.given != name_match.INITIAL:
        return _GIVEN_TEXTS[match.given]
    letter = next((name.given[0] for name in (one, two) if name.given and len(name.given[0]) == 1), "")
    return f"voornaam past bij voorletter {letter.upper()}." if letter else "voorletter past"


def _surname_weight(value: float) -> float:
    if value >= SAME_SOUND:
        return weights.SURNAME_EQUAL
    if value >= CLOSE:
        return weights.SURNAME_CLOSE
    return weights.SURNAME_LIKELY if value >= LIKELY else weights.SURNAME_OTHER


def _name_weight(match: NameMatch) -> float:
    surname = 0.0 if match.surname is None else _surname_weight(match.surname)
    return surname + weights.GIVEN.get(match.given, 0.0)


def _weigh_birth(balance: Balance, left: Description, right: Description) -> str | None:
    """Add what the birth dates say; None when a side has none."""
    if not left.births or not right.births:
        balance.lack("birth", "geboortedatum niet bij beide bekend")
        return None
    relation = dates.best_relation(left.births, right.births)
    balance.add("birth", _BIRTH_TEXTS[relation], weights.BIRTH[relation])
    return relation


def _weigh_bsn(balance: Balance, left: Description, right: Description) -> None:
    if shares_bsn(left, right):
        balance.add("bsn", "zelfde BSN", weights.BSN)
    elif other_bsn(left, right):
        balance.add("bsn", "ander BSN", weights.BSN_OTHER)
    elif left.bsns & right.bsns:
        balance.add("bsn", "zelfde ongeldige BSN", weights.EMAIL)
    elif not any(is_bsn(number) for number in left.bsns | right.bsns):
        return
    else:
        balance.lack("bsn", "BSN niet bij beide bekend")


def _weigh_address(balance: Balance, left: Description, right: Description) -> None:
    if not left.addresses or not right.addresses:
        balance.lack("address", "adres niet bij beide bekend")
        return
    relation = max(
        (addresses.compare_addresses(one, two) for one in left.addresses for two in right.addresses),
        key=lambda item: weights.ADDRESS.get(item, 0.0),
    )
    if relation in weights.ADDRESS:
        balance.add("address", _ADDRESS_TEXTS[relation], weights.ADDRESS[relation])
