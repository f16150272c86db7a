"""What does each column of an old register mean? By its heading, else by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from core.sheets import columns
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


def recognise_columns(
    headings: Sequence[str], rows: Sequence[Mapping[str, Cell]], *, today: date
) -> dict[str, str]:
    """The field of each heading that means something; ``rows`` are the first rows by heading."""
    meant = {
        heading: _meant(
            heading, [cell for row in rows[:MOST_LOOKED_AT] if text_of(cell := row.get(heading))], today
        )
        for heading in headings
    }
    return _once({heading: field for heading, field in meant.items() if field})


def mapping_problems(mapping: Mapping[str, str]) -> list[str]:
    """What a mapping lacks or says twice, as Dutch sentences; empty when it can be used."""
    needs = (
        ({"kind"}, "Wijs aan in welke kolom de soort maatregel staat."),
        ({"name", "company", "address"}, "Wijs aan in welke kolom een naam of adres staat."),
    )
    return columns.mapping_problems(mapping, FIELDS, joined=JOINED, needs=needs)


def _meant(heading: str, cells: Sequence[Cell], today: date) -> str:
    """What one column means by itself: what its heading says, unless its content says otherwise."""
    field, whole = field_by_heading(heading)
    shares = _shares(cells, today)
    dateless = bool(cells) and shares["date"] < 1 - ENOUGH
    if dateless and field == "reported_on":
        return "reference"  # numbers of reports
    if dateless and field == "decided_on":
        return "kind" if shares["kind"] >= ENOUGH else ""
    if (dateless and field in DATES and not whole) or (field == "terms" and shares["date"] >= ENOUGH):
        field = ""
    if field or len(cells) < 2:
        return field
    likely = (
        ("kind", "kind"),
        ("birth_date", "birth"),
        ("identifier", "number"),
        ("address", "address"),
    )
    return next((name for name, share in likely if shares[share] >= ENOUGH), "")


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


def _once(meant: dict[str, str]) -> dict[str, str]:
    """A field that takes one column gets the one whose heading says most; the others stay unused."""
    kept = dict(meant)
    for field in FIELDS:
        claims = [heading for heading, name in meant.items() if name == field]
        if len(claims) > 1 and field not in JOINED:
            best = max(claims, key=lambda heading: (field_by_heading(heading)[1], len(plain(heading))))
            for heading in set(claims) - {best}:
                del kept[heading]
    if "name" not in kept.values():
        kept = {heading: "name" if field == "company" else field for heading, field in kept.items()}
    return kept
