"""The pages with which an administrator keeps people and rights."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from access.contexts import SYSTEM, acting_as
from access.grants import grant
from access.roles import ACTIONS
from accounts.models import Role, RoleAssignment, User
from administration.home import ACTS, ROOMS
from administration.operations import close_account
from core import clock
from signals.models import Signal
from tests.cast import sign_in
from tests.guards.world import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(cast: dict[str, User], client: Client) -> Client:
    return sign_in(client, cast["admin"])


def url(name: str, user: User | None = None, **parts: Any) -> str:
    return reverse(f"administration:{name}", kwargs=({"pk": user.pk} if user else {}) | parts)


def roles_of(user: User) -> set[Role]:
    return set(User.objects.get(pk=user.pk).roles())


def test_every_act_of_the_role_table_has_a_dutch_name(keeper: Client) -> None:
    assert set(ACTIONS) - set(ACTS) == set()
    assert {action.partition(".")[0] for action in ACTIONS} <= set(ROOMS)
    page = keeper.get(url("home")).text
    assert "Over een signaal beslissen" in page
    assert "signals." not in page.split("<main")[1].split("</main>")[0]


def test_somebody_is_invited_gets_a_role_and_works(
    cast: dict[str, User], keeper: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = keeper.post(
            url("invite"),
            {
                "name": "Jet Nieuw",
                "email": "jet@almelo.nl",
                "organisation": cast["admin"].organisation_id,
                "clearance": "2",
            },
        )
    jet = User.objects.get(email="jet@almelo.nl")
    assert answer.headers["Location"] == url("user", jet)
    assert len(mail.outbox) == 1
    assert "ziet dus niets" in keeper.get(url("user", jet)).text
    keeper.post(url("assign", jet), {"role": "ANALYST", "why": "versterkt het team"})
    assert roles_of(jet) == {Role.ANALYST}
    assert "versterkt het team" in keeper.get(url("user", jet)).text


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    cast: dict[str, User], keeper: Client
) -> None:
    answer = keeper.post(
        url("invite"),
        {
            "name": "Dubbele Naam",
            "email": "analist@almelo.demo",
            "organisation": cast["admin"].organisation_id,
            "clearance": "2",
        },
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"email": ["Er is al een account met dit e-mailadres."]}
    assert "Dubbele Naam" in answer.text


def test_a_special_right_waits_for_the_privacy_officer(cast: dict[str, User], keeper: Client) -> None:
    keeper.post(url("assign", cast["legal"]), {"role": "BIBOB", "why": "vervangt Nadia"})
    proposal = RoleAssignment.objects.proposals().get()
    assert "wacht op tweede persoon" in keeper.get(url("user", cast["legal"])).text
    assert "Een ander beslist" in keeper.get(url("proposals")).text
    keeper.post(url("proposals"), {"assignment": proposal.pk, "answer": "approve"})
    assert roles_of(cast["legal"]) == {Role.LEGAL}
    officer = sign_in(Client(), cast["privacy_officer"])
    assert "vervangt Nadia" in officer.get(url("proposals")).text
    officer.post(url("proposals"), {"assignment": proposal.pk, "answer": "approve"})
    assert roles_of(cast["legal"]) == {Role.LEGAL, Role.BIBOB}


def test_a_proposal_is_refused_only_with_a_reason(cast: dict[str, User], keeper: Client) -> None:
    keeper.post(url("assign", cast["legal"]), {"role": "BIBOB", "why": "vervangt Nadia"})
    proposal = RoleAssignment.objects.proposals().get()
    officer = sign_in(Client(), cast["privacy_officer"])
    officer.post(url("proposals"), {"assignment": proposal.pk, "answer": "refuse", "why": ""})
    assert RoleAssignment.objects.proposals().exists()
    officer.post(url("proposals"), {"assignment": proposal.pk, "answer": "refuse", "why": "Nadia is terug"})
    assert not RoleAssignment.objects.proposals().exists()


def test_the_own_page_offers_no_changes_and_takes_none(cast: dict[str, User], keeper: Client) -> None:
    admin = cast["admin"]
    page = keeper.get(url("user", admin)).text
    assert "Dit bent u zelf" in page
    assert url("assign", admin) not in page
    answer = keeper.post(url("assign", admin), {"role": "COORDINATOR", "why": "handig"})
    assert answer.status_code == 422
    assert "uw eigen account" in answer.text
    assert roles_of(admin) == {Role.ADMIN}


def test_the_neighbour_s_people_do_not_exist_here(cast: dict[str, User], keeper: Client) -> None:
    assert cast["twenterand_analyst"].name not in keeper.get(url("users")).text
    for name in ("user", "assign", "change", "deactivate", "statement", "end_sessions", "invite_again"):
        assert keeper.get(url(name, cast["twenterand_analyst"])).status_code == 404


def test_of_a_partner_one_can_only_make_a_participant_or_reporter(
    cast: dict[str, User], keeper: Client
) -> None:
    form = keeper.get(url("assign", cast["police"])).context["form"]
    assert {code for code, _ in form.fields["role"].choices} == {"REPORTER", "PARTICIPANT"}


def test_the_auditor_reads_and_changes_nothing(cast: dict[str, User], client: Client) -> None:
    sign_in(client, cast["auditor"])
    page = client.get(url("user", cast["analyst"])).text
    assert cast["analyst"].email in page
    assert url("assign", cast["analyst"]) not in page
    assert client.get(url("assign", cast["analyst"])).status_code == 403


def test_the_list_filters_on_name_role_and_account(cast: dict[str, User], keeper: Client) -> None:
    def names(**query: str) -> set[str]:
        return {row.name for row in keeper.get(url("users"), query).context["rows"]}

    assert names(rol="BIBOB") == {cast["bibob"].name}
    assert names(q="WESSELS") == {"Tom Wessels"}
    User.objects.filter(pk=cast["legal"].pk).update(is_active=False)
    assert names(stand="dicht") == {cast["legal"].name}
    cast["analyst"].assignments.update(revoked_at=clock.now())
    assert names(stand="leeg") == {cast["analyst"].name}


def test_a_right_is_confirmed_before_it_lapses(cast: dict[str, User], keeper: Client) -> None:
    assert keeper.get(url("recertify")).context["rows"] == []
    with time_machine.travel(clock.now() + timedelta(days=80)):
        sign_in(keeper, cast["admin"])
        rows = keeper.get(url("recertify")).context["rows"]
        special = {"m_authorised", "bibob", "privacy_officer", "coordinator"}
        assert {row.user for row in rows} == {cast[part] for part in special}
        keeper.post(url("recertify"), {"assignment": rows[0].pk})
        left = keeper.get(url("recertify")).context["rows"]
        assert [row.pk for row in left] == [row.pk for row in rows[1:]]


def test_nobody_confirms_his_own_right(cast: dict[str, User], keeper: Client) -> None:
    own = cast["admin"].assignments.get()
    with time_machine.travel(clock.now() + timedelta(days=350)):
        sign_in(keeper, cast["admin"])
        assert own.pk not in {row.pk for row in keeper.get(url("recertify")).context["rows"]}
        assert keeper.post(url("recertify"), {"assignment": own.pk}).status_code == 404


def test_closing_an_account_ends_what_was_opened_for_it_for_good(cast: dict[str, User]) -> None:
    world = build(cast)
    signal, police = world.own[Signal], cast["police"]
    with acting_as(cast["coordinator"]):
        grant(
            by=cast["coordinator"],
            record=signal,
            to=police,
            why="voor het overleg",
            ends_at=clock.now() + timedelta(days=9),
        )
    with acting_as(SYSTEM, why="test"):
        assert police.pk in Signal.objects.unrestricted(why="test").get(pk=signal.pk).acl
    with acting_as(cast["admin"]):
        assert close_account(by=cast["admin"], user=police, why="uit dienst") == 1
    with acting_as(SYSTEM, why="test"):
        assert police.pk not in Signal.objects.unrestricted(why="test").get(pk=signal.pk).acl
    User.objects.filter(pk=police.pk).update(is_active=True)
    reopened = User.objects.get(pk=police.pk)
    with acting_as(reopened):
        assert not Signal.objects.visible_to(reopened).exists()


def test_the_page_of_a_person_asks_the_same_number_of_questions_for_one_role_and_for_three(
    cast: dict[str, User], keeper: Client, django_assert_max_num_queries: Any
) -> None:
    page = url("user", cast["analyst"])
    keeper.get(page)
    with django_assert_max_num_queries(40) as one:
        keeper.get(page)
    asked = len(one)
    for role in (Role.LEGAL, Role.CHAIR):
        keeper.post(url("assign", cast["analyst"]), {"role": role, "why": "tijdelijk"})
    keeper.get(page)  # shows what the changes had to say
    with django_assert_max_num_queries(asked):
        keeper.get(page)
