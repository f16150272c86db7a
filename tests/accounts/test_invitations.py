"""Inviting somebody: an account without rights, and a link by mail."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts import operations
from accounts.models import Organisation, User
from audit.models import Action
from core.errors import Refused
from tests.accounts.lines import lines_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def invite(cast: dict[str, User], almelo: Organisation, after_commit: Any) -> Any:
    def send(email: str = "Nieuw@Almelo.nl", **facts: Any) -> User:
        with after_commit():
            return operations.invite_user(
                **{"by": cast["admin"], "email": email, "name": "Jet Nieuw", "organisation": almelo} | facts
            )

    return send


def test_a_newcomer_gets_a_link_and_no_rights(invite: Any) -> None:
    user = invite()
    assert user.email == "nieuw@almelo.nl"
    assert user.roles() == frozenset()
    assert not user.has_usable_password()
    message = mail.outbox[0]
    assert message.to == ["nieuw@almelo.nl"]
    assert "/account/password/reset/key/" in message.body
    assert "Jet" not in message.body + message.subject
    assert lines_about(user, Action.CREATE)


def test_with_the_link_a_newcomer_chooses_a_password_and_must_set_up_a_factor(
    invite: Any, client: Client
) -> None:
    user = invite()
    link = next(word for word in mail.outbox[0].body.split() if "/account/" in word)
    form = client.get(link[link.index("/account/") :], follow=True)
    weak = client.post(form.redirect_chain[-1][0], {"password1": "Welkom2026!", "password2": "Welkom2026!"})
    assert weak.status_code == 200
    chosen = {"password1": "paard kaars brug wolk", "password2": "paard kaars brug wolk"}
    client.post(form.redirect_chain[-1][0], chosen)
    client.post("/account/login/", {"login": user.email, "password": "paard kaars brug wolk"})
    assert client.get("/").headers["Location"] == "/account/2fa/"


def test_an_address_is_invited_once(invite: Any) -> None:
    invite()
    with pytest.raises(Refused) as refusal:
        invite("NIEUW@almelo.nl ")
    assert refusal.value.field == "email"


def test_a_new_link_can_be_sent_until_a_password_is_set(
    invite: Any, cast: dict[str, User], after_commit: Any
) -> None:
    user = invite()
    with after_commit():
        operations.invite_again(by=cast["admin"], user=user)
    assert len(mail.outbox) == 2
    with pytest.raises(Refused, match="al een wachtwoord"):
        operations.invite_again(by=cast["admin"], user=cast["analyst"])


def test_a_mail_server_that_is_down_does_not_undo_the_account(invite: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "nowhere.Backend"
    assert User.objects.filter(pk=invite().pk).exists()


def test_only_into_an_organisation_that_one_keeps(invite: Any, twenterand: Organisation) -> None:
    with pytest.raises(Refused, match="eigen gebruikers"):
        invite(organisation=twenterand)
