"""Work in the background: who led a control is told of a second visit."""

from __future__ import annotations

import logging

from access.contexts import SYSTEM, acting_as
from access.jobs import long_job
from inspections.operations.reminding import remind, revisits_due

logger = logging.getLogger(__name__)
WHY = "second visits come near"


@long_job(why=WHY)
def remind_of_revisits() -> None:
    """Mail who led the control; each in its own transaction, so that none holds up another."""
    with acting_as(SYSTEM, why=WHY):
        found = revisits_due()
    failed = 0
    for key in found:
        try:
            with acting_as(SYSTEM, why=WHY):
                remind(key)
        except Exception:
            failed += 1
            logger.exception("remind_of_revisits: one second visit failed")
    if failed:
        raise RuntimeError(f"{failed} of {len(found)} second visits failed")
