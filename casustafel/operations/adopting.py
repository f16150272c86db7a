"""From what was typed to minutes that stand: propose, adopt by two people, correct in a new edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from access.contexts import elevated
from access.decisions import require
from access.records import locked
from audit.models import Action
from casustafel.minutes_rules import MINUTES_RULES, TwoReaders
from casustafel.minutes_states import MINUTES_FLOW, MinutesState
from casustafel.models import Meeting, Minutes, MinutesEdition
from casustafel.operations.checking import closing_of
from casustafel.operations.holding import held_meeting, log
from casustafel.queries.minutes import content_of, decisions_of, lines_of, there
from casustafel.states import MEETING_FLOW, MeetingState
from core import clock
from core.errors import Refused

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "minutes change state with their meeting"
CHAIR_MISSING: Final = "Een van de twee lezers is de voorzitter van dit overleg."


@transaction.atomic
def propose_minutes(*, by: User, meeting: Meeting) -> Meeting:
    """End a meeting: its minutes are read by who was invited to each item, and locked until they are adopted.

    Raises :class:`Refused` with what the checklist still asks for.
    """
    row = held_meeting(by, meeting, to="lead")
    if row.state == MeetingState.MINUTES_PROPOSED:
        return row
    step = MEETING_FLOW.step(row.state, MeetingState.MINUTES_PROPOSED)
    require(by, step.action, row)
    for rule in MINUTES_RULES.missing(closing_of(by, row)):
        raise Refused(rule.sentence())
    for minutes in _all(by, row):
        if minutes.state == MinutesState.CONCEPT:
            _move(by, minutes, MinutesState.PROPOSED)
    row.state = MeetingState.MINUTES_PROPOSED
    row.save()
    log(row, Action.TRANSITION, to=str(row.state))
    return row


@transaction.atomic
def take_back_minutes(*, by: User, meeting: Meeting) -> Meeting:
    """Write on before anything was adopted; who read along sees the minutes no longer."""
    row = held_meeting(by, meeting, to="lead")
    step = MEETING_FLOW.step(row.state, MeetingState.RUNNING)
    require(by, step.action, row)
    for minutes in _all(by, row):
        if minutes.state == MinutesState.PROPOSED:
            _move(by, minutes, MinutesState.CONCEPT)
            _unsigned(minutes)
    row.state = MeetingState.RUNNING
    row.save()
    log(row, Action.TRANSITION, to=str(row.state))
    return row


@transaction.atomic
def adopt_minutes(*, by: User, meeting: Meeting) -> Meeting:
    """One of the two readers adopts the minutes of a meeting; with the second they stand."""
    row = held_meeting(by, meeting, to="lead")
    if row.state != MeetingState.MINUTES_PROPOSED:
        raise Refused("Het verslag van dit overleg is niet voorgesteld.")
    whole = [_sign(by, row, minutes) for minutes in _all(by, row)]
    if all(whole):
        step = MEETING_FLOW.step(row.state, MeetingState.ADOPTED)
        require(by, step.action, row)
        row.state = MeetingState.ADOPTED
        row.save()
        log(row, Action.TRANSITION, to=str(row.state))
    return row


@transaction.atomic
def correct_minutes(*, by: User, minutes: Minutes, why: str) -> Minutes:
    """Open adopted minutes for a correction: the adopted edition stays, what is written becomes the next."""
    row = locked(Minutes, by, minutes.pk)
    step = MINUTES_FLOW.step(row.state, MinutesState.CORRECTING)
    require(by, step.action, row)
    if not why.strip():
        raise Refused("Schrijf wat er wordt verbeterd.", field="why")
    row.correcting_why = why.strip()[:300]
    _move(by, row, MinutesState.CORRECTING, reason=row.correcting_why)
    return row


@transaction.atomic
def propose_correction(*, by: User, minutes: Minutes) -> Minutes:
    """The correction is ready to be read by two people."""
    row = locked(Minutes, by, minutes.pk)
    if row.state != MinutesState.CORRECTING:
        raise Refused("Dit verslag wordt niet verbeterd.")
    require(by, "lead", row)
    facts = closing_of(by, row.item.meeting, only=row)
    for rule in MINUTES_RULES.missing(facts):
        raise Refused(rule.sentence())
    _move(by, row, MinutesState.PROPOSED)
    return row


@transaction.atomic
def adopt_correction(*, by: User, minutes: Minutes) -> Minutes:
    """One of the two readers adopts a correction."""
    row = locked(Minutes, by, minutes.pk)
    if row.state != MinutesState.PROPOSED or not row.edition:
        raise Refused("Er is geen verbetering voorgesteld.")
    meeting = row.item.meeting
    if meeting is None:
        raise Refused("Dit punt staat niet op een agenda.")
    _sign(by, meeting, row)
    return row


def _all(by: User, meeting: Meeting) -> list[Minutes]:
    rows = Minutes.objects.visible_to(by).filter(item__meeting=meeting).select_related("item__meeting")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def _move(by: User, minutes: Minutes, target: str, *, reason: str = "") -> None:
    step = MINUTES_FLOW.step(minutes.state, target)
    require(by, step.action, minutes)
    minutes.state = target
    if target == MinutesState.PROPOSED:
        minutes.proposed_by, minutes.proposed_at = by, clock.now()
    minutes.save()
    log(minutes, Action.TRANSITION, reason=reason, to=str(target))


def _sign(by: User, meeting: Meeting, minutes: Minutes) -> bool:
    """Put one reader's name under the coming edition; true when it stands."""
    require(by, "adopt", minutes)
    coming, _ = (
        MinutesEdition.objects.visible_to(by)
        .select_for_update(of=("self",))
        .get_or_create(minutes=minutes, edition=minutes.edition + 1)
    )
    _put_name(by, meeting, coming)
    coming.save()
    log(minutes, Action.CHANGE, step="read", edition=coming.edition)
    if coming.chair_id is None or coming.second_id is None:
        return False
    coming.content = content_of(minutes, lines_of(by, minutes), decisions_of(by, minutes), there(by, meeting))
    coming.why = minutes.correcting_why
    coming.save()
    minutes.edition, minutes.correcting_why = coming.edition, None
    _move(by, minutes, MinutesState.ADOPTED)
    return True


def _put_name(by: User, meeting: Meeting, coming: Any) -> None:
    """The chair of the meeting signs as chair, anybody else who may as second reader; nobody as both."""
    at = clock.now()
    if by.pk == meeting.chair_id:
        if coming.chair_id is None:
            coming.chair, coming.chair_at = by, at
        elif coming.second_id is None:
            raise Refused(TwoReaders.sentence())
    elif coming.second_id is None:
        coming.second, coming.second_at = by, at
    elif coming.chair_id is None:
        raise Refused(TwoReaders.sentence() if coming.second_id == by.pk else CHAIR_MISSING)


def _unsigned(minutes: Minutes) -> None:
    """Names under a text that changes again count no more."""
    with elevated(why=WHY):
        rows = MinutesEdition.objects.filter(minutes=minutes, edition=minutes.edition + 1)
        for coming in rows.unrestricted(why=WHY):
            coming.chair = coming.second = coming.chair_at = coming.second_at = None
            coming.save()
