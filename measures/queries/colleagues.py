"""The colleagues who may handle a measure or a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from access.roles import ACTIONS
from accounts.models import RoleAssignment, User
from core import clock

if TYPE_CHECKING:
    from measures.models import Claim, Measure


def jurists(record: Measure | Claim) -> list[User]:
    """Active people of the owner whose role keeps measures and who may read this level, by name."""
    held = RoleAssignment.objects.in_force(clock.today()).of_roles(ACTIONS["measures.edit"])
    people = User.objects.filter(
        pk__in=held.values("user"),
        is_active=True,
        organisation_id=record.owner_id,
        clearance__gte=record.confidentiality,
    )
    return list(people.order_by("name", "pk"))
