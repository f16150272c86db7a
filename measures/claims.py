"""Where the collection of a claim stands, derived from what happened to it. Pure: events in, standing out.

The steps of collection (Awb titel 4.4, 5:33, 5:37): payment term, invorderingsbeschikking, aanmaning,
dwangbevel, execution. What is written off ends it; what was paid too much or too late stays to be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

NOTHING: Final = Decimal("0.00")
# The event that ends a claim, with the state it gives.
ENDS: Final = {
    "REMISSION": "REMITTED",
    "WAIVER": "WAIVED",
    "UNCOLLECTABLE": "UNCOLLECTABLE",
    "LAPSED": "LAPSED",
}
# The steps of collection in their order; the furthest that was taken is where it stands.
LADDER: Final = {
    "INTENTION": "INTENTION",
    "COLLECTION": "COLLECTION",
    "REMINDER": "REMINDED",
    "WRIT": "WRIT",
    "EXECUTION": "EXECUTION",
}
# What can't be done any more once a claim has lapsed (Awb 4:104 lid 2; for a dwangsom 5:35 lid 1).
TOO_LATE: Final = frozenset({"COLLECTION", "REMINDER", "SETOFF", "WRIT", "EXECUTION"})
# Awb 5:37 lid 1: the invorderingsbeschikking comes before the aanmaning; 4:117: the aanmaning before the writ.
BEFORE: Final = {
    "REMINDER": ("COLLECTION", "Een aanmaning kan pas na de invorderingsbeschikking.", "Awb 5:37 lid 1"),
    "WRIT": ("REMINDER", "Een dwangbevel kan pas na de aanmaning.", "Awb 4:117"),
    "EXECUTION": ("WRIT", "Tenuitvoerlegging kan pas na het dwangbevel.", "Awb 4:116"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: its kind (a code of ClaimEventKind), day, end day, amount in euros."""

    kind: str
    on: date
    until: date | None = None
    amount: Decimal | None = None
    instalments: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """State (a code of ClaimState), what was paid and what is open, in euros."""

    state: str
    paid: Decimal
    balance: Decimal

    @property
    def is_open(self) -> bool:
        """Can it still be collected?"""
        return self.balance > NOTHING


def standing(amount: Decimal, due_on: date | None, events: Sequence[Event], today: date) -> Standing:
    """Where a claim of ``amount`` euros, payable until ``due_on``, stands on ``today``.

    Paid in full is paid, whatever happened besides; a write-off closes what was still open.
    """
    paid = sum((event.amount or NOTHING for event in events if event.kind == "PAYMENT"), NOTHING)
    balance = max(amount - paid, NOTHING)
    if balance == NOTHING:
        return Standing("PAID", paid, NOTHING)
    for event in events:
        if event.kind in ENDS:
            return Standing(ENDS[event.kind], paid, NOTHING)
    if any(event.kind == "ARRANGEMENT" and _runs(event, today) for event in events):
        return Standing("ARRANGEMENT", paid, balance)
    taken = {event.kind for event in events}
    reached = [state for kind, state in LADDER.items() if kind in taken]
    if reached:
        return Standing(reached[-1], paid, balance)
    return Standing("UNPAID" if due_on is not None and due_on < today else "DUE", paid, balance)


def _runs(event: Event, today: date) -> bool:
    return event.on <= today and (event.until is None or event.until >= today)


def too_early(kind: str, events: Sequence[Event], *, penalty: bool) -> tuple[str, str] | None:
    """The sentence and article when a step of collection skips the one that must come first; else None.

    Only a ``penalty`` needs an invorderingsbeschikking before its aanmaning (Awb 5:37 lid 1).
    """
    if kind not in BEFORE or (kind == "REMINDER" and not penalty):
        return None
    first, sentence, article = BEFORE[kind]
    return None if any(event.kind == first for event in events) else (sentence, article)


def missed_instalments(amount: Decimal, events: Sequence[Event], today: date) -> int:
    """How many monthly terms of the latest payment arrangement are not covered by what was paid since.

    ``amount`` is what was open when it began, in euros. Nought without an arrangement that runs.
    """
    plans = [event for event in events if event.kind == "ARRANGEMENT" and _runs(event, today)]
    if not plans or not plans[-1].instalments:
        return 0
    plan, terms = plans[-1], plans[-1].instalments
    months = (today.year - plan.on.year) * 12 + today.month - plan.on.month - (today.day < plan.on.day)
    before = sum((e.amount or NOTHING for e in events if e.kind == "PAYMENT" and e.on < plan.on), NOTHING)
    paid = sum((e.amount or NOTHING for e in events if e.kind == "PAYMENT" and e.on >= plan.on), NOTHING)
    each = (amount - before) / terms
    return max(min(months, terms) - int(paid / each), 0) if each > 0 else 0
