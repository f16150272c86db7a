"""What a session has proved, and what a user can prove: passwords, codes, keys."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User

SECOND_FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Unlock(StrEnum):
    """How a user opens his locked session."""

    PASSWORD = "password"  # noqa: S105 -- the name of a way, not a password
    PASSWORD_AND_CODE = "password_and_code"  # noqa: S105 -- as above
    PASSKEY = "passkey"
    SIGN_IN = "sign_in"


def has_second_factor(user: User) -> bool:
    """Has the user an app or a key? Recovery codes alone are no factor."""
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists())


def used_second_factor(request: HttpRequest, user: User) -> bool:
    """Did this session use a second factor?

    Having one is not enough, and neither is a record of another user in the same session.
    A passkey counts: the device asked for a finger, face or code (user verification is required).
    """
    methods = {record.get("method") for record in get_authentication_records(request, user)}
    return "mfa" in methods or (settings.VIK_OIDC_BRINGS_MFA and "socialaccount" in methods)


def how_to_unlock(user: User) -> Unlock:
    """The strongest way that this user has; who has none signs in again."""
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if Authenticator.Type.TOTP in kinds and user.has_usable_password():
        return Unlock.PASSWORD_AND_CODE
    if Authenticator.Type.WEBAUTHN in kinds:
        return Unlock.PASSKEY
    return Unlock.PASSWORD if user.has_usable_password() else Unlock.SIGN_IN


def passkey_shown_since(request: HttpRequest, user: User, moment: datetime) -> bool:
    """Did the user show his passkey again in this session after ``moment``?"""
    return any(
        record.get("type") == Authenticator.Type.WEBAUTHN
        and record.get("reauthenticated")
        and _at(record) > moment
        for record in get_authentication_records(request, user)
    )


def code_is_right(user: User, code: str) -> bool:
    """Is this the code of the user's app at this moment? A code works once."""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return bool(found and code and found.wrap().validate_code(code))


def _at(record: dict[str, Any]) -> datetime:
    return datetime.fromtimestamp(float(record.get("at", 0)), UTC)
