"""Take the claims out of VIK as a file: formula-safe, watermarked, on record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core.tables import write_table
from measures.models import Claim

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 5000
HEADINGS: Final = (
    "Nummer",
    "Soort",
    "Maatregel",
    "Schuldenaar",
    "Bedrag",
    "Betaald",
    "Open",
    "Verbeurd of ontstaan",
    "Te betalen tot en met",
    "Stand",
    "Verjaart na",
)


def export_claims(*, by: User, claims: Sequence[Claim], kind: str) -> bytes:
    """The rows as ``csv`` or ``xlsx``; the line in the audit log precedes the file."""
    if not may(by, "measures.export"):
        raise Denied(deny(refusal("measures.export")))
    rows = list(claims)[:MOST]
    record_event(
        Action.EXPORT,
        record_type="measures.claim",
        shown=[str(row.pk) for row in rows],
        regime=sorted({regime for row in rows for regime in row.regimes}),
        details={"format": kind, "rows": len(rows)},
    )
    return write_table(
        kind, maker=by.name, headings=HEADINGS, rows=[_cells(row) for row in rows], title="Vorderingen"
    )


def _cells(claim: Claim) -> list[object]:
    def day(name: str) -> str:
        value = getattr(claim, name)
        return f"{value:%d-%m-%Y}" if value else ""

    return [
        claim.number,
        claim.get_kind_display(),
        claim.measure.number if claim.measure else "",
        claim.debtor.label,
        str(claim.amount).replace(".", ","),
        str(claim.paid).replace(".", ","),
        str(claim.balance).replace(".", ","),
        day("incurred_on"),
        day("due_on"),
        claim.get_state_display(),
        day("lapses_on"),
    ]
