"""Mail about an account: a link or a warning, never content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

if TYPE_CHECKING:
    from accounts.models import User


def invitation(user: User) -> None:
    """Mail the link with which somebody sets his password; it works once."""
    send_notice(
        user.email,
        "Uw account voor VIK",
        "Er is een account voor u gemaakt in VIK. Kies een wachtwoord via deze link:\n\n"
        f"{password_link(user)}\n\n"
        "De link werkt drie dagen. Daarna stelt u een tweede stap in, zoals een app of een sleutel.",
    )


def password_reset(user: User, link: str) -> None:
    """Mail the link for a new password."""
    send_notice(
        user.email,
        "Nieuw wachtwoord",
        "Iemand vroeg een nieuw wachtwoord aan voor uw account. Was u dat? Kies dan uw wachtwoord via deze "
        f"link:\n\n{link}\n\nWas u het niet? Dan hoeft u niets te doen.",
    )


def credentials_changed(user: User) -> None:
    """Warn that a password, app, key or recovery code changed; whoever did it himself can ignore it."""
    send_notice(
        user.email,
        "Uw aanmelding is gewijzigd",
        "Er is iets gewijzigd aan hoe u zich aanmeldt bij VIK: uw wachtwoord of uw tweede stap.\n\n"
        "Was u dit zelf? Dan hoeft u niets te doen. Was u het niet? Bel dan meteen uw beheerder.",
    )


def password_link(user: User) -> str:
    """The address at which a user chooses a password; it works once."""
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return f"{settings.BASE_URL}{path}"


def send_notice(address: str, subject: str, text: str) -> None:
    """Send one plain mail. The text never holds names, addresses or anything of a record."""
    send_mail(
        f"VIK: {subject}" if not subject.endswith("VIK") else subject,
        text,
        settings.DEFAULT_FROM_EMAIL,
        [address],
    )
