"""Recognise which column means what, by the words of its heading and by what stands in it.

Each guess says why; the user corrects it, and the correction is remembered by the caller.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from legal.addresses import split_address
from legal.dates import DateProblem, read_date
from signals.intake.reading.tables import RawRow

HEADER_WITHIN: Final = 30
SURE, LIKELY, WEAK = 0.95, 0.7, 0.45
HALF: Final = 0.5

# Target field -> label for the user, and the words by which headings name it (most telling first).
FIELDS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "external_number": (
        "Nummer bij de bron",
        (
            "zaaknummer",
            "zaaknr",
            "zaak nr",
            "zaak",
            "kenmerk",
            "referentie",
            "dossiernummer",
            "dossier",
            "meldingsnummer",
            "signaalnummer",
            "volgnummer",
            "case number",
            "case",
            "reference",
            "nummer",
            "nr",
            "id",
        ),
    ),
    "observed": (
        "Datum waarneming",
        (
            "datum bezoek",
            "bezoekdatum",
            "datum waarneming",
            "waargenomen",
            "datum controle",
            "controledatum",
            "ingediend op",
            "ingediend",
            "datum",
            "wanneer",
            "visit date",
            "date",
            "dag",
            "tijdstip",
        ),
    ),
    "location": (
        "Plaats",
        (
            "locatie",
            "adres",
            "waar",
            "plaats",
            "straat",
            "object",
            "vindplaats",
            "location",
            "address",
            "where",
        ),
    ),
    "postcode": ("Postcode", ("postcode", "pc", "zip", "postal code")),
    "town": ("Woonplaats", ("woonplaats", "plaatsnaam", "gemeente", "town", "city")),
    "house_number": ("Huisnummer", ("huisnummer", "huisnr", "house number")),
    "title": ("Titel", ("titel", "onderwerp", "korte omschrijving", "samenvatting", "subject", "title")),
    "kind": (
        "Soort",
        ("soort", "type", "categorie", "thema", "aard", "controletype", "branche", "kind", "category"),
    ),
    "narrative": (
        "Waarneming",
        (
            "bevindingen",
            "wat heb je gezien",
            "gezien of gehoord",
            "omschrijving",
            "toelichting",
            "waarneming",
            "bevinding",
            "beschrijving",
            "constatering",
            "melding",
            "verhaal",
            "tekst",
            "findings",
            "observation",
            "description",
            "inhoud",
            "signaal",
            "wat",
        ),
    ),
    "involved": ("Wie of wat", ("betrokkenen", "betrokkene", "personen", "wie", "bedrijf", "kenteken")),
    "urgency": ("Spoed", ("spoed", "urgentie", "prioriteit", "urgent", "priority")),
    "violation": ("Overtreding", ("overtreding", "violation")),
    "team": ("Team", ("team", "afdeling", "cluster", "department")),
    "reporter_name": (
        "Melder",
        ("melder", "gemeld door", "ingevuld door", "reporter", "naam medewerker", "medewerker"),
    ),
    "inspector": (
        "Toezichthouder",
        ("toezichthouder", "inspecteur", "controleur", "inspector", "behandelaar"),
    ),
    "remark": (
        "Opmerking",
        ("opmerking", "opmerkingen", "bijzonderheden", "notitie", "remark", "remarks", "notes"),
    ),
}
REQUIRED: Final = ("narrative",)
_NUMBER = re.compile(r"[A-Za-z]{0,6}[-_/]?\d{2,4}[-_/.]?\d{3,}")
_YES_NO: Final = frozenset(
    {"ja", "nee", "j", "n", "yes", "no", "y", "onbekend", "true", "false", "x", "0", "1"}
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column seems to mean: ``field`` empty when nothing fits."""

    index: int
    heading: str
    field: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the heading of a table stands, and its words."""

    sheet: str
    row_number: int
    texts: tuple[str, ...]

    @property
    def signature(self) -> str:
        """The same for tables with the same headings in the same order."""
        joined = "\x1f".join(plain(text) for text in self.texts)
        return hashlib.sha256(joined.encode()).hexdigest()


def plain(text: str) -> str:
    """Lower case, without accents and punctuation, for comparing headings."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    flat = "".join(char for char in flat if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", flat).split())


def find_heading(rows: Iterable[RawRow]) -> Heading | None:
    """The heading of the first table: the row within the first thirty whose words name most columns."""
    best: tuple[int, int, Heading] | None = None
    for row in rows:
        if row.number > HEADER_WITHIN:
            break
        texts = row.texts
        filled = [text for text in texts if text]
        if len(filled) < 2 or any(len(text) > 80 for text in filled):
            continue
        named = len({field for field, score, _ in map(_by_heading, filled) if field and score >= WEAK})
        if named >= 2 and (best is None or named > best[0]):
            best = (named, -row.number, Heading(row.sheet, row.number, texts))
    return best[2] if best else None


def recognise(heading: Sequence[str], sample: Sequence[Sequence[object]]) -> list[Guess]:
    """Guess the meaning of every column; a field is given to one column only, the surest first."""
    candidates: list[tuple[float, int, str, str]] = []
    for index, text in enumerate(heading):
        values = [row[index] for row in sample if index < len(row) and str(row[index]).strip()]
        field, score, why = _by_heading(text)
        if field:
            candidates.append((score + _bonus(field, values), index, field, why))
        for other, strength, reason in _by_content(values):
            if other != field:
                candidates.append((strength, index, other, reason))
    taken: dict[int, Guess] = {}
    used: set[str] = set()
    for score, index, field, why in sorted(candidates, key=lambda c: (-c[0], c[1])):
        if index not in taken and field not in used:
            taken[index] = Guess(index, heading[index], field, min(round(score, 2), 1.0), why)
            used.add(field)
    return [taken.get(i, Guess(i, text, "", 0.0, "niet herkend")) for i, text in enumerate(heading)]


def _by_heading(text: str) -> tuple[str, float, str]:
    words = plain(text)
    best = ("", 0.0, "")
    if not words:
        return best
    for field, (label, names) in FIELDS.items():
        for rank, name in enumerate(names):
            score = 0.0
            if words == name:
                score = SURE
            elif re.search(rf"\b{re.escape(name)}\b", words):
                score = LIKELY + 0.2 * len(name) / len(words) - rank * 0.005
            elif len(name) > 4 and name in words:
                score = WEAK + 0.2 * len(name) / len(words)
            if score > best[1]:
                best = (field, score, f"kop “{text.strip()}” hoort bij {label.lower()}")
    return best


def _bonus(field: str, values: Sequence[object]) -> float:
    """A little more when the content agrees with the heading."""
    return 0.04 if any(found == field for found, _, _ in _by_content(values)) else 0.0


def _by_content(values: Sequence[object]) -> list[tuple[str, float, str]]:
    if not values:
        return []
    texts = [str(value).strip() for value in values]

    def share(test: Sequence[bool]) -> float:
        return sum(test) / len(test)

    found: list[tuple[str, float, str]] = []
    if share([_is_date(value) for value in values]) > HALF:
        found.append(("observed", WEAK, "er staan vooral datums in"))
    if share([bool(split_address(text).house) and len(text) < 80 for text in texts]) > HALF:
        found.append(("location", WEAK + 0.05, "er staan vooral adressen in"))
    if sum(map(len, texts)) / len(texts) > 60:
        found.append(("narrative", WEAK + 0.1, "er staan lange teksten in"))
    if share([bool(_NUMBER.fullmatch(text)) for text in texts]) > HALF and len(set(texts)) > len(texts) * 0.9:
        found.append(("external_number", WEAK, "er staan nummers in die niet herhalen"))
    if share([text.lower() in _YES_NO for text in texts]) > 0.8:
        found.append(("urgency", WEAK - 0.1, "er staat ja of nee in"))
    return found


def _is_date(value: object) -> bool:
    if isinstance(value, date):
        return True
    text = str(value).strip()
    if not re.search(r"\d", text) or len(text) > 25:
        return False
    try:
        return read_date(text, today=date.today()).start is not None  # noqa: DTZ011 -- only: is it a date?
    except DateProblem:
        return False
