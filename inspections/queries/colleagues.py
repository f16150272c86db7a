"""The colleagues who may be in a team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from access.roles import ACTIONS
from accounts.models import RoleAssignment, User
from core import clock

if TYPE_CHECKING:
    from inspections.models import Inspection


def inspectors(inspection: Inspection) -> list[User]:
    """Active people of the owner who do controls and may read this level, by name."""
    held = RoleAssignment.objects.in_force(clock.today()).of_roles(ACTIONS["inspections.visit"])
    people = User.objects.filter(
        pk__in=held.values("user"),
        is_active=True,
        organisation_id=inspection.owner_id,
        clearance__gte=inspection.confidentiality,
    )
    return list(people.order_by("name", "pk"))
