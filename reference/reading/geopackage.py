"""GeoPackage: a SQLite file with boundaries as WKB behind a header of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from reference.reading.files import NotReadable

SQLITE: Final = b"SQLite format 3\x00"
LARGEST_SHAPE: Final = 16_000_000
_ENVELOPES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
# A file from outside may not keep the computer busy: this many steps of SQLite between two rows.
_STEPS: Final = 50_000_000


def rows_of(path: Path, wanted: frozenset[str]) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    """Every row of every layer: where it stands, its wanted columns, and its WKB (a text: what is wrong)."""
    try:
        with closing(_opened(path)) as file:
            yield from _rows(file, path.name, wanted)
    except (sqlite3.Error, OverflowError) as problem:
        raise NotReadable(f"{path.name} is beschadigd of geen GeoPackage ({problem}).") from problem


def _opened(path: Path) -> sqlite3.Connection:
    """The file, only to be read; nothing in it is trusted."""
    file = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True)
    file.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_SHAPE)
    file.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    file.execute("PRAGMA trusted_schema = OFF")
    file.execute("PRAGMA query_only = ON")
    file.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return file


def _rows(
    file: sqlite3.Connection, name: str, wanted: frozenset[str]
) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    # A view could be a computation without end: only tables are read.
    tables = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"gpkg_contents", "gpkg_geometry_columns"} <= tables:
        raise NotReadable(f"{name} is een SQLite-bestand, maar geen GeoPackage.")
    layers = file.execute("SELECT table_name, column_name FROM gpkg_geometry_columns ORDER BY 1").fetchall()
    for layer, shape in layers:
        if layer not in tables:
            continue
        present = [str(row[1]) for row in file.execute(f"PRAGMA table_info({_quoted(layer)})")]
        columns = [column for column in present if column.casefold() in wanted]
        if not columns or shape not in present:
            continue
        chosen = ", ".join(_quoted(column) for column in (*columns, shape))
        cursor = file.execute(f"SELECT {chosen} FROM {_quoted(layer)}")  # noqa: S608  # names of the file itself, quoted
        for place, row in enumerate(_bounded(file, cursor), 1):
            yield f"{layer}, rij {place}", dict(zip(columns, row, strict=False)), _wkb(row[-1])


def _bounded(file: sqlite3.Connection, cursor: sqlite3.Cursor) -> Iterator[Any]:
    while True:
        file.set_progress_handler(lambda: 1, _STEPS)
        row = cursor.fetchone()
        file.set_progress_handler(None, 0)
        if row is None:
            return
        yield row


def _quoted(name: str) -> str:
    return '"' + str(name).replace('"', '""') + '"'


def _wkb(blob: Any) -> bytes | str:
    """The boundary without the header of GeoPackage; a text says what is wrong."""
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        return "er is geen grens"
    envelope = _ENVELOPES.get(blob[3] >> 1 & 7)
    if envelope is None:
        return "de grens is niet te lezen"
    return blob[8 + envelope :]
