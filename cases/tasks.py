"""Work in the background: the owners of actions are told, without content."""

from __future__ import annotations

from uuid import UUID

from access.jobs import job, long_job, one_by_one
from cases.operations.keeping import cases_to_propose, propose_destruction
from cases.operations.reminding import actions_due, remind, tell_new


@job(why="somebody got an action")
def tell_assignee(action_id: str) -> None:
    """Mail who got an action: its number and the way to it."""
    tell_new(UUID(action_id))


@long_job(why="the last day of an action comes near")
def remind_of_actions() -> None:
    """Mail who owns an action that comes near; each in its own transaction, so that none holds up another."""
    one_by_one(actions_due, remind, why="the last day of an action comes near")


@long_job(why="the retention period of cases is over")
def propose_destructions() -> None:
    """Propose the destruction of closed cases that nothing needs any more; two people decide."""
    one_by_one(cases_to_propose, propose_destruction, why="the retention period of cases is over")
