"""What the database refuses by itself, whatever the application forgets."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Organisation, Role, RoleAssignment, SecrecyStatement, User, role_group
from core import clock

pytestmark = pytest.mark.django_db


def refused_by(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


def hold(
    cast: dict[str, User], user: User, role: Role, *, start: int = 0, end: int | None = None, **facts: Any
) -> RoleAssignment:
    """A right straight into the table, past every operation."""
    today = clock.today()
    given: dict[str, Any] = {"granted_by": cast["admin"], "second_by": cast["privacy_officer"]}
    with transaction.atomic():
        return RoleAssignment.objects.create(
            user=user,
            role_group=role_group(user.organisation, role),
            starts_on=today + timedelta(days=start),
            ends_on=None if end is None else today + timedelta(days=end),
            reason="test",
            **given | facts,
        )


def with_statement(user: User) -> User:
    SecrecyStatement.objects.create(user=user, signed_on=date(2026, 1, 1), reference="GHV")
    return user


def test_nobody_grants_to_himself(cast: dict[str, User]) -> None:
    with refused_by("accounts_no_right_to_himself"):
        hold(cast, cast["admin"], Role.LEGAL)


def test_the_second_person_is_neither_the_first_nor_the_user(cast: dict[str, User]) -> None:
    with refused_by("accounts_second_is_another"):
        hold(cast, cast["analyst"], Role.BIBOB, second_by=cast["admin"])
    with refused_by("accounts_second_is_another"):
        hold(cast, cast["analyst"], Role.BIBOB, second_by=cast["analyst"])


def test_a_third_m_authorised_is_refused(cast: dict[str, User]) -> None:
    hold(cast, with_statement(cast["analyst"]), Role.M_AUTHORISED)
    with refused_by("at most two"):
        hold(cast, with_statement(cast["legal"]), Role.M_AUTHORISED)


def test_also_when_the_terms_overlap_for_a_single_day(cast: dict[str, User]) -> None:
    hold(cast, with_statement(cast["analyst"]), Role.M_AUTHORISED, start=10, end=20)
    with refused_by("at most two"):
        hold(cast, with_statement(cast["legal"]), Role.M_AUTHORISED, start=5, end=10)
    hold(cast, cast["legal"], Role.M_AUTHORISED, start=5, end=9)


def test_successors_are_no_crowd(cast: dict[str, User]) -> None:
    hold(cast, with_statement(cast["analyst"]), Role.M_AUTHORISED, start=0, end=20)
    hold(cast, with_statement(cast["legal"]), Role.M_AUTHORISED, start=21, end=40)
    hold(cast, with_statement(cast["chair"]), Role.M_AUTHORISED, start=41)


def test_no_m_authorised_without_a_statement(cast: dict[str, User]) -> None:
    with refused_by("without statement"):
        hold(cast, cast["analyst"], Role.M_AUTHORISED)


@pytest.mark.parametrize(
    "change",
    [
        {"user_id": 1},
        {"starts_on": date(2020, 1, 1)},
        {"ends_on": date(2099, 1, 1)},
        {"reason": "anders"},
        {"granted_by": None},
        {"second_by": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_the_ledger_says_is_not_rewritten(cast: dict[str, User], change: dict[str, Any]) -> None:
    rows = RoleAssignment.objects.filter(user=cast["bibob"])
    with refused_by("not rewritten"), transaction.atomic():
        rows.update(**change)


def test_an_ended_right_does_not_come_back(cast: dict[str, User]) -> None:
    rows = RoleAssignment.objects.filter(user=cast["analyst"])
    rows.update(revoked_at=clock.now())
    with refused_by("not rewritten"), transaction.atomic():
        rows.update(revoked_at=None)


@pytest.mark.parametrize("table", ["roleassignment", "secrecystatement", "rolegroup"])
def test_nothing_is_deleted_from_the_ledger(cast: dict[str, User], table: str) -> None:
    with refused_by("kept|deleted|rewritten|stays"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM accounts_{table}")


def test_a_role_group_does_not_become_another_role(cast: dict[str, User], almelo: Organisation) -> None:
    group = role_group(almelo, Role.ANALYST)
    with refused_by("stays what it is"), transaction.atomic():
        type(group).objects.filter(pk=group.pk).update(role=Role.M_AUTHORISED)


def test_a_municipality_stands_on_record_once(almelo: Organisation) -> None:
    with refused_by("accounts_municipality_once"), transaction.atomic():
        Organisation.objects.create(
            code="almelo2", name="Almelo", kind="MUNICIPALITY", municipality_code="GM0141"
        )


def test_there_are_no_superusers(cast: dict[str, User]) -> None:
    with refused_by("accounts_no_superusers"), transaction.atomic():
        User.objects.filter(pk=cast["admin"].pk).update(is_superuser=True)


def test_an_address_is_one_account_whatever_its_case(cast: dict[str, User], almelo: Organisation) -> None:
    with refused_by("accounts_email_once"), transaction.atomic():
        User.objects.filter(pk=cast["legal"].pk).update(email="Analist@Almelo.Demo")
