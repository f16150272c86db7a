"""A second Bibob specialist, and one of the neighbour."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import Organisation, Role, RoleAssignment, User, role_group
from core import clock


def specialist(email: str, name: str, organisation: Organisation, admin: User, second: User) -> User:
    user = User.objects.create_user(email, None, name=name, organisation=organisation, clearance=3)
    long_ago = clock.today() - timedelta(days=30)
    RoleAssignment.objects.create(
        user=user,
        role_group=role_group(organisation, Role.BIBOB),
        reason="test",
        granted_by=admin,
        second_by=second,
        starts_on=long_ago,
        confirmed_on=long_ago,
    )
    return user


@pytest.fixture
def colleague(cast: dict[str, User]) -> User:
    """The other specialist of Almelo."""
    return specialist(
        "bibob2@almelo.demo",
        "Berend Collega",
        cast["bibob"].organisation,
        cast["admin"],
        cast["privacy_officer"],
    )


@pytest.fixture
def twenterand_bibob(cast: dict[str, User]) -> User:
    """A specialist of another municipality."""
    organisation = cast["twenterand_analyst"].organisation
    return specialist(
        "bibob@twenterand.demo", "Bea Buur", organisation, cast["admin"], cast["privacy_officer"]
    )
