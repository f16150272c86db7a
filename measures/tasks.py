"""Work in the background: terms follow the days, and whoever handles them is told."""

from __future__ import annotations

import logging
from uuid import UUID

from access.contexts import SYSTEM, acting_as
from access.jobs import job, long_job, one_by_one
from measures.intake.run import read_to_the_end, take_up_silent_runs
from measures.operations import bundling
from measures.operations.reminding import claims_unwatched, records_to_follow, remind, watches_due

logger = logging.getLogger(__name__)


@long_job(why="terms follow the passing of days")
def follow_terms() -> None:
    """Derive anew what depends on today: onherroepelijk, verjaring of what stands still, state of payment."""
    with acting_as(SYSTEM, why="terms follow the passing of days"):
        found = records_to_follow()
    failed = 0
    for follow, key in found:
        try:
            with acting_as(SYSTEM, why="terms follow the passing of days"):
                follow(key)
        except Exception:
            failed += 1
            logger.exception("follow_terms: one record failed")
    with acting_as(SYSTEM, why="terms follow the passing of days"):
        unwatched = claims_unwatched()
    if failed or unwatched:
        raise RuntimeError(
            f"{failed} of {len(found)} records failed; {len(unwatched)} open claims lapse unwatched"
        )


@long_job(why="terms come near")
def remind_of_terms() -> None:
    """Mail who handles a term that comes near; each in its own transaction, so that none holds up another."""

    def tell(watch: tuple[str, UUID]) -> None:
        remind(*watch)

    one_by_one(watches_due, tell, why="terms come near")


@long_job(why="an old register that somebody started to read")
def read_register(run_id: str) -> None:
    """Read a register to its end."""
    read_to_the_end(run_id)


@job(why="registers whose worker fell away go on")
def resume_registers() -> None:
    """Put registers that are not finished back in the queue."""
    take_up_silent_runs()


@long_job(why="a procesdossier that somebody asked for")
def make_dossier(dossier_id: str) -> None:
    """Make one edition of a procesdossier."""
    bundling.make_dossier(dossier_id)


@job(why="dossiers whose worker fell away go on")
def resume_dossiers() -> None:
    """Put dossiers that did not move for a while back in the queue."""
    bundling.take_up_silent_dossiers()
