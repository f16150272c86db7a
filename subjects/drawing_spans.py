"""What lasts, as bars in time: one under the other on one scale of years, drawn on the server. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

WIDTH: Final = 800
LEFT, RIGHT = 8, 792
TOP: Final = 22
STEP: Final = 38
MOST_DRAWN: Final = 30
MOST_YEARS: Final = 12
SHORTEST: Final = 3


class Lasting(Protocol):
    """What can be drawn: a name, its first day, its last one (None: no end is known) and where to read on."""

    @property
    def label(self) -> str: ...
    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date | None: ...
    @property
    def address(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with the place of its label, and its days in words."""

    x: int
    y: int
    width: int
    text_x: int
    text_y: int
    anchor: str
    label: str
    days: str
    address: str
    open: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """Everything the template needs to draw; ``more`` stand only in their own section."""

    height: int
    bars: list[Bar]
    years: list[tuple[int, int]]
    today: int
    more: int
    width: int = WIDTH


def draw_spans(spans: Sequence[Lasting], today: date) -> Bars | None:
    """The bars, the oldest first; None when there is nothing to draw.

    What has no known end runs on to the edge. The scale goes from the first day to the last or today.
    """
    shown = sorted(spans, key=lambda span: (span.first, span.label))[-MOST_DRAWN:]
    if not shown:
        return None
    start = date(min(span.first for span in shown).year, 1, 1)
    latest = max([today, *(span.last or span.first for span in shown)])
    end = date(latest.year + 1, 1, 1)
    days = (end - start).days

    def across(day: date) -> int:
        return LEFT + round((RIGHT - LEFT) * (day - start).days / days)

    bars = []
    for place, span in enumerate(shown):
        x, y = across(span.first), TOP + place * STEP + 18
        to = across(span.last) if span.last else RIGHT
        late = x > WIDTH // 2
        told = (
            f"{_day(span.first)} tot en met {_day(span.last)}" if span.last else f"vanaf {_day(span.first)}"
        )
        width = max(SHORTEST, to - x)
        text_x = x + width if late else x
        bars.append(
            Bar(x, y, width, text_x, y - 5, "end" if late else "start", span.label, told, span.address, span.last is None)
        )  # fmt: skip
    step = -(-(end.year - start.year) // MOST_YEARS)
    years = [(year, across(date(year, 1, 1))) for year in range(start.year, end.year, step)]
    return Bars(TOP + len(bars) * STEP, bars, years, across(today), len(spans) - len(shown))


def _day(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
