"""From the lines of a register file to the rows of each person, with an account of every filled cell. Pure."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from subjects.intake import elements

LONGEST_CELL: Final = 10_000_000
# A cell may hold this many line ends; a quote that stays open longer was no quote.
MOST_LINES: Final = 10
SEPARATORS: Final = ";\t,|"
_COLUMN: Final = re.compile(r"(\d\d)[.\-]?(\d\d|H)[.\-]?(\d\d)?(?:\s.*)?", re.IGNORECASE)
_CHUNK: Final = 1 << 20
# Stands where the heading is empty: a cell there begins a person.
_MARK: Final = "(begin)"
_KNOWN: Final = {"01.02.40", "01.01.20", "01.01.10"}


class NotLo3(ValueError):
    """The file has no columns of the register; the text is the sentence for the user."""


@dataclass(slots=True)
class Reading:
    """What became of every filled cell of a file, and which rows or values could not be read."""

    cells: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    empty: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    refused_cells: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)

    def count(self, part: Part) -> None:
        """Note what became of each cell of a part, once everything is taken from it."""
        for code in part.values:
            column = f"{part.category}.{code}"
            if code in part.taken:
                self.kept[column] += 1
            elif code in part.empty:
                self.empty[column] += 1
            elif elements.why_left_out(column):
                self.left_out[column] += 1
            else:
                self.unknown[column] += 1


@dataclass(slots=True)
class Part:
    """The cells of one category in one row; what is taken from it is remembered."""

    category: str
    line: int
    values: dict[str, str]
    taken: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)

    def take(self, code: str) -> str:
        """The value of an element, on record as taken; empty when the register does not know it."""
        value = self.values.get(code, "")
        if not value:
            return ""
        if elements.is_unknown(code, value):
            self.empty.add(code)
            return ""
        self.taken.add(code)
        return value

    def look(self, code: str) -> str:
        """The value without taking it."""
        value = self.values.get(code, "")
        return "" if elements.is_unknown(code, value) else value

    @property
    def wrong(self) -> bool:
        """Does the register say that this row is not right?"""
        return bool(self.take("84.10"))


@dataclass(slots=True)
class PersonRows:
    """The rows of one person, per category, newest first."""

    mark: str
    line: int
    parts: dict[str, list[Part]] = field(default_factory=dict)


def text_lines(path: Path) -> Iterator[str]:
    """The lines of a file in whatever writing it came: UTF-8 or 16, else the old Windows one."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        yield from lines


def _encoding(path: Path) -> str:
    with path.open("rb") as raw:
        start = raw.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        raw.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := raw.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def column_of(heading: str) -> str:
    """``010240``, ``01.02.40 Geslachtsnaam`` and ``01.02.40`` name one column; other text stays as it is."""
    match = _COLUMN.fullmatch(heading.strip())
    if not match:
        return heading.strip()
    if match[2].upper() == "H":
        return f"{match[1]}.H"
    return f"{match[1]}.{match[2]}.{match[3]}" if match[3] else heading.strip()


def people_in(lines: Iterable[str], reading: Reading) -> Iterator[PersonRows]:
    """The rows of each person, one person in memory at a time. Raises :class:`NotLo3`."""
    csv.field_size_limit(LONGEST_CELL)
    source = iter(lines)
    first = _clean(next(source, "")).lstrip("\ufeff")
    separator = max(SEPARATORS, key=first.count)
    columns = [column_of(cell) for cell in _cells(first, separator)[0] or []]
    if not _KNOWN & set(columns):
        raise NotLo3("Dit bestand heeft geen kop met kolommen van de BRP (zoals 01.02.40 en 01.01.20).")
    person: PersonRows | None = None
    orphaned = False
    at: int | None = 0 if columns[0] == "" else None
    sought = at is None
    known: set[str] = set()
    for number, cells in _table(source, separator):
        filled = [cell.strip() for cell in cells]
        if not any(filled):
            continue
        if sought:
            at, sought = _mark_of(columns, filled), False
        if at is not None:
            columns[at] = _MARK
        own = _numbers(columns, filled)
        begins = bool("".join(filled[at : at + 1])) if at is not None else bool(own and not own & known)
        known = own if begins else known | own
        if begins and person is not None:
            yield person
            person = None
        problem = _misfit(columns, filled) or (
            "hoort bij een regel die niet kon worden gelezen" if orphaned and not begins else ""
        )
        if problem:
            orphaned = orphaned or begins or person is None
            count = sum(bool(cell) for cell in filled)
            reading.cells += count
            reading.refused_cells += count
            reading.problems.append((number, f"Deze regel is niet ingelezen: {problem}"))
            continue
        if begins:
            orphaned = False
        if person is None:
            person = PersonRows("".join(filled[at : at + 1]) if at is not None else "", number)
        _fill(person, columns, filled, number, reading)
    if person is not None:
        yield person


def _mark_of(columns: list[str], filled: list[str]) -> int | None:
    """Where the mark stands that begins a person: without a heading, and filled in the first row."""
    marks = [
        place for place, column in enumerate(columns) if not column and "".join(filled[place : place + 1])
    ]
    return marks[0] if marks else None


def _numbers(columns: list[str], filled: list[str]) -> set[str]:
    """The own numbers of a row: where no mark stands, a row with other ones begins a person."""
    values = dict(zip(columns, filled, strict=False))
    return {values.get(code, "") for code in ("01.01.10", "01.01.20")} - {""}


def _fill(person: PersonRows, columns: list[str], filled: list[str], line: int, reading: Reading) -> None:
    row: dict[str, Part] = {}
    for place, (column, value) in enumerate(zip(columns, filled, strict=False)):
        if not value:
            continue
        reading.cells += 1
        if column == _MARK:
            reading.kept[""] += 1
            continue
        category, code = column[:2], column[3:]
        part = row.setdefault(category, Part(category, line, {})) if _COLUMN.fullmatch(column) else None
        if part is None or (code in part.values and part.values[code] != value):
            reading.unknown[column or f"kolom {place + 1} zonder kop"] += 1
        elif code in part.values:
            reading.kept[column] += 1
        else:
            part.values[code] = value
    for category, part in row.items():
        if set(part.values) == {"H"}:
            part.taken.add("H")
            reading.count(part)
        else:
            person.parts.setdefault(category, []).append(part)


def _misfit(columns: list[str], filled: list[str]) -> str:
    """Why the cells of this row can't be laid beside the heading; empty when they can."""
    if any(filled[len(columns) :]):
        return f"er zijn {len(filled)} cellen en de kop heeft er {len(columns)}"
    if len(filled) >= len(columns):
        return ""
    for column, value in zip(columns, filled, strict=False):
        element = elements.ELEMENTS.get(column)
        if value and element is not None and not element.fits(value):
            return f"er zijn {len(filled)} cellen, de kop heeft er {len(columns)}, en zij passen niet"
    return "" if any(filled[1:]) else f"er is maar één cel gevuld en de kop heeft er {len(columns)}"


def _clean(text: str) -> str:
    """A stray end of line inside a cell, or a zero byte, is no reason to refuse a whole file."""
    return text.replace("\r\n", "\n").replace("\r", " ").replace("\0", "")


def _table(source: Iterator[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line; a quote that never closes stays within its own line."""
    waiting: list[str] = []
    number = 1
    while True:
        if waiting:
            text = waiting.pop(0)
        else:
            line = next(source, None)
            if line is None:
                return
            text = _clean(line)
        number += 1
        cells, opened = _cells(text, separator)
        more: list[str] = []
        while opened and len(more) < MOST_LINES:
            following = waiting.pop(0) if waiting else next(source, None)
            if following is None:
                break
            more.append(_clean(following))
            cells, opened = _cells(text + "".join(more), separator)
        if opened:  # no quote after all: what was borrowed goes back
            waiting = more + waiting
            cells = text.rstrip("\n").replace('"', "").split(separator)
            more = []
        yield number, cells or []
        number += len(more)


def _cells(text: str, separator: str) -> tuple[list[str] | None, bool]:
    """The cells of a line, and whether a quote is still open at its end."""
    if '"' not in text:
        return text.rstrip("\n").split(separator), False
    try:
        return next(csv.reader([text], delimiter=separator, strict=True), []), False
    except csv.Error as error:
        if "unexpected end" in str(error):
            return None, True
    return next(csv.reader([text], delimiter=separator), []), False
