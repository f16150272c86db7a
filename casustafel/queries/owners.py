"""Who can be given an action at the table: colleagues of the own municipality, and the partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from access.roles import ACTIONS
from accounts.models import Organisation, OrganisationKind, RoleAssignment, User
from core import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from access.records import Record


def owners_for(actor: User, record: Record) -> tuple[Sequence[User], Sequence[Organisation]]:
    """Persons who can have an action of this level, and partner organisations as a whole."""
    held = RoleAssignment.objects.in_force(clock.today()).filter(role_group__role__in=ACTIONS["cases.action"])
    rows = User.objects.filter(
        pk__in=held.values("user_id"), is_active=True, clearance__gte=record.confidentiality
    )
    found = [
        user
        for user in rows.select_related("organisation").order_by("organisation__name", "name")
        if user.organisation_id == actor.organisation_id
        or user.organisation.kind != OrganisationKind.MUNICIPALITY
    ]
    partners = {
        user.organisation_id: user.organisation
        for user in found
        if user.organisation.kind != OrganisationKind.MUNICIPALITY
    }
    return found, list(partners.values())
