"""How allauth behaves here: closed sign-up, sealed second factors, every sign-in on record.

The hooks of the adapters are used, not Django signals, which this house does not listen to.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.shortcuts import redirect

from accounts.models import User
from accounts.sessions import start_session
from audit.models import Action, Result
from audit.origin import Origin, current_origin, origin
from audit.record import record_event
from encryption import keyring

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MFA_CONTEXT = "mfa.secret"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from the functional administrator, never from a sign-up form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes his own account."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in: a fresh session with its own clock, and a line in the log."""
        super().login(request, user)
        start_session(request)
        with origin(_origin_of(user)):
            record_event(Action.SIGN_IN, record_type="accounts.user", record_id=str(user.pk))

    def logout(self, request: HttpRequest) -> None:
        """Sign out, with a line in the log."""
        if isinstance(request.user, User):
            record_event(Action.SIGN_OUT, record_type="accounts.user", record_id=str(request.user.pk))
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """One line per failure; the account only when it exists, never what was typed."""
        email = str(credentials.get("email") or "").strip().lower()
        user = User.objects.filter(email=email).first() if email else None
        record_event(
            Action.SIGN_IN_FAILED,
            record_type="accounts.user",
            record_id=str(user.pk) if user else "",
            result=Result.DENIED,
        )
        super().authentication_failed(request, **credentials)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of second factors are sealed at rest; allauth's default stores them readable."""

    def encrypt(self, text: str) -> str:
        """Seal a TOTP secret or a seed of recovery codes."""
        return base64.urlsafe_b64encode(keyring.encrypt(text.encode(), context=MFA_CONTEXT, row="")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open it."""
        token = base64.urlsafe_b64decode(encrypted_text)
        return keyring.decrypt(token, context=MFA_CONTEXT, row="").decode()


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """OpenID Connect signs in people whom the administrator has made, nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """An unknown person of the provider gets no account."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link the provider's person to the active user with the same verified address, once."""
        if sociallogin.is_existing:
            if not sociallogin.user.is_active:
                raise ImmediateHttpResponse(self._no_account())
            return
        verified = {a.email.lower() for a in sociallogin.email_addresses if a.verified}
        user = User.objects.filter(email__in=verified, is_active=True).first()
        if user is None:
            record_event(Action.SIGN_IN_FAILED, result=Result.DENIED, details={"provider": "oidc"})
            raise ImmediateHttpResponse(self._no_account())
        sociallogin.connect(request, user)

    def _no_account(self) -> HttpResponse:
        return redirect("account_signup")


def _origin_of(user: User) -> Origin:
    """The signed-in user, at the address and in the request of this moment."""
    here, base = current_origin(), Origin.of_user(user)
    return Origin(
        actor_id=base.actor_id,
        actor_label=base.actor_label,
        roles=base.roles,
        organisation=base.organisation,
        address=here.address,
        session=here.session,
        request_id=here.request_id,
    )
