"""Who gives which right to whom, with whose agreement, until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from accounts import operations
from accounts.models import Organisation, Role, RoleAssignment, SecrecyStatement, User
from audit.models import Action
from core import clock
from core.errors import Refused
from tests.accounts.lines import lines_about
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
WHY = "nodig voor het werk"


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.fixture
def newcomer(almelo: Organisation) -> User:
    return User.objects.create_user("nieuw@almelo.demo", "x", name="Jet Nieuwenhuis", organisation=almelo)


@pytest.fixture
def second_admin(cast: dict[str, User], almelo: Organisation) -> User:
    user = User.objects.create_user("beheer2@almelo.demo", "x", name="Ans Beheer", organisation=almelo)
    operations.assign_role(by=cast["admin"], user=user, role=Role.ADMIN, why=WHY)
    return fresh(user)


def propose(cast: dict[str, User], user: User, role: Role) -> RoleAssignment:
    return operations.assign_role(by=cast["admin"], user=user, role=role, why=WHY)


def give_statement(cast: dict[str, User], user: User) -> SecrecyStatement:
    return operations.record_secrecy_statement(
        by=cast["admin"], user=user, signed_on=clock.today(), reference="GHV-2026-007"
    )


def test_an_ordinary_role_holds_at_once(cast: dict[str, User], newcomer: User) -> None:
    assignment = propose(cast, newcomer, Role.ANALYST)
    assert fresh(newcomer).roles() == {Role.ANALYST}
    assert fresh(newcomer).principals() == (newcomer.pk, -assignment.role_group_id)
    assert list(newcomer.groups.values_list("pk", flat=True)) == [assignment.role_group_id]
    line = lines_about(newcomer, Action.GRANT)[-1]
    assert line.details == {"role": "ANALYST", "proposal": False}


@pytest.mark.parametrize("role", [Role.BIBOB, Role.PRIVACY_OFFICER, Role.EXPORTER])
def test_a_special_right_holds_only_after_a_second_person_agreed(
    cast: dict[str, User], newcomer: User, role: Role
) -> None:
    proposal = propose(cast, newcomer, role)
    assert fresh(newcomer).roles() == frozenset()
    assert newcomer.groups.count() == 0
    operations.approve_role(by=cast["privacy_officer"], assignment=proposal)
    assert fresh(newcomer).roles() == {role}
    assert newcomer.groups.count() == 1


def test_who_proposed_cannot_agree_himself(cast: dict[str, User], newcomer: User) -> None:
    proposal = propose(cast, newcomer, Role.BIBOB)
    with pytest.raises(Refused, match="Een ander moet het goedkeuren"):
        operations.approve_role(by=cast["admin"], assignment=proposal)
    assert fresh(newcomer).roles() == frozenset()
    assert lines_about(newcomer, Action.DENIED)


def test_who_is_proposed_cannot_agree_himself(cast: dict[str, User], second_admin: User) -> None:
    proposal = propose(cast, second_admin, Role.PRIVACY_OFFICER)
    with pytest.raises(Refused, match="eigen recht"):
        operations.approve_role(by=second_admin, assignment=proposal)
    assert fresh(second_admin).roles() == {Role.ADMIN}


def test_a_refused_proposal_stays_refused(cast: dict[str, User], newcomer: User) -> None:
    proposal = propose(cast, newcomer, Role.BIBOB)
    operations.refuse_role(by=cast["privacy_officer"], assignment=proposal, why="niet nodig")
    with pytest.raises(Refused, match="al beslist"):
        operations.approve_role(by=cast["privacy_officer"], assignment=proposal)
    assert fresh(newcomer).roles() == frozenset()


@pytest.mark.parametrize("part", ["coordinator", "privacy_officer", "auditor", "twenterand_analyst"])
def test_only_an_administrator_gives_roles(cast: dict[str, User], newcomer: User, part: str) -> None:
    with pytest.raises(Refused):
        operations.assign_role(by=cast[part], user=newcomer, role=Role.REPORTER, why=WHY)
    assert fresh(newcomer).roles() == frozenset()


def test_nobody_changes_his_own_account(cast: dict[str, User]) -> None:
    admin = cast["admin"]
    own = admin.assignments.get()
    attempts: list[Any] = [
        lambda: operations.assign_role(by=admin, user=admin, role=Role.COORDINATOR, why=WHY),
        lambda: operations.assign_role(by=admin, user=admin, role=Role.EXPORTER, why=WHY),
        lambda: operations.change_user(by=admin, user=admin, name=admin.name, clearance=4, why=WHY),
        lambda: operations.confirm_role(by=admin, assignment=own),
        lambda: operations.revoke_role(by=admin, assignment=own, why=WHY),
        lambda: operations.deactivate_user(by=admin, user=admin, why=WHY),
        lambda: operations.reactivate_user(by=admin, user=admin, why=WHY),
        lambda: operations.record_secrecy_statement(
            by=admin, user=admin, signed_on=clock.today(), reference="x"
        ),
        lambda: operations.end_all_sessions(by=admin, user=admin, why=WHY),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="uw eigen account"):
            attempt()
    assert fresh(admin).roles() == {Role.ADMIN}
    assert fresh(admin).clearance == admin.clearance


def test_an_administrator_keeps_his_own_people_and_the_partners_but_not_the_neighbour(
    cast: dict[str, User],
) -> None:
    operations.assign_role(by=cast["admin"], user=cast["police"], role=Role.REPORTER, why=WHY)
    with pytest.raises(Refused, match="eigen gebruikers"):
        operations.assign_role(by=cast["admin"], user=cast["twenterand_analyst"], role=Role.LEGAL, why=WHY)


def test_a_partner_can_only_take_part_or_report(cast: dict[str, User]) -> None:
    with pytest.raises(Refused, match="deelnemer of melder"):
        operations.assign_role(by=cast["admin"], user=cast["police"], role=Role.ANALYST, why=WHY)


def test_a_right_without_a_reason_is_refused(cast: dict[str, User], newcomer: User) -> None:
    with pytest.raises(Refused) as refusal:
        operations.assign_role(by=cast["admin"], user=newcomer, role=Role.ANALYST, why="  ")
    assert refusal.value.field == "why"


def test_a_role_is_held_once(cast: dict[str, User], newcomer: User) -> None:
    propose(cast, newcomer, Role.ANALYST)
    with pytest.raises(Refused, match="heeft deze rol al"):
        propose(cast, newcomer, Role.ANALYST)


def test_a_role_with_an_end_ends_by_itself_without_a_job(cast: dict[str, User], newcomer: User) -> None:
    operations.assign_role(
        by=cast["admin"],
        user=newcomer,
        role=Role.ANALYST,
        why=WHY,
        ends_on=clock.today() + timedelta(days=3),
    )
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert fresh(newcomer).roles() == {Role.ANALYST}
    with time_machine.travel(clock.now() + timedelta(days=4)):
        assert fresh(newcomer).roles() == frozenset()
        assert fresh(newcomer).principals() == (newcomer.pk,)


def test_a_role_that_starts_later_holds_from_that_day(cast: dict[str, User], newcomer: User) -> None:
    start = clock.today() + timedelta(days=5)
    operations.assign_role(by=cast["admin"], user=newcomer, role=Role.LEGAL, why=WHY, starts_on=start)
    assert fresh(newcomer).roles() == frozenset()
    with time_machine.travel(clock.now() + timedelta(days=5)):
        assert fresh(newcomer).roles() == {Role.LEGAL}
        operations.expire_rights()
        assert newcomer.groups.count() == 1


def test_a_right_cannot_begin_in_the_past(cast: dict[str, User], newcomer: User) -> None:
    with pytest.raises(Refused, match="verleden"):
        operations.assign_role(
            by=cast["admin"], user=newcomer, role=Role.LEGAL, why=WHY, starts_on=date(2020, 1, 1)
        )


def test_revoking_a_role_ends_the_right_the_group_and_the_session(cast: dict[str, User], client: Any) -> None:
    analyst = cast["analyst"]
    sign_in(client, analyst)
    assert client.get("/").status_code == 200
    operations.revoke_role(by=cast["admin"], assignment=analyst.assignments.get(), why="ander werk")
    assert client.get("/").status_code == 302
    assert fresh(analyst).roles() == frozenset()
    assert analyst.groups.count() == 0


def test_a_new_role_asks_to_sign_in_again(cast: dict[str, User], client: Any) -> None:
    sign_in(client, cast["analyst"])
    assert client.get("/").status_code == 200
    operations.assign_role(by=cast["admin"], user=cast["analyst"], role=Role.LEGAL, why=WHY)
    assert client.get("/").status_code == 302


def test_a_closed_account_is_out_at_the_same_moment(cast: dict[str, User], client: Any) -> None:
    analyst = cast["analyst"]
    sign_in(client, analyst)
    assert client.get("/").status_code == 200
    operations.deactivate_user(by=cast["admin"], user=analyst, why="uit dienst")
    assert client.get("/").status_code == 302
    assert fresh(analyst).principals() == ()
    operations.reactivate_user(by=cast["admin"], user=fresh(analyst), why="terug")
    assert fresh(analyst).roles() == frozenset()


def test_a_special_right_not_confirmed_within_a_quarter_is_ended(cast: dict[str, User]) -> None:
    with time_machine.travel(clock.now() + timedelta(days=93)):
        operations.confirm_role(by=cast["admin"], assignment=cast["bibob"].assignments.get())
        operations.expire_rights()
        assert fresh(cast["bibob"]).roles() == {Role.BIBOB}
        assert fresh(cast["privacy_officer"]).roles() == frozenset()
        assert fresh(cast["analyst"]).roles() == {Role.ANALYST}
    with time_machine.travel(clock.now() + timedelta(days=367)):
        operations.expire_rights()
        assert fresh(cast["analyst"]).roles() == frozenset()


# --- M.-gemachtigden -------------------------------------------------------------------------------


def appoint(cast: dict[str, User], user: User) -> RoleAssignment:
    give_statement(cast, user)
    proposal = propose(cast, user, Role.M_AUTHORISED)
    return operations.approve_role(by=cast["privacy_officer"], assignment=proposal)


def test_nobody_is_m_authorised_without_a_statement_of_secrecy(cast: dict[str, User], newcomer: User) -> None:
    with pytest.raises(Refused, match="geheimhoudingsverklaring"):
        propose(cast, newcomer, Role.M_AUTHORISED)
    appoint(cast, newcomer)
    assert fresh(newcomer).roles() == {Role.M_AUTHORISED}


def test_there_is_no_third_m_authorised(cast: dict[str, User], newcomer: User, second_admin: User) -> None:
    appoint(cast, newcomer)
    give_statement(cast, cast["analyst"])
    with pytest.raises(Refused, match="al twee"):
        propose(cast, cast["analyst"], Role.M_AUTHORISED)


def test_two_proposals_at_once_do_not_make_a_third(cast: dict[str, User], newcomer: User) -> None:
    for user in (newcomer, cast["analyst"]):
        give_statement(cast, user)
    first, second = (propose(cast, user, Role.M_AUTHORISED) for user in (newcomer, cast["analyst"]))
    operations.approve_role(by=cast["privacy_officer"], assignment=first)
    with pytest.raises(Refused, match="al twee"):
        operations.approve_role(by=cast["privacy_officer"], assignment=second)


def test_when_the_statement_ends_the_right_ends_the_same_day(cast: dict[str, User], newcomer: User) -> None:
    operations.record_secrecy_statement(
        by=cast["admin"],
        user=newcomer,
        signed_on=clock.today(),
        reference="GHV-1",
        ends_on=clock.today() + timedelta(days=10),
    )
    proposal = propose(cast, newcomer, Role.M_AUTHORISED)
    operations.approve_role(by=cast["privacy_officer"], assignment=proposal)
    assert fresh(newcomer).roles() == {Role.M_AUTHORISED}
    with time_machine.travel(clock.now() + timedelta(days=11)):
        assert fresh(newcomer).roles() == frozenset()
        operations.expire_rights()
        assert newcomer.assignments.get().revoked_at is not None
