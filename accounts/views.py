"""The lock of a session, opened in place so that typed work is kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views import View

from accounts import sessions
from accounts.models import User
from audit.models import Action, Result
from audit.record import record_event

NO_CONTENT = 204
DENIED = 403
TOO_MANY = 429


class SessionLock(View):
    """``GET`` shows the lock, ``POST action=lock`` closes it, ``POST action=unlock`` opens it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The lock as a page of its own; an open session goes on where it was."""
        if not sessions.is_locked(request):
            return redirect(self._target())
        return self._page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lock, or open with the password."""
        if request.POST.get("action") == "lock":
            sessions.lock(request)
            return HttpResponse(status=NO_CONTENT)
        return self._unlock()

    def _unlock(self) -> HttpResponse:
        user = self.request.user
        assert isinstance(user, User)
        if not ratelimit.consume(self.request, action="reauthenticate", user=user):
            return self._refuse("U hebt te vaak geprobeerd. Wacht een minuut.", TOO_MANY)
        if not get_adapter().reauthenticate(user, self.request.POST.get("password", "")):
            record_event(
                Action.SIGN_IN_FAILED,
                record_type="accounts.user",
                record_id=str(user.pk),
                result=Result.DENIED,
                details={"step": "unlock"},
            )
            return self._refuse("Dit wachtwoord klopt niet.", DENIED)
        sessions.unlock(self.request)
        record_event(
            Action.SIGN_IN, record_type="accounts.user", record_id=str(user.pk), details={"step": "unlock"}
        )
        if self._json():
            return HttpResponse(status=NO_CONTENT, headers={"X-CSRFToken": get_token(self.request)})
        return redirect(self._target())

    def _refuse(self, sentence: str, status: int) -> HttpResponse:
        if self._json():
            return JsonResponse({"error": sentence}, status=status)
        return self._page(error=sentence, status=status)

    def _page(self, *, error: str = "", status: int = 200) -> HttpResponse:
        context = {"error": error, "next": self._target()}
        return render(self.request, "accounts/lock.html", context, status=status)

    def _target(self) -> str:
        target: str = self.request.GET.get("next") or self.request.POST.get("next") or "/"
        return target if get_adapter().is_safe_url(target) else "/"

    def _json(self) -> bool:
        return "application/json" in self.request.headers.get("Accept", "")
