"""Take the list of controls out of VIK as a file: formula-safe, watermarked, on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core.tables import write_table

if TYPE_CHECKING:
    from accounts.models import User
    from inspections.queries.register import Row

MOST: Final = 5000
HEADINGS: Final = (
    "Nummer",
    "Soort",
    "Dag",
    "Aanleiding",
    "Stand",
    "Leiding",
    "Adressen",
    "Gecontroleerd",
    "Overtredingen",
)


def export_inspections(*, by: User, rows: Sequence[Row], kind: str) -> bytes:
    """The rows as ``csv`` or ``xlsx``; the line in the audit log precedes the file."""
    if not may(by, "inspections.export"):
        raise Denied(deny(refusal("inspections.export")))
    record_event(
        Action.EXPORT,
        record_type="inspections.inspection",
        shown=[str(row.inspection.pk) for row in rows],
        regime=sorted({regime for row in rows for regime in row.inspection.regimes}),
        details={"format": kind, "rows": len(rows)},
    )
    return write_table(
        kind, maker=by.name, headings=HEADINGS, rows=[_cells(row) for row in rows], title="Controles"
    )


def _cells(row: Row) -> list[object]:
    control = row.inspection
    day = f"{timezone.localtime(control.starts_at):%d-%m-%Y}" if control.starts_at else ""
    return [
        control.number,
        control.type.label,
        day,
        control.get_reason_display(),
        control.get_state_display(),
        control.lead.name,
        row.stops,
        row.done,
        row.breaches,
    ]
