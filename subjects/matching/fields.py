"""Reads a description with fields of any name, missing or doubled, into one form.

Field names: those of this project, of the population register, and of public lists (FollowTheMoney, FEBRL).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from legal.identifiers import is_bsn, normalise_phone, normalise_plate
from subjects.matching.addresses import Address, read_address
from subjects.matching.dates import Birth, read_birth
from subjects.matching.writing import fold, plain

LONGEST = 400
_NUMBER_NAME = re.compile(r"^(?:imo|lei|inn|ogrn)(?=\d)")
_SAYS_SOMETHING = re.compile(r"[^\W_]")
_SIGN_IN_BRACKETS = re.compile(r"\([A-Za-z]{1,3}\)")
MOST_VALUES = 40
DEEPEST = 4
_FIELDS = {
    "name": "name naam names namen alias aliases caption title titel label handelsnaam handelsnamen tradename "
    "fullname full_name volledigenaam legalname weakalias previousname productname company companyname "
    "bedrijfsnaam bedrijf organisatie organisation organization statutairenaam roepnaam callname nickname "
    "knownas aka abbreviation",
    "given": "givenname firstname voornaam voornamen forename given first voorletters initialen initials",
    "middle": "middlename secondname patronymic middle fathername",
    "surname": "surname lastname achternaam geslachtsnaam familyname last family",
    "prefix": "voorvoegsel voorvoegsels tussenvoegsel voorvoegselgeslachtsnaam infix",
    "birth": "geboortedatum birthdate dob dateofbirth geboren gebdatum birthday birth born birthyear yearofbirth",
    "address": "adres address addr addressfull fulladdress addresses adressen vestigingsadres woonadres location",
    "street": "straat street address1 streetname straatnaam openbareruimte addressline1",
    "second": "address2 addressline2",
    "number": "huisnummer streetnumber housenumber huisnr stno",
    "addition": "huisletter huisnummertoevoeging toevoeging addition",
    "postcode": "postcode zip postalcode zipcode",
    "place": "plaats city town suburb woonplaats stad gemeente locality",
    "phone": "telefoon phone telephone tel mobiel telefoonnummer phonenumber mobile gsm",
    "email": "email mail emailadres emailaddress",
    "website": "website url homepage web domain",
    "plate": "kenteken licenseplate plate registrationplate kentekennummer",
    "bsn": "bsn burgerservicenummer sofinummer",
    "kvk": "kvk kvknummer kvknr handelsregister handelsregisternummer",
    "country": "country nationality jurisdiction land countries nationaliteit countrycode maincountry citizenship",
    "gender": "gender sex geslacht",
    "number_id": "rsin iban idnumber socsecid ssn passport passportnumber taxnumber registrationnumber vin vinnumber "
    "chassisnummer ean upc imo imonumber lei leicode innkode inncode ogrncode idn vatcode btwnummer vatnumber "
    "isin swiftbic bic ticker innnumber isbn asin modelno modelnumber sku rekeningnummer meldcode regno",
}  # fmt: skip
_CANON = {key: kind for kind, keys in _FIELDS.items() for key in keys.split()}
_CANON["fullname"] = "name"
_IGNORED = frozenset(
    {"type", "kind", "schema", "id", "recid", "source", "soort", "datasets", "target", "entityid"}
)
_NOTHING = frozenset(
    {
        "",
        "none",
        "null",
        "nan",
        "onbekend",
        "unknown",
        "n.v.t.",
        "nvt",
        "-",
        "?",
        "n/a",
        "na",
        "geen",
        "x",
        "nn",
        "n.n.",
        "anoniem",
    }
)


@dataclass(slots=True)
class Description:
    """What is known of one side; every list is without doubles and may be empty."""

    names: list[str] = field(default_factory=list)
    births: list[Birth] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    phones: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    websites: set[str] = field(default_factory=set)
    plates: set[str] = field(default_factory=set)
    bsns: set[str] = field(default_factory=set)
    kvks: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    numbers: dict[str, set[str]] = field(default_factory=dict)
    other: dict[str, list[str]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Nothing at all is known."""
        return not (
            self.names or self.births or self.addresses or self.phones or self.emails or self.websites
            or self.plates or self.bsns or self.kvks or self.numbers or self.other
        )  # fmt: skip


def flatten(fields: Mapping[str, object]) -> list[tuple[str, str]]:
    """Every field with a value as (name in one form, text), lists and nested descriptions laid flat."""
    flat: list[tuple[str, str]] = []
    for key, value in list(fields.items())[:MOST_VALUES]:
        if value is None or value == "":
            continue
        if isinstance(value, str):  # nearly always
            name = _key(str(key))
            if name not in _IGNORED and (text := _text(value)):
                flat.append((name, text))
            continue
        inner = _values(value, DEEPEST - 1, "" if key == "properties" else str(key))
        flat += [(name, text) for key, text in inner if (name := _key(key)) not in _IGNORED]
    return flat


def read_description(fields: list[tuple[str, str]]) -> Description:
    """Read flat fields; unknown ones go to ``other``. Never raises."""
    found = Description()
    parts: dict[str, list[str]] = {}
    for name, text in fields:
        kind = _CANON.get(name)
        if kind is None:
            found.other.setdefault(name, []).append(text)
        elif kind == "number_id":
            if len(number := _NUMBER_NAME.sub("", plain(text))) > 3:
                found.numbers.setdefault(name, set()).add(number)
        else:
            parts.setdefault(kind, []).append(text)
    _take(found, parts)
    return found


@lru_cache(maxsize=512)
def _key(name: str) -> str:
    """The name of a field in one form (names of fields are no personal data, so they may be kept)."""
    return re.sub(r"[^a-z0-9]", "", fold(name[:60]))


def _values(value: object, depth: int, key: str = "") -> Iterator[tuple[str, str]]:
    """Every key with a text below it, lists and nested descriptions laid flat."""
    if value is None:
        return
    if not isinstance(value, str) and isinstance(value, Mapping):
        if depth:
            for name, inner in list(value.items())[:MOST_VALUES]:
                yield from _values(inner, depth - 1, key if name == "properties" else str(name))
    elif isinstance(value, list | tuple | set | frozenset):
        if depth:
            for inner in list(value)[:MOST_VALUES]:
                yield from _values(inner, depth - 1, key)
    elif not isinstance(value, bool):
        # A number of thousands of digits is no fact, and Python refuses to write it out.
        text = _text("" if isinstance(value, int) and value.bit_length() > 256 else str(value))
        yield from [(key, text)] if text else []


def _text(whole: str) -> str:
    """The text without needless spaces; empty when it says nothing."""
    text = " ".join(whole[: LONGEST * 2].split())[:LONGEST]
    return text if text.lower() not in _NOTHING and _SAYS_SOMETHING.search(text) else ""


def _take(found: Description, parts: dict[str, list[str]]) -> None:
    found.names = list(dict.fromkeys([*_full_names(parts), *parts.get("name", [])]))[:12]
    births = (read_birth(text) for text in parts.get("birth", []))
    found.births = [birth for birth in dict.fromkeys(births) if birth is not None]
    texts = parts.get("address", [])
    # A list of restaurants or persons has the town in a field of its own.
    where = ", ".join(" ".join(parts[kind]) for kind in ("postcode", "place") if kind in parts)
    if parts.get("street") or (not texts and where):
        house = " ".join(text for kind in ("street", "number", "addition") for text in parts.get(kind, []))
        texts = [
            *texts,
            ", ".join(
                part for part in (house, " ".join(parts.get("postcode", []) + parts.get("place", []))) if part
            ),
        ]
    elif where:
        texts = [f"{text}, {where}" if fold(where) not in fold(text) else text for text in texts]
    found.addresses = [
        address for text in dict.fromkeys(texts[:6]) if not (address := read_address(text)).empty
    ]
    _take_numbers(found, parts)


def _take_numbers(found: Description, parts: dict[str, list[str]]) -> None:
    """The numbers and codes; most descriptions have few, so only what is there is read."""
    if "phone" in parts:
        found.phones = {phone for text in parts["phone"] if (phone := phone_key(text))}
    if "email" in parts:
        found.emails = {fold(text).strip() for text in parts["email"] if "@" in text}
    if "website" in parts:
        found.websites = {host for text in parts["website"] if (host := _host(text))}
    if "plate" in parts:
        found.plates = {plate for text in parts["plate"] if (plate := _plate(text))}
    if "bsn" in parts:
        found.bsns = {number for text in parts["bsn"] if (number := _digits(text, 9))}
    if "kvk" in parts:
        found.kvks = {number for text in parts["kvk"] if (number := _digits(text, 8))}
    if "country" in parts:
        found.countries = {fold(text).strip() for text in parts["country"]}
    if "gender" in parts:
        found.genders = {fold(text)[:1] for text in parts["gender"]}


def _full_names(parts: dict[str, list[str]]) -> list[str]:
    """One name out of its separate fields."""
    given = " ".join([*parts.get("given", [])[:4], *parts.get("middle", [])[:2]])
    surname = " ".join([*parts.get("prefix", [])[:1], *parts.get("surname", [])[:2]])
    if given and surname:
        return [f"{surname}, {given}"]
    return [given or surname] if given or surname else []


def phone_key(text: str) -> str:
    """A telephone number in one form, also one with a digit too few or too many."""
    if proper := normalise_phone(text):
        return proper
    digits = re.sub(r"\D", "", text)
    digits = re.sub(r"^(?:0031|31(?=\d{9}$)|0)", "", digits)
    return digits if len(digits) >= 6 else ""


def _plate(text: str) -> str:
    """A plate without the sign of the country that stands beside it, or in brackets: ``HO 1234 (D)``."""
    plate = normalise_plate(_SIGN_IN_BRACKETS.sub(" ", text) if "(" in text else text)
    return plate[2:] if plate.startswith("NL") and len(plate) == 8 else plate


def _digits(text: str, length: int) -> str:
    digits = re.sub(r"\D", "", text)
    return digits.zfill(length) if length - 1 <= len(digits) <= length else ""


def _host(text: str) -> str:
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", fold(text).strip())
    return host.split("/")[0]


def shares_bsn(left: Description, right: Description) -> bool:
    """Both name the same valid BSN."""
    return any(is_bsn(number) for number in left.bsns & right.bsns)


def other_bsn(left: Description, right: Description) -> bool:
    """Both name a valid BSN, and none is shared."""
    mine, theirs = ({number for number in side.bsns if is_bsn(number)} for side in (left, right))
    return bool(mine and theirs and not mine & theirs)
