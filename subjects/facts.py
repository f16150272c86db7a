"""What can be known of a subject or object: one table, with how each value is read and shown.

There is no field for religion, ethnicity or politics, and none can be added by a user: a fact that
is not in this table does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from anyascii import anyascii

from legal import identifiers

PERSON, ORGANISATION, PREMISES, VEHICLE, PHONE, ACCOUNT = (
    "PERSON",
    "ORGANISATION",
    "PREMISES",
    "VEHICLE",
    "PHONE",
    "ACCOUNT",
)
SUBJECTS: Final = (PERSON, ORGANISATION)
OBJECTS: Final = (PREMISES, VEHICLE, PHONE, ACCOUNT)
LONGEST: Final = 300
_BAG: Final = {
    "bag_address": (
        re.compile(r"\d{4}20\d{10}"),
        "Een nummeraanduiding heeft 16 cijfers met 20 na de gemeente.",
    ),
    "bag_object": (
        re.compile(r"\d{4}0[123]\d{10}"),
        "Een verblijfsobject heeft 16 cijfers met 01, 02 of 03 na de gemeente.",
    ),
    "bag_building": (re.compile(r"\d{4}10\d{10}"), "Een pand heeft 16 cijfers met 10 na de gemeente."),
}
PREMISES_TYPES: Final = {"woning": "Woning", "lokaal": "Lokaal", "erf": "Erf"}


class FactProblem(ValueError):
    """A value that can't be this fact; the text is the sentence for the user."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One kind of fact: for which kinds, how a value is brought into one form, how it is found again.

    ``key`` names the search key that equals share (empty: not looked up); ``masked`` values are shown
    only on request, which is recorded; ``many`` facts may have several values at the same time.
    """

    code: str
    label: str
    kinds: tuple[str, ...]
    read: Callable[[str], str]
    key: str = ""
    masked: bool = False
    many: bool = False
    named: bool = False
    # Only an import tells it: nobody is asked for it in a form.
    typed: bool = True


def _text(text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise FactProblem("Vul een waarde in.")
    if len(plain) > LONGEST:
        raise FactProblem(f"Gebruik hooguit {LONGEST} tekens.")
    return plain


def _digits(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text)


def _bsn(text: str) -> str:
    number = _digits(text).zfill(9) if _digits(text).isdigit() else _digits(text)
    if not identifiers.is_bsn(number):
        raise FactProblem("Dit is geen geldig nummer: het heeft 9 cijfers en moet kloppen met de elfproef.")
    return number


def _kvk(text: str) -> str:
    if not identifiers.is_kvk(_digits(text)):
        raise FactProblem("Een KvK-nummer heeft 8 cijfers.")
    return _digits(text)


def _establishment(text: str) -> str:
    if not re.fullmatch(r"\d{12}", _digits(text)):
        raise FactProblem("Een vestigingsnummer heeft 12 cijfers.")
    return _digits(text)


def _phone(text: str) -> str:
    number = identifiers.normalise_phone(text)
    if not number:
        raise FactProblem("Dit is geen telefoonnummer. Voorbeeld: 06 12345678 of +49 2561 123456.")
    return number


def _iban(text: str) -> str:
    number = re.sub(r"\s", "", text).upper()
    if not identifiers.is_iban(number):
        raise FactProblem("Dit rekeningnummer klopt niet. Controleer de cijfers.")
    return number


def _plate(text: str) -> str:
    # Foreign plates are never refused: whatever letters and digits there are.
    plate = identifiers.normalise_plate(text)
    if not plate:
        raise FactProblem("Vul een kenteken in.")
    return plate[:15]


def _postcode(text: str) -> str:
    postcode = identifiers.normalise_postcode(text)
    if postcode:
        return postcode
    if re.match(r"\s*[1-9]\d{3}\s?[A-Za-z]{2}\s*$", text):
        raise FactProblem("Deze postcode bestaat niet.")
    return _text(text)  # a foreign one


def _premises_type(text: str) -> str:
    plain = text.strip().casefold()
    if plain not in PREMISES_TYPES:
        raise FactProblem("Kies woning, lokaal of erf.")
    return plain


def _bag(code: str) -> Callable[[str], str]:
    pattern, sentence = _BAG[code]

    def read(text: str) -> str:
        if not pattern.fullmatch(_digits(text)):
            raise FactProblem(sentence)
        return _digits(text)

    return read


def read_incomplete_date(text: str) -> str:
    """``1968-00-00``: a day of which month and day may be unknown (register notation).

    Reads ``3-5-1968``, ``1968-05-03``, ``19680503``, ``5-1968`` and ``1968``; raises FactProblem.
    """
    plain = text.strip()
    forms = (
        (r"(\d{4})-?(\d{2})-?(\d{2})", (1, 2, 3)),
        (r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", (3, 2, 1)),
        (r"(\d{1,2})[-/. ](\d{4})", (2, 1, 0)),
        (r"(\d{4})[-/. ](\d{1,2})", (1, 2, 0)),
        (r"(\d{4})", (1, 0, 0)),
    )
    for form, places in forms:
        if match := re.fullmatch(form, plain):
            year, month, day = (int(match[place]) if place else 0 for place in places)
            if _possible(year, month, day):
                return f"{year:04}-{month:02}-{day:02}"
    raise FactProblem("Deze datum begrijpt VIK niet. Voorbeeld: 3-5-1968, 5-1968 of 1968.")


def shown_day(day: str) -> str:
    """A day in register notation as people write it: ``3-5-1968``, ``5-1968``, ``1968``."""
    year, month, last = (int(part) for part in day.split("-"))
    return "-".join(str(part) for part in (last, month, year) if part) or "onbekend"


_MONTH_DAYS: Final = (31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _possible(year: int, month: int, day: int) -> bool:
    """The register writes zero for what is unknown; a known day in an unknown month occurs too."""
    if year and not 1500 <= year <= 2200:
        return False
    if month > 12 or day > _MONTH_DAYS[month]:
        return False
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return not (month == 2 and day == 29 and year and not leap)


FACTS: Final = (
    # person
    Fact("name", "Naam", (PERSON, ORGANISATION), _text, named=True),
    Fact("given_names", "Voornamen", (PERSON,), _text),
    Fact("prefix", "Voorvoegsel", (PERSON,), _text),
    Fact("surname", "Geslachtsnaam", (PERSON,), _text),
    Fact("name_in_use", "Naam in gebruik", (PERSON,), _text, named=True),
    Fact("alias", "Ook bekend als", (PERSON,), _text, many=True, named=True),
    Fact("birth_date", "Geboortedatum", (PERSON,), read_incomplete_date, key="BIRTH"),
    Fact("birth_place", "Geboorteplaats", (PERSON,), _text),
    Fact("birth_country", "Geboorteland", (PERSON,), _text),
    Fact("death_date", "Overleden op", (PERSON,), read_incomplete_date),
    Fact("sex", "Geslacht in de BRP", (PERSON,), _text),
    Fact("bsn", "BSN", (PERSON,), _bsn, key="BSN", masked=True),
    Fact("former_bsn", "BSN, onjuist volgens de BRP", (PERSON,), _text, masked=True, many=True),
    Fact("administration_number", "A-nummer", (PERSON,), _text, key="ANUMBER", masked=True),
    # person, as only the register of persons tells it
    *(
        Fact(code, label, (PERSON,), _text, masked=masked, many=True, typed=False)
        for code, label, masked in (
            ("title", "Adellijke titel of predicaat", False),
            ("name_use", "Naamgebruik", False),
            ("death_place", "Plaats van overlijden", False),
            ("death_country", "Land van overlijden", False),
            ("doubtful_bsn", "Nummer dat geen geldig BSN is", True),
            ("former_a_number", "A-nummer, onjuist volgens de BRP", True),
            ("other_a_number", "Vorig of volgend A-nummer", True),
            ("municipality", "Gemeente van inschrijving", False),
            ("settled_from", "In Nederland gevestigd vanuit", False),
            ("union", "Huwelijk of partnerschap", False),
            ("union_end", "Einde huwelijk of partnerschap", False),
            ("former_relative", "Familielid, onjuist volgens de BRP", False),
            ("former_relative_number", "Nummer van onjuist vermeld familielid", True),
            ("register_status", "Bijhouding in de BRP opgeschort", False),
            ("secrecy", "Geheimhouding in de BRP", False),
            ("register_inquiry", "In onderzoek bij de BRP", False),
            ("register_deed", "Akte", False),
            ("register_note", "Aantekening uit de BRP", False),
            ("retracted", "Ingetrokken door de BRP", False),
            ("unread", "Niet te lezen in de BRP", False),
        )
    ),
    Fact("postal_address", "Briefadres", (PERSON,), _text, key="ADDRESS", many=True, typed=False),
    # every kind
    Fact("common", "Veelvoorkomend", (*SUBJECTS, *OBJECTS), _text, typed=False),
    # organisation
    Fact("trade_name", "Handelsnaam", (ORGANISATION,), _text, many=True, named=True),
    Fact("legal_form", "Rechtsvorm", (ORGANISATION,), _text),
    Fact("kvk", "KvK-nummer", (ORGANISATION,), _kvk, key="KVK"),
    Fact("rsin", "RSIN", (ORGANISATION,), _bsn, key="RSIN"),
    Fact(
        "establishment", "Vestigingsnummer", (ORGANISATION,), _establishment, key="ESTABLISHMENT", many=True
    ),
    # both
    Fact("address", "Adres", SUBJECTS, _text, key="ADDRESS", many=True),
    Fact("phone", "Telefoon", (*SUBJECTS, PHONE), _phone, key="PHONE", masked=True, many=True),
    Fact("email", "E-mail", SUBJECTS, _text, key="EMAIL", masked=True, many=True),
    Fact("iban", "Rekeningnummer", (*SUBJECTS, ACCOUNT), _iban, key="IBAN", masked=True, many=True),
    # premises
    Fact("location", "Adres", (PREMISES,), _text, key="ADDRESS", named=True),
    Fact("street_name", "Straatnaam in de BAG", (PREMISES,), _text, typed=False),
    Fact("postcode", "Postcode", (PREMISES,), _postcode),
    Fact("town", "Plaats", (PREMISES,), _text),
    Fact("premises_type", "Soort", (PREMISES,), _premises_type),
    Fact("bag_address", "Nummeraanduiding (BAG)", (PREMISES,), _bag("bag_address"), key="BAG"),
    Fact("bag_object", "Verblijfsobject (BAG)", (PREMISES,), _bag("bag_object"), key="BAG"),
    Fact("bag_building", "Pand (BAG)", (PREMISES,), _bag("bag_building")),
    # vehicle
    Fact("plate", "Kenteken", (VEHICLE,), _plate, key="PLATE", named=True),
    Fact("plate_country", "Land van het kenteken", (VEHICLE,), _text),
    Fact("make", "Merk en type", (VEHICLE,), _text),
    Fact("colour", "Kleur", (VEHICLE,), _text),
)
BY_CODE: Final = {fact.code: fact for fact in FACTS}


def facts_of(kind: str) -> list[Fact]:
    """The facts that a kind of subject or object can have, in the order in which they are shown."""
    return [fact for fact in FACTS if kind in fact.kinds]


def typed_facts(kind: str) -> list[Fact]:
    """Of these the ones that a person may type."""
    return [fact for fact in facts_of(kind) if fact.typed]


def read_fact(kind: str, code: str, text: str) -> str:
    """The value in its one form. Raises FactProblem for a wrong value, KeyError for an unknown fact."""
    fact = BY_CODE[code]
    if kind not in fact.kinds:
        raise FactProblem("Dit gegeven hoort niet bij deze soort.")
    return fact.read(text)


def masked(value: str) -> str:
    """A value of which only form is shown: no digit of it, so that nobody can guess or match."""
    return "•" * min(len(value), 9)


def plain_name(name: str) -> str:
    """A name in the form in which names are sought: Latin letters, lower case, no accents, no signs."""
    return " ".join(re.sub(r"[^\w]+|_", " ", anyascii(name).casefold()).split())
