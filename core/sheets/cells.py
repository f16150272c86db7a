"""One cell of a table, whatever file it came from: its value, and its text as a person would read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row as received: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        """Is nothing written in any cell?"""
        return not any(text_of(cell) for cell in self.cells)

    def filled(self) -> Iterator[tuple[int, str]]:
        """Position and text of the cells in which something is written."""
        for position, cell in enumerate(self.cells):
            if text := text_of(cell):
                yield position, text


def text_of(cell: Cell) -> str:
    """The text of a cell: numbers without a needless ``.0``, days as day-month-year, yes and no in words."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == time.min
        return f"{cell:%d-%m-%Y}" if midnight else f"{cell:%d-%m-%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    # NUL can't be stored; a hard space is a space.
    return str(cell).replace("\x00", "").replace("\xa0", " ").strip()


def is_written_date(cell: Cell) -> bool:
    """Does the file itself say that this cell is a date?"""
    return isinstance(cell, date)


def trimmed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells without the empty ones at the end."""
    last = len(cells)
    while last and not text_of(cells[last - 1]):
        last -= 1
    return tuple(cells[:last])
