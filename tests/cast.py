"""The fixed cast: one invented person per role, the same as in the demo."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.test import Client

from accounts.models import Organisation, User
from accounts.sessions import start_session
from core import clock

CAST = {
    "reporter": "melder@almelo.demo",
    "coordinator": "coordinator@almelo.demo",
    "analyst": "analist@almelo.demo",
    "m_authorised": "m-gemachtigde@almelo.demo",
    "chair": "voorzitter@almelo.demo",
    "legal": "jurist@almelo.demo",
    "inspector": "toezichthouder@almelo.demo",
    "bibob": "bibob@almelo.demo",
    "manager": "management@almelo.demo",
    "privacy_officer": "privacy@almelo.demo",
    "auditor": "auditor@almelo.demo",
    "admin": "beheer@almelo.demo",
    "twenterand_analyst": "analist@twenterand.demo",
    "police": "politie@oost.demo",
    "riec": "riec@oost.demo",
    "odt": "odt@twente.demo",
    "srt": "srt@twente.demo",
}


@pytest.fixture
def cast(db: None) -> dict[str, User]:
    """All seventeen persons by their part."""
    people = {user.email: user for user in User.objects.select_related("organisation")}
    return {part: people[email] for part, email in CAST.items()}


def _person(part: str) -> Any:
    @pytest.fixture(name=part)
    def person(cast: dict[str, User]) -> User:
        return cast[part]

    return person


for _part in CAST:
    globals()[f"_{_part}"] = _person(_part)


@pytest.fixture
def almelo(cast: dict[str, User]) -> Organisation:
    """The municipality of most of the cast."""
    return cast["coordinator"].organisation


@pytest.fixture
def twenterand(cast: dict[str, User]) -> Organisation:
    """The neighbour."""
    return cast["twenterand_analyst"].organisation


def sign_in(client: Client, user: User) -> Client:
    """Give a client a whole session: signed in, second factor used, clock running."""
    half_sign_in(client, user)
    session = client.session
    at = clock.now().timestamp()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": at},
        {"method": "mfa", "at": at, "type": "totp"},
    ]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
    return client


def half_sign_in(client: Client, user: User) -> Client:
    """Give a client a session of only a password: the second factor has not been used."""
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    start_session(SimpleNamespace(session=session))  # type: ignore[arg-type]  # it needs only the session
    session.save()
    return client


def cookies_of(client: Client, url: str) -> list[Any]:
    """The session of a client for a browser: ``page.context.add_cookies(cookies_of(client, live_vik))``."""
    name = settings.SESSION_COOKIE_NAME
    return [{"name": name, "value": client.cookies[name].value, "url": url}]


@pytest.fixture
def as_user(client: Client) -> Any:
    """``as_user(coordinator).get("/signalen/")``: a client with a whole session."""

    def signed_in(user: User) -> Client:
        return sign_in(Client(), user)

    return signed_in
