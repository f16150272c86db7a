"""An extract of the BAG as CSV: one address after another, rows that can't be an address told.

Names of columns, separators and encodings differ per export; the known ones are all read.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from legal.identifiers import normalise_postcode
from reference import geo
from reference.reading.files import NotReadable, beginning

LARGEST_FILE: Final = 4_000_000_000
LONGEST_LINE: Final = 20_000
HIGHEST_NUMBER: Final = 99_999
_COLUMNS: Final = {
    "nummeraanduiding": (
        "nummeraanduiding",
        "nummeraanduidingid",
        "nummeraanduidingidentificatie",
        "idnummeraanduiding",
        "numid",
    ),
    "object_id": (
        "objectid",
        "adresseerbaarobject",
        "adresseerbaarobjectid",
        "adresseerbaarobjectidentificatie",
        "verblijfsobjectid",
        "verblijfsobjectidentificatie",
        "verblijfsobject",
        "vboid",
    ),
    "building": ("pandid", "pandidentificatie", "pand"),
    "street": ("openbareruimte", "openbareruimtenaam", "straat", "straatnaam"),
    "number": ("huisnummer", "huisnr"),
    "letter": ("huisletter",),
    "addition": ("huisnummertoevoeging", "toevoeging", "huistoevoeging", "huisnummertoev"),
    "postcode": ("postcode",),
    "town": ("woonplaats", "woonplaatsnaam", "plaats"),
    "municipality": ("gemeente", "gemeentenaam"),
    "municipality_code": ("gemeentecode", "gemeenteid", "gemeenteidentificatie"),
    "purposes": (
        "verblijfsobjectgebruiksdoel",
        "verblijfsobjectgebruiksdoelen",
        "gebruiksdoel",
        "gebruiksdoelen",
    ),
    "status": ("verblijfsobjectstatus", "adresseerbaarobjectstatus", "status"),
    "secondary": ("nevenadres", "isnevenadres"),
    "x": ("x", "xcoordinaat", "rdx"),
    "y": ("y", "ycoordinaat", "rdy"),
    "longitude": ("lon", "longitude", "lengtegraad"),
    "latitude": ("lat", "latitude", "breedtegraad"),
}
_NEEDED: Final = ("nummeraanduiding", "street", "number", "town")
_LONGEST: Final = {"street": 80, "town": 80, "purposes": 200, "status": 80}
_ADDRESS_ID: Final = re.compile(r"\d{4}20\d{10}")
_OBJECT_ID: Final = re.compile(r"\d{4}0[123]\d{10}")
_BUILDING_ID: Final = re.compile(r"\d{4}10\d{10}")
# An address whose object is gone or never came is no address to visit.
_ENDED: Final = re.compile(r"ingetrokken|niet gerealiseerd|ten onrechte", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BagRow:
    """One address as the file has it; the municipality by code, or only by name."""

    nummeraanduiding: str
    object_id: str
    building: str
    street: str
    number: int
    letter: str
    addition: str
    postcode: str
    town: str
    municipality: str
    municipality_code: str
    purposes: str
    status: str
    secondary: bool
    x: int | None
    y: int | None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no address: the line, the reason, and the id and municipality as far as known."""

    line: int
    why: str
    nummeraanduiding: str = ""


@dataclass(frozen=True, slots=True)
class EndedRow:
    """An address whose object is withdrawn: read, and not kept."""

    nummeraanduiding: str


def read_bag(path: Path) -> Iterator[BagRow | BadRow | EndedRow]:
    """The addresses of an extract. Raises NotReadable for a file that is no extract at all."""
    head = beginning(path, most=LARGEST_FILE)
    encoding = _encoding(path, head)
    try:
        with path.open("rb") as file:
            yield from _rows(file, encoding, path.name)
    except OSError as problem:
        raise NotReadable(f"{path.name} is niet te lezen: {problem.strerror}.") from problem


def _encoding(path: Path, head: bytes) -> str:
    """UTF-8 when all of the file is; else the code page of Windows."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NotReadable(f"{path.name} is UTF-16. Bewaar het als CSV in UTF-8.")
    if b"\x00" in head:
        raise NotReadable(f"{path.name} is geen CSV.")
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while piece := file.read(1_000_000):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                return "cp1252"
    return "utf-8"


def _rows(file: BinaryIO, encoding: str, name: str) -> Iterator[BagRow | BadRow | EndedRow]:
    lines = _lines(file, encoding)
    _, heading = next(lines, (1, ""))
    separator = max(";\t|,", key=(heading or "").count)
    places = _places(_cells(heading or "", separator) or [])
    if missing := [column for column in _NEEDED if column not in places]:
        words = {"street": "openbareruimte", "number": "huisnummer", "town": "woonplaats"}
        absent = ", ".join(words.get(column, column) for column in missing)
        raise NotReadable(f"{name} is geen uittreksel van de BAG: er is geen kolom {absent}.")
    for line, text in lines:
        if text is None:
            yield BadRow(line, "de regel is te lang")
        elif text.strip():
            cells = _cells(text, separator)
            yield _row(line, _values(cells, places)) if cells else BadRow(line, "geen regel van een CSV")


def _lines(file: BinaryIO, encoding: str) -> Iterator[tuple[int, str | None]]:
    """Each line with its number; of one without end nothing is kept."""
    number = 0
    while raw := file.readline(LONGEST_LINE):
        number += 1
        if len(raw) < LONGEST_LINE or raw.endswith(b"\n"):
            text = raw.decode(encoding, "replace").rstrip("\r\n")
            yield number, text.lstrip("\ufeff") if number == 1 else text
            continue
        while raw and not raw.endswith(b"\n"):
            raw = file.readline(LONGEST_LINE)
        yield number, None


def _cells(text: str, separator: str) -> list[str] | None:
    try:
        return next(csv.reader([text], delimiter=separator), None)
    except csv.Error:
        return None


def _places(heading: list[str]) -> dict[str, int]:
    """Where each column stands."""
    plain = [re.sub(r"[^a-z0-9]", "", cell.casefold()) for cell in heading]
    found = {}
    for column, names in _COLUMNS.items():
        for name in names:
            if name in plain:
                found[column] = plain.index(name)
                break
    return found


def _values(cells: list[str], places: Mapping[str, int]) -> dict[str, str]:
    return {column: " ".join(cells[place].split()) for column, place in places.items() if place < len(cells)}


def _row(line: int, values: Mapping[str, str]) -> BagRow | BadRow | EndedRow:
    """The address of a row, or why it is none."""
    address_id = _identity(values.get("nummeraanduiding", ""))
    if not _ADDRESS_ID.fullmatch(address_id):
        return BadRow(line, "de nummeraanduiding heeft geen 16 cijfers met 20 na de gemeente")
    object_id, building = (_identity(values.get(name, "")) for name in ("object_id", "building"))
    problem = _problem(values, object_id, building)
    if problem:
        return BadRow(line, problem, address_id)
    if _ENDED.search(values.get("status", "")):
        return EndedRow(address_id)
    x, y = _point(values)
    return BagRow(
        nummeraanduiding=address_id,
        object_id=object_id,
        building=building,
        street=values["street"],
        number=int(values["number"]),
        letter=values.get("letter", "").upper(),
        addition=values.get("addition", ""),
        postcode=normalise_postcode(values.get("postcode", "")),
        town=values["town"],
        municipality=values.get("municipality", ""),
        municipality_code=_municipality(values.get("municipality_code", "")),
        purposes=values.get("purposes", "")[: _LONGEST["purposes"]],
        status=values.get("status", "")[: _LONGEST["status"]],
        secondary=values.get("secondary", "").casefold() in {"t", "true", "j", "ja", "1", "y"},
        x=x,
        y=y,
    )


def _problem(values: Mapping[str, str], object_id: str, building: str) -> str:
    """Why the row is no address; empty when it is one."""
    if not all(value.isprintable() for value in values.values()):
        return "er staan tekens in die geen tekst zijn"
    number, postcode = values.get("number", ""), values.get("postcode", "")
    texts = [values.get(name, "") for name in ("street", "town")]
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= HIGHEST_NUMBER):
        return "het huisnummer is geen getal van 1 tot 99999"
    if not re.fullmatch(r"[A-Za-z]?", values.get("letter", "")):
        return "de huisletter is geen letter"
    if not re.fullmatch(r"[0-9A-Za-z]{0,4}", values.get("addition", "")):
        return "de toevoeging heeft meer dan 4 letters of cijfers"
    if postcode and not normalise_postcode(postcode):
        return "de postcode bestaat niet"
    if object_id and not _OBJECT_ID.fullmatch(object_id):
        return "het verblijfsobject heeft geen 16 cijfers met 01, 02 of 03 na de gemeente"
    if building and not _BUILDING_ID.fullmatch(building):
        return "het pand heeft geen 16 cijfers met 10 na de gemeente"
    if not all(text and len(text) <= _LONGEST["street"] for text in texts):
        return "de straat of de woonplaats ontbreekt of is geen naam"
    return ""


def _identity(text: str) -> str:
    """An id of the BAG; a spreadsheet that dropped the zero in front is forgiven."""
    return text.zfill(16) if text.isascii() and text.isdigit() and len(text) == 15 else text


def _municipality(text: str) -> str:
    digits = text.upper().removeprefix("GM")
    return f"GM{digits.zfill(4)}" if digits.isascii() and digits.isdigit() and len(digits) <= 4 else ""


def _point(values: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Whole metres of the national grid; a place that can't be is left out, the address stays."""
    for first, second in (("x", "y"), ("latitude", "longitude")):
        try:
            one, two = (float(values.get(name, "").replace(",", ".")) for name in (first, second))
        except ValueError:
            continue
        metres = geo.to_rd((one, two))
        if metres is not None:
            return round(metres[0]), round(metres[1])
    return None, None
