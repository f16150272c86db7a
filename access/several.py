"""Do one act to several records that were ticked in a list: what can't be done says why, the rest is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction
from django.http import QueryDict

from core.errors import Refused

MOST: Final = 100


@dataclass(slots=True)
class Outcome:
    """How many were done, and a sentence for each that was not."""

    done: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def problem(self) -> str:
        """All of them, to be shown above the list."""
        return " ".join(self.problems)


def ticked(posted: QueryDict) -> list[str]:
    """The public numbers that were ticked, at most a hundred."""
    return [number[:24].replace("\x00", "") for number in posted.getlist("nummer")[:MOST]]


def each(rows: Iterable[Any], act: Callable[[Any], object]) -> Outcome:
    """Act on each row by itself: one that is refused holds up no other."""
    found = Outcome()
    for row in rows:
        try:
            with transaction.atomic():
                act(row)
            found.done += 1
        except Refused as refusal:
            found.problems.append(f"{row.number}: {refusal.message}")
    return found
