"""The seventeen persons of the demo, the tests and the manuals."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.demo import PEOPLE, OnlyInDemo, make_demo_accounts
from accounts.models import Role, RoleAssignment, SecrecyStatement, User

pytestmark = pytest.mark.django_db


def test_there_are_seventeen_with_every_role_among_them(cast: dict[str, User]) -> None:
    assert len(cast) == len(PEOPLE) == 17
    assert set().union(*(user.roles() for user in cast.values())) == set(Role)


def test_making_them_again_changes_nothing(cast: dict[str, User]) -> None:
    def everything() -> list[Any]:
        return [
            list(model.objects.order_by("pk").values()) for model in (User, RoleAssignment, SecrecyStatement)
        ]

    before = everything()
    make_demo_accounts()
    assert everything() == before


def test_the_m_authorised_has_a_statement_and_special_rights_have_two_persons(cast: dict[str, User]) -> None:
    assert cast["m_authorised"].secrecy_statements.count() == 1
    for part in ("m_authorised", "bibob", "privacy_officer"):
        assignment = cast[part].assignments.get()
        assert len({assignment.user_id, assignment.granted_by_id, assignment.second_by_id}) == 3


def test_outside_demo_and_tests_they_are_not_made(db: None, settings: Any) -> None:
    settings.DEMO = settings.TESTING = False
    with pytest.raises(OnlyInDemo):
        make_demo_accounts()


def test_initials_are_two_letters(cast: dict[str, User]) -> None:
    assert cast["inspector"].initials == "RE"
    assert User(name="Jo").initials == "J"
    assert User(name="").initials == "?"
