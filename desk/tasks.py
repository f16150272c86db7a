"""Work of the desk in the background."""

from __future__ import annotations

from access.jobs import job
from desk.saving import end_searches


@job(why="saved searches that have ended are let go")
def forget_ended_searches() -> None:
    """Let searches go whose end is more than a month ago."""
    end_searches()
