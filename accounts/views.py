"""The lock of a session, opened in place so that typed work is kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.mfa.base.internal.flows import check_rate_limit
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from accounts import factors, sessions
from accounts.factors import Unlock
from accounts.models import User
from accounts.records import record_access, record_failure
from audit.models import Action

NO_CONTENT = 204
DENIED = 403
TOO_MANY = 429
WRONG = {
    Unlock.PASSWORD: "Dit wachtwoord klopt niet.",
    Unlock.PASSWORD_AND_CODE: "Het wachtwoord of de code klopt niet.",
    Unlock.PASSKEY: "Gebruik uw passkey om verder te gaan.",
    Unlock.SIGN_IN: "Log uit en meld u opnieuw aan om verder te gaan.",
}


def closed(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """An address of allauth that VIK doesn't offer: people don't change their own e-mail address or links."""
    raise Http404


class SessionLock(View):
    """``GET`` shows the lock, ``POST action=lock`` closes it, ``POST action=unlock`` opens it.

    A script that asks for JSON gets ``{"locked", "how"}`` on GET, 204 when the lock opened, 403 for a
    wrong password or code and 429 after too many attempts.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The lock as a page of its own; an open session goes on where it was."""
        since = sessions.locked_at(request) if sessions.is_locked(request) else None
        if since and factors.passkey_shown_since(request, self._user, since):
            self._open("passkey")
            since = None
        if self._json():
            return JsonResponse({"locked": bool(since), "how": str(factors.how_to_unlock(self._user))})
        return self._page() if since else redirect(self._target())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lock, or open with what the user has."""
        if request.POST.get("action") == "lock":
            sessions.lock(request)
            return HttpResponse(status=NO_CONTENT)
        if not sessions.is_locked(request):
            return self._opened()
        how = factors.how_to_unlock(self._user)
        try:
            right = self._prove(how)
        except ValidationError:
            return self._refuse("U hebt te vaak geprobeerd. Wacht vijf minuten.", TOO_MANY)
        if not right:
            return self._refuse(WRONG[how], DENIED)
        self._open(str(how))
        return self._opened()

    def _prove(self, how: Unlock) -> bool:
        """The password, and the code of who has an app. Raises ValidationError after too many attempts."""
        if how not in {Unlock.PASSWORD, Unlock.PASSWORD_AND_CODE}:
            return False
        if not get_adapter().reauthenticate(self._user, self.request.POST.get("password", "")):
            return False
        if how == Unlock.PASSWORD:
            return True
        forget_attempts = check_rate_limit(self._user)
        if not factors.code_is_right(self._user, self.request.POST.get("code", "").strip()):
            record_failure(self.request, self._user, step="second_factor")
            return False
        forget_attempts()
        return True

    def _open(self, how: str) -> None:
        """On record first; then the session opens."""
        record_access(Action.SIGN_IN, self.request, self._user, step="unlock", how=how)
        sessions.unlock(self.request)

    def _opened(self) -> HttpResponse:
        if self._json():
            return HttpResponse(status=NO_CONTENT, headers={"X-CSRFToken": get_token(self.request)})
        return redirect(self._target())

    def _refuse(self, sentence: str, status: int) -> HttpResponse:
        if self._json():
            return JsonResponse({"error": sentence}, status=status)
        return self._page(error=sentence, status=status)

    def _page(self, *, error: str = "", status: int = 200) -> HttpResponse:
        target = self._target()
        back = f"{reverse('session_lock')}?{urlencode({'next': target})}"
        context = {
            "error": error,
            "next": target,
            "how": str(factors.how_to_unlock(self._user)),
            "passkey_url": f"{reverse('mfa_reauthenticate_webauthn')}?{urlencode({'next': back})}",
        }
        return render(self.request, "accounts/lock.html", context, status=status)

    @property
    def _user(self) -> User:
        user = self.request.user
        assert isinstance(user, User)
        return user

    def _target(self) -> str:
        """Exactly where the user was; only an address of VIK itself."""
        target: str = self.request.GET.get("next") or self.request.POST.get("next") or "/"
        return target if target.startswith("/") and get_adapter().is_safe_url(target) else "/"

    def _json(self) -> bool:
        return "application/json" in self.request.headers.get("Accept", "")
