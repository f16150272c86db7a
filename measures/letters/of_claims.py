"""The fields of a letter about money."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from core.money import euros
from documents.house_style import day_of_letter
from legal.terms import term
from measures.claims import Event
from measures.models import Claim
from reference.models import Letterhead
from reference.queries import free_days

# Awb 4:113: from this amount an aanmaning costs more.
HIGH_FROM: Final = Decimal(500)
DAYS: Final = {"voornemen": "INTENTION", "beschikking": "COLLECTION", "aanmaning": "REMINDER"}
# No law sets it: two weeks is what is usual.
HEARING: Final = timedelta(weeks=2)


def claim_values(claim: Claim, events: Iterable[Event], head: Letterhead, on: date) -> dict[str, str]:
    """What a claim fills in; ``on`` is the day of the letter, from which its own terms run."""
    last = {event.kind: event.on for event in events}
    fee = head.fee_high if claim.amount >= HIGH_FROM else head.fee_low
    due = {name: last.get(kind) for name, kind in DAYS.items()}
    found = {f"vordering.{name}": day_of_letter(value) if value else "" for name, value in due.items()}
    return found | {
        "vordering.nummer": claim.number,
        "vordering.soort": str(claim.get_kind_display()),
        "vordering.bedrag": euros(claim.amount),
        "vordering.open": euros(claim.balance),
        "vordering.verbeurd": day_of_letter(claim.incurred_on),
        "vordering.plaats": claim.place or "",
        "vordering.waarnemer": claim.observer or "",
        "vordering.constatering": claim.evidence or "",
        "vordering.betalen_voor": day_of_letter(claim.due_on) if claim.due_on else "",
        "vordering.zienswijze": day_of_letter(on + HEARING),
        "vordering.aanmaning_voor": day_of_letter(term("aanmaning", on, free_days()).end),
        "vordering.aanmaningskosten": euros(fee),
    }
