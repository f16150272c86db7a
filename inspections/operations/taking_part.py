"""Which organisations take part with which power, and who is in the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from access.contexts import elevated
from core import clock
from core.errors import Refused
from inspections.models import Inspection, Member, Participant
from inspections.operations.settling import for_change, for_planning, note
from inspections.queries.colleagues import inspectors
from inspections.states import Power
from reference.models import PartnerKind

if TYPE_CHECKING:
    from accounts.models import User

TAX_KEEPS = (
    "Wat de Belastingdienst of Douane vindt, komt niet in VIK (AWR 67). Laat dit vak leeg; dat zij er waren, "
    "staat al vast."
)


@transaction.atomic
def set_participant(
    *,
    by: User,
    inspection: Inspection,
    kind: str,
    power: str,
    purpose: str,
    basis: str,
    name: str = "",
    participant: Participant | None = None,
) -> Participant:
    """Add an organisation, or change what it does here.

    Raises :class:`Refused` when the police would be more than the strong arm, when anybody else would be
    that, and when the organisation is there already.
    """
    control = for_planning(by, inspection)
    if kind not in PartnerKind.values or power not in Power.values:
        raise Refused("Kies een organisatie en haar bevoegdheid.", field="kind")
    if (kind == PartnerKind.POLICE) != (power == Power.STRONG_ARM):
        raise Refused(
            "De politie gaat alleen mee als sterke arm, en alleen de politie doet dat.", field="power"
        )
    label = str(PartnerKind(kind).label)
    name = name.strip()[:120] or label[:1].upper() + label[1:]
    if kind == PartnerKind.OTHER and name.casefold() == label:
        raise Refused("Vul de naam van de organisatie in.", field="name")
    others = Participant.objects.filter(inspection=control, kind=kind).visible_to(by)
    if participant is not None:
        others = others.exclude(pk=participant.pk)
    if kind != PartnerKind.OTHER and others.exists():
        raise Refused("Deze organisatie doet al mee.", field="kind")
    row = participant or Participant(inspection=control)
    if row.inspection_id != control.pk:
        raise Refused("Deze organisatie hoort bij een andere controle.")
    row.kind, row.power, row.name = kind, power, name
    row.purpose, row.basis = purpose.strip()[:300], basis.strip()[:200]
    row.save()
    note(control, "participant_set", organisation=kind, power=power)
    return row


@transaction.atomic
def drop_participant(*, by: User, participant: Participant) -> Inspection:
    """An organisation does not take part after all; nor do its people."""
    control = for_planning(by, participant.inspection)
    row = Participant.objects.filter(pk=participant.pk).visible_to(by).get()
    if row.kind == PartnerKind.MUNICIPALITY:
        raise Refused("De gemeente doet altijd zelf mee.")
    row.delete()
    note(control, "participant_dropped", organisation=row.kind)
    return control


@transaction.atomic
def add_member(
    *,
    by: User,
    inspection: Inspection,
    participant: Participant,
    user: User | None = None,
    name: str = "",
    task: str = "",
) -> Member:
    """Put somebody in the team: a colleague, who then sees the control, or a name of another organisation.

    Raises :class:`Refused` for a colleague who does no controls or is there already.
    """
    control = for_planning(by, inspection)
    if participant.inspection_id != control.pk:
        raise Refused("Kies een organisatie die meedoet.", field="participant")
    if user is not None:
        if participant.kind != PartnerKind.MUNICIPALITY:
            raise Refused("Een collega hoort bij de gemeente.", field="participant")
        if user.pk not in {one.pk for one in inspectors(control)}:
            raise Refused("Kies een collega die controles doet.", field="user")
        if Member.objects.filter(inspection=control, user=user).visible_to(by).exists():
            raise Refused("Deze collega zit al in het team.", field="user")
        name = user.name
    if not name.strip():
        raise Refused("Kies een collega, of vul een naam in.", field="name")
    row = Member(
        inspection=control,
        participant=participant,
        user=user,
        name=name.strip()[:120],
        task=task.strip()[:120],
    )
    row.save()
    _follow_team(control)
    note(control, "member_added", user=user.pk if user else None)
    return row


@transaction.atomic
def drop_member(*, by: User, member: Member) -> Inspection:
    """Take somebody out of the team; a colleague then no longer sees the control."""
    control = for_planning(by, member.inspection)
    row = Member.objects.filter(pk=member.pk).visible_to(by).get()
    if row.user_id == control.lead_id:
        raise Refused("Wie de leiding heeft, blijft in het team.")
    user = row.user_id
    row.delete()
    _follow_team(control)
    note(control, "member_dropped", user=user)
    return control


def _follow_team(control: Inspection) -> None:
    """The acl follows the team; whoever left may be the one at work."""
    with elevated(why="the team decides who sees a control"):
        rows = Member.objects.filter(inspection=control).exclude(user=None)
        keys = rows.unrestricted(why="the team").values_list("user_id", flat=True)
        control.team = sorted({pk for pk in keys if pk} | {control.lead_id})
        control.save()


@transaction.atomic
def give_feedback(*, by: User, participant: Participant, text: str) -> Participant:
    """Keep what an organisation gave back after the day.

    Raises :class:`Refused` for the tax authority, whose findings stay there (AWR 67).
    """
    control = for_change(by, participant.inspection, action="inspections.visit")
    rows = Participant.objects.filter(pk=participant.pk, inspection=control).visible_to(by)
    row = rows.select_for_update(of=("self",)).get()
    if row.kind == PartnerKind.TAX:
        raise Refused(TAX_KEEPS, field="text", article="AWR 67")
    if not text.strip():
        raise Refused("Schrijf op wat deze organisatie teruggaf.", field="text")
    row.feedback, row.feedback_at = text.strip(), clock.now()
    row.save()
    note(control, "feedback_given", organisation=row.kind)
    return row
