"""Look for every change in the audit log: against itself, and against the signed checkpoints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from audit.chain import DayCheck, Finding, Problem, days, lines_of
from audit.checkpoints import Checkpoints, read_checkpoints
from audit.record import ALIAS


@dataclass(slots=True)
class Verification:
    """A run over the log. Iterate over :meth:`problems`; the counts fill while it runs.

    Memory does not grow with the log: lines are read in batches, problems are handed on one by one.
    """

    keys: tuple[Ed25519PublicKey, ...] = ()
    since: date | None = None
    lines: int = 0
    days: int = 0
    checkpoints: int = 0

    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong, the checkpoints first, then day by day."""
        # The checkpoints are read before the lines: what is written meanwhile can only come on top.
        points = read_checkpoints(self.keys)
        self.checkpoints = points.lines
        yield from points.problems
        if points.last is None:
            yield Problem(Finding.CHECKPOINTS_MISSING)
        for day in self._every_day(points):
            yield from self._day(day, points)

    def _every_day(self, points: Checkpoints) -> Iterable[str]:
        """The days that have lines together with the days that should have."""
        start = self.since.isoformat() if self.since else ""
        signed = {day for day, numbers in points.by_day.items() if max(numbers) and day >= start}
        return sorted(signed.union(days(ALIAS, since=self.since)))

    def _day(self, day: str, points: Checkpoints) -> Iterator[Problem]:
        check = DayCheck(day, points.by_day.get(day, {}), points.closed(day))
        for line in lines_of(ALIAS, day):
            yield from check.line(line)
        self.lines += check.count
        self.days += bool(check.count)
        yield from check.end()
