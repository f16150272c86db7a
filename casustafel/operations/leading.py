"""Lead a meeting: begin it, note who is there, and finish its items one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from access.decisions import require
from access.records import locked
from audit.models import Action
from casustafel.models import (
    AgendaItem,
    Attendance,
    Invitation,
    Meeting,
    Minutes,
    MinutesCount,
    RoomScreen,
)
from casustafel.operations.holding import held_meeting, log
from casustafel.states import ITEM_FLOW, MEETING_FLOW, ON_AGENDA, ItemState, MeetingState
from core import clock
from core.errors import Refused
from core.numbers import next_number

if TYPE_CHECKING:
    from accounts.models import User

NOT_RUNNING = "Dit overleg is niet bezig."


@transaction.atomic
def begin_meeting(*, by: User, meeting: Meeting) -> Meeting:
    """Begin a meeting: its agenda is there, and every item gets minutes to write in. Twice changes nothing."""
    row = held_meeting(by, meeting, to="lead")
    if row.state == MeetingState.RUNNING:
        return row
    step = MEETING_FLOW.step(row.state, MeetingState.RUNNING)
    require(by, step.action, row)
    row.state = MeetingState.RUNNING
    row.save()
    MinutesCount.objects.visible_to(by).get_or_create(meeting=row)
    RoomScreen.objects.visible_to(by).get_or_create(meeting=row)
    for item in _items(by, row):
        open_minutes(item)
    log(row, Action.TRANSITION, to=str(row.state))
    note_arrival(by=by, meeting=row, user=by)
    return row


def open_minutes(item: AgendaItem) -> Minutes:
    """The minutes of an item, made when they are first needed; within an operation that asked already."""
    found: Minutes | None = Minutes.objects.filter(item=item).unrestricted(why="made once").first()
    if found is None:
        found = Minutes(
            number=next_number("V", clock.today().year),
            owner_id=item.owner_id,
            confidentiality=item.confidentiality,
            regimes=list(item.regimes),
            item=item,
        )
        found.save()
        log(found, Action.CREATE)
    return found


def _items(by: User, meeting: Meeting) -> list[AgendaItem]:
    rows = AgendaItem.objects.visible_to(by).filter(meeting=meeting, state__in=ON_AGENDA)
    return list(rows.order_by("position"))


def running(by: User, meeting: Meeting) -> Meeting:
    """The meeting held for a change, while it runs."""
    row = held_meeting(by, meeting, to="lead")
    if row.state != MeetingState.RUNNING:
        raise Refused(NOT_RUNNING)
    return row


@transaction.atomic
def note_arrival(*, by: User, meeting: Meeting, user: User) -> Attendance:
    """Somebody is in the room or on screen from now. Noting it twice changes nothing."""
    row = running(by, meeting)
    here = Attendance.objects.visible_to(by).filter(meeting=row, user=user, left_at=None).first()
    if here is not None:
        found: Attendance = here
        return found
    if user != by and user.pk not in {row.chair_id, row.secretary_id}:
        asked = Invitation.objects.visible_to(by).filter(meeting=row, user=user, withdrawn_at=None)
        if not asked.exists():
            raise Refused("Deze persoon is niet voor dit overleg uitgenodigd.", field="user")
    made = Attendance.objects.create(meeting=row, user=user, arrived_at=clock.now(), noted_by=by)
    log(row, Action.CHANGE, step="arrived", user=user.pk)
    return made


@transaction.atomic
def note_departure(*, by: User, meeting: Meeting, user: User) -> None:
    """Somebody left; whatever the room shows now may show more."""
    row = running(by, meeting)
    here = Attendance.objects.visible_to(by).filter(meeting=row, user=user, left_at=None)
    for attendance in here.select_for_update(of=("self",)):
        attendance.left_at = clock.now()
        attendance.save()
        log(row, Action.CHANGE, step="left", user=user.pk)


@transaction.atomic
def finish_item(*, by: User, item: AgendaItem, done: bool = True) -> AgendaItem:
    """An item was discussed (or is taken up again). Twice changes nothing."""
    meeting = item.meeting
    if meeting is None:
        raise Refused(NOT_RUNNING)
    running(by, meeting)
    row = locked(AgendaItem, by, item.pk)
    target = ItemState.DISCUSSED if done else ItemState.PLANNED
    if row.state == target:
        return row
    step = ITEM_FLOW.step(row.state, target)
    require(by, step.action, row)
    row.state = target
    row.save()
    log(row, Action.TRANSITION, to=str(row.state))
    return row


@transaction.atomic
def show_in_room(*, by: User, meeting: Meeting, item: AgendaItem | None) -> RoomScreen:
    """Put an item on the screen in the room, or nothing (``item`` None). What it shows is decided there."""
    row = running(by, meeting)
    screen = RoomScreen.objects.visible_to(by).select_for_update(of=("self",)).get(meeting=row)
    if item is not None and item.meeting_id != row.pk:
        raise Refused("Dit punt hoort bij een ander overleg.")
    if (screen.item_id, screen.blank) == (item.pk if item else screen.item_id, item is None):
        return screen
    screen.blank = item is None
    if item is not None:
        screen.item = item
    screen.save()
    log(row, Action.CHANGE, step="screen", blank=screen.blank)
    return screen
