"""Bring a control into its next state: the table asked, the rules met, the line written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from audit.models import Action
from core import clock
from inspections.models import Inspection, Member, Participant, Stop
from inspections.operations.planning import write_step
from inspections.operations.settling import for_change, note
from inspections.rules import Address, Facts, Partner, broken, require_rules
from inspections.states import FLOW, InspectionState
from reference.models import PartnerKind

if TYPE_CHECKING:
    from accounts.models import User
    from core.flow import Transition
    from core.rules import Rule

WHY: Final = "what the rules of a step look at"


def facts_of(control: Inspection, why: str = "") -> Facts:
    """What the rules look at."""
    partners = Participant.objects.filter(inspection=control).unrestricted(why=WHY)
    stops = Stop.objects.filter(inspection=control).unrestricted(why=WHY)
    members = Member.objects.filter(inspection=control).exclude(user=None).unrestricted(why=WHY)
    return Facts(
        starts_at=control.starts_at,
        aim=control.aim,
        partners=[Partner(row.kind, row.power, row.purpose, row.basis) for row in partners],
        stops=[Address(row.chosen_why, row.dwelling, row.covered, row.outcome) for row in stops],
        municipal_members=members.filter(participant__kind=PartnerKind.MUNICIPALITY).count(),
        why=why,
    )


def steps_open(actor: User, control: Inspection) -> list[tuple[Transition, list[type[Rule]]]]:
    """The steps that the actor may take from here, each with what still stands in the way."""
    found = [
        step for step in FLOW.steps_from(control.state) if control.policy.decide(actor, step.action, control)
    ]
    if not found:
        return []
    facts = facts_of(control)
    return [(step, broken(step, facts)) for step in found]


@transaction.atomic
def take_step(
    *, by: User, inspection: Inspection, to: str, why: str = "", version: int | None = None
) -> Inspection:
    """Bring a control into its next state.

    Raises :class:`core.flow.IllegalTransition` when the table has no such step, :class:`Denied` without
    the right, :class:`Refused` with the sentence of the first rule that is not met, :class:`Conflict` when
    somebody else was first.
    """
    control = for_change(by, inspection, action="view", version=version)
    transition = FLOW.step(control.state, to)
    control = for_change(by, inspection, action=transition.action)
    require_rules(transition, facts_of(control, why))
    source, control.state = control.state, to
    at = clock.now()
    if to == InspectionState.RUNNING:
        control.started_at = at
    if to == InspectionState.FINISHED:
        control.finished_at = at
    if to == InspectionState.CALLED_OFF:
        control.called_off_why = why.strip()
    control.save()
    write_step(control, by=by, source=source, why=why)
    note(control, "step", Action.TRANSITION, source=source, target=to)
    return control
