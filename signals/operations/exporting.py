"""Take the list out of VIK as a file: without content, formula-safe, watermarked, on record."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from signals.models import Signal, SourceType

if TYPE_CHECKING:
    from accounts.models import User

HEADINGS: Final = (
    "Nummer",
    "Ontvangen",
    "Bron",
    "Titel",
    "Status",
    "Thema",
    "Wijk",
    "Behandelaar",
    "Bewaren tot",
)
MOST: Final = 5000
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(value: object) -> str:
    """A text that no spreadsheet takes for a formula."""
    text = str(value or "")
    return f"'{text}" if text.startswith(DANGEROUS) else text


def export_signals(*, by: User, signals: Sequence[Signal], kind: str) -> bytes:
    """The rows as ``csv`` or ``xlsx``; the line in the audit log precedes the file.

    Of anonymous information only the week of receipt goes out.
    """
    if not may(by, "signals.export"):
        raise Denied(deny(refusal("signals.export")))
    rows = list(signals)[:MOST]
    record_event(
        Action.EXPORT,
        record_type="signals.signal",
        shown=[str(row.pk) for row in rows],
        regime=sorted({regime for row in rows for regime in row.regimes}),
        details={"format": kind, "rows": len(rows)},
    )
    moment = timezone.localtime(clock.now())
    mark = (
        f"Gemaakt door {by.name} op {moment:%d-%m-%Y %H:%M}. Vertrouwelijk: vernietig dit bestand na gebruik."
    )
    table = [[mark], list(HEADINGS), *([safe_cell(cell) for cell in _cells(row)] for row in rows)]
    return _xlsx(table) if kind == "xlsx" else _csv(table)


def _cells(signal: Signal) -> list[object]:
    received = timezone.localtime(signal.received_at)
    anonymous = signal.source_type == SourceType.ANONYMOUS
    week = f"week {received.isocalendar().week}, {received.isocalendar().year}"
    return [
        signal.number,
        week if anonymous else f"{received:%d-%m-%Y}",
        signal.get_source_type_display(),
        signal.title,
        signal.get_state_display(),
        signal.theme.label if signal.theme else "",
        signal.area.label if signal.area else "",
        signal.handler.name if signal.handler else "",
        f"{signal.retention_until:%d-%m-%Y}" if signal.retention_until else "",
    ]


def _csv(table: list[list[str]]) -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=";", lineterminator="\r\n").writerows(table)
    # The mark by which Excel knows that this is UTF-8.
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _xlsx(table: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Signalen")
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
