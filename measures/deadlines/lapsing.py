"""When a claim lapses: its own events, and the remedies that make the clock stand still."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from legal.limitation import Event as Bearing
from legal.limitation import Limitation, limitation
from measures.claims import Event
from measures.deadlines.finality import finality_of
from measures.models import Claim, ClaimKind, Measure, Remedy


def lapse(
    claim: Claim,
    events: Iterable[Event],
    *,
    measure: Measure | None,
    remedies: Collection[Remedy],
    decreed: Collection[date],
    today: date,
) -> Limitation:
    """Verjaring of a claim by its ledger ``events`` and the ``remedies`` against last and collection.

    A verbeurde dwangsom lapses a year after it was incurred (Awb 5:35), another debt five years after
    its payment term (4:104). ``measure`` is the last; None for a claim of its own.
    """
    bearing = [Bearing(event.kind, event.on, event.until) for event in events]
    if claim.kind != ClaimKind.PENALTY or measure is None:
        return limitation(claim.due_on or claim.incurred_on, bearing, today=today, years=5)
    bearing += _remedies(claim, measure, remedies, decreed, today)
    return limitation(claim.incurred_on, bearing, today=today)


def _remedies(
    claim: Claim, measure: Measure, remedies: Collection[Remedy], decreed: Collection[date], today: date
) -> list[Bearing]:
    found = []
    against_order = [row for row in remedies if row.claim_id is None and row.kind != "INTERIM_RELIEF"]
    if against_order:
        final = finality_of(measure, remedies, decreed=decreed, today=today).on
        until = final - timedelta(days=1) if final else None
        first = min(row.filed_on for row in against_order)
        if until is None or until >= first:
            found.append(Bearing("APPEAL_ON_ORDER", first, until))
    for row in remedies:
        if row.claim_id == claim.pk and row.kind != "INTERIM_RELIEF":
            found.append(Bearing("APPEAL_ON_COLLECTION", row.filed_on, row.decided_on))
        if row.claim_id in {None, claim.pk} and row.suspended_from is not None:
            found.append(Bearing("COURT_SUSPENSION", row.suspended_from, row.suspended_until))
    return found
