"""Write a table to a file: no cell is taken for a formula, and the file says who made it and when."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from core import clock

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> str:
    """A text that no spreadsheet takes for a formula."""
    text = str(value if value is not None else "")
    return f"'{text}" if text.startswith(DANGEROUS) else text


def write_table(
    kind: str, *, maker: str, headings: Sequence[str], rows: Sequence[Sequence[object]], title: str
) -> bytes:
    """The rows as ``csv`` or ``xlsx`` under their headings, and above them who (``maker``) made it when."""
    moment = timezone.localtime(clock.now())
    mark = (
        f"Gemaakt door {maker} op {moment:%d-%m-%Y %H:%M}. Vertrouwelijk: vernietig dit bestand na gebruik."
    )
    table = [[mark], list(headings), *([safe_cell(cell) for cell in row] for row in rows)]
    return _xlsx(table, title) if kind == "xlsx" else _csv(table)


def _csv(table: list[list[str]]) -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=";", lineterminator="\r\n").writerows(table)
    # The mark by which Excel knows that this is UTF-8.
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _xlsx(table: list[list[str]], title: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for number, row in enumerate(table):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"
            cell.font = Font(bold=number == 1)
            cells.append(cell)
        sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
