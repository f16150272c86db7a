"""Take the list out of VIK as a file: without content, formula-safe, watermarked, on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core.tables import write_table
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
    return write_table(
        kind, maker=by.name, headings=HEADINGS, rows=[_cells(row) for row in rows], title="Signalen"
    )


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
