"""A received register as rows of text, and what its columns mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Final

from core.errors import Refused
from core.sheets.kinds import FileProblem
from core.sheets.tables import ReceivedFile, open_tables
from measures.intake.reading.columns import recognise_columns
from measures.intake.reading.words import field_by_heading

MOST_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Register:
    """The rows ``(sheet, number, cells)`` of a file, its headings with what they mean, and skipped sheets."""

    headings: list[str]
    mapping: dict[str, str]
    rows: Sequence[tuple[str, int, Mapping[str, str]]]
    skipped: tuple[str, ...] = ()


def read_register(stream: IO[bytes], *, today: date) -> Register:
    """Read a whole file. Raises :class:`Refused` when it holds no table, or too many rows at once."""
    try:
        received = open_tables(stream, field_by_heading, "geen kolommen van maatregelen")
        rows = [
            (table.sheet, row.number, table.originals(row))
            for table in received.tables
            for row in table.rows()
        ]
        headings, mapping = _columns(received, today)
    except FileProblem as problem:
        raise Refused(str(problem), field="file") from None
    if len(rows) > MOST_ROWS:
        raise Refused(
            f"Dit bestand heeft {len(rows)} regels. Splits het in delen van {MOST_ROWS}.", field="file"
        )
    return Register(headings, mapping, rows, tuple(f"{one.sheet}: {one.reason}" for one in received.skipped))


def _columns(received: ReceivedFile, today: date) -> tuple[list[str], dict[str, str]]:
    """Every heading in the order of the file, and what they mean; the same heading on two sheets is one."""
    headings: dict[str, None] = {}
    mapping: dict[str, str] = {}
    for table in received.tables:
        sample = [table.cells_of(row) for row in table.sample()]
        headings |= dict.fromkeys(table.headings)
        mapping = recognise_columns(table.headings, sample, today=today) | mapping
    return list(headings), mapping
