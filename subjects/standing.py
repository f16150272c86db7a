"""Which of several contradicting statements is shown, and what VIK knew on an earlier day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final, Protocol, TypeVar

# A register weighs more than what somebody saw, and that more than what was said.
RANK: Final = {"REGISTER": 0, "DOCUMENT": 1, "CONTROL": 2, "OPEN_SOURCE": 3, "COLLEAGUE": 3, "SIGNAL": 4}


class Said(Protocol):
    """What the rules look at of a statement or relation."""

    source: str
    reliability: str
    credibility: str
    since: str
    until: str
    stated_at: datetime
    withdrawn_at: datetime | None


S = TypeVar("S", bound=Said)


def known_at(rows: Iterable[S], moment: datetime | None) -> list[S]:
    """What stood at a moment (None: now): stated by then, and not withdrawn by then."""
    if moment is None:
        return [row for row in rows if row.withdrawn_at is None]
    return [
        row
        for row in rows
        if row.stated_at <= moment and (row.withdrawn_at is None or row.withdrawn_at > moment)
    ]


def in_order(rows: Iterable[S], on: date) -> list[S]:
    """The best statement first.

    What holds on the day goes before what has ended; then the kind of source (a register first), its
    reliability (A to X), the credibility of the content (1 to 6), and last what was stated latest.
    """
    return sorted(
        sorted(rows, key=lambda row: row.stated_at, reverse=True),
        key=lambda row: (
            not holds(row.since, row.until, on),
            RANK.get(row.source, len(RANK)),
            row.reliability,
            row.credibility,
        ),
    )


def shown(rows: Sequence[S], on: date) -> S | None:
    """The statement whose value is shown; None when nothing stands."""
    standing = in_order(known_at(rows, None), on)
    return standing[0] if standing else None


def holds(since: str, until: str, on: date) -> bool:
    """Did a fact with these incomplete dates hold on the day? What is unknown speaks for it."""
    return _earliest(since) <= on.isoformat() and (not until or _latest(until) > on.isoformat())


def ends_before(since: str, until: str) -> bool:
    """Does the last day that the end can be lie before the first that the beginning can be?"""
    return _latest(until) < _earliest(since)


def _earliest(day: str) -> str:
    return day or "0000-00-00"


def _latest(day: str) -> str:
    year, month, last = day[:4], day[5:7], day[8:10]
    return "-".join(
        ("9999" if year == "0000" else year, "99" if month == "00" else month, "99" if last == "00" else last)
    )


def days_agree(one: str, two: str) -> bool:
    """Can two days in register notation be the same? ``1979-00-00`` says nothing against ``1979-06-14``."""
    return all(
        not int(left) or not int(right) or left == right
        for left, right in zip(one.split("-"), two.split("-"), strict=True)
    )
