"""Which cases the table still needs: they stand on an agenda that is not done, or are parked for one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db.models import Q

from casustafel.models import AgendaItem
from casustafel.states import ITEM_OPEN, MEETING_OPEN, ItemState

WHY: Final = "a case that is still to be discussed is not destroyed"


def cases_on_agendas(keys: Collection[UUID]) -> set[UUID]:
    """Of these cases the ones that the table has not finished with. Runs in the context of the system."""
    waits = Q(meeting__state__in=MEETING_OPEN, state__in=ITEM_OPEN) | Q(state=ItemState.PARKED)
    rows = AgendaItem.objects.filter(waits, case__in=keys).unrestricted(why=WHY)
    return {key for key in rows.values_list("case_id", flat=True) if key}
