"""The route: which addresses, in which order, each with the reason why it was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.contexts import elevated
from core import clock
from core.errors import Refused
from inspections.models import Inspection, Stop
from inspections.operations.settling import for_planning, note
from inspections.states import InspectionState, Reason
from legal.addresses import split_address
from subjects.models import Kind, SourceKind, Subject, SubjectKey
from subjects.operations import NewFact, NewSubject, Source, register_subject
from subjects.queries.finding import keys_in

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "the register of premises lies outside an inspector's sight"
MOST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStop:
    """An address as it is put on a route."""

    place: str
    reason: str
    chosen_why: str
    dwelling: bool = False
    warrant: str = ""
    consent_before: str = ""


def place_key(place: str) -> bytes | None:
    """The keyed hash of a house, as the register of premises keeps it; None when there is no house number."""
    return keys_in(place, ("location",)).get("ADDRESS")


@transaction.atomic
def add_stop(*, by: User, inspection: Inspection, new: NewStop) -> Stop:
    """Put an address at the end of the route, and tie it to the register of premises.

    Raises :class:`Refused` without an address or a reason, for a dwelling without consent or machtiging
    (Algemene wet op het binnentreden 2 and 3), and for an address that is on the route already.
    """
    control = for_planning(by, inspection)
    place = " ".join(new.place.split())[:200]
    if not place:
        raise Refused("Vul een adres in.", field="place")
    if new.reason not in Reason.values or not new.chosen_why.strip():
        raise Refused("Schrijf op waarom dit adres is gekozen.", field="chosen_why")
    covered = bool(new.warrant.strip() or new.consent_before.strip())
    if new.dwelling and not covered:
        raise Refused(
            "Een woning kan alleen op de route met toestemming van de bewoner of een machtiging. Vul in wie "
            "toestemming gaf, of het kenmerk van de machtiging.",
            field="consent_before",
            article="Algemene wet op het binnentreden 2 en 3; Awb 5:15",
        )
    there = list(Stop.objects.filter(inspection=control).visible_to(by).order_by("position"))
    if len(there) >= MOST:
        raise Refused("Deze route is vol. Maak een tweede controle.", field="place")
    if any(_same_door(row.place, place) for row in there):
        raise Refused("Dit adres staat al op de route.", field="place")
    row = Stop(
        inspection=control,
        subject=_premises(by, control, place),
        place=place,
        place_key=place_key(place),
        position=there[-1].position + 1 if there else 1,
        reason=new.reason,
        chosen_why=new.chosen_why.strip()[:300],
        dwelling=new.dwelling,
        warrant=new.warrant.strip()[:120],
        consent_before=new.consent_before.strip()[:160],
        covered=covered,
        added_at=clock.now(),
    )
    row.save()
    note(control, "stop_added", stop=str(row.pk), reason=new.reason)
    return row


def _same_door(one: str, other: str) -> bool:
    """Are these two writings of one address?"""
    if one.casefold() == other.casefold():
        return True
    left, right = split_address(one), split_address(other)
    towns = {town.casefold() for town in (left.place, right.place) if town}
    return bool(left.key) and left.key == right.key and len(towns) < 2 and _rest(one) == _rest(other)


def _rest(place: str) -> str:
    """What tells two boxes of one house apart: ``box 14``."""
    return "".join(sign for sign in place.casefold().partition("box")[2] if sign.isdigit())


def _premises(by: User, control: Inspection, place: str) -> Subject:
    """The registration of these premises, or a new one; nothing of it is told to who may not see it."""
    with elevated(why=WHY):
        key = place_key(place)
        if key is not None:
            holders = SubjectKey.objects.filter(kind="ADDRESS", key=key, subject__kind=Kind.PREMISES)
            keys = holders.filter(subject__owner=control.owner).unrestricted(why=WHY)
            rows = Subject.objects.filter(pk__in=keys.values("subject_id")).unrestricted(why=WHY)
            for row in rows.order_by("created_at")[:50]:
                if _same_door(row.label, place):
                    return row
        new = NewSubject(
            kind=Kind.PREMISES,
            owner=control.owner,
            facts=[NewFact("location", place)],
            source=Source(kind=SourceKind.CONTROL, number=control.number, reliability="A", credibility="2"),
            regimes=control.regimes,
            confidentiality=control.confidentiality,
        )
        return register_subject(by=by, new=new, action="inspections.plan")


@transaction.atomic
def drop_stop(*, by: User, stop: Stop) -> Inspection:
    """Take an address off the route; not when something was written down there."""
    control = for_planning(by, stop.inspection)
    row = Stop.objects.filter(pk=stop.pk, inspection=control).visible_to(by).get()
    if control.state == InspectionState.RUNNING:
        raise Refused("De controle loopt. Geef het adres de uitkomst “niet bezocht”.")
    row.delete()
    note(control, "stop_dropped", stop=str(stop.pk))
    return control


@transaction.atomic
def move_stop(*, by: User, stop: Stop, up: bool) -> Inspection:
    """Visit an address one place earlier or later."""
    control = for_planning(by, stop.inspection)
    rows = list(Stop.objects.filter(inspection=control).visible_to(by).order_by("position"))
    here = next((place for place, row in enumerate(rows) if row.pk == stop.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(rows):
        return control
    one, other = rows[here], rows[there]
    one.position, other.position = other.position, one.position
    one.save(update_fields=["position", "changed_at"])
    other.save(update_fields=["position", "changed_at"])
    note(control, "route_changed", stop=str(stop.pk))
    return control
