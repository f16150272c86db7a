"""Signing in, failing to, and leaving: what the user reads and what the log keeps."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.test import Client

from accounts.demo import PASSWORD
from accounts.models import User
from audit import record
from audit.models import Action, AuditEvent
from core import clock
from core.ids import uuid7
from tests.accounts.lines import lines_about
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    """These tests are about the first step."""
    settings.VIK_MFA_REQUIRED = False


def attempt(client: Client, login: str, password: str, **headers: str) -> Any:
    return client.post(LOGIN, {"login": login, "password": password}, **headers)


def errors(answer: Any) -> list[str]:
    return [str(error) for error in answer.context["form"].non_field_errors()]


def test_who_has_an_account_signs_in_with_his_address(cast: dict[str, User], client: Client) -> None:
    answer = attempt(client, "Analist@Almelo.demo", PASSWORD)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    line = lines_about(cast["analyst"], Action.SIGN_IN)[-1]
    assert line.actor_id == cast["analyst"].pk
    assert line.roles == ["ANALYST"]
    assert line.address == "127.0.0.1"
    assert line.session == record.hashed_session(client.session.session_key or "")


def test_the_answer_is_the_same_whether_or_not_the_account_exists(
    cast: dict[str, User], client: Client
) -> None:
    known = attempt(client, "analist@almelo.demo", "iets-heel-anders")
    unknown = attempt(client, "niemand@almelo.demo", "iets-heel-anders")
    assert errors(known) == errors(unknown) != []
    assert known.status_code == unknown.status_code
    assert lines_about(cast["analyst"], Action.SIGN_IN_FAILED)[-1].details == {"step": "password"}


def test_what_was_typed_is_never_logged(cast: dict[str, User], client: Client) -> None:
    typed = f"geheim{uuid7().hex}"
    attempt(client, f"{typed}@almelo.demo", typed)
    assert not [row for row in AuditEvent.objects.using("audit").values() if typed in str(row)]


def test_after_five_failures_even_the_right_password_is_refused(
    cast: dict[str, User], client: Client
) -> None:
    for number in range(5):
        attempt(client, "analist@almelo.demo", "fout", REMOTE_ADDR=f"10.0.0.{number}")
    answer = attempt(client, "analist@almelo.demo", PASSWORD, REMOTE_ADDR="10.0.0.99")
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert lines_about(cast["analyst"], Action.SIGN_IN_FAILED)[-1].details == {"step": "too_many"}


def test_a_forged_address_of_the_client_does_not_evade_the_limit(
    cast: dict[str, User], client: Client
) -> None:
    for number in range(10):
        attempt(client, f"wie{number}@almelo.demo", "fout", HTTP_X_FORWARDED_FOR=f"10.1.1.{number}")
    answer = attempt(client, "analist@almelo.demo", PASSWORD, HTTP_X_FORWARDED_FOR="10.1.1.200")
    assert "_auth_user_id" not in client.session
    assert answer.status_code == 200


def test_a_closed_account_does_not_come_in_and_it_is_on_record(cast: dict[str, User], client: Client) -> None:
    User.objects.filter(pk=cast["analyst"].pk).update(is_active=False)
    attempt(client, "analist@almelo.demo", PASSWORD)
    assert "_auth_user_id" not in client.session
    assert lines_about(cast["analyst"], Action.SIGN_IN_FAILED)[-1].details == {"step": "closed"}


def test_without_a_line_in_the_log_nobody_gets_in(
    cast: dict[str, User], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any) -> None:
        raise record.AuditUnavailable

    monkeypatch.setattr(record, "_execute", broken)
    answer = attempt(client, "analist@almelo.demo", PASSWORD)
    assert answer.status_code == 503
    monkeypatch.undo()
    assert client.get("/").status_code == 302


def test_but_leaving_is_always_possible(
    cast: dict[str, User], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, cast["analyst"])

    def broken(*args: Any) -> None:
        raise record.AuditUnavailable

    monkeypatch.setattr(record, "_execute", broken)
    client.post("/account/logout/")
    monkeypatch.undo()
    assert client.get("/").status_code == 302


def test_signing_out_is_on_record_with_its_session(cast: dict[str, User], client: Client) -> None:
    sign_in(client, cast["analyst"])
    key = client.session.session_key or ""
    client.post("/account/logout/")
    line = lines_about(cast["analyst"], Action.SIGN_OUT)[-1]
    assert line.actor_id == cast["analyst"].pk
    assert line.session == record.hashed_session(key)


def test_the_user_reads_when_he_was_here_before(cast: dict[str, User], client: Client) -> None:
    attempt(client, "analist@almelo.demo", PASSWORD)
    client.post("/account/logout/")
    attempt(client, "analist@almelo.demo", PASSWORD)
    assert "U was hier het laatst op" in client.get("/").text


@pytest.mark.parametrize("path", ["signup/", "signup/passkey/"])
def test_nobody_makes_his_own_account(client: Client, path: str, db: None) -> None:
    before = User.objects.count()
    client.post(
        f"/account/{path}",
        {
            "email": "ik@almelo.demo",
            "password1": "vier losse woorden hier",
            "password2": "vier losse woorden hier",
        },
    )
    assert User.objects.count() == before


@pytest.mark.parametrize("path", ["email/", "3rdparty/", "3rdparty/signup/", "social/connections/"])
def test_nobody_changes_his_own_address_or_links(cast: dict[str, User], client: Client, path: str) -> None:
    sign_in(client, cast["analyst"])
    assert client.get(f"/account/{path}").status_code == 404
    assert client.post(f"/account/{path}", {"action_add": "", "email": "x@y.nl"}).status_code == 404


def test_a_new_password_is_mailed_as_a_link_and_an_unknown_address_gets_nothing(
    cast: dict[str, User], client: Client
) -> None:
    known = client.post("/account/password/reset/", {"email": "analist@almelo.demo"})
    assert len(mail.outbox) == 1
    assert cast["analyst"].name not in mail.outbox[0].body
    unknown = client.post("/account/password/reset/", {"email": "niemand@almelo.demo"})
    assert len(mail.outbox) == 1
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_the_link_for_a_password_works_once_and_ends_other_sessions(
    cast: dict[str, User], client: Client
) -> None:
    elsewhere = sign_in(Client(), cast["analyst"])
    client.post("/account/password/reset/", {"email": "analist@almelo.demo"})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    path = link[link.index("/account/") :]
    form = client.get(path, follow=True)
    new = {"password1": "paard kaars brug wolk", "password2": "paard kaars brug wolk"}
    answer = client.post(form.redirect_chain[-1][0], new)
    assert answer.status_code == 302
    assert User.objects.get(pk=cast["analyst"].pk).check_password("paard kaars brug wolk")
    assert elsewhere.get("/").status_code == 302
    again = Client().get(path, follow=True)
    assert "password1" not in again.text
    assert lines_about(cast["analyst"], Action.CHANGE)[-1].details == {"credential": "password_reset"}


def test_own_sessions_elsewhere_can_be_ended(cast: dict[str, User], client: Client) -> None:
    elsewhere = sign_in(Client(), cast["analyst"])
    assert elsewhere.get("/").status_code == 200
    sign_in(client, cast["analyst"])
    client.get("/")
    client.post("/account/sessions/")
    assert elsewhere.get("/").status_code == 302
    assert client.get("/").status_code == 200
    assert lines_about(cast["analyst"], Action.SIGN_OUT)[-1].details == {"sessions": 1}


def test_a_session_stands_in_the_list_at_once_and_is_noted_as_alive_once_a_minute(
    cast: dict[str, User], client: Client
) -> None:
    def listed() -> tuple[str, Any]:
        row = UserSession.objects.get(user=cast["analyst"])
        return row.session_key, row.last_seen_at

    sign_in(client, cast["analyst"])
    assert not UserSession.objects.filter(user=cast["analyst"]).exists()
    client.get("/")
    key, seen = listed()
    assert key == client.session.session_key
    start = clock.now()
    with time_machine.travel(start + timedelta(seconds=50)):
        client.get("/")
        assert listed() == (key, seen)
    with time_machine.travel(start + timedelta(seconds=70)):
        client.get("/signalen/", headers={"X-VIK-Poll": "1"})
        assert listed()[1] > seen
        # A new key (a password was changed) is listed at once, or nobody could end that session.
        session = client.session
        session.cycle_key()
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        client.get("/")
        keys = UserSession.objects.filter(user=cast["analyst"]).values_list("session_key", flat=True)
        assert session.session_key in keys
