"""The list of meetings, for hosts and for guests, and the choices that their forms offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from access.roles import ACTIONS
from accounts.models import Role, RoleAssignment, User
from casustafel.models import AgendaItem, Invitation, Meeting, Series
from casustafel.policy import is_host
from casustafel.states import ON_AGENDA, WEEKS, Answer, MeetingState
from core import clock

if TYPE_CHECKING:
    from accounts.models import Organisation

MOST: Final = 60


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of the list. ``items`` counts only what the reader may see."""

    meeting: Meeting
    host: bool
    items: int
    invitation: Invitation | None

    @property
    def asks_answer(self) -> bool:
        """Must the reader still say whether he comes?"""
        coming = self.meeting.starts_at > clock.now() and self.meeting.state != MeetingState.CANCELLED
        return self.invitation is not None and self.invitation.answer == Answer.OPEN and coming

    @property
    def asks_secrecy(self) -> bool:
        """Must the reader still accept the text about secrecy?"""
        return self.invitation is not None and self.invitation.secrecy_at is None


@dataclass(frozen=True, slots=True)
class Board:
    """Coming and past meetings."""

    coming: list[MeetingRow] = field(default_factory=list)
    past: list[MeetingRow] = field(default_factory=list)


def board(actor: User) -> Board:
    """All meetings that somebody may see, the nearest first. Four queries."""
    rows = Meeting.objects.visible_to(actor).select_related("chair", "owner", "series")
    meetings = list(rows.order_by("-starts_at")[:MOST])
    counts = _counts(actor, meetings)
    mine = {row.meeting_id: row for row in _invitations(actor, meetings)}
    found = [
        MeetingRow(row, is_host(actor, row), counts.get(row.pk, 0), mine.get(row.pk)) for row in meetings
    ]
    over = clock.now() - timedelta(hours=1)
    coming = [row for row in found if row.meeting.ends_at > over]
    return Board(coming[::-1], [row for row in found if row.meeting.ends_at <= over])


def _counts(actor: User, meetings: Sequence[Meeting]) -> dict[UUID, int]:
    rows = AgendaItem.objects.filter(
        meeting__in=[row.pk for row in meetings], state__in=ON_AGENDA
    ).visible_to(actor)
    return dict(rows.values("meeting").annotate(n=Count("pk")).order_by().values_list("meeting", "n"))


def _invitations(actor: User, meetings: Sequence[Meeting]) -> list[Invitation]:
    rows = Invitation.objects.filter(meeting__in=[row.pk for row in meetings], user=actor, withdrawn_at=None)
    return list(rows.visible_to(actor))


def own_invitation(actor: User, meeting: Meeting) -> Invitation | None:
    """The reader's own invitation to a meeting; None for hosts that were not asked."""
    rows = Invitation.objects.filter(meeting=meeting, user=actor, withdrawn_at=None)
    return rows.visible_to(actor).first()


def series_of(actor: User) -> list[Series]:
    """The series that run. One query."""
    return list(Series.objects.filter(ended_at=None).visible_to(actor).order_by("id"))


def next_start(series: Series, actor: User) -> datetime:
    """When the next meeting of a series is due: the rhythm after its last one, not before today."""
    last = Meeting.objects.filter(series=series).visible_to(actor).order_by("-starts_at").first()
    weeks = WEEKS.get(series.rhythm, 0)  # type: ignore[call-overload]  # a choice of the list
    day = last.held_on + timedelta(weeks=weeks or 1) if last else clock.today() + timedelta(weeks=2)
    day = max(day, clock.today() + timedelta(days=1))
    return timezone.make_aware(datetime.combine(day, series.begins_at))


def hosts_for(organisation: Organisation) -> list[User]:
    """Who can chair a meeting or be its secretary: who may prepare one in this municipality."""
    return _holders(ACTIONS["casustafel.prepare"], organisation)


def invitable(organisation: Organisation) -> list[User]:
    """Everybody who can be asked to the table of a municipality, by organisation, own people last."""
    people = _holders(ACTIONS["casustafel.view"], None)
    return sorted(
        people,
        key=lambda user: (user.organisation_id == organisation.pk, user.organisation.name, user.name),
    )


def _holders(roles: frozenset[Role], organisation: Organisation | None) -> list[User]:
    held = RoleAssignment.objects.in_force(clock.today()).of_roles(roles).filter(user__is_active=True)
    if organisation is not None:
        held = held.filter(user__organisation=organisation)
    people = {row.user_id: row.user for row in held.select_related("user__organisation")}
    return sorted(people.values(), key=lambda user: (user.organisation.name, user.name))
