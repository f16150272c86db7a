"""Terms of the Wet Bibob that stand still: the advice of the LBB, and the decision while it advises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ADVICE_WEEKS: Final = 8
EXTRA_WEEKS: Final = 4


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the LBB waits for data: first and last day (None: still waiting)."""

    first: date
    last: date | None = None

    def days(self, today: date) -> int:
        """How many days it stood still until ``today``."""
        return max(((self.last or today) - self.first).days + 1, 0)


def advice_due(asked_on: date, *, extended: bool, pauses: Iterable[Pause] = (), today: date) -> date:
    """The last day for the advice of the LBB: 8 weeks, 4 more when extended (Wet Bibob 15).

    The clock stands still while data is missing.
    """
    weeks = ADVICE_WEEKS + (EXTRA_WEEKS if extended else 0)
    return asked_on + timedelta(weeks=weeks) + timedelta(days=sum(pause.days(today) for pause in pauses))


def decision_due(
    due_on: date, asked_on: date, answered_on: date | None, *, extended: bool, today: date
) -> date:
    """The term for the decision on the application, suspended while the LBB advises (Wet Bibob 31).

    Suspended for as long as the advice took, and at most the term of article 15.
    """
    longest = timedelta(weeks=ADVICE_WEEKS + (EXTRA_WEEKS if extended else 0))
    return due_on + min((answered_on or today) - asked_on, longest)
