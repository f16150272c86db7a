"""The clock of a session: idle lock, absolute end, and ending it from outside."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from allauth.usersessions.models import UserSession
from django.conf import settings

from core import clock

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User

STARTED: Final = "vik_started"
SEEN: Final = "vik_seen"
LOCKED: Final = "vik_locked"
# Writing the session at every request would cost more than it is worth.
SEEN_EVERY: Final = timedelta(seconds=60)


def start_session(request: HttpRequest) -> None:
    """Set the clock of a session that was just signed in."""
    at = clock.now().isoformat()
    request.session[STARTED] = request.session[SEEN] = at
    request.session.pop(LOCKED, None)


def is_over(request: HttpRequest) -> bool:
    """Has the session reached its absolute end?"""
    started = _moment(request, STARTED)
    return started is not None and clock.now() - started >= settings.VIK_SESSION_END


def is_locked(request: HttpRequest) -> bool:
    """Is the session locked, or does it lock now because nothing happened for too long?"""
    if request.session.get(LOCKED):
        return True
    seen = _moment(request, SEEN)
    if seen is not None and clock.now() - seen >= settings.VIK_IDLE_LOCK:
        lock(request)
        return True
    return False


def lock(request: HttpRequest) -> None:
    """Lock the session: what was typed stays in the page, nothing can be read until it is opened.

    The moment is kept, so that only a proof given after it opens the lock.
    """
    if not request.session.get(LOCKED):
        request.session[LOCKED] = clock.now().isoformat()


def locked_at(request: HttpRequest) -> datetime | None:
    """Since when the session is locked."""
    return _moment(request, LOCKED)


def unlock(request: HttpRequest) -> None:
    """Open a locked session and start the idle clock anew."""
    request.session.pop(LOCKED, None)
    request.session[SEEN] = clock.now().isoformat()


def touch(request: HttpRequest) -> None:
    """Note that somebody is at work; starts the clock of a session that has none."""
    at = clock.now()
    if STARTED not in request.session:
        start_session(request)
        return
    seen = _moment(request, SEEN)
    if seen is None or at - seen >= SEEN_EVERY:
        request.session[SEEN] = at.isoformat()


def keep_listed(request: HttpRequest, user: User) -> None:
    """Keep a session in the list by which it can be seen and ended, and note there that it still lives.

    At once when it is not there (its key changes at sign-in and with a password), else once a minute: each note
    is a transaction of its own, which every request would wait for.
    """
    noted = UserSession.objects.filter(
        session_key=request.session.session_key, user=user, last_seen_at__gt=clock.now() - SEEN_EVERY
    )
    if not noted.exists():
        UserSession.objects.create_from_request(request)


def end_sessions(user: User, *, but: str = "") -> int:
    """End all sessions of a user at once (rights changed, account closed); returns how many.

    ``but`` is the key of a session that stays.
    """
    ended = 0
    for session in UserSession.objects.filter(user=user).exclude(session_key=but):
        session.end()
        ended += 1
    return ended


def _moment(request: HttpRequest, key: str) -> datetime | None:
    text = request.session.get(key)
    return datetime.fromisoformat(text) if text else None
