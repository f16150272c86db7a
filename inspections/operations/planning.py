"""Prepare a control: what kind, why, when, and what the municipality itself wants to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number
from inspections.models import Inspection, InspectionStep, Member, Participant
from inspections.operations.settling import for_planning, note
from inspections.states import InspectionState, Power, Reason
from reference.models import PartnerKind

if TYPE_CHECKING:
    from accounts.models import User
    from reference.models import ControlType

SUPERVISION: Final = "Awb 5:11 tot en met 5:20"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is planned."""

    type: ControlType
    reason: str
    aim: str
    starts_at: datetime | None = None
    instruction: str = ""
    meeting_point: str = ""


@transaction.atomic
def prepare_inspection(*, by: User, plan: Plan) -> Inspection:
    """Make a control with the organisations that usually take part; ``by`` leads it and is in the team.

    Raises :class:`Denied` without the right, :class:`Refused` without an aim of the municipality itself.
    """
    if not may(by, "inspections.plan"):
        raise Denied(deny(refusal("inspections.plan")))
    _require(plan)
    at = clock.now()
    control = Inspection(
        number=next_number("K", at.year),
        owner=by.organisation,
        regimes=["avg_internal"],
        confidentiality=Confidentiality.ZAAKVERTROUWELIJK,
        lead=by,
        team=[by.pk],
    )
    _fill(control, plan)
    control.save()
    municipality = _usual_partners(control, plan)
    Member(inspection=control, participant=municipality, user=by, name=by.name, task="leiding").save()
    write_step(control, by=by, source="")
    note(control, "prepared", Action.CREATE, type=plan.type.code)
    return control


def _usual_partners(control: Inspection, plan: Plan) -> Participant:
    """The municipality first; of the others each fills in its own purpose and basis later."""
    own = Participant(
        inspection=control,
        kind=PartnerKind.MUNICIPALITY,
        name=control.owner.name,
        power=Power.SUPERVISOR,
        purpose=plan.aim.strip()[:300],
        basis=SUPERVISION,
    )
    own.save()
    for kind in plan.type.partners:
        if kind != PartnerKind.MUNICIPALITY:
            power = Power.STRONG_ARM if kind == PartnerKind.POLICE else Power.OTHER
            label = str(PartnerKind(kind).label)
            Participant(inspection=control, kind=kind, name=label[:1].upper() + label[1:], power=power).save()
    return own


@transaction.atomic
def change_plan(*, by: User, inspection: Inspection, plan: Plan, version: int | None = None) -> Inspection:
    """Change what is planned. Raises :class:`Conflict` when somebody else did so first."""
    control = for_planning(by, inspection, version=version)
    _require(plan)
    if control.state != InspectionState.PREPARED and plan.starts_at is None:
        raise Refused("Vul de dag en de tijd in waarop de controle begint.", field="day")
    _fill(control, plan)
    control.save()
    note(control, "plan_changed")
    return control


def _require(plan: Plan) -> None:
    if plan.reason not in Reason.values:
        raise Refused("Kies de aanleiding.", field="reason")
    if not plan.aim.strip():
        raise Refused("Schrijf op wat de gemeente zelf wil nagaan.", field="aim")


def _fill(control: Inspection, plan: Plan) -> None:
    control.type = plan.type
    control.reason = plan.reason
    control.aim = plan.aim.strip()
    control.starts_at = plan.starts_at
    control.instruction = plan.instruction.strip()
    control.meeting_point = plan.meeting_point.strip()[:200]


def write_step(control: Inspection, *, by: User, source: str, why: str = "") -> None:
    """One line in the life of the control."""
    InspectionStep(
        inspection=control,
        source=source,
        target=control.state,
        why=why.strip() or None,
        by=by,
        at=clock.now(),
    ).save()
