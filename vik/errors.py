"""What a user reads when a page can't be shown; never more than he may know."""

import logging

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

log = logging.getLogger("vik.errors")

# For when even the frame of a page can't be made; no style, so no exception to the security policy.
LAST_RESORT = (
    '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Er ging iets mis - VIK</title></head>'
    "<body><main><h1>Er ging iets mis</h1><p>VIK kon deze pagina niet tonen. Probeer het over een paar "
    'minuten opnieuw.</p><p><a href="/">Naar het begin</a></p></main></body></html>'
)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something that VIK can't read; says so when there was only too much of it."""
    return _page(request, "400", 400, {"too_much": isinstance(exception, RequestDataTooBig)})


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the record may be seen, but this may not be done with it; says why when the policy did."""
    reason = ""
    if isinstance(exception, PermissionDenied) and exception.args and isinstance(exception.args[0], str):
        reason = exception.args[0]
    return _page(request, "403", 403, {"reason": reason})


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing for you; both read exactly the same."""
    return _page(request, "404", 404)


@requires_csrf_token
def not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
    """405: this address belongs to a button; following it as a link does nothing."""
    response = _page(request, "405", 405)
    response.headers["Allow"] = allowed
    return response


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the log knows more."""
    return _page(request, "500", 500)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long, or doesn't come from us."""
    return _page(request, "csrf", 403)


def _page(
    request: HttpRequest, name: str, status: int, context: dict[str, object] | None = None
) -> HttpResponse:
    try:
        text: str = render_to_string(f"errors/{name}.html", context or {}, request)
    except Exception:
        # An error page that breaks must not hide the first error nor show a stack of code.
        log.exception("error page %s itself failed", name)
        text = LAST_RESORT
    return HttpResponse(text, status=status)
