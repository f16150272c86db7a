"""What the tests of the importers share: files as senders make them, and a finished import."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from signals.intake.receiving import receive_file
from signals.intake.run import run_to_the_end
from signals.models import ImportRow, ImportRun, Report, Signal
from signals.operations.imports import map_columns, start_run

SAMPLES = Path(__file__).resolve().parents[2] / "demo" / "intake"
ODT_SAMPLE = SAMPLES / "odt-signalen-2026-q3.xlsx"
INTERNAL_SAMPLE = SAMPLES / "intern-signalen-2026.csv"
HEADING = ("Zaaknummer", "Datum bezoek", "Locatie", "Bevindingen", "Spoed", "Toezichthouder")
STORY = "Achter het pand staan elke avond busjes te laden terwijl er niemand is ingeschreven, nummer {}."


def a_row(number: int, **changed: str) -> dict[str, str]:
    """One row as it should be."""
    return {
        "Zaaknummer": f"Z2026-{number:08}",
        "Datum bezoek": "03-08-2026",
        "Locatie": f"Windslaan {number}, 7603 MH Almelo",
        "Bevindingen": STORY.format(number),
        "Spoed": "nee",
        "Toezichthouder": "R. Wolbers",
    } | changed


def csv_bytes(
    rows: Sequence[dict[str, str]],
    heading: Sequence[str] = HEADING,
    *,
    encoding: str = "utf-8",
    delimiter: str = ";",
    called: dict[str, str] | None = None,
) -> bytes:
    """A csv file; ``called`` renames headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow([(called or {}).get(name, name) for name in heading])
    for row in rows:
        writer.writerow([row.get(name, "") for name in heading])
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(content: bytes, name: str = "signalen.csv") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def received(by: User, content: bytes, *, source: str = "ODT", name: str = "signalen.csv") -> ImportRun:
    """A file that was sent in and waits for its columns to be looked at."""
    with acting_as(by, why="test"):
        return receive_file(by=by, source_type=source, source_name="", upload=upload(content, name))


def imported(
    by: User,
    content: bytes,
    *,
    source: str = "ODT",
    name: str = "signalen.csv",
    mapping: dict[str, str] | None = None,
) -> ImportRun:
    """A file that was read to its end."""
    run = received(by, content, source=source, name=name)
    with acting_as(by, why="test"):
        if mapping is not None:
            map_columns(by=by, run=run, mapping=mapping)
        start_run(by=by, run=run, at_once=True)
    run_to_the_end(run.pk)
    return fresh(run)


def fresh(run: ImportRun) -> ImportRun:
    """The run as it stands in the database."""
    with acting_as(SYSTEM, why="test"):
        return ImportRun.objects.unrestricted(why="test").get(pk=run.pk)


def all_signals() -> list[Signal]:
    """Every signal, in the order in which they came."""
    with acting_as(SYSTEM, why="test"):
        return list(Signal.objects.unrestricted(why="test").select_related("area").order_by("number"))


def all_reports() -> list[Report]:
    """Every report with who sent it in."""
    with acting_as(SYSTEM, why="test"):
        return list(Report.objects.unrestricted(why="test").order_by("number"))


def kept_rows(run: ImportRun, *states: str) -> list[ImportRow]:
    """The kept rows of a run, in the order of the file."""
    with acting_as(SYSTEM, why="test"):
        rows = ImportRow.objects.filter(run=run).unrestricted(why="test").select_related("run__owner")
        return list((rows.filter(state__in=states) if states else rows).order_by("sheet", "row_number"))


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    """Made, known, refused, ignored."""
    return run.rows_made, run.rows_known, run.rows_refused, run.rows_ignored
