"""Rows of a workbook or text file, one at a time, with their sheet, number and cells as they stood.

A text file is never wholly in memory; a workbook is read sheet by sheet.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

import python_calamine
from charset_normalizer import from_bytes

SAMPLE: Final = 64 * 1024
# A workbook is a zip file: what it unpacks to is bounded before anything parses it.
MOST_UNPACKED: Final = 400 * 1024 * 1024
MOST_COLUMNS: Final = 200
WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
DELIMITERS: Final = ";\t,|"


class UnreadableFile(ValueError):
    """The file is no table that VIK can read; the message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One line of a sheet: its number as the user sees it (from 1), and the cells."""

    sheet: str
    number: int
    cells: tuple[object, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells as text, as they would be shown."""
        return tuple(cell_text(cell) for cell in self.cells)

    @property
    def is_blank(self) -> bool:
        """Nothing stands in the row."""
        return not any(text for text in self.texts)


def cell_text(cell: object) -> str:
    """A cell as text: dates Dutch, whole numbers without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        has_time = (cell.hour, cell.minute, cell.second) != (0, 0, 0)
        return f"{cell:%d-%m-%Y %H:%M}" if has_time else f"{cell:%d-%m-%Y}"
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).replace("\x00", "").split(" ")).strip()


def read_rows(path: Path) -> Iterator[RawRow]:
    """Every row of a file, blank ones included; raises :class:`UnreadableFile`."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if not head.strip(b"\x00 \r\n\t"):
        raise UnreadableFile("Dit bestand is leeg.")
    if head.startswith(WORKBOOKS):
        return _workbook_rows(path)
    return _text_rows(path, head)


def _workbook_rows(path: Path) -> Iterator[RawRow]:
    _refuse_bomb(path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                _check_width(cells)
                yield RawRow(name, number, tuple(_clean(cell) for cell in cells))
    except UnreadableFile:
        raise
    except Exception as error:  # calamine has one error class per format, and panics on some input
        raise UnreadableFile(
            "Dit werkboek kan niet worden gelezen. Is het beschadigd of beveiligd?"
        ) from error


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
            raise UnreadableFile("Dit werkboek is uitgepakt te groot. Splits het in delen.")


def _clean(cell: object) -> object:
    return (
        cell if isinstance(cell, str | float | int | date | datetime | bool) else (str(cell) if cell else "")
    )


def _text_rows(path: Path, head: bytes) -> Iterator[RawRow]:
    encoding = _encoding_of(head)
    csv.field_size_limit(1_000_000)
    with path.open("r", encoding=encoding, errors="replace", newline="") as file:
        sample = file.read(SAMPLE)
        if _looks_binary(sample):
            raise UnreadableFile("Dit is geen tabel. VIK leest Excel (xlsx, xls), ODS en CSV.")
        file.seek(0)
        reader = csv.reader(file, delimiter=_delimiter_of(sample))
        try:
            for number, cells in enumerate(reader, start=1):
                _check_width(cells)
                yield RawRow("", number, tuple(cell.lstrip("\ufeff") for cell in cells))
        except csv.Error as error:
            raise UnreadableFile(f"Na regel {reader.line_num} is dit bestand niet te lezen.") from error


def _encoding_of(head: bytes) -> str:
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return name
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 8:
        return "utf-16-be" if even > odd else "utf-16-le"
    # The sample may end within a character.
    for cut in range(4):
        try:
            head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return "utf-8"
    best = from_bytes(head, cp_isolation=["cp1252", "iso8859_15", "cp850", "mac_roman"]).best()
    return best.encoding if best else "cp1252"


def _looks_binary(sample: str) -> bool:
    strange = sum(char < " " and char not in "\r\n\t\x0b\x0c" for char in sample)
    return bool(sample) and (strange > len(sample) // 50 or sample.count("\ufffd") > len(sample) // 5)


def _delimiter_of(sample: str) -> str:
    """The delimiter that cuts most lines into the same number of cells."""

    def steadiness(delimiter: str) -> tuple[int, int]:
        rows = [row for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if any(row)][:50]
        widths = [len(row) for row in rows[:-1] or rows]
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(common) if common > 1 else 0, common)

    try:
        return max(DELIMITERS, key=steadiness)
    except csv.Error:
        return ";"


def _check_width(cells: Sequence[object]) -> None:
    if len(cells) > MOST_COLUMNS:
        raise UnreadableFile(f"Deze tabel heeft meer dan {MOST_COLUMNS} kolommen.")


_TOTAL = re.compile(r"^\s*(?:(?:sub)?totaal|total|som|aantal)\b", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:^\s*(?:let op|n\.?b\.?|noot|opmerking|bron|legenda)\b)|\?\s*$|\bdubbel\b", re.IGNORECASE
)


def why_no_signal(texts: Sequence[str]) -> str:
    """The Dutch reason why a row is no signal (total, remark, repeated heading); empty when it may be one."""
    filled = [text for text in texts if text]
    if not filled:
        return "Lege regel."
    if _TOTAL.match(filled[0]) and len(filled) <= 3:
        return "Regel met een totaal."
    if len(filled) == 1 and len(texts) > 2:
        if _REMARK.search(filled[0]):
            return "Losse opmerking, geen signaal."
        if len(filled[0]) < 60:
            return "Losse tekst in één kolom, geen signaal."
    return ""
