"""Every request of a signed-in user runs in one transaction with his database context."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from access.contexts import acting_as
from access.decisions import Denied
from accounts.models import User
from audit.origin import NOBODY, Origin, origin
from audit.record import AuditUnavailable
from core.errors import Refused
from core.ids import uuid7

SERVER_ERROR = 500


class ContextMiddleware:
    """Who is asking, from where, in which session; and the sentence when the answer is no."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        source = _origin_of(request)
        if not isinstance(request.user, User):
            with origin(source):
                return self.get_response(request)
        with acting_as(request.user, source=source):
            response = self.get_response(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn an expected no into its sentence; anything else stays an error."""
        if isinstance(exception, Denied):
            return render(request, "errors/403.html", {"reason": exception.decision.reason}, status=403)
        if isinstance(exception, AuditUnavailable):
            return render(request, "errors/503.html", status=503)
        if isinstance(exception, Refused):
            return render(request, "errors/refused.html", {"reason": exception.message}, status=409)
        return None


def _origin_of(request: HttpRequest) -> Origin:
    """Address, session (hashed) and request id of a request; the user when signed in."""
    base = Origin.of_user(request.user) if isinstance(request.user, User) else NOBODY
    return replace(
        base,
        address=get_adapter().get_client_ip(request) or "",
        session=request.session.session_key or "",
        request_id=str(uuid7()),
    )
