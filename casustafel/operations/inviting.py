"""Ask people to a meeting, invite each to his items with why and basis, and what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from access.contexts import elevated
from access.roles import may
from audit.models import Action
from casustafel.models import AgendaItem, Invitation, ItemInvitee, Meeting
from casustafel.operations.disclosing import correct_register
from casustafel.operations.holding import (
    WHY,
    arrangeable,
    changed,
    derive_at,
    derive_now,
    held_item,
    held_meeting,
    log,
)
from casustafel.policy import is_host
from casustafel.queries.guests import Need, guest_of
from casustafel.rules import first_broken
from casustafel.states import Answer
from core import clock
from core.errors import Refused

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def ask_to_meeting(*, by: User, meeting: Meeting, user: User) -> Invitation:
    """Ask somebody to a meeting; asking twice changes nothing. It opens no item to him."""
    row = arrangeable(by, meeting)
    invitation = ask(by, row, user)
    changed(row)
    derive_now(row)
    return invitation


def ask(by: User, meeting: Meeting, user: User) -> Invitation:
    """Ask somebody to a meeting that ``by`` already holds."""
    if not may(user, "casustafel.view"):
        raise Refused("Deze persoon heeft geen rol waarmee hij aan tafel komt.", field="user")
    rows = Invitation.objects.filter(meeting=meeting, user=user, withdrawn_at=None)
    there = rows.unrestricted(why=WHY).first()
    if there is not None:
        return there
    invitation = Invitation(meeting=meeting, user=user, invited_by=by, invited_at=clock.now())
    invitation.save()
    log(meeting, Action.CHANGE, asked=user.pk)
    return invitation


@transaction.atomic
def withdraw_invitation(*, by: User, meeting: Meeting, user: User) -> None:
    """Ask somebody no more: he sees the meeting and its items no longer, from now on."""
    row = arrangeable(by, meeting)
    asked = Invitation.objects.filter(meeting=row, user=user, withdrawn_at=None).unrestricted(why=WHY)
    for invitation in asked:
        invitation.withdrawn_at = clock.now()
        invitation.save()
        for invitee in _invitees(row, user):
            invitee.withdrawn_at = clock.now()
            invitee.save()
            correct_register(invitee)
        log(row, Action.REVOKE, asked=user.pk)
    changed(row)
    derive_now(row)


def _invitees(meeting: Meeting, user: User) -> list[ItemInvitee]:
    rows = ItemInvitee.objects.filter(item__meeting=meeting, user=user, withdrawn_at=None)
    return list(rows.unrestricted(why=WHY))


@transaction.atomic
def invite_to_item(*, by: User, item: AgendaItem, need: Need) -> ItemInvitee:
    """Invite somebody to one item; he reads it from the next sending until his access ends.

    Raises :class:`Refused` with the sentence of the first rule that keeps him from it.
    """
    row = held_item(by, item)
    invitee = invite(by, row, need)
    changed(row.meeting)
    derive_now_of(row)
    return invitee


def invite(by: User, item: AgendaItem, need: Need) -> ItemInvitee:
    """Invite to an item that ``by`` already holds; inviting again replaces why and basis."""
    meeting = item.meeting
    if meeting is None:
        raise Refused("Dit punt staat niet op een agenda.")
    broken = first_broken(guest_of(item, need))
    if broken is not None:
        raise Refused(broken.sentence(), field=broken.field, article=broken.article)
    ends_at = need.ends_at or meeting.access_until
    if not meeting.starts_at < ends_at <= meeting.access_until:
        raise Refused(
            "Kies een einde na het overleg, niet later dan de inzage van het overleg.", field="until"
        )
    ask(by, meeting, need.user)
    rows = ItemInvitee.objects.filter(item=item, user=need.user, withdrawn_at=None).unrestricted(why=WHY)
    invitee = rows.first() or ItemInvitee(
        item=item, user=need.user, invited_by=by, invited_at=clock.now(), ends_at=ends_at
    )
    invitee.why, invitee.legal_basis = need.why.strip()[:300], need.legal_basis.strip()[:160]
    invitee.consent = need.consent.strip()[:120] or None
    invitee.beyond_territory, invitee.ends_at = need.beyond_territory, ends_at
    invitee.save()
    if invitee.starts_at is not None:
        correct_register(invitee)
    derive_at(item, ends_at)
    log(item, Action.GRANT, reason=need.why.strip(), user=need.user.pk, until=ends_at.date().isoformat())
    return invitee


@transaction.atomic
def uninvite(*, by: User, item: AgendaItem, user: User) -> None:
    """Take somebody off an item: from now on he does not see it."""
    row = held_item(by, item)
    rows = ItemInvitee.objects.filter(item=row, user=user, withdrawn_at=None).unrestricted(why=WHY)
    for invitee in rows:
        invitee.withdrawn_at = clock.now()
        invitee.save()
        correct_register(invitee)
        log(row, Action.REVOKE, user=user.pk)
    changed(row.meeting)
    derive_now_of(row)


def derive_now_of(item: AgendaItem) -> None:
    """Derive the acl of one item, after something changed who may see it."""
    with elevated(why="who may see an item changed"):
        fresh = AgendaItem.objects.unrestricted(why=WHY).select_related("meeting").get(pk=item.pk)
        if fresh.acl != fresh.derive_acl():
            fresh.save()


@transaction.atomic
def answer_invitation(*, by: User, meeting: Meeting, answer: str) -> Invitation:
    """Say whether one comes."""
    row = _own(by, meeting)
    if answer not in {Answer.ACCEPTED, Answer.DECLINED}:
        raise Refused("Kies of u komt.", field="answer")
    if clock.now() > meeting.ends_at:
        raise Refused("Dit overleg is al geweest.")
    row.answer, row.answered_at = answer, clock.now()
    row.save()
    log(meeting, Action.CHANGE, answer=answer)
    return row


@transaction.atomic
def accept_secrecy(*, by: User, meeting: Meeting) -> Invitation:
    """Accept the text about secrecy, once per meeting; from now on one's own items can be read."""
    row = _own(by, meeting)
    if row.secrecy_at is None:
        row.secrecy_at = clock.now()
        row.save()
        log(meeting, Action.CHANGE, secrecy=True)
        derive_now(meeting)
    return row


def _own(by: User, meeting: Meeting) -> Invitation:
    """One's own invitation, held; the meeting is read as it is now."""
    seen = held_meeting(by, meeting, to="answer")
    rows = Invitation.objects.filter(meeting=seen, user=by, withdrawn_at=None).visible_to(by)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Refused("U bent de gastheer van dit overleg." if is_host(by, seen) else "U bent niet genodigd.")
    return row
