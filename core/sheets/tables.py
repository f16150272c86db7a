"""A received file as tables: the heading found below title rows, then row after row.

Nothing is kept in memory but the first rows, among which the heading is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Final

from core.sheets.cells import Cell, SourceRow, is_written_date, text_of
from core.sheets.headings import PART, Recognise, plain
from core.sheets.kinds import FileKind, FileProblem, kind_of
from core.sheets.textfiles import TextTable
from core.sheets.workbooks import Workbook

LOOKED_THROUGH: Final = 40
LONGEST_HEADING: Final = 70
SAMPLE: Final = 200


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file: headings, and its rows on request (each call starts anew)."""

    sheet: str
    headings: tuple[str, ...]
    heading_row: int
    recognised: int
    titles: tuple[str, ...] = ()
    from_text: bool = False
    _source: Callable[[], Iterator[SourceRow]] = field(default=lambda: iter(()), repr=False)

    def rows(self) -> Iterator[SourceRow]:
        """The rows below the heading in which something is written."""
        return (row for row in self._source() if row.number > self.heading_row and not row.blank)

    def sample(self, count: int = SAMPLE) -> list[SourceRow]:
        """The first rows, for recognising columns and for the preview."""
        return list(islice(self.rows(), count))

    def cells_of(self, row: SourceRow) -> dict[str, Cell]:
        """The cells of a row by heading; what stands beyond the last heading is kept too."""
        found: dict[str, Cell] = dict.fromkeys(self.headings)
        for position, cell in enumerate(row.cells):
            if position < len(self.headings):
                found[self.headings[position]] = cell
            elif text_of(cell):
                found[f"Extra cel {position - len(self.headings) + 1}"] = cell
        return found

    def originals(self, row: SourceRow) -> dict[str, str]:
        """The cells of a row as text, for keeping and showing."""
        return {heading: text_of(cell) for heading, cell in self.cells_of(row).items()}


@dataclass(frozen=True, slots=True)
class SkippedSheet:
    """A sheet without the wanted list, and why it is left out."""

    sheet: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """All tables of a file and the sheets that were left out."""

    tables: tuple[Table, ...]
    skipped: tuple[SkippedSheet, ...] = ()

    def rows(self) -> Iterator[tuple[Table, SourceRow]]:
        """Every row of every table, in the order of the file."""
        for table in self.tables:
            for row in table.rows():
                yield table, row


def open_tables(stream: IO[bytes], known: Recognise, nothing: str) -> ReceivedFile:
    """Open a file; raises :class:`FileProblem` when there is no table in it.

    ``known`` recognises headings, ``nothing`` says of a sheet that it has none of them ("geen kolommen van …").

    The stream must stay open, and be used by nobody else, while rows are read.
    """
    if kind_of(stream) is FileKind.TEXT:
        found = [("", _table("", TextTable(stream).rows, known, from_text=True))]
    else:
        book = Workbook(stream)
        found = [(sheet, _table(sheet, _rows_of(book, sheet), known)) for sheet in book.sheets]
    filled = [table for _, table in found if table is not None]
    if not filled:
        raise FileProblem("In dit bestand staat geen lijst: er is geen enkele rij met kolommen.")
    # A sheet with an explanation or a list of choices has no headings that VIK knows.
    most = max(table.recognised for table in filled)
    kept = [table for table in filled if table.recognised >= min(most, 2)]
    skipped = [SkippedSheet(table.sheet, nothing) for table in filled if table not in kept]
    skipped += [SkippedSheet(sheet, "leeg") for sheet, table in found if table is None]
    return ReceivedFile(tuple(kept), tuple(skipped))


def _rows_of(book: Workbook, sheet: str) -> Callable[[], Iterator[SourceRow]]:
    return lambda: book.rows(sheet)


def _table(
    sheet: str, source: Callable[[], Iterator[SourceRow]], recognise: Recognise, *, from_text: bool = False
) -> Table | None:
    """Find the heading among the first rows; None for a sheet without columns."""
    first = [row for row in islice(source(), LOOKED_THROUGH) if not row.blank]
    if not first:
        return None
    position, known = _heading_of(first, recognise)
    if position is None:
        width = max(len(row.cells) for row in first)
        if width < 2 and from_text:
            raise FileProblem("In dit bestand staan geen kolommen. Controleer het scheidingsteken.")
        if width < 2:
            return None
        start = first[0].number - 1
        return Table(sheet, tuple(f"Kolom {n + 1}" for n in range(width)), start, 0, (), from_text, source)
    heading = first[position]
    names = _texts(heading)
    if position and _is_upper_heading(first[position - 1], heading):
        names = _joined(_texts(first[position - 1]), names)
    last = heading.number
    if position + 1 < len(first) and _is_lower_heading(heading, first[position + 1], recognise):
        names = _joined(names, _texts(first[position + 1]))
        last = first[position + 1].number
    titles = tuple(text for row in first[:position] for _, text in row.filled())
    known = sum(bool(recognise(name)[0]) for name in names)
    return Table(sheet, _unique(names), last, known, titles, from_text, source)


def _heading_of(rows: Sequence[SourceRow], recognise: Recognise) -> tuple[int | None, int]:
    """The row with the most headings that VIK knows; else the first row that looks like a heading."""
    best: tuple[int | None, int] = (None, 0)
    for position, row in enumerate(rows):
        if _may_be_heading(row):
            known = {field for text in _texts(row) if (field := recognise(text)[0])}
            if len(known) > best[1]:
                best = (position, len(known))
    if best[1] >= 2:
        return best
    width = max(sum(1 for _ in row.filled()) for row in rows)
    for position, row in enumerate(rows[:10]):
        count = sum(1 for _ in row.filled())
        if count >= max(2, width - 1) and _may_be_heading(row) and not _looks_like_data(row):
            return position, best[1]
    return None, 0


def _may_be_heading(row: SourceRow) -> bool:
    texts = [text for _, text in row.filled()]
    return (
        len(texts) >= 2
        and all(len(text) <= LONGEST_HEADING for text in texts)
        and not any(
            is_written_date(cell) or (isinstance(cell, int | float) and not isinstance(cell, bool))
            for cell in row.cells
        )
    )


def _looks_like_data(row: SourceRow) -> bool:
    """Cells with digits or the same text twice are no headings."""
    texts = [text for _, text in row.filled()]
    digits = sum(any(char.isdigit() for char in text) for text in texts)
    return digits > len(texts) / 3


def _is_upper_heading(upper: SourceRow, lower: SourceRow) -> bool:
    """A row of group names right above the heading: several cells, all of them short texts."""
    if upper.number != lower.number - 1 or not _may_be_heading(upper) or _looks_like_data(upper):
        return False
    return sum(1 for _ in upper.filled()) >= 2


def _is_lower_heading(heading: SourceRow, below: SourceRow, recognise: Recognise) -> bool:
    """A second row of headings below the first: as many known names again, and no content."""
    if below.number != heading.number + 1 or not _may_be_heading(below) or _looks_like_data(below):
        return False
    names = [text for _, text in below.filled()]
    return sum(recognise(name)[1] for name in names) >= max(2, len(names) - 1)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two heading rows as one; the name of a group goes on until the next group begins."""
    names, group = [], ""
    for position in range(max(len(upper), len(lower))):
        above = upper[position] if position < len(upper) else ""
        below = lower[position] if position < len(lower) else ""
        group = above or group
        if above and not below:
            group = ""
        names.append(PART.join(filter(None, [above or (group if below else ""), below])))
    return names


def _texts(row: SourceRow) -> list[str]:
    return [" ".join(text_of(cell).split()) for cell in row.cells]


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Every column its own name: an empty one gets its place, a double one a number."""
    last = max((n for n, name in enumerate(names) if name), default=-1)
    seen: dict[str, int] = {}
    result = []
    for position, name in enumerate(names[: last + 1]):
        base = name or f"Kolom {position + 1}"
        seen[plain(base)] = seen.get(plain(base), 0) + 1
        count = seen[plain(base)]
        result.append(base if count == 1 else f"{base} ({count})")
    return tuple(result)
