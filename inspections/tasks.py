"""Work in the background: who led a control is told of a second visit."""

from __future__ import annotations

from access.jobs import long_job, one_by_one
from inspections.operations.reminding import remind, revisits_due

WHY = "second visits come near"


@long_job(why=WHY)
def remind_of_revisits() -> None:
    """Mail who led the control; each in its own transaction, so that none holds up another."""
    one_by_one(revisits_due, remind, why=WHY)
