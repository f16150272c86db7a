"""The ledgers of claims as the pure rules read them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import UUID

from measures.claims import Event

if TYPE_CHECKING:
    from access.sealed import SealedQuerySet
    from measures.models import ClaimEvent


def ledgers(rows: SealedQuerySet[ClaimEvent]) -> defaultdict[UUID, list[Event]]:
    """The lines that count, by claim, the oldest first. ``rows`` is opened by who asks."""
    found: defaultdict[UUID, list[Event]] = defaultdict(list)
    for row in rows.filter(withdrawn_at=None).order_by("happened_on", "at"):
        found[row.claim_id].append(Event(row.kind, row.happened_on, row.until, row.amount, row.instalments))
    return found
