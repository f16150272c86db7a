"""When a decision is onherroepelijk: all remedies used, or their terms passed. Derived, never typed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from legal.terms import Term, received_in_time, term, written

_DAY: Final = timedelta(days=1)
# What follows on what, with the name of its term (Awb 6:7, 6:8, 6:24; 8:104).
LADDER: Final = ("OBJECTION", "APPEAL", "FURTHER_APPEAL")
TERM_OF: Final = {"OBJECTION": "bezwaar", "APPEAL": "beroep", "FURTHER_APPEAL": "hoger-beroep"}
NAMES: Final = {"OBJECTION": "bezwaar", "APPEAL": "beroep", "FURTHER_APPEAL": "hoger beroep"}


@dataclass(frozen=True, slots=True)
class Filing:
    """One remedy: its kind, when it was filed, decided and made known, and how it ended."""

    kind: str
    filed_on: date
    decided_on: date | None = None
    notified_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Finality:
    """Since when a decision can't be fought any more (None: it still can), and why."""

    on: date | None
    why: str


def finality(
    notified_on: date | None, filings: Sequence[Filing], *, decreed: Collection[date], today: date
) -> Finality:
    """Is a decision that was made known on ``notified_on`` onherroepelijk on ``today``?

    Each remedy opens the next: after the decision on it was made known the term of the next runs. A
    remedy that was filed and not decided keeps the decision open, also when it came late: whether that
    can be excused (Awb 6:11) is decided, not computed.
    """
    if notified_on is None:
        return Finality(None, "Het besluit is nog niet bekendgemaakt.")
    made_known = notified_on
    for kind in LADDER:
        ends = term(TERM_OF[kind], made_known, decreed)
        filed = [row for row in filings if row.kind == kind]
        if not filed:
            if today > ends.end:
                return Finality(
                    ends.end + _DAY,
                    f"De termijn voor {NAMES[kind]} is op {written(ends.end)} ongebruikt verstreken ({ends.article}).",
                )
            return Finality(
                None, f"Tot en met {written(ends.end)} is {NAMES[kind]} mogelijk ({ends.article})."
            )
        if any(row.decided_on is None for row in filed):
            return Finality(None, f"Er loopt {NAMES[kind]}.")
        if all(row.outcome == "WITHDRAWN" for row in filed):
            last = max(row.decided_on for row in filed if row.decided_on is not None)
            if today <= ends.end:
                return Finality(
                    None, f"Tot en met {written(ends.end)} is {NAMES[kind]} mogelijk ({ends.article})."
                )
            return Finality(max(last, ends.end + _DAY), f"Het {NAMES[kind]} is ingetrokken.")
        if kind == LADDER[-1]:
            last = max(row.decided_on for row in filed if row.decided_on is not None)
            return Finality(last, "De Raad van State heeft in hoogste instantie beslist.")
        known = [
            row.notified_on for row in filed if row.notified_on is not None and row.outcome != "WITHDRAWN"
        ]
        if not known:
            return Finality(None, f"De beslissing op het {NAMES[kind]} is nog niet bekendgemaakt.")
        made_known = max(known)
    raise AssertionError("the ladder ends with a return")


def decision_term(notified_on: date, *, committee: bool, extended: bool, decreed: Collection[date]) -> Term:
    """Until when the authority must decide on an objection (Awb 7:10)."""
    kind = "beslissing-op-bezwaar" + ("-commissie" if committee else "") + ("-verdaagd" if extended else "")
    return term(kind, term("bezwaar", notified_on, decreed).end, decreed)


def in_time(
    kind: str, made_known: date, *, received: date, posted: date | None, decreed: Collection[date]
) -> bool:
    """Was a remedy in time? By post also within a week after the term, if it was posted before its end.

    Awb 6:7 to 6:9.
    """
    end = term(TERM_OF[kind], made_known, decreed).end
    return received_in_time(end, posted or received, received)
