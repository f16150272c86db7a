"""Codes of the register of persons in words. Pure."""

from __future__ import annotations

from typing import Final

from subjects import facts
from subjects.intake import elements

NETHERLANDS: Final = "6030"
TITLES: Final = {
    "B": "baron",
    "BS": "barones",
    "G": "graaf",
    "GI": "gravin",
    "H": "hertog",
    "HI": "hertogin",
    "JH": "jonkheer",
    "JV": "jonkvrouw",
    "M": "markies",
    "MI": "markiezin",
    "P": "prins",
    "PS": "prinses",
    "R": "ridder",
}
NAME_USE: Final = {
    "E": "eigen naam",
    "P": "naam van de partner",
    "V": "naam van de partner voor de eigen naam",
    "N": "eigen naam voor de naam van de partner",
}
SUSPENDED: Final = {
    "O": "overleden",
    "E": "naar het buitenland vertrokken",
    "M": "besluit van de minister",
    "R": "niet-ingezetene",
    "F": "fout ingeschreven",
    "W": "gewist",
}
UNIONS: Final = {"H": "huwelijk", "P": "geregistreerd partnerschap"}
ENDS: Final = {
    "S": "scheiding of ontbinding",
    "O": "overlijden",
    "R": "rechterlijke uitspraak",
    "N": "nietig verklaard",
    "V": "vermissing en nieuw huwelijk",
    "A": "andere verbintenis",
    "Z": "omzetting in een andere verbintenis",
}
_HISTORIC: Final = 50


def joined(*parts: str) -> str:
    """Words behind each other; what is empty says nothing."""
    return " ".join(filter(None, parts))


def listed(*parts: str) -> str:
    """Parts of a sentence with commas between; what is empty says nothing."""
    return ", ".join(filter(None, parts))


def day(plain: str) -> str:
    """A day in register notation as people write it."""
    return facts.shown_day(plain) if plain else ""


def place(raw: str) -> str:
    """A Dutch municipality is four digits, a foreign place a name."""
    return f"gemeente {raw}" if raw.isdecimal() and len(raw) == len(NETHERLANDS) else raw


def country(raw: str) -> str:
    """A country is a code."""
    return "Nederland" if raw == NETHERLANDS else f"land {raw}" if raw.isdecimal() else raw


def value(fact: str, raw: str) -> str:
    """What an element says, in the form of its fact; empty when it says nothing."""
    if not raw:
        return ""
    if fact in {"birth_date", "death_date"}:
        return f"{raw[:4]}-{raw[4:6]}-{raw[6:]}" if raw.strip("0") else ""
    if fact in {"birth_place", "death_place"}:
        return place(raw)
    if fact in {"birth_country", "death_country"}:
        return country(raw)
    if fact == "title":
        return TITLES.get(raw.upper(), raw)
    if fact == "name_use":
        return NAME_USE.get(raw, raw)
    return raw


def inquiry(code: str) -> str:
    """What the register is looking into: ``010310`` is the date of birth, ``510310`` the former one."""
    category = int(code[:2])
    former = category > _HISTORIC
    own = f"{category - _HISTORIC if former else category:02}"
    column = f"{own}.{code[2:4]}.{code[4:]}"
    name = elements.name_of(column)
    if name == column:
        rest = "" if code.endswith("0000") else f" (groep {code[2:4]})"
        name = f"{elements.CATEGORIES.get(own, f'categorie {own}')}{rest}"
    return f"{name}, vorige gegevens" if former else name
