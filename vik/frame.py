"""What stands around every page: the rail with only what the role may use, the account, the banner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from access.roles import may
from accounts.models import User


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the rail."""

    label: str
    url: str
    icon: str
    current: bool


# label, address name, heroicon, action that it needs
ENTRIES = (
    ("Werk", "desk:home", "home", "desk.use"),
    ("Melden", "signals:report", "pencil-square", "signals.report"),
    ("Signalen", "signals:inbox", "signal", "signals.view"),
    ("Importeren", "signals:imports", "arrow-down-tray", "signals.import"),
    ("M.-meldingen", "mreports:inbox", "lock-closed", "mreports.view"),
    ("Audit", "privacy:audit", "document-magnifying-glass", "audit.view"),
    ("Beheer", "administration:home", "cog-6-tooth", "administration.users_read"),
)


def navigation(user: User, path: str) -> list[NavItem]:
    """The entries that this user's roles allow; the longest matching address is the current one."""
    allowed = [(label, reverse(name), icon) for label, name, icon, action in ENTRIES if may(user, action)]
    here = max(
        (url for _, url, _ in allowed if path == url or (url != "/" and path.startswith(url))),
        key=len,
        default="",
    )
    return [NavItem(label, url, icon, url == here) for label, url, icon in allowed]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame; anonymous pages get only the banner."""
    common = {"demo": settings.DEMO, "search_enabled": False}
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return common
    return common | {
        "nav": navigation(user, request.path),
        "idle_minutes": settings.VIK_IDLE_LOCK.seconds // 60,
    }
