"""What the leader of a meeting has before him, and what the screen in the room may show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from accounts.models import RoleAssignment, User
from casustafel.models import (
    AgendaItem,
    Attendance,
    Invitation,
    ItemInvitee,
    Meeting,
    Minutes,
    MinutesCount,
    RoomScreen,
)
from casustafel.queries.minutes import BlockLine, decisions_of, lines_of, present
from casustafel.states import ON_AGENDA, ItemState
from core import clock


@dataclass(frozen=True, slots=True)
class Place:
    """One item in the row at the left, with who of those present may not hear it."""

    item: AgendaItem
    current: bool
    outsiders: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Was it discussed?"""
        return bool(self.item.state == ItemState.DISCUSSED)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who was asked, and whether he is there."""

    user: User
    here: bool


def row_of_items(actor: User, meeting: Meeting, chosen: str) -> list[Place]:
    """The agenda with, per item, who is present and may not see it."""
    items = list(
        AgendaItem.objects.visible_to(actor)
        .filter(meeting=meeting, state__in=ON_AGENDA)
        .select_related("case", "signal", "brought_by")
        .order_by("position")
    )
    here = [one.user for one in present(actor, meeting)]
    current = next((one for one in items if one.number == chosen), None)
    if current is None:
        current = next((one for one in items if one.state == ItemState.PLANNED), items[0] if items else None)
    stand = principals_of(here)
    return [Place(one, one is current, outsiders(one, here, stand)) for one in items]


def principals_of(people: Iterable[User]) -> dict[int, set[int]]:
    """Under which numbers each of these people stands in an acl today, in one query."""
    found = {user.pk: {user.pk} for user in people if user.is_active}
    held = RoleAssignment.objects.in_force(clock.today()).filter(user__in=list(found))
    for user, group in held.values_list("user_id", "role_group__group_id"):
        found[user].add(-group)
    return found


def outsiders(item: AgendaItem, here: Iterable[User], stand: Mapping[int, set[int]]) -> tuple[str, ...]:
    """The names of those present who may not see an item: the first lock, asked for each of them."""
    acl = set(item.acl)
    return tuple(
        user.name
        for user in here
        if stand.get(user.pk, set()).isdisjoint(acl) or item.confidentiality > user.clearance
    )


def guests_of(actor: User, meeting: Meeting) -> list[Guest]:
    """The chair, the secretary and everybody who was asked; those who are there first."""
    here = {one.user_id for one in present(actor, meeting)}
    rows = Invitation.objects.visible_to(actor).filter(meeting=meeting, withdrawn_at=None)
    people = {row.user_id: row.user for row in rows.select_related("user__organisation")}
    for user in (meeting.chair, meeting.secretary):
        if user is not None:
            people[user.pk] = user
    for one in (
        Attendance.objects.visible_to(actor).filter(meeting=meeting).select_related("user__organisation")
    ):
        people.setdefault(one.user_id, one.user)
    found = [Guest(user, user.pk in here) for user in people.values()]
    return sorted(found, key=lambda guest: (not guest.here, guest.user.organisation.name, guest.user.name))


def invited_names(actor: User, item: AgendaItem) -> list[str]:
    """Who is invited to an item, for its side panel."""
    rows = ItemInvitee.objects.visible_to(actor).filter(item=item, withdrawn_at=None)
    return [
        f"{row.user.name} ({row.user.organisation.name})"
        for row in rows.select_related("user__organisation").order_by("user__organisation__name")
    ]


def minutes_of(actor: User, item: AgendaItem) -> Minutes | None:
    """The minutes of an item, if the actor reads them."""
    found: Minutes | None = (
        Minutes.objects.visible_to(actor).filter(item=item).select_related("item__meeting").first()
    )
    return found


def last_number(actor: User, meeting: Meeting) -> int:
    """The number of the last block that was stored."""
    found = MinutesCount.objects.visible_to(actor).filter(meeting=meeting).aggregate(Max("last"))
    return int(found["last__max"] or 0)


def room_of(actor: User, meeting: Meeting) -> dict[str, Any]:
    """What everybody in the room may see now: the item on the screen, or nothing.

    Nothing is said of an item that one of those present may not see, also not that there is one.
    """
    screen = RoomScreen.objects.visible_to(actor).filter(meeting=meeting).select_related("item").first()
    empty: dict[str, Any] = {"shown": None}
    if screen is None or screen.blank or screen.item is None:
        return empty
    item = AgendaItem.objects.visible_to(actor).filter(pk=screen.item.pk, state__in=ON_AGENDA).first()
    here = [one.user for one in present(actor, meeting)]
    if item is None or outsiders(item, here, principals_of(here)):
        return empty
    minutes = minutes_of(actor, item)
    lines: list[BlockLine] = lines_of(actor, minutes) if minutes else []
    decisions = decisions_of(actor, minutes) if minutes else []
    return {
        "shown": item,
        "minutes": minutes,
        "lines": lines,
        "decisions": [one for one in decisions if one.withdrawn_at is None],
    }
