"""An authenticator app and a passkey for a person of the cast."""

from __future__ import annotations

import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache

from accounts.models import User


def give_app(user: User) -> str:
    """Set up an app and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def give_recovery_codes(user: User) -> list[str]:
    """Set up recovery codes and return them."""
    return list(RecoveryCodes.activate(user).get_unused_codes())


def give_passkey(user: User) -> Authenticator:
    """A passkey on record; its ceremony needs a browser and is not played here."""
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "sleutel"})


def code_of(secret: str) -> str:
    """What the app shows now; as if each code were seen for the first time."""
    cache.clear()
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def opened(user: User) -> str:
    """The secret of somebody's app as VIK can read it."""
    stored = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]
    return str(get_adapter().decrypt(stored))
