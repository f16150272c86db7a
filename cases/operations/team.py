"""Who leads a case, who is in its team, and whether only they may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from access.contexts import elevated
from access.roles import may
from cases.models import Case, CaseMember, CompartmentRequest
from cases.operations.opening import require_leader
from cases.operations.settling import for_change, settle, write_step
from core import clock
from core.errors import Refused

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def entrust_case(*, by: User, case: Case, to: User, why: str = "", version: int | None = None) -> Case:
    """Put somebody in charge of a case.

    In a compartment only who is named can do that, so the one who hands it over stays in the team.
    """
    case = for_change(by, case, action="cases.decide", version=version)
    require_leader(case, to)
    if case.case_owner_id == to.pk:
        raise Refused(f"{to.name} leidt deze casus al.", field="case_owner")
    if case.compartmented and case.case_owner_id == by.pk:
        _join(by, case, by)
    case.case_owner = to
    settle(case)
    write_step(case, kind="entrusted", by=by, why=why)
    return case


@transaction.atomic
def add_member(*, by: User, case: Case, user: User, why: str) -> CaseMember:
    """Name a colleague in a case: from now on he may see it, whatever his role.

    Raises :class:`Refused` for somebody of another organisation, below the level, or there already.
    """
    case = for_change(by, case)
    if not why.strip():
        raise Refused("Schrijf op waarom deze collega nodig is.", field="why")
    if user.organisation_id != case.owner_id or not user.is_active or not may(user, "cases.view"):
        raise Refused("Kies een collega van uw organisatie die met casussen werkt.", field="user")
    if user.clearance < case.confidentiality:
        raise Refused("Deze collega mag dit niveau van vertrouwelijkheid niet zien.", field="user")
    there = CaseMember.objects.filter(case=case, user=user, withdrawn_at=None)
    if there.visible_to(by).exists():
        raise Refused("Deze collega zit al in het team.", field="user")
    row = _join(by, case, user)
    settle(case)
    write_step(case, kind="member_added", by=by, why=why, user=user.pk)
    return row


def _join(by: User, case: Case, user: User) -> CaseMember:
    there = CaseMember.objects.filter(case=case, user=user, withdrawn_at=None).visible_to(by).first()
    if there is not None:
        return there
    row = CaseMember(case=case, user=user, added_by=by, added_at=clock.now())
    row.save()
    return row


@transaction.atomic
def withdraw_member(*, by: User, member: CaseMember, why: str) -> Case:
    """Take a colleague out of the team; nobody is left in charge of nothing."""
    row = CaseMember.objects.filter(pk=member.pk).visible_to(by).select_for_update(of=("self",)).get()
    case = for_change(by, row.case)
    if not why.strip():
        raise Refused("Schrijf op waarom deze collega niet meer nodig is.", field="why")
    if row.withdrawn_at is not None:
        raise Refused("Deze collega zit niet meer in het team.")
    row.withdrawn_at, row.withdrawn_by = clock.now(), by
    row.save()
    write_step(case, kind="member_withdrawn", by=by, why=why, user=row.user_id)
    # By leaving a compartmented case somebody may end his own sight of it.
    with elevated(why="the case may leave the actor's own view"):
        settle(case)
    return case


@transaction.atomic
def compartment_case(*, by: User, case: Case, why: str, version: int | None = None) -> Case:
    """From now on only who is named sees the case: roles no longer open it, also not that of coordinator.

    Whoever does this is named himself. Raises :class:`Refused` without an owner: a compartment of one
    would have nobody to agree to opening it.
    """
    case = for_change(by, case, action="cases.compartment", version=version)
    if case.compartmented:
        raise Refused("Deze casus is al alleen voor genoemde personen.")
    if not why.strip():
        raise Refused("Schrijf op waarom alleen genoemde personen deze casus mogen zien.", field="why")
    if by.pk != case.case_owner_id:
        _join(by, case, by)
    case.compartmented = True
    settle(case)
    if len(case.named) < 2:
        raise Refused("Noem eerst een tweede persoon: openstellen kan straks alleen met twee.", field="why")
    write_step(case, kind="compartmented", by=by, why=why)
    return case


@transaction.atomic
def ask_opening(*, by: User, case: Case, why: str) -> CompartmentRequest:
    """Ask to open a compartmented case for the roles again; a second named person decides."""
    case = for_change(by, case, running=False)
    if not case.compartmented:
        raise Refused("Deze casus is niet afgeschermd.")
    if not why.strip():
        raise Refused("Schrijf op waarom de casus open kan.", field="why")
    waiting = CompartmentRequest.objects.filter(case=case, decided_at=None).visible_to(by)
    if waiting.exists():
        raise Refused("Er is al gevraagd om deze casus open te stellen.")
    row = CompartmentRequest(case=case, why=why.strip(), asked_by=by, asked_at=clock.now())
    row.save()
    write_step(case, kind="opening_asked", by=by, why=why)
    return row


@transaction.atomic
def decide_opening(*, by: User, request: CompartmentRequest, agree: bool) -> Case:
    """Agree or not, as the second person; then the roles see the case again.

    Raises :class:`Refused` for who asked himself, and for what was decided already.
    """
    row = (
        CompartmentRequest.objects.filter(pk=request.pk).visible_to(by).select_for_update(of=("self",)).get()
    )
    case = for_change(by, row.case, running=False)
    if row.asked_by_id == by.pk:
        raise Refused("U heeft dit zelf gevraagd. Een ander genoemd persoon moet beslissen.")
    if row.decided_at is not None:
        raise Refused("Over dit verzoek is al beslist.")
    row.decided_by, row.decided_at, row.agreed = by, clock.now(), agree
    row.save()
    if agree:
        case.compartmented = False
        settle(case)
    write_step(case, kind="opened_up" if agree else "opening_refused", by=by)
    return case
