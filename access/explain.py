"""*Waarom zie ik dit? Wie kan dit zien?* — answered from the same data as the predicate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from access.grants import in_force
from accounts.models import RoleAssignment, RoleGroup, User
from core import clock
from core.levels import Confidentiality

if TYPE_CHECKING:
    from access.records import Record


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground on which somebody sees a record."""

    who: str
    text: str
    until: datetime | None = None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why this user sees a record, and who else can."""

    mine: tuple[Reason, ...]
    others: tuple[Reason, ...]
    people: int
    partners: int


def explain(user: User, record: Record) -> Explanation:
    """Explain the acl of a record, for a user who sees it.

    People whose clearance is below the level of the record don't count, as in the predicate.
    """
    at = clock.now()
    grants = _grants(record, at)
    own = set(user.principals())
    mine: list[Reason] = []
    others: list[Reason] = []
    seen_people: dict[int, bool] = {}
    groups = {
        g.group_id: g
        for g in RoleGroup.objects.select_related("organisation").filter(
            group_id__in=[-p for p in record.acl if p < 0]
        )
    }
    members = _members(list(groups), record.confidentiality)
    persons = User.objects.filter(is_active=True, clearance__gte=record.confidentiality).in_bulk(
        [p for p in record.acl if p > 0]
    )
    for principal in record.acl:
        if principal == 0:
            continue
        if principal < 0:
            group = groups.get(-principal)
            if group is None:
                continue
            people = members.get(-principal, [])
            reason = Reason(
                who=f"rol {group.get_role_display()} · {group.organisation.name}",
                text=grants.get(principal, ("hoort bij de rol", None))[0],
                until=grants.get(principal, ("", None))[1],
                people=tuple(p.name for p in people),
            )
        else:
            people = [persons[principal]] if principal in persons else []
            why, until = grants.get(principal, ("persoonlijk", None))
            reason = Reason(
                who=people[0].name if people else "een collega zonder voldoende machtiging",
                text=why,
                until=until,
                people=tuple(p.name for p in people),
            )
        for person in people:
            seen_people[person.pk] = person.organisation_id == record.owner_id
        (mine if principal in own else others).append(reason)
    return Explanation(
        mine=tuple(mine),
        others=tuple(others),
        people=sum(seen_people.values()),
        partners=sum(not here for here in seen_people.values()),
    )


def level_sentence(user: User, record: Record) -> str:
    """The half of the answer that is about the level of confidentiality."""
    level = Confidentiality(record.confidentiality).label.lower()
    own = Confidentiality(user.clearance).label.lower()
    return f"Het niveau is {level}; u mag tot en met {own} zien."


def _grants(record: Record, at: datetime) -> dict[int, tuple[str, datetime]]:
    found: dict[int, tuple[str, datetime]] = {}
    if record.user_grants is not None:
        for row in in_force(record.user_grants._default_manager.filter(content_object=record), at):
            found[row.user_id] = (row.why, row.ends_at)
    if record.group_grants is not None:
        for row in in_force(record.group_grants._default_manager.filter(content_object=record), at):
            found[-row.group_id] = (row.why, row.ends_at)
    return found


def _members(group_ids: list[int], level: int) -> dict[int, list[User]]:
    """Active holders of role groups with enough clearance, per group id, in one query."""
    members: dict[int, list[User]] = {}
    rows = (
        RoleAssignment.objects.in_force(clock.today())
        .filter(role_group__group_id__in=group_ids, user__is_active=True, user__clearance__gte=level)
        .select_related("user", "role_group")
    )
    for row in rows:
        members.setdefault(row.role_group.group_id, []).append(row.user)
    return members
