"""Arrange an agenda: the order, park and take up again, take off, carry over to the next meeting."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from access.decisions import require
from access.records import locked
from audit.models import Action
from casustafel.models import AgendaItem, ItemDocument, ItemInvitee, Meeting
from casustafel.operations.disclosing import correct_register
from casustafel.operations.holding import (
    WHY,
    arrangeable,
    changed,
    derive_now,
    held_item,
    log,
    opaque_number,
)
from casustafel.operations.inviting import invite
from casustafel.operations.items import CLOSING, GAP, last_place
from casustafel.queries.guests import guest_of, need_of
from casustafel.rules import RULES, Agenda, first_broken
from casustafel.states import ITEM_FLOW, ON_AGENDA, ItemState
from core import clock
from core.errors import Refused

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def move_item(*, by: User, item: AgendaItem, before: AgendaItem | None) -> AgendaItem:
    """Put an item right before another one of the same agenda, or at its end."""
    row = held_item(by, item)
    if row.meeting is None:
        raise Refused("Dit punt staat niet op een agenda.")
    if before is not None and (before.meeting_id != row.meeting_id or before.pk == row.pk):
        raise Refused("Dit punt staat op een andere agenda.")
    rows = AgendaItem.objects.filter(meeting=row.meeting_id, state__in=ON_AGENDA).visible_to(by)
    others = [other for other in rows.order_by("position") if other.pk != row.pk]
    at = next((n for n, other in enumerate(others) if before and other.pk == before.pk), len(others))
    lower = others[at - 1].position if at else 0
    upper = others[at].position if at < len(others) else last_place(row.meeting, closing=True) + 2 * GAP
    if upper - lower > 1:
        row.position = (lower + upper) // 2
        row.save()
    else:
        _fresh_places(row, [*others[:at], row, *others[at:]])
    changed(row.meeting)
    log(row, Action.CHANGE, kind="order", place=at + 1)
    return row


def _fresh_places(moved: AgendaItem, order: list[AgendaItem]) -> None:
    """No room left between two: everything gets a new place with gaps, what closes the meeting stays behind."""
    off = AgendaItem.objects.filter(meeting=moved.meeting_id).exclude(pk__in=[row.pk for row in order])
    base = 0
    for n, row in enumerate([*order, *off.unrestricted(why=WHY).order_by("position")], start=1):
        if row.pk != moved.pk and row.position >= CLOSING:
            base = CLOSING
        row.position = base + n * GAP
        row.save()


@transaction.atomic
def park_item(*, by: User, item: AgendaItem, why: str) -> AgendaItem:
    """Take an item off the agenda for later; it waits in the stock."""
    return _stop(by, item, ItemState.PARKED, why)


@transaction.atomic
def put_aside(*, by: User, item: AgendaItem, why: str) -> AgendaItem:
    """Take an item off the agenda for good."""
    return _stop(by, item, ItemState.WITHDRAWN, why)


def _stop(by: User, item: AgendaItem, target: str, why: str) -> AgendaItem:
    row = held_item(by, item)
    step = ITEM_FLOW.step(row.state, target)
    require(by, step.action, row)
    RULES.require(step, Agenda(why=why))
    meeting = row.meeting
    row.state, row.stopped_why = target, why.strip()[:300]
    if target == ItemState.PARKED:
        row.meeting = None
    row.save()
    changed(meeting)
    log(row, Action.TRANSITION, reason=why.strip(), to=target)
    return row


@transaction.atomic
def put_back(*, by: User, item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """Put a parked item on the agenda of a meeting; who was invited to it before is so no more."""
    target = arrangeable(by, meeting)
    row = locked(AgendaItem, by, item.pk)
    step = ITEM_FLOW.step(row.state, ItemState.PLANNED)
    require(by, step.action, row)
    row.meeting, row.state, row.stopped_why = target, ItemState.PLANNED, None
    row.position = last_place(target) + GAP
    for invitee in ItemInvitee.objects.filter(item=row, withdrawn_at=None).unrestricted(why=WHY):
        invitee.withdrawn_at = clock.now()
        invitee.save()
        correct_register(invitee)
    row.save()
    changed(target)
    log(row, Action.TRANSITION, to=str(row.state))
    return row


@transaction.atomic
def carry_over(*, by: User, item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """Ask the question of an item that was not reached again at another meeting, with whom it concerned.

    The old item stays where it was as *doorgeschoven*. Who may not hear it (any more) is left out.
    """
    target = arrangeable(by, meeting)
    row = locked(AgendaItem, by, item.pk)
    step = ITEM_FLOW.step(row.state, ItemState.CARRIED)
    require(by, step.action, row)
    if row.meeting_id == target.pk:
        raise Refused("Dit punt staat al op deze agenda.")
    fresh = AgendaItem(
        number=opaque_number("AP"),
        owner=row.owner,
        meeting=target,
        position=last_place(target) + GAP,
        confidentiality=row.confidentiality,
        regimes=list(row.regimes),
        carried_from=row,
        first_asked_on=row.first_asked_on,
        **{name: getattr(row, name) for name in CARRIED},
    )
    fresh.save()
    row.state = ItemState.CARRIED
    row.save()
    for document in ItemDocument.objects.filter(item=row).visible_to(by):
        ItemDocument(
            item=fresh,
            document=document.document,
            caption=document.caption,
            added_by=document.added_by,
            added_at=document.added_at,
        ).save()
    _same_guests(by, row, fresh)
    derive_now(target)
    changed(target)
    log(fresh, Action.CREATE, kind=str(fresh.kind), carried=True)
    return fresh


# What an item keeps when it is asked again.
CARRIED = (
    "kind",
    "goal",
    "title",
    "question",
    "note",
    "minutes",
    "brought_by_id",
    "case_id",
    "signal_id",
    "alignment",
    "about",
    "territory",
)


def _same_guests(by: User, old: AgendaItem, fresh: AgendaItem) -> None:
    rows = ItemInvitee.objects.filter(item=old, withdrawn_at=None).visible_to(by)
    for row in rows.select_related("user__organisation"):
        need = replace(need_of(row), ends_at=None)
        if first_broken(guest_of(fresh, need)) is None:
            invite(by, fresh, need)
