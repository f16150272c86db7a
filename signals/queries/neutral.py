"""Does a title hold a name? Asked by every room whose titles stand in lists."""

from __future__ import annotations

from signals.titles import title_warning


def title_problem(title: str) -> str:
    """The sentence when a title seems to hold a name, plate or number; otherwise empty."""
    return title_warning(title)
