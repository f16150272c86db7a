"""Between signing in and any page: the second factor, the idle lock and the end of the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import factors, sessions
from accounts.models import User
from accounts.records import record_access
from audit.models import Action

LOCKED: Final = 423
SIGNED_OUT: Final = 401
# Leaving, and whether VIK works at all.
ALWAYS: Final = frozenset({"account_logout", "healthz", "readyz"})
# A locked session reaches the lock, and the page where a passkey is shown.
UNLOCKING: Final = ALWAYS | {"session_lock", "mfa_reauthenticate_webauthn"}
# Who has no second factor yet may enrol one; adding one asks for the password again.
ENROLLING: Final = ALWAYS | {
    "session_lock",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
}
# Who has one must use it before anything else. Enrolling another would be a way around it.
PROVING: Final = ALWAYS | {"session_lock", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
GetResponse = Callable[[HttpRequest], HttpResponse]


class SessionListMiddleware:
    """Every session that is used stands in the list of sessions, by which an administrator can end it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and isinstance(request.user, User):
            sessions.keep_listed(request, request.user)
        return self.get_response(request)


class SessionLimitsMiddleware:
    """Lock after a quarter of an hour without work, end after ten hours, whatever happens."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User) and sessions.is_over(request):
            user, session = request.user, request.session.session_key or ""
            logout(request)
            record_access(Action.SIGN_OUT, request, user, session=session, ended="ten_hours")
            if _is_fetched(request):
                return JsonResponse({"signed_out": True}, status=SIGNED_OUT)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A locked session reaches the lock page and the way out, nothing else."""
        if not isinstance(request.user, User):
            return None
        if sessions.is_locked(request):
            if _name(request) in UNLOCKING:
                return None
            if request.method != "GET" or _is_fetched(request):
                return JsonResponse({"locked": True}, status=LOCKED)
            return redirect(f"{reverse('session_lock')}?next={quote(request.get_full_path())}")
        # A page that asks for its own progress is no sign that somebody is at work.
        if not request.headers.get("X-VIK-Poll"):
            sessions.touch(request)
        return None


class RequireMFAMiddleware:
    """Every session has used a second factor, or can only enrol or use one, or leave. Deny by default.

    allauth asks for the factor at sign-in, but not of sessions that were made in another way or
    before the factor was set; and it does not make a factor mandatory.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Send a session without second factor to where it gets or uses one."""
        if not settings.VIK_MFA_REQUIRED or not isinstance(request.user, User):
            return None
        if factors.used_second_factor(request, request.user):
            return None
        enrolled = factors.has_second_factor(request.user)
        if _name(request) in (PROVING if enrolled else ENROLLING):
            return None
        if _is_fetched(request):
            return JsonResponse({"signed_out": True}, status=SIGNED_OUT)
        if enrolled:
            return redirect(f"{reverse('mfa_reauthenticate')}?next={quote(request.get_full_path())}")
        return redirect("mfa_index")


def _name(request: HttpRequest) -> str | None:
    """The name of the address, of allauth's and our own only: those in a room of the house never count."""
    match = request.resolver_match
    return match.url_name if match and not match.namespaces else None


def _is_fetched(request: HttpRequest) -> bool:
    """Did a script ask, which can't show a sign-in page?"""
    return bool(request.headers.get("HX-Request")) or "application/json" in request.headers.get("Accept", "")
