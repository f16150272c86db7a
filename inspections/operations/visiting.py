"""On the spot: how the premises were entered, how the visit ended, and the second visit."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from core import clock
from core.errors import Refused
from inspections.models import Stop
from inspections.operations.settling import note, stop_on_the_spot
from inspections.states import Entry, Revisit, StopOutcome

if TYPE_CHECKING:
    from accounts.models import User

NO_HOME = (
    "Dit is een woning. Binnentreden kan alleen met toestemming van de bewoner of met een machtiging: leg vast "
    "van wie, en hoe laat."
)


@transaction.atomic
def enter_stop(
    *,
    by: User,
    stop: Stop,
    entry: str,
    who: str = "",
    at: datetime | None = None,
    dwelling: bool | None = None,
) -> Stop:
    """Record how the premises were entered, or that access was refused.

    ``who`` gave consent or signed the machtiging, ``at`` is when. ``dwelling`` corrects what was planned,
    when a box or a business turns out to be lived in. Raises :class:`Refused` for a dwelling without
    consent or machtiging, without a name, and for an hour that lies ahead.
    """
    row = stop_on_the_spot(by, stop)
    moment = at or clock.now()
    if entry not in Entry.values:
        raise Refused("Kies hoe u binnenkwam.", field="entry")
    if moment > clock.now():
        raise Refused("Deze tijd ligt in de toekomst.", field="at")
    if dwelling is not None:
        row.dwelling = dwelling
    if row.dwelling and entry == Entry.POWER:
        raise Refused(NO_HOME, field="entry", article="Awb 5:15; Algemene wet op het binnentreden 2 en 3")
    if entry in (Entry.CONSENT, Entry.WARRANT) and not who.strip():
        asked = (
            "Vul in wie toestemming gaf."
            if entry == Entry.CONSENT
            else "Vul het kenmerk van de machtiging in."
        )
        raise Refused(asked, field="who")
    row.arrived_at = row.arrived_at or moment
    row.entry, row.entry_by, row.entry_at = entry, who.strip()[:160] or None, moment
    row.save()
    note(row.inspection, "entered", stop=str(row.pk), entry=entry)
    return row


@transaction.atomic
def finish_stop(*, by: User, stop: Stop, outcome: str, why: str = "", revisit_on: date | None = None) -> Stop:
    """Say how the visit ended, and when somebody comes back.

    Raises :class:`Refused` when it counts as checked without having been entered, without a reason where
    nobody came in, and for a second visit that lies in the past.
    """
    row = stop_on_the_spot(by, stop)
    if outcome not in StopOutcome.values:
        raise Refused("Kies hoe het bezoek afliep.", field="outcome")
    if outcome == StopOutcome.DONE and row.entry in ("", Entry.REFUSED):
        raise Refused("Leg eerst vast hoe u binnenkwam.", field="outcome")
    if outcome in (StopOutcome.SKIPPED, StopOutcome.NO_ACCESS) and not why.strip():
        raise Refused("Schrijf kort op waarom.", field="why")
    if revisit_on is not None and revisit_on < clock.today():
        raise Refused("Kies een dag vanaf vandaag.", field="revisit_on")
    row.outcome, row.outcome_why = outcome, why.strip()[:300] or None
    row.left_at = row.left_at or clock.now()
    if revisit_on is not None:
        row.revisit_on, row.revisit_told = revisit_on, None
    row.save()
    note(row.inspection, "stop_finished", stop=str(row.pk), outcome=outcome)
    return row


@transaction.atomic
def plan_revisit(*, by: User, stop: Stop, on: date | None) -> Stop:
    """Set the day of the second visit, or take it away."""
    row = stop_on_the_spot(by, stop)
    if on is not None and on < clock.today():
        raise Refused("Kies een dag vanaf vandaag.", field="on")
    row.revisit_on, row.revisit_told = on, None
    row.revisited_on, row.revisit_result = None, ""
    row.save()
    note(row.inspection, "revisit_planned", stop=str(row.pk))
    return row


@transaction.atomic
def note_revisit(*, by: User, stop: Stop, on: date, result: str) -> Stop:
    """Keep what the second visit showed. Raises :class:`Refused` without one planned, or for a day ahead."""
    row = stop_on_the_spot(by, stop)
    if row.revisit_on is None:
        raise Refused("Hier was geen hercontrole gepland.")
    if result not in Revisit.values:
        raise Refused("Kies wat u zag.", field="result")
    if on > clock.today():
        raise Refused("Deze dag ligt in de toekomst.", field="on")
    row.revisited_on, row.revisit_result = on, result
    row.save()
    note(row.inspection, "revisited", stop=str(row.pk), result=result)
    return row
