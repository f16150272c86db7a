"""Signing in through the organisation's own provider (OpenID Connect): only people we know already."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from accounts.adapters import SocialAccountAdapter
from accounts.models import User

pytestmark = pytest.mark.django_db


PROVIDER = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "organisatie",
                "name": "Gemeente",
                "client_id": "vik",
                "secret": "x",
                "settings": {"server_url": "https://login.example.invalid"},
            }
        ]
    }
}


@pytest.fixture(autouse=True)
def _provider(settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = PROVIDER


@pytest.fixture
def request_(rf: RequestFactory) -> Any:
    request = rf.get("/account/oidc/organisatie/login/callback/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    request._messages = FallbackStorage(request)
    return request


def answer(email: str, *, verified: bool = True, uid: str = "sub-1") -> SocialLogin:
    """What the provider says about somebody."""
    account = SocialAccount(provider="organisatie", uid=uid, extra_data={})
    addresses = [EmailAddress(email=email, verified=verified, primary=True)]
    return SocialLogin(user=User(email=email), account=account, email_addresses=addresses)


def meet(request: Any, login: SocialLogin) -> None:
    with context.request_context(request):
        login.provider = SocialAccountAdapter().get_provider(request, "organisatie")
        login.lookup()
        SocialAccountAdapter().pre_social_login(request, login)


def test_a_known_active_user_with_a_verified_address_is_linked_once(
    cast: dict[str, User], request_: Any
) -> None:
    meet(request_, answer("Analist@Almelo.demo"))
    assert SocialAccount.objects.get(uid="sub-1").user == cast["analyst"]
    again = answer("ander-adres@almelo.demo")
    meet(request_, again)
    assert again.user == cast["analyst"]


@pytest.mark.parametrize(
    ("email", "verified"), [("analist@almelo.demo", False), ("niemand@almelo.demo", True)]
)
def test_an_unverified_or_unknown_address_gets_nothing(
    cast: dict[str, User], request_: Any, email: str, verified: bool
) -> None:
    people = User.objects.count()
    with pytest.raises(ImmediateHttpResponse):
        meet(request_, answer(email, verified=verified))
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == people


def test_a_closed_account_gets_nothing(cast: dict[str, User], request_: Any) -> None:
    User.objects.filter(pk=cast["analyst"].pk).update(is_active=False)
    with pytest.raises(ImmediateHttpResponse):
        meet(request_, answer("analist@almelo.demo"))
    SocialAccount.objects.create(user=cast["analyst"], provider="organisatie", uid="sub-1")
    with pytest.raises(ImmediateHttpResponse):
        meet(request_, answer("analist@almelo.demo"))


def test_an_address_that_went_to_somebody_else_does_not_open_the_old_account(
    cast: dict[str, User], request_: Any
) -> None:
    meet(request_, answer("analist@almelo.demo", uid="sub-1"))
    with pytest.raises(ImmediateHttpResponse):
        meet(request_, answer("analist@almelo.demo", uid="sub-2"))


def test_who_is_signed_in_cannot_tie_another_identity_to_his_account(
    cast: dict[str, User], request_: Any
) -> None:
    request_.user = cast["analyst"]
    with pytest.raises(ImmediateHttpResponse):
        meet(request_, answer("jurist@almelo.demo"))
    assert not SocialAccount.objects.exists()


def test_there_is_no_sign_up_through_the_provider(request_: Any) -> None:
    assert not SocialAccountAdapter().is_open_for_signup(request_, SimpleNamespace())
