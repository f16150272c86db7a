"""Controls for tests, made through the operations that users use."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from access.contexts import acting_as
from accounts.models import User
from core import clock
from inspections.models import Finding, Inspection, Participant, Stop
from inspections.operations import (
    NewFinding,
    NewStop,
    Plan,
    add_member,
    add_stop,
    enter_stop,
    finish_stop,
    prepare_inspection,
    record_finding,
    set_participant,
    take_step,
)
from reference.models import ControlType
from reference.queries import by_code

HOUSES = ("Bornsestraat 12, Almelo", "Bornsestraat 14, Almelo")
WATCHED = "Bornsestraat 12, Almelo"


def prepared(by: User, code: str = "business_premises", **values: Any) -> Inspection:
    """A control in its first state."""
    kind = by_code(ControlType, code)
    assert kind is not None
    plan = {
        "reason": "AREA",
        "aim": "Past het gebruik van de boxen in het omgevingsplan?",
        "starts_at": clock.now() + timedelta(hours=1),
    } | values
    with acting_as(by):
        return prepare_inspection(by=by, plan=Plan(type=kind, **plan))


def furnished(by: User, control: Inspection, *colleagues: User) -> Inspection:
    """With every purpose and basis, the colleagues, and two addresses."""
    with acting_as(by):
        for row in list(Participant.objects.filter(inspection=control).visible_to(by)):
            set_participant(
                by=by,
                inspection=control,
                participant=row,
                kind=row.kind,
                power=row.power,
                name=row.name,
                purpose=row.purpose or f"Eigen doel van {row.name}",
                basis=row.basis or "eigen wet",
            )
        own = Participant.objects.filter(inspection=control, kind="MUNICIPALITY").visible_to(by).get()
        for user in colleagues:
            add_member(by=by, inspection=control, participant=own, user=user)
        for house in HOUSES:
            add_stop(
                by=by,
                inspection=control,
                new=NewStop(place=house, reason="AREA", chosen_why="Veel verkeer in de avond"),
            )
        return Inspection.objects.visible_to(by).get(pk=control.pk)


def running(by: User, *colleagues: User, code: str = "business_premises") -> Inspection:
    """A control that has begun."""
    control = furnished(by, prepared(by, code), *colleagues)
    with acting_as(by):
        take_step(by=by, inspection=control, to="PLANNED")
        return take_step(by=by, inspection=control, to="RUNNING")


def stops_of(by: User, control: Inspection) -> list[Stop]:
    """The route."""
    with acting_as(by):
        rows = Stop.objects.filter(inspection=control).visible_to(by).order_by("position")
        return list(rows.select_related("inspection__type"))


def photo(name: str = "gevel.jpg") -> SimpleUploadedFile:
    """A small picture with a remark in its metadata."""
    raw = io.BytesIO()
    Image.new("RGB", (16, 16), "gray").save(raw, "JPEG", comment=b"geheime plek")
    return SimpleUploadedFile(name, raw.getvalue())


def breach(by: User, stop: Stop, **values: Any) -> Finding:
    """A breach at a stop that was entered."""
    given = {"what": "Twee matrassen en een kookplaat.", "breach": True, "rule": "Omgevingsplan"} | values
    photos = given.pop("photos", ())
    with acting_as(by):
        enter_stop(by=by, stop=stop, entry="POWER")
        new = NewFinding(token=uuid4(), **given)
        return record_finding(by=by, stop=stop, new=new, photos=photos).finding


def finished(by: User, control: Inspection) -> Inspection:
    """Every address gets an outcome, and the control is over."""
    with acting_as(by):
        for stop in Stop.objects.filter(inspection=control).visible_to(by).select_related("inspection"):
            entered = stop.entry in ("POWER", "CONSENT", "WARRANT")
            finish_stop(by=by, stop=stop, outcome="DONE" if entered else "NOBODY")
        return take_step(by=by, inspection=control, to="FINISHED")
