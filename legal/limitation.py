"""Verjaring of a claim, computed from what happened: never typed, always *berekend, controleer*.

The algorithm: a claim lapses so long after its start (a verbeurde dwangsom one year, Awb 5:35 lid 1;
another money debt five years, 4:104 lid 1). An act of stuiting starts a new term on the next day
(4:110; the invorderingsbeschikking by 5:37a). Time in which the clock stands still is added: appeal
against the last (5:35 lid 2), appeal against the collection and a suspension by the judge (5:37a),
uitstel, surseance, faillissement, WSNP, a suspended dwangbevel (4:111). How 5:35 lid 2 and 5:37a work
together must be confirmed by a jurist, so the result says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from legal.retention import add_months
from legal.terms import written

_DAY: Final = timedelta(days=1)
CHECK: Final = "berekend, controleer"

# Acts after which a new term of the same length begins the next day.
INTERRUPTS: Final[dict[str, tuple[str, str]]] = {
    "COLLECTION": ("invorderingsbeschikking", "Awb 5:37a"),
    "REMINDER": ("aanmaning", "Awb 4:106"),
    "SETOFF": ("verrekeningsbeschikking", "Awb 4:106"),
    "WRIT": ("dwangbevel", "Awb 4:106"),
    "EXECUTION": ("daad van tenuitvoerlegging", "Awb 4:106"),
    "LEGAL_ACTION": ("daad van rechtsvervolging", "Awb 4:105 lid 1"),
    "ACKNOWLEDGEMENT": ("erkenning door de schuldenaar", "Awb 4:105 lid 2"),
}
# Periods in which the clock stands still.
EXTENDS: Final[dict[str, tuple[str, str]]] = {
    "APPEAL_ON_ORDER": ("bezwaar of beroep tegen de last", "Awb 5:35 lid 2"),
    "APPEAL_ON_COLLECTION": ("bezwaar of beroep tegen de invordering", "Awb 5:37a"),
    "COURT_SUSPENSION": ("schorsing door de rechter", "Awb 5:37a"),
    "DEFERMENT": ("uitstel van betaling", "Awb 4:111"),
    "ARRANGEMENT": ("betalingsregeling", "Awb 4:111"),
    "SUSPENSION": ("surseance van betaling", "Awb 4:111"),
    "BANKRUPTCY": ("faillissement", "Awb 4:111"),
    "WSNP": ("schuldsanering", "Awb 4:111"),
    "WRIT_SUSPENDED": ("geschorst dwangbevel", "Awb 4:111"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """What bears on verjaring: its kind, its day, and of a period its last day (None: still running)."""

    kind: str
    on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Limitation:
    """The last day before the claim has lapsed, and how that came about."""

    end: date
    running: bool  # the clock stands still today: the end lies at least here
    steps: tuple[str, ...]

    @property
    def lapsed_from(self) -> date:
        """The first day on which the claim has lapsed."""
        return self.end + _DAY

    @property
    def explanation(self) -> str:
        """*Waarom deze datum*, in Dutch sentences."""
        return " ".join((*self.steps, f"({CHECK.capitalize()}.)"))


def limitation(start: date, events: Iterable[Event], *, today: date, years: int = 1) -> Limitation:
    """When a claim lapses.

    ``start`` is the day of the verbeurte (``years`` = 1), or the last day of the payment term of
    another debt (``years`` = 5). An act after the claim lapsed changes nothing any more (4:104 lid 2).
    A period that still runs counts until ``today``. The end is never moved for weekends (Atw 4).
    """
    clock = _Clock(start, add_months(start, 12 * years), today)
    span = "1 jaar" if years == 1 else f"{years} jaar"
    article = "Awb 5:35 lid 1" if years == 1 else "Awb 4:104 lid 1"
    clock.say(f"De vordering verjaart {span} na {written(start)} ({article}): na {written(clock.end)}.")
    for event in sorted(events, key=lambda row: (row.on, row.kind in EXTENDS, row.until or date.max)):
        if event.on > clock.end:
            if event.kind in INTERRUPTS:
                clock.say(f"De {INTERRUPTS[event.kind][0]} van {written(event.on)} kwam na de verjaring.")
        elif event.kind in INTERRUPTS and event.on >= clock.begun:
            clock.restart(event, 12 * years)
        elif event.kind in EXTENDS:
            clock.stand_still(event)
    return Limitation(clock.end, clock.running, tuple(clock.steps))


class _Clock:
    """The running term while its events are told one after the other."""

    def __init__(self, begun: date, end: date, today: date) -> None:
        self.begun, self.end, self.today = begun, end, today
        self.running = False
        self.steps: list[str] = []
        self.counted: list[tuple[date, date]] = []
        self.periods: list[Event] = []

    def say(self, sentence: str) -> None:
        """One step of the explanation."""
        self.steps.append(sentence)

    def restart(self, event: Event, months: int) -> None:
        """A new term from the day after an act of stuiting; periods that still run go on counting."""
        name, article = INTERRUPTS[event.kind]
        self.begun, self.end, self.counted = event.on, add_months(event.on, months), []
        self.say(
            f"De {name} van {written(event.on)} stuit ({article}): een nieuwe termijn, "
            f"tot en met {written(self.end)}."
        )
        for period in self.periods:
            self._extend(period, from_day=event.on + _DAY)

    def stand_still(self, event: Event) -> None:
        """A period in which the clock stands still."""
        self.periods.append(event)
        self.running = self.running or event.until is None or event.until >= self.today
        self._extend(event, from_day=self.begun)

    def _extend(self, event: Event, *, from_day: date) -> None:
        first = max(event.on, from_day)
        last = event.until if event.until is not None else max(self.today, event.on)
        days = _new_days((first, last), self.counted)
        if not days:
            return
        self.counted.append((first, last))
        self.end += days * _DAY
        name, article = EXTENDS[event.kind]
        still = ", nog niet afgelopen" if event.until is None else ""
        words = "1 dag" if days == 1 else f"{days} dagen"
        self.say(f"{name.capitalize()} verlengt met {words}{still} ({article}): {written(self.end)}.")


def _new_days(span: tuple[date, date], counted: Sequence[tuple[date, date]]) -> int:
    """The days of a period, first and last included, that no earlier period counted already."""
    first, last = span
    day, found = first, 0
    while day <= last:
        covered = next((end for begin, end in counted if begin <= day <= end), None)
        if covered is not None:
            day = covered + _DAY
            continue
        stop = min((begin for begin, _ in counted if begin > day), default=last + _DAY)
        found += (min(stop - _DAY, last) - day).days + 1
        day = min(stop, last + _DAY)
    return found
