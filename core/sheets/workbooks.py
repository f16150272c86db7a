"""Rows of a workbook: xlsx, xlsm, xls, xlsb and ods, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from core.sheets.cells import Cell, SourceRow
from core.sheets.kinds import FileProblem

LOCKED = "Dit werkblad is beveiligd met een wachtwoord. Sla het zonder wachtwoord op en probeer het opnieuw."


class Workbook:
    """An opened workbook; the stream must stay open as long as rows are read."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Open it; raises :class:`FileProblem`."""
        stream.seek(0)
        try:
            self._book = CalamineWorkbook.from_filelike(stream)
        except PasswordError:
            raise FileProblem(LOCKED) from None
        except CalamineError as problem:
            locked = "password" in str(problem).lower() or "encrypt" in str(problem).lower()
            broken = "Dit bestand is beschadigd of geen werkblad dat VIK kan lezen."
            raise FileProblem(LOCKED if locked else broken) from None

    @property
    def sheets(self) -> list[str]:
        """The names of the work sheets, hidden ones too: data is often hidden by accident."""
        kinds = {meta.name: meta.typ for meta in self._book.sheets_metadata}
        return [name for name, kind in kinds.items() if kind is SheetTypeEnum.WorkSheet]

    def rows(self, sheet: str) -> Iterator[SourceRow]:
        """Every row of a sheet, numbered from 1 as the spreadsheet shows it."""
        try:
            found = self._book.get_sheet_by_name(sheet)
            yield from _numbered(found)
        except CalamineError:
            raise FileProblem(f"Blad “{sheet[:40]}” is beschadigd.") from None


def _numbered(sheet: CalamineSheet) -> Iterator[SourceRow]:
    """Number the rows, and repeat the value of cells that were merged downwards."""
    left = sheet.start[1] if sheet.start else 0
    downwards = [
        (top, bottom, column - left)
        for (top, column), (bottom, last) in (sheet.merged_cell_ranges or [])
        if column == last and bottom > top and column >= left
    ]
    carried: dict[int, Cell] = {}
    for index, values in enumerate(sheet.iter_rows()):
        cells: list[Cell] = [None if value == "" else value for value in values]
        for top, bottom, column in downwards:
            if column < len(cells) and top <= index <= bottom:
                if index == top:
                    carried[column] = cells[column]
                else:
                    cells[column] = carried.get(column)
        yield SourceRow(index + 1, tuple(cells))
