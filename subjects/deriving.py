"""What follows from the statements: the shown name, the names to search in, the keys to find by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, Protocol

from core import clock
from encryption.blind_index import blind_index
from legal.addresses import split_address
from subjects import facts
from subjects.naming import SLIPS, keys_kept
from subjects.standing import Said, in_order

NAME_KEY_BYTES: Final = 8
# Of a record with hundreds of names the search box finds the rest by likeness.
MOST_NAME_KEYS: Final = 400
UNNAMED: Final = "Naam onbekend"
PREFIXES: Final = (
    "van",
    "de",
    "der",
    "den",
    "het",
    "ten",
    "ter",
    "te",
    "el",
    "al",
    "von",
    "di",
    "da",
    "la",
    "le",
    "op",
    "in",
)


class Worded(Said, Protocol):
    """A statement with its fact and value."""

    fact: str
    value: str


def best_values(rows: Iterable[Worded], on: date | None = None) -> dict[str, str]:
    """The shown value of each fact, on a day (None: today)."""
    found: dict[str, str] = {}
    for row in in_order(rows, on or clock.today()):
        found.setdefault(row.fact, row.value)
    return found


def label_of(kind: str, values: Mapping[str, str]) -> str:
    """The name under which a record is shown."""
    if kind == facts.PERSON:
        own = " ".join(filter(None, (values.get(code) for code in ("given_names", "prefix", "surname"))))
        return values.get("name_in_use") or values.get("name") or own or values.get("alias", UNNAMED)
    if kind == facts.PREMISES:
        town = values.get("town", "")
        location = values.get("location", "Adres onbekend")
        return location if not town or town.casefold() in location.casefold() else f"{location}, {town}"
    first = {
        facts.ORGANISATION: ("name", "trade_name"),
        facts.VEHICLE: ("plate",),
        facts.PHONE: ("phone",),
        facts.ACCOUNT: ("iban",),
    }[kind]
    return next((values[code] for code in first if values.get(code)), "Onbekend")


def written_names(rows: Iterable[Worded]) -> list[str]:
    """Every name as it was written, the parts of a register also as one."""
    rows = list(rows)
    found = [row.value for row in rows if facts.BY_CODE[row.fact].named]
    parts: dict[str, str] = {row.fact: row.value for row in rows}
    if "surname" in parts:
        found.append(" ".join(parts[code] for code in ("given_names", "prefix", "surname") if code in parts))
    return found


def name_keys_of(kind: str, names: Iterable[str]) -> list[int]:
    """The keyed hashes of the forms in which names are looked up.

    Of a record with hundreds of names some of the forms with a slip are left out.
    """
    forms = sorted(keys_kept(kind, names), key=lambda form: (form[0] in SLIPS, form))
    return sorted(map(name_key, forms[:MOST_NAME_KEYS]))


def name_key(form: str) -> int:
    """The keyed hash of one form of a name: eight bytes; a chance hit is sorted out by comparing."""
    return int.from_bytes(blind_index(form, context="subjects.name")[-NAME_KEY_BYTES:], "big", signed=True)


def names_of(rows: Iterable[Worded]) -> str:
    """Every name in lower case without accents, each between bars, for a search that forgives typing."""
    plain = [facts.plain_name(name) for name in written_names(rows)]
    return "|".join(dict.fromkeys(filter(None, [*plain, *map(_glued, plain)])))


def _glued(name: str) -> str:
    """``van der veen`` as ``vanderveen``: how foreign registers and hasty typists write it."""
    return re.sub(rf"\b({'|'.join(PREFIXES)}) (?=\w)", r"\1", name)


def keys_of(rows: Iterable[Worded]) -> set[tuple[str, bytes]]:
    """The keyed hashes of the values that are looked up."""
    found = set()
    for row in rows:
        fact = facts.BY_CODE[row.fact]
        for value in searchable(fact.key, row.value):
            found.add((fact.key, blind_index(value, context=f"subjects.{fact.key.lower()}")))
    return found


def searchable(kind: str, value: str) -> list[str]:
    """The forms in which a value is kept under a key and sought."""
    if not kind:
        return []
    if kind == "ADDRESS":
        house = split_address(value).house
        return [house] if house else []
    if kind == "EMAIL":
        return [value.casefold()]
    return [value]


def key_for(kind: str, value: str) -> list[bytes]:
    """The hashes under which a value would be found."""
    return [blind_index(form, context=f"subjects.{kind.lower()}") for form in searchable(kind, value)]
