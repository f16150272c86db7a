"""A password alone reaches nothing; neither does a factor that this session has not used."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.demo import PASSWORD
from accounts.middleware import ENROLLING, PROVING
from accounts.models import User
from audit.models import Action
from tests.accounts.factor import code_of, give_app, give_passkey, give_recovery_codes, opened
from tests.accounts.lines import lines_about
from tests.cast import half_sign_in, sign_in

pytestmark = pytest.mark.django_db
UUID = "01890000-0000-7000-8000-000000000000"
FILLED = {
    "number": "S-2026-00001",
    "row_id": UUID,
    "assignment": UUID,
    "uuid": UUID,
    "key": "x",
    "uidb36": "1",
}


def every_path() -> list[tuple[str, str]]:
    """Each address of VIK with its name, parts filled in with something."""
    found: list[tuple[str, str]] = []

    def walk(resolver: URLResolver, prefix: str, inside: bool) -> None:
        for entry in resolver.url_patterns:
            text = prefix + str(entry.pattern).replace("\\Z", "").lstrip("^")
            if isinstance(entry, URLPattern):
                if "(?P" in text:
                    continue
                path = "/" + text
                for name, converter in entry.pattern.converters.items():
                    kind = type(converter).__name__
                    value = UUID if kind == "UUIDConverter" else "1" if kind == "IntConverter" else "x"
                    path = path.replace(f"<uuid:{name}>", value).replace(f"<int:{name}>", value)
                    path = path.replace(f"<str:{name}>", value).replace(f"<{name}>", value)
                    path = path.replace(f"<slug:{name}>", value).replace(f"<path:{name}>", value)
                found.append((path, "" if inside else entry.name or ""))
            else:
                walk(entry, text, inside or bool(entry.namespace))

    walk(get_resolver(), "", False)
    return [(path, name) for path, name in found if "<" not in path]


PUBLIC = {
    "healthz",
    "readyz",
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
}


def reached(client: Client, allowed: frozenset[str]) -> list[str]:
    """The addresses that answered with anything else than a way to the second factor."""
    wrong = []
    for path, name in every_path():
        if name in allowed:
            continue
        for method in ("get", "post"):
            answer = getattr(client, method)(path)
            target = answer.headers.get("Location", "")
            if answer.status_code != 302 or not target.startswith("/account/2fa/"):
                wrong.append(f"{method} {path}: {answer.status_code} {target}")
    return wrong


def test_there_are_many_addresses_to_try() -> None:
    paths = dict(every_path())
    assert len(paths) > 60
    assert {"/", "/signalen/", "/beheer/", "/audit/", "/account/password/change/"} <= set(paths)


def test_with_only_a_password_one_can_set_up_a_factor_or_leave_and_nothing_else(
    cast: dict[str, User], client: Client
) -> None:
    half_sign_in(client, cast["coordinator"])
    assert reached(client, ENROLLING) == []


def test_who_has_a_factor_must_use_it_and_cannot_enrol_around_it(
    cast: dict[str, User], client: Client
) -> None:
    give_app(cast["coordinator"])
    half_sign_in(client, cast["coordinator"])
    assert reached(client, PROVING) == []
    assert not {"mfa_add_webauthn", "mfa_activate_totp", "mfa_view_recovery_codes"} & PROVING


def test_a_script_is_told_to_sign_in_instead_of_getting_a_page(cast: dict[str, User], client: Client) -> None:
    half_sign_in(client, cast["coordinator"])
    answer = client.get("/signalen/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.json()) == (401, {"signed_out": True})


def test_a_record_of_another_user_in_the_session_is_no_second_factor(
    cast: dict[str, User], client: Client
) -> None:
    sign_in(client, cast["coordinator"])
    session = client.session
    session["account_authentication_methods_user"] = str(cast["analyst"].pk)
    session.save()
    assert client.get("/signalen/").status_code == 302


def test_after_the_password_comes_the_code_and_before_it_nobody_is_signed_in(
    cast: dict[str, User], client: Client
) -> None:
    secret = give_app(cast["analyst"])
    answer = client.post("/account/login/", {"login": "analist@almelo.demo", "password": PASSWORD})
    assert answer.headers["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get("/signalen/").headers["Location"].startswith("/account/login/")
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/signalen/").status_code == 200


def test_a_wrong_code_is_refused_and_on_record(cast: dict[str, User], client: Client) -> None:
    give_app(cast["analyst"])
    client.post("/account/login/", {"login": "analist@almelo.demo", "password": PASSWORD})
    client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in client.session
    assert lines_about(cast["analyst"], Action.SIGN_IN_FAILED)[-1].details == {"step": "second_factor"}


def test_codes_cannot_be_tried_for_ever(cast: dict[str, User], client: Client) -> None:
    secret = give_app(cast["analyst"])
    right = code_of(secret)
    client.post("/account/login/", {"login": "analist@almelo.demo", "password": PASSWORD})
    for _ in range(6):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    client.post("/account/2fa/authenticate/", {"code": right})
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(cast: dict[str, User], client: Client) -> None:
    give_app(cast["analyst"])
    code = give_recovery_codes(cast["analyst"])[0]
    for works in (True, False):
        client.post("/account/login/", {"login": "analist@almelo.demo", "password": PASSWORD})
        client.post("/account/2fa/authenticate/", {"code": code})
        assert ("_auth_user_id" in client.session) is works
        client.post("/account/logout/")


def test_recovery_codes_alone_are_no_factor(cast: dict[str, User], client: Client) -> None:
    give_recovery_codes(cast["analyst"])
    half_sign_in(client, cast["analyst"])
    assert client.get("/").headers["Location"] == "/account/2fa/"


def test_a_newcomer_sets_up_an_app_and_then_uses_it(cast: dict[str, User], client: Client) -> None:
    client.post("/account/login/", {"login": "analist@almelo.demo", "password": PASSWORD})
    assert client.get("/signalen/").headers["Location"] == "/account/2fa/"
    asked = client.get("/account/2fa/totp/activate/")
    assert asked.headers["Location"].startswith("/account/reauthenticate/")
    client.post(asked.headers["Location"], {"password": PASSWORD})
    assert client.get("/account/2fa/totp/activate/").status_code == 200
    secret = client.session["mfa.totp.secret"]
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert opened(cast["analyst"]) == secret
    assert client.get("/signalen/").headers["Location"].startswith("/account/2fa/reauthenticate/")
    client.post("/account/2fa/reauthenticate/", {"code": code_of(secret)})
    assert client.get("/signalen/").status_code == 200


def test_a_change_of_factor_is_on_record_and_the_user_is_warned(
    cast: dict[str, User], client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client, cast["analyst"])
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert lines_about(cast["analyst"], Action.CHANGE)[-1].details == {"credential": "totp_activated"}
    assert [message.to for message in mail.outbox] == [["analist@almelo.demo"]]
    assert "127.0.0.1" not in mail.outbox[0].body


def test_the_secret_of_an_app_is_sealed_in_the_database(cast: dict[str, User]) -> None:
    secret = give_app(cast["analyst"])
    give_recovery_codes(cast["analyst"])
    seed = Authenticator.objects.get(user=cast["analyst"], type="recovery_codes").data["seed"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        stored = cursor.fetchone()[0]
    assert secret not in stored
    assert seed in stored  # as stored: a sealed token, not the seed itself
    assert len(seed) > 80
    assert opened(cast["analyst"]) == secret


def test_a_passkey_counts_only_when_this_session_showed_it(cast: dict[str, User], client: Client) -> None:
    give_passkey(cast["analyst"])
    half_sign_in(client, cast["analyst"])
    assert client.get("/").headers["Location"].startswith("/account/2fa/reauthenticate/")


def test_the_organisation_s_own_sign_in_brings_a_factor_only_by_choice(
    cast: dict[str, User], client: Client, settings: Any
) -> None:
    half_sign_in(client, cast["analyst"])
    session = client.session
    session["account_authentication_methods"] = [{"method": "socialaccount", "at": 1}]
    session["account_authentication_methods_user"] = str(cast["analyst"].pk)
    session.save()
    assert client.get("/").status_code == 302
    settings.VIK_OIDC_BRINGS_MFA = True
    assert client.get("/").status_code == 200
