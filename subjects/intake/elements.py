"""Every element of the register of persons (LO3) that VIK knows: kept, or left out and why. Pure.

One list, so that a reader can check that nothing is lost by accident. A column that stands in none of
these lines is *unknown*: the report names it with the number of its filled cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

OWN, PARENT_1, PARENT_2, PARTNER, DEATH, ENTRY, HOME, CHILD = "01", "02", "03", "05", "06", "07", "08", "09"
PEOPLE: Final = (OWN, PARENT_1, PARENT_2, PARTNER, CHILD)
KEPT_CATEGORIES: Final = (*PEOPLE, DEATH, ENTRY, HOME)
CATEGORIES: Final = {
    OWN: "persoon",
    PARENT_1: "ouder 1",
    PARENT_2: "ouder 2",
    PARTNER: "partner",
    DEATH: "overlijden",
    ENTRY: "inschrijving",
    HOME: "adres",
    CHILD: "kind",
}
# Whole categories that VIK does not keep (docs/decisions/0008).
LEFT_CATEGORIES: Final = {
    "04": "nationaliteit: mag geen eigenschap van een persoon zijn waarop gekozen wordt",
    "10": "verblijfstitel: zegt iets over afkomst en is voor deze taak niet nodig",
    "11": "gezag en curatele: niet nodig voor deze taak",
    "12": "reisdocument: niet nodig voor deze taak",
    "13": "kiesrecht: kan iets zeggen over politiek of straf",
    "14": "wie gegevens uit de BRP krijgt: gaat niet over de persoon",
    "15": "aantekening van een ambtenaar van de BRP: vrije tekst, niet nodig voor deze taak",
}
DAY: Final = r"\d{8}"
_NUMBER: Final = r"\d{10}"
_ANY: Final = r".*"
_CLERK: Final = "administratie van de BRP zelf"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its name, whether VIK keeps it, and where it goes or why it is left out."""

    label: str
    kept: bool
    note: str
    shape: str = _ANY

    def fits(self, value: str) -> bool:
        """Can this value be of this element? Tells a row whose cells have shifted."""
        return re.fullmatch(self.shape, value, re.DOTALL) is not None


_ALL: Final = " ".join(PEOPLE)
_FAMILY: Final = "02 03 05 09"
# Categories, element, name, kept, where it goes or why not, form.
_LINES: Final = (
    (_ALL, "01.10", "A-nummer", True, "gegeven", _NUMBER),
    (_ALL, "01.20", "burgerservicenummer", True, "gegeven", r"\d{8,9}"),
    (_ALL, "02.10", "voornamen", True, "gegeven", _ANY),
    (_ALL, "02.20", "adellijke titel of predicaat", True, "gegeven", _ANY),
    (_ALL, "02.30", "voorvoegsel", True, "gegeven", _ANY),
    (_ALL, "02.40", "geslachtsnaam", True, "gegeven", _ANY),
    (_ALL, "03.10", "geboortedatum", True, "gegeven", DAY),
    (_ALL, "03.20", "geboorteplaats", True, "gegeven", _ANY),
    (_ALL, "03.30", "geboorteland", True, "gegeven", _ANY),
    (_ALL, "04.10", "geslacht", True, "gegeven", r"[MVO]"),
    (OWN, "20.10", "vorig A-nummer", True, "gegeven", _NUMBER),
    (OWN, "20.20", "volgend A-nummer", True, "gegeven", _NUMBER),
    (OWN, "61.10", "naamgebruik", True, "gegeven, en de naam in gebruik", r"[EPVN]"),
    ("02 03", "62.10", "datum ingang familierechtelijke betrekking", True, "begin van de relatie", DAY),
    (PARTNER, "06.10", "datum huwelijk of partnerschap", True, "begin van de relatie", DAY),
    (PARTNER, "06.20", "plaats huwelijk of partnerschap", True, "gegeven", _ANY),
    (PARTNER, "06.30", "land huwelijk of partnerschap", True, "gegeven", _ANY),
    (PARTNER, "07.10", "datum einde", True, "einde van de relatie", DAY),
    (PARTNER, "07.20", "plaats einde", True, "gegeven", _ANY),
    (PARTNER, "07.30", "land einde", True, "gegeven", _ANY),
    (PARTNER, "07.40", "reden einde", True, "gegeven", r"[A-Z]"),
    (PARTNER, "15.10", "soort verbintenis", True, "gegeven", r"[HP]"),
    (CHILD, "89.10", "registratie betrekking", True, "gegeven van het kind", r"[A-Z]"),
    (DEATH, "08.10", "datum overlijden", True, "gegeven", DAY),
    (DEATH, "08.20", "plaats overlijden", True, "gegeven", _ANY),
    (DEATH, "08.30", "land overlijden", True, "gegeven", _ANY),
    (ENTRY, "67.10", "datum opschorting bijhouding", True, "gegeven", DAY),
    (ENTRY, "67.20", "reden opschorting bijhouding", True, "gegeven", r"[A-Z]"),
    (ENTRY, "70.10", "indicatie geheim", True, "gegeven; 0 zegt dat er geen beperking is", r"\d"),
    (ENTRY, "66.20", "datum ingang blokkering", False, _CLERK, DAY),
    (ENTRY, "68.10", "datum eerste inschrijving", False, _CLERK, DAY),
    (ENTRY, "69.10", "gemeente waar de persoonskaart is", False, _CLERK, _ANY),
    (ENTRY, "71.10", "datum verificatie", False, _CLERK, DAY),
    (ENTRY, "71.20", "omschrijving verificatie", False, "vrije tekst, kan nationaliteit noemen", _ANY),
    (ENTRY, "80.10", "versienummer", False, _CLERK, _ANY),
    (ENTRY, "80.20", "datumtijdstempel", False, _CLERK, _ANY),
    (ENTRY, "87.10", "persoonskaart volledig overgenomen", False, _CLERK, _ANY),
    (HOME, "09.10", "gemeente van inschrijving", True, "gegeven", r"\d{4}"),
    (HOME, "09.20", "datum inschrijving in de gemeente", True, "begin van dat gegeven", DAY),
    (HOME, "10.10", "functie adres", True, "woonadres of briefadres", r"[WB]"),
    (HOME, "10.20", "gemeentedeel", True, "deel van het adres", _ANY),
    (HOME, "10.30", "datum aanvang adres", True, "begin van het adres", DAY),
    (HOME, "11.10", "straatnaam", True, "adres en pand", _ANY),
    (HOME, "11.15", "naam openbare ruimte", True, "gegeven van het pand", _ANY),
    (HOME, "11.20", "huisnummer", True, "adres en pand", r"\d{1,5}"),
    (HOME, "11.30", "huisletter", True, "adres en pand", _ANY),
    (HOME, "11.40", "huisnummertoevoeging", True, "adres en pand", _ANY),
    (HOME, "11.50", "aanduiding bij huisnummer", True, "deel van het adres", _ANY),
    (HOME, "11.60", "postcode", True, "adres en pand", r"\d{4} ?[A-Za-z]{2}"),
    (HOME, "11.70", "woonplaats", True, "adres en pand", _ANY),
    (HOME, "11.80", "identificatie verblijfplaats (BAG)", True, "gegeven van het pand", r"\d{16}"),
    (HOME, "11.90", "identificatie nummeraanduiding (BAG)", True, "gegeven van het pand", r"\d{16}"),
    (HOME, "12.10", "locatiebeschrijving", True, "adres", _ANY),
    (HOME, "13.10", "land waarnaar vertrokken", True, "adres", r"\d{4}"),
    (HOME, "13.20", "datum vertrek", True, "begin van het adres", DAY),
    (HOME, "13.30", "adres buitenland, regel 1", True, "adres", _ANY),
    (HOME, "13.40", "adres buitenland, regel 2", True, "adres", _ANY),
    (HOME, "13.50", "adres buitenland, regel 3", True, "adres", _ANY),
    (HOME, "14.10", "land van waar ingeschreven", True, "gegeven", r"\d{4}"),
    (HOME, "14.20", "datum vestiging in Nederland", True, "begin van dat gegeven", DAY),
    (HOME, "72.10", "omschrijving van de aangifte", False, _CLERK, _ANY),
    (HOME, "75.10", "indicatie document", False, _CLERK, _ANY),
)
# The same in every category: sources and administration.
_EVERYWHERE: Final = (
    ("81.10", "registergemeente akte", True, "gegeven", r"\d{4}"),
    ("81.20", "aktenummer", True, "gegeven", _ANY),
    ("82.10", "gemeente document", False, "bewijsstuk van de BRP: niet nodig voor deze taak", _ANY),
    ("82.20", "datum document", False, "bewijsstuk van de BRP: niet nodig voor deze taak", _ANY),
    ("82.30", "beschrijving document", False, "vrije tekst over het bewijs, kan afkomst noemen", _ANY),
    ("83.10", "aanduiding gegevens in onderzoek", True, "gegeven", r"\d{6}"),
    ("83.20", "datum ingang onderzoek", True, "begin van dat gegeven", DAY),
    ("83.30", "datum einde onderzoek", True, "einde van dat gegeven", DAY),
    ("84.10", "indicatie onjuist", True, "geloofwaardigheid van wat in de rij staat", r"[OS]"),
    ("85.10", "ingangsdatum geldigheid", True, "van en tot wanneer een gegeven gold", DAY),
    ("86.10", "datum van opneming", False, _CLERK, _ANY),
    ("88.10", "RNI-deelnemer", False, _CLERK, _ANY),
    ("88.20", "omschrijving verdrag", False, _CLERK, _ANY),
    ("H", "soort van de volgende rij", True, "welke rij bij welke hoort", _ANY),
)
ELEMENTS: Final = {
    f"{category}.{code}": Element(label, kept, note, shape)
    for categories, code, label, kept, note, shape in _LINES
    for category in categories.split()
} | {
    f"{category}.{code}": Element(label, kept, note, shape)
    for category in KEPT_CATEGORIES
    for code, label, kept, note, shape in _EVERYWHERE
}
# A kept element may still say nothing in one row: a day that repeats what another day tells.
REPEATED: Final = "zegt niets nieuws naast een ander gegeven van dezelfde persoon"
UNKNOWN_VALUE: Final = (
    "de BRP zegt hiermee dat er niets is of dat het niet bekend is (0, 0000, 00000000, punt)"
)
_UNKNOWN: Final = frozenset({".", "0000", "00000000"})
_NO_RESTRICTION: Final = ("70.10", "0")


def is_unknown(element: str, value: str) -> bool:
    """Is this the standard value by which the register says that it does not know?"""
    return (value in _UNKNOWN and element != "81.20") or (element, value) == _NO_RESTRICTION


def why_left_out(column: str) -> str:
    """The reason why a filled cell of this column was not taken over; empty for an unknown column."""
    category = column[:2]
    if category in LEFT_CATEGORIES:
        return LEFT_CATEGORIES[category]
    element = ELEMENTS.get(column)
    if element is None:
        return ""
    return REPEATED if element.kept else element.note


def name_of(column: str) -> str:
    """What a column is called: ``geboortedatum van ouder 1``."""
    element, category = ELEMENTS.get(column), CATEGORIES.get(column[:2], "")
    if element is None:
        return column
    return element.label if category == CATEGORIES[OWN] else f"{element.label} ({category})"
