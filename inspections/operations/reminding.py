"""Tell who led a control that a second visit comes near: by mail, without content."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings

from accounts.notices import send_notice
from audit.models import Action
from core import clock
from inspections.models import Stop
from inspections.operations.settling import note

WHY: Final = "second visits are watched"
# Days before the second visit on which a mail goes out; -1 is the day after it should have been.
LADDER: Final = (7, 1, -1)
TEXT: Final = (
    "Bij {number} komt een hercontrole dichterbij.\n\nMeld u aan om te zien waar en wanneer:\n\n{url}\n\n"
    "In deze mail staat met opzet niets over de inhoud."
)


def step_due(revisit_on: date, today: date) -> int | None:
    """The lowest step of the ladder that was reached; None while the day is still far away."""
    left = (revisit_on - today).days
    return min((step for step in LADDER if left <= step), default=None)


def revisits_due() -> list[UUID]:
    """The stops of which a step of the ladder was not told yet."""
    today = clock.today()
    rows = Stop.objects.filter(revisit_on__isnull=False, revisited_on=None).unrestricted(why=WHY)
    found = []
    for pk, day, told in rows.values_list("pk", "revisit_on", "revisit_told"):
        step = step_due(day, today) if day else None
        if step is not None and (told is None or step < told):
            found.append(pk)
    return found


def remind(key: UUID) -> bool:
    """Send what is due of one second visit; twice sends nothing. False when there was nothing or nobody."""
    rows = Stop.objects.filter(pk=key, revisited_on=None, revisit_on__isnull=False).unrestricted(why=WHY)
    row = rows.select_for_update(of=("self",)).first()
    if row is None or row.revisit_on is None:
        return False
    step = step_due(row.revisit_on, clock.today())
    if step is None or (row.revisit_told is not None and step >= row.revisit_told):
        return False
    control = row.inspection
    row.revisit_told = step
    row.save()
    if not control.lead.is_active:
        return False
    url = f"{settings.BASE_URL.rstrip('/')}{control.address}"
    send_notice(
        control.lead.email, "een hercontrole komt dichterbij", TEXT.format(number=control.number, url=url)
    )
    note(control, "reminded", Action.TASK)
    return True
