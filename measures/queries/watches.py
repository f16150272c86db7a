"""What is watched and passed, with who explained it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from core import clock
from encryption.fields import readable

if TYPE_CHECKING:
    from access.sealed import SealedQuerySet

# The terms that are watched, by the code of measures.deadlines.
LABELS = {
    "wkpb": "Inschrijven in het beperkingenregister",
    "begunstiging": "Begunstigingstermijn",
    "heropening": "Heropenen",
    "looptijd": "Einde van de looptijd",
    "beslissing-op-bezwaar": "Beslissen op bezwaar",
    "kosten": "Kosten van bestuursdwang vaststellen",
    "betaling": "Betalen",
    "aanmaning": "Betalen na aanmaning",
    "verjaring": "Verjaring",
}


@dataclass(frozen=True, slots=True)
class Overdue:
    """A term that passed: still open, or explained."""

    key: UUID
    label: str
    due_on: date
    explained: str
    by: str


def overdue_watches(rows: SealedQuerySet[Any]) -> list[Overdue]:
    """Of watches that somebody may see: those whose term passed without being met, the oldest first."""
    late = Q(met_at=None, due_on__lt=clock.today()) | Q(explained_at__isnull=False)
    found = rows.filter(late).select_related("explained_by").order_by("due_on", "pk")
    return [
        Overdue(
            row.pk,
            LABELS.get(row.code, row.code),
            row.due_on,
            readable(row, "explained", otherwise="") or "",
            row.explained_by.name if row.explained_by else "",
        )
        for row in found
    ]
