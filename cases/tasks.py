"""Work in the background: the owners of actions are told, without content."""

from __future__ import annotations

import logging
from uuid import UUID

from access.contexts import SYSTEM, acting_as
from access.jobs import job, long_job
from cases.operations.reminding import actions_due, remind, tell_new

logger = logging.getLogger(__name__)


@job(why="somebody got an action")
def tell_assignee(action_id: str) -> None:
    """Mail who got an action: its number and the way to it."""
    tell_new(UUID(action_id))


@long_job(why="the last day of an action comes near")
def remind_of_actions() -> None:
    """Mail who owns an action that comes near; each in its own transaction, so that none holds up another."""
    with acting_as(SYSTEM, why="the last day of an action comes near"):
        found = actions_due()
    failed = 0
    for key in found:
        try:
            with acting_as(SYSTEM, why="the last day of an action comes near"):
                remind(key)
        except Exception:
            failed += 1
            logger.exception("remind_of_actions: one action failed")
    if failed:
        raise RuntimeError(f"{failed} of {len(found)} actions failed")
