"""A received file of signals as tables."""

from __future__ import annotations

from typing import IO

from core.sheets import tables
from core.sheets.tables import ReceivedFile
from signals.intake.reading.words import field_by_heading


def open_tables(stream: IO[bytes]) -> ReceivedFile:
    """The tables of a file; raises :class:`core.sheets.kinds.FileProblem` when there are none."""
    return tables.open_tables(stream, field_by_heading, "geen kolommen van signalen")
