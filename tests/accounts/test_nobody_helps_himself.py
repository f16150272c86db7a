"""Whatever people try, in whatever order: nobody changes his own rights, nobody is third M.-gemachtigde."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import operations
from accounts.demo import make_demo_accounts
from accounts.models import SPECIAL_ROLES, Role, RoleAssignment, User
from core import clock
from core.errors import Refused

pytestmark = pytest.mark.django_db
PEOPLE = (
    "beheer@almelo.demo",
    "privacy@almelo.demo",
    "analist@almelo.demo",
    "jurist@almelo.demo",
    "m-gemachtigde@almelo.demo",
    "analist@twenterand.demo",
)
ROLES = (Role.ADMIN, Role.PRIVACY_OFFICER, Role.M_AUTHORISED, Role.BIBOB, Role.EXPORTER, Role.ANALYST)
MOVES = ("assign", "approve", "refuse", "revoke", "confirm", "clear", "statement", "close", "open", "expire")
steps = st.lists(
    st.tuples(
        st.sampled_from(MOVES),
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
        st.sampled_from(ROLES),
        st.integers(0, 5),
    ),
    min_size=5,
    max_size=30,
)


class Undo(Exception):
    """Leaves the transaction of one example."""


def rights(email: str) -> tuple[Any, ...]:
    user = User.objects.get(email=email)
    rows = user.assignments.order_by("pk").values_list(
        "pk", "second_by_id", "revoked_at", "refused_at", "confirmed_on"
    )
    return (
        user.is_active,
        user.clearance,
        user.roles(),
        tuple(rows),
        tuple(sorted(user.groups.values_list("pk", flat=True))),
        user.secrecy_statements.count(),
    )


def move(kind: str, by: User, user: User, role: Role, number: int) -> None:
    day = clock.today() + timedelta(days=number)
    rows = list(user.assignments.select_related("role_group", "user__organisation").order_by("pk"))
    chosen = rows[number % len(rows)] if rows else None
    if kind == "assign":
        operations.assign_role(by=by, user=user, role=role, why="x", starts_on=day)
    elif kind == "clear":
        operations.change_user(by=by, user=user, name=user.name, clearance=1 + number % 4, why="x")
    elif kind == "statement":
        operations.record_secrecy_statement(by=by, user=user, signed_on=clock.today(), reference="x")
    elif kind == "close":
        operations.deactivate_user(by=by, user=user, why="x")
    elif kind == "open":
        operations.reactivate_user(by=by, user=user, why="x")
    elif kind == "expire":
        operations.expire_rights()
    elif chosen and kind == "approve":
        operations.approve_role(by=by, assignment=chosen)
    elif chosen and kind == "refuse":
        operations.refuse_role(by=by, assignment=chosen, why="x")
    elif chosen and kind == "revoke":
        operations.revoke_role(by=by, assignment=chosen, why="x")
    elif chosen and kind == "confirm":
        operations.confirm_role(by=by, assignment=chosen)


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps)
def test_no_order_of_steps_changes_own_rights_or_makes_a_third(db: None, steps: list[Any]) -> None:
    try:
        with transaction.atomic():
            make_demo_accounts()
            for kind, actor, target, role, number in steps:
                before = rights(actor)
                by, user = User.objects.get(email=actor), User.objects.get(email=target)
                try:
                    move(kind, by, user, role, number)
                except Refused:
                    assert rights(actor) == before
                if kind != "expire":
                    assert rights(actor) == before, f"{kind} by {actor} for {target} changed his own rights"
                check_the_house_rules()
            raise Undo
    except Undo:
        pass


def check_the_house_rules() -> None:
    today = clock.today()
    for ahead in range(6):
        held = RoleAssignment.objects.in_force(today + timedelta(days=ahead))
        special = held.filter(role_group__role__in=[str(role) for role in SPECIAL_ROLES])
        assert not special.filter(second_by=None).exists()
        per_municipality: dict[int, set[int]] = {}
        for row in held.filter(role_group__role=Role.M_AUTHORISED).select_related("role_group"):
            per_municipality.setdefault(row.role_group.organisation_id, set()).add(row.user_id)
            assert row.user.secrecy_statements.exists()
        assert all(len(people) <= 2 for people in per_municipality.values())
