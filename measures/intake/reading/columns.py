"""What does each column of an old register mean? By its heading, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.sheets.cells import Cell, is_written_date, text_of
from core.sheets.headings import plain
from legal.addresses import split_address
from legal.dates import DateProblem, read_date
from measures.intake.reading.kinds import kind_meant
from measures.intake.reading.words import DATES, FIELDS, JOINED, field_by_heading

MOST_LOOKED_AT: Final = 100
ENOUGH: Final = 0.6
_NUMBER: Final = re.compile(r"(?:bsn|kvk)?\W*\d{8,9}", re.IGNORECASE)
_YOUNGEST: Final = 14


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column probably means; an empty field is a column that is kept but not used."""

    heading: str
    field: str
    why: str

    @property
    def label(self) -> str:
        """The field as the user reads it."""
        return FIELDS.get(self.field, "Niet gebruiken, wel bewaren")


def recognise_columns(
    headings: Sequence[str], rows: Sequence[Mapping[str, Cell]], *, today: date
) -> list[ColumnGuess]:
    """A guess for every column in the order of the file; ``rows`` are the first rows by heading."""
    guesses = []
    for heading in headings:
        cells = [row.get(heading) for row in rows[:MOST_LOOKED_AT]]
        guesses.append(_guess(heading, [cell for cell in cells if text_of(cell)], today))
    return _once(guesses)


def mapping_of(guesses: Sequence[ColumnGuess]) -> dict[str, str]:
    """Heading to field; unused columns stay out."""
    return {guess.heading: guess.field for guess in guesses if guess.field}


def mapping_problems(mapping: Mapping[str, str]) -> list[str]:
    """What a mapping lacks or says twice, as Dutch sentences; empty when it can be used."""
    used = [field for field in mapping.values() if field]
    problems = []
    if unknown := sorted(set(used) - set(FIELDS)):
        problems.append(f"VIK kent dit veld niet: {', '.join(unknown)}.")
    if "kind" not in used:
        problems.append("Wijs aan in welke kolom de soort maatregel staat.")
    if not {"name", "company", "address"} & set(used):
        problems.append("Wijs aan in welke kolom een naam of adres staat.")
    for field in FIELDS:
        if field not in JOINED and used.count(field) > 1:
            problems.append(f"“{FIELDS[field]}” is bij meer dan één kolom gekozen. Kies één kolom.")
    return problems


def _guess(heading: str, cells: Sequence[Cell], today: date) -> ColumnGuess:
    field, whole = field_by_heading(heading)
    shares = _shares(cells, today)
    if field in DATES and cells and shares["date"] < 1 - ENOUGH and not whole:
        field = ""
    if field == "reported_on" and cells and shares["date"] < 1 - ENOUGH:
        return ColumnGuess(heading, "reference", "er staan nummers van rapportages in, geen data")
    if field == "decided_on" and cells and shares["date"] < 1 - ENOUGH:
        better = "kind" if shares["kind"] >= ENOUGH else ""
        return ColumnGuess(heading, better, "er staan geen data in")
    if field == "terms" and shares["date"] >= ENOUGH:
        field = ""
    if field:
        return ColumnGuess(heading, field, f"de kop “{heading}” betekent “{FIELDS[field].lower()}”")
    for name, share, why in (
        ("kind", shares["kind"], "er staan soorten maatregelen in"),
        ("birth_date", shares["birth"], "er staan data van lang geleden in"),
        ("identifier", shares["number"], "er staan nummers van acht of negen cijfers in"),
        ("address", shares["address"], "er staan adressen in"),
    ):
        if len(cells) > 1 and share >= ENOUGH:
            return ColumnGuess(heading, name, why)
    return ColumnGuess(heading, "", "kop en inhoud zijn niet herkend; de inhoud gaat mee als bijzonderheid")


def _shares(cells: Sequence[Cell], today: date) -> dict[str, float]:
    """Which share of the cells looks like what."""
    texts = [text_of(cell) for cell in cells]
    count = max(len(texts), 1)
    days = [day for cell in cells if (day := _day(cell, today))]
    return {
        "date": len(days) / count,
        "birth": sum(day.year <= today.year - _YOUNGEST for day in days) / count
        if days and min(days).year < today.year - 30
        else 0.0,
        "kind": sum(bool(kind_meant(text).code) for text in texts) / count,
        "number": sum(bool(_NUMBER.fullmatch(text)) for text in texts) / count,
        "address": sum(bool(split_address(text).key) for text in texts if len(text) < 90) / count,
    }


def _day(cell: Cell, today: date) -> date | None:
    if not is_written_date(cell) and not isinstance(cell, str):
        return None
    try:
        return read_date(cell, today=today).start
    except DateProblem:
        return None


def _once(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """A field that takes one column gets the one whose heading says most; the others are kept unused."""
    result = list(guesses)
    for field in FIELDS:
        claims = [n for n, guess in enumerate(result) if guess.field == field]
        if len(claims) < 2 or field in JOINED:
            continue
        best = max(
            claims, key=lambda n: (field_by_heading(result[n].heading)[1], len(plain(result[n].heading)), -n)
        )
        for n in set(claims) - {best}:
            why = f"“{result[best].heading}” is al {FIELDS[field].lower()}"
            result[n] = ColumnGuess(result[n].heading, "", why)
    if not any(guess.field == "name" for guess in result):
        result = [
            ColumnGuess(guess.heading, "name", guess.why) if guess.field == "company" else guess
            for guess in result
        ]
    return result
