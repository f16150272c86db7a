"""Between signing in and any page: the second factor, the idle lock and the end of the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import sessions
from accounts.models import User

LOCKED: Final = 423
# What a session without its second factor may reach: enrolling one, and leaving.
ENROLLING: Final = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "account_logout",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
# What a locked session may reach.
UNLOCKING: Final = frozenset({"session_lock", "account_logout", "healthz", "readyz"})
FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
GetResponse = Callable[[HttpRequest], HttpResponse]


class SessionLimitsMiddleware:
    """Lock after a quarter of an hour without work, end after ten hours, whatever happens."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User) and sessions.is_over(request):
            logout(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """A locked session reaches the lock page and the way out, nothing else."""
        if not isinstance(request.user, User):
            return None
        match = request.resolver_match
        name = match.url_name if match else None
        if sessions.is_locked(request):
            if name in UNLOCKING:
                return None
            if request.method != "GET" or request.headers.get("HX-Request") or _wants_json(request):
                return JsonResponse({"locked": True}, status=LOCKED)
            return redirect(f"{reverse('session_lock')}?next={quote(request.get_full_path())}")
        # A page that asks for its own progress is no sign that somebody is at work.
        if not request.headers.get("X-VIK-Poll"):
            sessions.touch(request)
        return None


class RequireMFAMiddleware:
    """Every session has used a second factor, or can only enrol one or leave. Deny by default.

    Having a factor is not enough: this session must have used it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Send a session without second factor to where it gets one."""
        if not settings.VIK_MFA_REQUIRED or not isinstance(request.user, User):
            return None
        match = request.resolver_match
        if match and match.url_name in ENROLLING | UNLOCKING and not match.namespaces:
            return None
        if _used_second_factor(request):
            return None
        if Authenticator.objects.filter(user=request.user, type__in=FACTORS).exists():
            return redirect(f"{reverse('mfa_reauthenticate')}?next={quote(request.get_full_path())}")
        return redirect("mfa_index")


def _used_second_factor(request: HttpRequest) -> bool:
    methods = {record.get("method") for record in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])}
    return "mfa" in methods or (settings.VIK_OIDC_BRINGS_MFA and "socialaccount" in methods)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")
