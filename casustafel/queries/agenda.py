"""The agenda as its hosts see it: items in order with time, age, guests and how each stands to each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from accounts.models import RoleAssignment
from casustafel.models import AgendaItem, Invitation, ItemDocument, ItemInvitee, Meeting
from casustafel.queries.guests import Need, guest_of, need_of
from casustafel.standing import Guest
from casustafel.states import ON_AGENDA
from core import clock

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Cell:
    """One person at one item: invited or not, and how the rules see him."""

    invitation: Invitation
    invitee: ItemInvitee | None
    guest: Guest

    @property
    def user(self) -> User:
        """Who it is about."""
        return self.invitation.user

    @property
    def label(self) -> str:
        """The organisation in one word, as it stands on a badge."""
        return short_name(self.user)


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the agenda: its place, when it starts, how old the question is."""

    item: AgendaItem
    place: int
    starts_at: datetime
    cells: tuple[Cell, ...]
    documents: tuple[ItemDocument, ...]

    @property
    def age_days(self) -> int:
        """How long ago the question was first put on an agenda."""
        first = self.item.first_asked_on
        return (clock.today() - first).days if first and self.item.carried_from_id else 0

    @property
    def age_words(self) -> str:
        """The age of the question, in words."""
        return f"wacht {self.age_days} dagen"

    @property
    def clock_time(self) -> str:
        """When it starts, in Amsterdam."""
        return timezone.localtime(self.starts_at).strftime("%H:%M")


@dataclass(frozen=True, slots=True)
class Agenda:
    """A whole agenda with its budget of time."""

    meeting: Meeting
    people: tuple[Invitation, ...]
    lines: tuple[Line, ...]

    @property
    def used(self) -> int:
        """Minutes that are planned."""
        return sum(line.item.minutes for line in self.lines)

    @property
    def left(self) -> int:
        """Minutes that are left; negative when too much is planned."""
        return self.meeting.minutes - self.used

    @property
    def over(self) -> int:
        """Minutes that are planned too much."""
        return max(0, -self.left)


def agenda_of(actor: User, meeting: Meeting) -> Agenda:
    """Everything on an agenda, for its hosts. Six queries."""
    people = tuple(people_of(actor, meeting))
    rows = AgendaItem.objects.filter(meeting=meeting, state__in=ON_AGENDA).visible_to(actor)
    items = list(rows.select_related("brought_by__organisation", "owner", "case").order_by("position"))
    guests: dict[tuple[UUID, int], ItemInvitee] = {}
    keys = [item.pk for item in items]
    invited = ItemInvitee.objects.filter(item__in=keys, withdrawn_at=None).visible_to(actor)
    for row in invited.select_related("user__organisation"):
        guests[(row.item_id, row.user_id)] = row
    files: dict[UUID, list[ItemDocument]] = {}
    for file in ItemDocument.objects.filter(item__in=keys).visible_to(actor).select_related("document"):
        files.setdefault(file.item_id, []).append(file)
    lines, at = [], meeting.starts_at
    for place, item in enumerate(items, start=1):
        cells = tuple(cell_of(item, person, guests.get((item.pk, person.user_id))) for person in people)
        lines.append(Line(item, place, at, cells, tuple(files.get(item.pk, ()))))
        at += timedelta(minutes=item.minutes)
    return Agenda(meeting, people, tuple(lines))


def people_of(actor: User, meeting: Meeting) -> list[Invitation]:
    """Who is asked to a meeting, by organisation, with the roles that each holds. Two queries."""
    rows = Invitation.objects.filter(meeting=meeting, withdrawn_at=None).visible_to(actor)
    people = list(rows.select_related("user__organisation"))
    roles = _roles_of(people)
    for person in people:
        # Spares a query a person: what he may is asked for every item.
        person.user.__dict__["_standing_roles"] = roles.get(person.user_id, [])
    return sorted(people, key=lambda row: (row.user.organisation.name, row.user.name))


def cell_of(item: AgendaItem, person: Invitation, invitee: ItemInvitee | None) -> Cell:
    """How somebody stands to an item: as invited, or as he would be without consent or basis."""
    need = Need(user=person.user, why="")
    if invitee is not None:
        # The same person, of whom the roles are known already.
        need = replace(need_of(invitee), user=person.user)
    return Cell(person, invitee, guest_of(item, need))


def short_name(user: User) -> str:
    """The organisation of somebody in one word."""
    organisation = user.organisation
    if organisation.kind == "MUNICIPALITY":
        return organisation.name.removeprefix("Gemeente ")
    return {"POLICE": "Politie", "ODT": "ODT", "SRT": "SRT", "RIEC": "RIEC"}.get(
        organisation.kind, organisation.name
    )


def _roles_of(people: Sequence[Invitation]) -> dict[int, list[tuple[str, int]]]:
    held = RoleAssignment.objects.in_force(clock.today()).filter(user__in=[row.user_id for row in people])
    found: dict[int, list[tuple[str, int]]] = {}
    for user, role, group in held.values_list("user_id", "role_group__role", "role_group__group_id"):
        found.setdefault(user, []).append((role, group))
    return found
