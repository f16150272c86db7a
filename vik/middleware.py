"""Headers that keep what VIK shows inside VIK, and a page where Django answers with none."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from vik.errors import not_allowed

# Every sensor and feature closed, but for the place: a reporter may fill in where he stands.
CLOSED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join([*(f"{feature}=()" for feature in CLOSED), "geolocation=(self)"])


class PrivacyHeadersMiddleware:
    """Say on every answer: not for caches, not for other sites, no sensors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers to whatever the inner layers answer, refusals included."""
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        if not request.path.startswith(str(settings.STATIC_URL)):
            # Overwrites: no page may decide for itself that a shared computer keeps it.
            response.headers["Cache-Control"] = "no-store"
        return response


class NotAllowedMiddleware:
    """An address that belongs to a button, followed as a link, answers with a page of the house."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Remember the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Only Django's own empty 405 is replaced."""
        response = self.get_response(request)
        if response.status_code != 405 or not isinstance(response, HttpResponse) or response.content:
            return response
        return not_allowed(request, response.headers.get("Allow", ""))
