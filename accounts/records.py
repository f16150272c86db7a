"""Audit lines about signing in: they name the person who signs in, from the address of the request."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from allauth.account.adapter import get_adapter

from accounts.models import User
from audit.models import Action, Result
from audit.origin import NOBODY, Origin, current_origin, origin
from audit.record import record_event

if TYPE_CHECKING:
    from django.http import HttpRequest

USER: Final = "accounts.user"


def record_access(
    action: Action,
    request: HttpRequest,
    user: User,
    *,
    session: str = "",
    known: bool = True,
    **details: str | int | bool,
) -> None:
    """One line about a user's own sign-in, sign-out or change of credentials.

    ``session`` is the session it is about when that is no longer the request's. ``known`` is false when
    somebody acted who had not signed in: then the line is about the user, not by him.
    """
    base = Origin.of_user(user) if known else NOBODY
    with origin(_here(request, base, session)):
        record_event(action, record_type=USER, record_id=str(user.pk), details=details)


def record_failure(request: HttpRequest, user: User | None, *, step: str) -> None:
    """One line about a refused attempt. It names the account that was tried, never what was typed."""
    base = Origin.of_user(request.user) if isinstance(request.user, User) else NOBODY
    with origin(_here(request, base, "")):
        record_event(
            Action.SIGN_IN_FAILED,
            record_type=USER,
            record_id=str(user.pk) if user else "",
            result=Result.DENIED,
            details={"step": step},
        )


def _here(request: HttpRequest, base: Origin, session: str) -> Origin:
    return replace(
        base,
        address=get_adapter().get_client_ip(request) or "",
        session=session or request.session.session_key or "",
        request_id=current_origin().request_id,
    )
