"""Open a meeting, with all that its series brings; change or cancel it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from access.decisions import Denied, deny, require
from access.roles import may, refusal
from audit.models import Action
from casustafel.models import AgendaItem, FixedItem, ItemInvitee, Meeting, Pack, Series, UsualInvitee
from casustafel.operations.disclosing import correct_register
from casustafel.operations.holding import WHY, derive_at, derive_now, form_key, held_meeting, log
from casustafel.operations.inviting import ask, invite
from casustafel.operations.items import NewItem, add
from casustafel.queries.guests import Need
from casustafel.rules import RULES, Agenda
from casustafel.states import MEETING_FLOW, MeetingState
from core import clock
from core.errors import Refused
from core.numbers import next_number

if TYPE_CHECKING:
    from accounts.models import User

USUAL_DAYS: Final = 42
FIXED_WHY: Final = "Vast punt van het overleg, zonder gegevens over personen"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeeting:
    """A meeting as it is planned."""

    name: str
    starts_at: datetime
    chair: User
    minutes: int = 90
    secretary: User | None = None
    place: str = ""
    video: str = ""
    access_days: int = USUAL_DAYS
    token: str = ""


@transaction.atomic
def open_meeting(*, by: User, new: NewMeeting, series: Series | None = None) -> Meeting:
    """Plan a meeting; from a series come the usual invitees and the items that stand on every agenda."""
    if not may(by, "casustafel.open"):
        raise Denied(deny(refusal("casustafel.open")))
    if series is not None:
        require(by, "view", series)
    # Handing out the number holds a second press of the same form until the first is done.
    number, key = next_number("T", new.starts_at.year), form_key(by, new.token)
    before = Meeting.objects.filter(owner=by.organisation, origin_key=key).visible_to(by).first()
    if key is not None and before is not None:
        return before
    meeting = Meeting(number=number, owner=by.organisation, series=series, chair=new.chair, origin_key=key)
    _fill(meeting, new)
    meeting.save()
    log(meeting, Action.CREATE)
    if series is not None:
        _from_series(by, meeting, series)
    return meeting


def _from_series(by: User, meeting: Meeting, series: Series) -> None:
    usual = UsualInvitee.objects.filter(series=series).visible_to(by).select_related("user__organisation")
    people = [row.user for row in usual.order_by("id") if row.user.is_active]
    for user in people:
        ask(by, meeting, user)
    fixed = FixedItem.objects.filter(series=series).visible_to(by)
    for row in fixed.order_by("at_the_end", "position"):
        item = add(
            by,
            meeting,
            NewItem(
                title=row.title, question=row.question, kind=row.kind, goal=row.goal, minutes=row.minutes
            ),
            fixed=True,
            closing=row.at_the_end,
        )
        for user in people if row.for_everyone else ():
            invite(by, item, Need(user=user, why=FIXED_WHY))


@transaction.atomic
def change_meeting(*, by: User, meeting: Meeting, new: NewMeeting, version: int) -> Meeting:
    """Change day, place, chair or secretary; who was told hears it at the next sending."""
    row = held_meeting(by, meeting, version=version)
    if row.state not in {MeetingState.PREPARING, MeetingState.PUBLISHED}:
        raise Refused("Dit overleg is al begonnen of voorbij.")
    before = row.access_until
    _fill(row, new)
    row.chair = new.chair
    row.release_by, row.release_at = None, None
    row.save()
    if row.access_until != before:
        # Whoever had the usual end follows it; an end of his own stays.
        kept = ItemInvitee.objects.filter(item__meeting=row, ends_at=before, withdrawn_at=None)
        for invitee in kept.unrestricted(why=WHY).select_related("item"):
            invitee.ends_at = row.access_until
            invitee.save()
            correct_register(invitee)
            derive_at(invitee.item, row.access_until)
        derive_at(row, row.access_until)
        for kind in (AgendaItem, Pack):
            for under in kind._default_manager.filter(meeting=row).unrestricted(why=WHY):
                derive_at(under, row.access_until)
    derive_now(row)
    log(row, Action.CHANGE)
    return row


@transaction.atomic
def cancel_meeting(*, by: User, meeting: Meeting, why: str) -> Meeting:
    """Call a meeting off: who was invited keeps the meeting, and sees no items any more."""
    row = held_meeting(by, meeting)
    step = MEETING_FLOW.step(row.state, MeetingState.CANCELLED)
    require(by, step.action, row)
    RULES.require(step, Agenda(why=why))
    row.state, row.cancelled_why = MeetingState.CANCELLED, why.strip()[:300]
    row.save()
    derive_now(row)
    log(row, Action.TRANSITION, reason=why.strip(), to=str(row.state))
    return row


def _fill(meeting: Meeting, new: NewMeeting) -> None:
    if not new.name.strip():
        raise Refused("Geef het overleg een naam.", field="name")
    # A meeting of yesterday, at any hour, may still be put on record.
    if meeting._state.adding and timezone.localdate(new.starts_at) < clock.today() - timedelta(days=1):
        raise Refused("Deze dag is al voorbij.", field="day")
    for field, person in (("chair", new.chair), ("secretary", new.secretary)):
        if person is not None and person.organisation_id != meeting.owner_id:
            raise Refused("Kies iemand van uw eigen gemeente.", field=field)
    if new.secretary == new.chair:
        raise Refused("Voorzitter en secretaris zijn twee personen.", field="secretary")
    meeting.name, meeting.starts_at, meeting.minutes = new.name.strip()[:80], new.starts_at, new.minutes
    meeting.secretary = new.secretary
    meeting.place, meeting.video = new.place.strip()[:120], new.video.strip()[:300]
    meeting.access_until = meeting.ends_at + timedelta(days=new.access_days)
