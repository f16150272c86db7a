"""Whom one can choose: to lead a case, for its team, for an action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from access.roles import ACTIONS
from accounts.models import Organisation, OrganisationKind, Role, RoleAssignment, User
from core import clock

if TYPE_CHECKING:
    from cases.models import Case

# Who can be asked at another organisation: its table partners, and who keeps cases at a neighbour.
OUTSIDE = (Role.PARTICIPANT, Role.COORDINATOR, Role.ANALYST)


def leaders(case: Case) -> list[User]:
    """Colleagues of the owner who can lead this case."""
    return _people("cases.edit", owner=case.owner_id, level=case.confidentiality)


def possible_leaders(user: User, level: int) -> list[User]:
    """Colleagues of the user who can lead a new case of this level."""
    return _people("cases.edit", owner=user.organisation_id, level=level)


def possible_members(case: Case) -> list[User]:
    """Colleagues who can be named in this case, and are not yet."""
    found = _people("cases.view", owner=case.owner_id, level=case.confidentiality)
    return [user for user in found if user.pk not in case.named]


def possible_assignees(level: int, owner: int) -> list[User]:
    """Everybody who can carry out an action: colleagues first, then partners."""
    found = _people("cases.action", owner=None, level=level)
    near = [user for user in found if user.organisation_id == owner]
    held = RoleAssignment.objects.in_force(clock.today()).of_roles(OUTSIDE)
    outside = set(held.filter(user__in=found).values_list("user_id", flat=True))
    return near + [user for user in found if user.organisation_id != owner and user.pk in outside]


def partner_organisations() -> list[Organisation]:
    """Organisations whose table partners can get an action together."""
    held = RoleAssignment.objects.in_force(clock.today()).filter(role_group__role=Role.PARTICIPANT)
    rows = Organisation.objects.exclude(kind=OrganisationKind.MUNICIPALITY)
    return list(rows.filter(pk__in=held.values("role_group__organisation_id")).order_by("name"))


def _people(action: str, *, owner: int | None, level: int) -> list[User]:
    held = RoleAssignment.objects.in_force(clock.today()).filter(role_group__role__in=ACTIONS[action])
    rows = User.objects.filter(pk__in=held.values("user_id"), is_active=True, clearance__gte=level)
    if owner is not None:
        rows = rows.filter(organisation=owner)
    return list(rows.select_related("organisation").order_by("organisation__name", "name"))
