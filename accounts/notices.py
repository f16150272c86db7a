"""Mail about an account: a link, never content."""

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
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    send_notice(
        user.email,
        "Uw account voor VIK",
        "Er is een account voor u gemaakt in VIK. Kies een wachtwoord via deze link:\n\n"
        f"{settings.BASE_URL}{path}\n\nDaarna stelt u een tweede stap in, zoals een app of een sleutel.",
    )


def send_notice(address: str, subject: str, text: str) -> None:
    """Send one plain mail. The text never holds names, addresses or anything of a record."""
    send_mail(
        f"VIK: {subject}" if not subject.endswith("VIK") else subject,
        text,
        settings.DEFAULT_FROM_EMAIL,
        [address],
    )
