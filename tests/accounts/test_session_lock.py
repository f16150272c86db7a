"""A session locks after a quarter of an hour and ends after ten hours; typed work waits in the page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.demo import PASSWORD
from accounts.middleware import UNLOCKING
from accounts.models import User
from audit.models import Action
from core import clock
from tests.accounts.factor import code_of, give_app, give_passkey
from tests.accounts.lines import lines_about
from tests.accounts.test_second_factor import every_path
from tests.cast import sign_in

pytestmark = pytest.mark.django_db
LOCK = "/account/vergrendeld/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def analyst_at_work(cast: dict[str, User], client: Client) -> Client:
    sign_in(client, cast["analyst"])
    assert client.get("/signalen/").status_code == 200
    return client


def lock(client: Client) -> None:
    assert client.post(LOCK, {"action": "lock"}).status_code == 204


def unlock(client: Client, **facts: str) -> Any:
    return client.post(LOCK, {"action": "unlock", "password": PASSWORD, **facts}, headers=JSON)


def test_after_a_quarter_of_an_hour_the_session_is_locked_and_says_where_one_was(
    analyst_at_work: Client,
) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=15, seconds=1)):
        answer = analyst_at_work.get("/signalen/?baan=nieuw")
        assert answer.headers["Location"] == f"{LOCK}?next=/signalen/%3Fbaan%3Dnieuw"
        page = analyst_at_work.get(answer.headers["Location"])
        assert page.status_code == 200
        back = analyst_at_work.post(
            LOCK, {"action": "unlock", "password": PASSWORD, "next": "/signalen/?baan=nieuw"}
        )
        assert back.headers["Location"] == "/signalen/?baan=nieuw"
        assert analyst_at_work.get("/signalen/").status_code == 200


def test_work_keeps_the_session_open(analyst_at_work: Client) -> None:
    start = clock.now()
    for minutes in range(10, 120, 10):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            assert analyst_at_work.get("/signalen/").status_code == 200


def test_a_page_that_only_asks_for_its_progress_is_no_work(analyst_at_work: Client) -> None:
    start = clock.now()
    with time_machine.travel(start + timedelta(minutes=10)):
        analyst_at_work.get("/signalen/", headers={"X-VIK-Poll": "1"})
    with time_machine.travel(start + timedelta(minutes=16)):
        assert analyst_at_work.get("/signalen/").status_code == 302


def test_a_locked_session_reaches_nothing_but_the_lock_and_the_way_out(analyst_at_work: Client) -> None:
    lock(analyst_at_work)
    wrong = []
    for path, name in every_path():
        if name in UNLOCKING:
            continue
        for method in ("get", "post", "head", "put", "options"):
            answer = getattr(analyst_at_work, method)(path)
            to_lock = answer.status_code == 302 and answer.headers["Location"].startswith(LOCK)
            if not to_lock and answer.status_code != 423:
                wrong.append(f"{method} {path}: {answer.status_code}")
    assert wrong == []


def test_a_script_hears_that_the_session_is_locked(analyst_at_work: Client) -> None:
    lock(analyst_at_work)
    answer = analyst_at_work.get("/signalen/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.json()) == (423, {"locked": True})
    assert analyst_at_work.get(LOCK, headers=JSON).json() == {"locked": True, "how": "password"}


def test_the_password_opens_it_and_both_are_on_record(cast: dict[str, User], analyst_at_work: Client) -> None:
    lock(analyst_at_work)
    refused = unlock(analyst_at_work, password="fout")
    assert (refused.status_code, refused.json()) == (403, {"error": "Dit wachtwoord klopt niet."})
    assert analyst_at_work.get("/signalen/").status_code == 302
    opened = unlock(analyst_at_work)
    assert opened.status_code == 204
    assert opened.headers["X-CSRFToken"]
    assert analyst_at_work.get("/signalen/").status_code == 200
    assert lines_about(cast["analyst"], Action.SIGN_IN_FAILED)[-1].details == {"step": "password"}
    line = lines_about(cast["analyst"], Action.SIGN_IN)[-1]
    assert line.details == {"step": "unlock", "how": "password"}


def test_guessing_stops_after_five_times_also_with_the_right_password(analyst_at_work: Client) -> None:
    lock(analyst_at_work)
    answers = [unlock(analyst_at_work, password="fout").status_code for _ in range(6)]
    assert answers == [403] * 5 + [429]
    assert unlock(analyst_at_work).status_code == 429
    assert analyst_at_work.get("/signalen/").status_code == 302


def test_who_has_an_app_also_gives_its_code(cast: dict[str, User], analyst_at_work: Client) -> None:
    secret = give_app(cast["analyst"])
    lock(analyst_at_work)
    assert "Code uit uw authenticator-app" in analyst_at_work.get(LOCK).text
    assert unlock(analyst_at_work).status_code == 403
    assert unlock(analyst_at_work, code="000000").status_code == 403
    assert unlock(analyst_at_work, password="fout", code=code_of(secret)).status_code == 403
    assert unlock(analyst_at_work, code=code_of(secret)).status_code == 204


def test_who_has_only_a_passkey_shows_it_again(cast: dict[str, User], analyst_at_work: Client) -> None:
    give_passkey(cast["analyst"])
    lock(analyst_at_work)
    assert unlock(analyst_at_work).status_code == 403
    assert reverse("mfa_reauthenticate_webauthn") in analyst_at_work.get(LOCK).text
    shown_before, shown_now = clock.now() - timedelta(hours=1), clock.now() + timedelta(seconds=1)
    for moment, locked in ((shown_before, True), (shown_now, False)):
        session = analyst_at_work.session
        session["account_authentication_methods"] += [
            {"method": "mfa", "type": "webauthn", "reauthenticated": True, "at": moment.timestamp()}
        ]
        session.save()
        assert analyst_at_work.get(LOCK, headers=JSON).json()["locked"] is locked


def test_without_password_or_passkey_one_signs_in_again(
    cast: dict[str, User], analyst_at_work: Client
) -> None:
    User.objects.filter(pk=cast["analyst"].pk).update(password="!")
    sign_in(analyst_at_work, User.objects.get(pk=cast["analyst"].pk))
    lock(analyst_at_work)
    assert analyst_at_work.get(LOCK, headers=JSON).json()["how"] == "sign_in"
    assert unlock(analyst_at_work).status_code == 403


@pytest.mark.parametrize(
    "target",
    ["https://example.org/", "//example.org/x", "javascript:alert(1)", "\\\\example.org", "signalen"],
)
def test_the_way_back_stays_inside_vik(analyst_at_work: Client, target: str) -> None:
    lock(analyst_at_work)
    answer = analyst_at_work.post(LOCK, {"action": "unlock", "password": PASSWORD, "next": target})
    assert answer.headers["Location"] == "/"


def test_locking_again_does_not_forget_since_when(analyst_at_work: Client) -> None:
    lock(analyst_at_work)
    first = analyst_at_work.session["vik_locked"]
    lock(analyst_at_work)
    assert analyst_at_work.session["vik_locked"] == first


def test_a_locked_session_can_be_left(analyst_at_work: Client) -> None:
    lock(analyst_at_work)
    analyst_at_work.post("/account/logout/")
    assert analyst_at_work.get("/").headers["Location"].startswith("/account/login/")


def test_after_ten_hours_the_session_ends_however_busy(
    cast: dict[str, User], analyst_at_work: Client
) -> None:
    start = clock.now()
    for quarters in range(1, 44):
        moment = start + timedelta(minutes=14 * quarters)
        with time_machine.travel(moment):
            answer = analyst_at_work.get("/signalen/")
            if moment - start < timedelta(hours=10):
                assert answer.status_code == 200
            else:
                assert answer.headers["Location"].startswith("/account/login/")
                break
    else:
        pytest.fail("the session never ended")
    assert lines_about(cast["analyst"], Action.SIGN_OUT)[-1].details == {"ended": "ten_hours"}


def test_the_lock_needs_a_session(client: Client, db: None) -> None:
    assert client.get(LOCK).headers["Location"].startswith("/account/login/")
    assert client.post(LOCK, {"action": "unlock", "password": "x"}).status_code == 302
