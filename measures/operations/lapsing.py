"""When a claim lapses, with everything that bears on it read anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core import clock
from legal.limitation import Limitation
from measures.claims import Event
from measures.deadlines import lapse
from measures.models import Claim, Remedy
from reference.queries import free_days

WHY: Final = "what the verjaring of a claim is computed from"


def lapse_of(claim: Claim, events: Sequence[Event]) -> Limitation:
    """Verjaring of a claim by its ledger and the remedies against last and collection, as of today."""
    rows = Remedy.objects.filter(measure=claim.measure_id).unrestricted(why=WHY)
    return lapse(
        claim,
        events,
        measure=claim.measure,
        remedies=list(rows) if claim.measure_id else [],
        decreed=free_days(),
        today=clock.today(),
    )
