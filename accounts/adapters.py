"""How allauth behaves here: closed sign-up, sealed second factors, every sign-in on record.

The hooks of the adapters are used, not Django signals, which this house does not listen to.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone

from accounts import notices
from accounts.models import User
from accounts.records import record_access, record_failure
from accounts.sessions import start_session
from audit.models import Action
from audit.record import AuditUnavailable
from encryption import keyring

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MFA_CONTEXT: Final = "mfa.secret"
# allauth greets by name; we say when the previous sign-in was (misuse shows itself there).
GREETING: Final = "account/messages/logged_in.txt"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts come from the functional administrator, never from a sign-up form."""

    # allauth says "je"; the whole of VIK says "u"
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
        "enter_current_password": "Vul uw huidige wachtwoord in.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "incorrect_code": "Deze code klopt niet. Wacht op de volgende code en probeer het opnieuw.",
        "too_many_login_attempts": "Te vaak misgegaan. Wacht een paar minuten en probeer het opnieuw.",
        "rate_limited": "Dit ging te snel achter elkaar. Wacht even en probeer het opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes his own account."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Right password, closed account: refused, and on record."""
        if not user.is_active:
            record_failure(request, user, step="closed")
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in: a fresh session with its own clock, and a line in the log, or no session at all."""
        previous = user.last_login
        super().login(request, user)
        start_session(request)
        try:
            record_access(Action.SIGN_IN, request, user)
        except AuditUnavailable:
            request.session.flush()
            raise
        if previous:
            moment = timezone.localtime(previous)
            messages.info(request, f"U was hier het laatst op {moment:%d-%m-%Y} om {moment:%H:%M} uur.")

    def logout(self, request: HttpRequest) -> None:
        """Sign out; also when the log can't be written, for leaving must always be possible."""
        user, session = request.user, request.session.session_key or ""
        super().logout(request)
        if isinstance(user, User):
            record_access(Action.SIGN_OUT, request, user, session=session)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """One line per failure; the account only when it exists, never what was typed."""
        record_failure(request, _known(credentials), step="password")
        super().authentication_failed(request, **credentials)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many attempts are refused before the password is looked at, and on record as well."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            record_failure(request, _known(credentials), step="too_many")
            raise

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Leave out the greeting by name."""
        if message_template != GREETING:
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """A changed password or second factor: a line in the log, and a mail without any particulars."""
        code = template_prefix.rpartition("/")[2]
        signed_in = bool(self.request.user.is_authenticated)
        record_access(Action.CHANGE, self.request, user, known=signed_in, credential=code)
        notices.credentials_changed(user)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """The link for a new password, to the address on record only."""
        record_access(Action.CHANGE, self.request, user, known=False, credential="password_reset_asked")
        notices.password_reset(user, context["password_reset_url"])


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Secrets of second factors are sealed at rest; allauth's default stores them readable."""

    def encrypt(self, text: str) -> str:
        """Seal a TOTP secret or a seed of recovery codes."""
        return base64.urlsafe_b64encode(keyring.encrypt(text.encode(), context=MFA_CONTEXT, row="")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open it."""
        token = base64.urlsafe_b64decode(encrypted_text)
        return keyring.decrypt(token, context=MFA_CONTEXT, row="").decode()

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """A wrong code or key is a failed sign-in: on record."""
        if code == "incorrect_code":
            request = context.request
            stage = getattr(request, "_login_stage", None)
            user = stage.login.user if stage else request.user
            record_failure(request, user if isinstance(user, User) else None, step="second_factor")
        error: ValidationError = super().validation_error(code, *args)
        return error


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]  # allauth has no types
    """Ending one's own sessions on other devices leaves a line."""

    def end_sessions(self, sessions: Iterable[Any]) -> None:
        """End them."""
        ended = list(sessions)
        super().end_sessions(ended)
        request = context.request
        if ended and isinstance(request.user, User):
            record_access(Action.SIGN_OUT, request, request.user, sessions=len(ended))


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """OpenID Connect signs in people whom the administrator has made, nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """An unknown person of the provider gets no account."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Link the provider's person to the one active user with the same verified address, once."""
        if request.user.is_authenticated:
            # Signed in already: nobody ties a second identity to his account.
            raise ImmediateHttpResponse(redirect("/"))
        if sociallogin.is_existing:
            if not sociallogin.user.is_active:
                record_failure(request, sociallogin.user, step="closed")
                raise ImmediateHttpResponse(self._no_account())
            return
        user = self._user_of(sociallogin)
        if user is None:
            record_failure(request, None, step="provider")
            raise ImmediateHttpResponse(self._no_account())
        sociallogin.connect(request, user)
        record_access(Action.CHANGE, request, user, credential="provider_linked")

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        """The provider refused, or its answer was not genuine."""
        record_failure(request, None, step="provider")

    def _user_of(self, sociallogin: Any) -> User | None:
        """The only active user with a verified address of the provider, not yet linked to somebody else."""
        verified = {entry.email.lower() for entry in sociallogin.email_addresses if entry.verified}
        users = list(User.objects.filter(email__in=verified, is_active=True)[:2])
        if len(users) != 1:
            return None
        provider = sociallogin.account.provider
        if SocialAccount.objects.filter(user=users[0], provider=provider).exists():
            # The address went to somebody else at the provider: the administrator sorts that out.
            return None
        return users[0]

    def _no_account(self) -> HttpResponse:
        return redirect("account_signup")


def _known(credentials: dict[str, Any]) -> User | None:
    """The account that was tried, when it exists."""
    email = str(credentials.get("email") or "").strip().lower()
    return User.objects.filter(email=email).first() if email else None
