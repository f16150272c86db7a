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
    hint: str = ""


# label, address name (with its part), heroicon, action that it needs, what you do there
ENTRIES: tuple[tuple[str, str | tuple[str, str], str, str, str], ...] = (
    ("Werk", "desk:home", "home", "desk.use", "wat op u wacht"),
    ("Melden", "signals:report", "pencil-square", "signals.report", "wat u zag of hoorde"),
    ("Signalen", "signals:inbox", "signal", "signals.view", "wegen en beslissen"),
    ("Subjecten", ("subjects:list", "subjecten"), "user-group", "subjects.view", "wie VIK kent"),
    (
        "Objecten",
        ("subjects:list", "objecten"),
        "home-modern",
        "subjects.view",
        "panden, voertuigen en nummers",
    ),
    ("Casussen", "cases:list", "folder-open", "cases.list", "wat samenhangt, en wie het leidt"),
    ("Acties", "actions:board", "clipboard-document-check", "cases.action", "wie wat doet, en wanneer"),
    ("Maatregelen", "measures:list", "scale", "measures.view", "wat is opgelegd, en welke termijn loopt"),
    (
        "Casustafel",
        "casustafel:home",
        "chat-bubble-left-right",
        "casustafel.view",
        "wie bespreekt wat, en wie mag het horen",
    ),
    (
        "Controles",
        "inspections:list",
        "clipboard-document-check",
        "inspections.view",
        "wat op straat wordt nagegaan",
    ),
    ("Bibob", "bibob:home", "identification", "bibob.lookup", "wat eerder is opgelegd, en uw onderzoeken"),
    ("Importeren", "signals:imports", "arrow-down-tray", "signals.import", "een bestand met signalen"),
    (
        "M.-meldingen",
        "mreports:inbox",
        "lock-closed",
        "mreports.view",
        "afstemmen en een neutraal signaal maken",
    ),
    ("Audit", "privacy:audit", "document-magnifying-glass", "audit.view", "wie zag of wijzigde wat"),
    (
        "Beheer",
        "administration:home",
        "cog-6-tooth",
        "administration.users_read",
        "gebruikers, rechten en lijsten",
    ),
)


def navigation(user: User, path: str) -> list[NavItem]:
    """The entries that this user's roles allow; the longest matching address is the current one."""
    allowed = [
        (label, _address(name), icon, hint)
        for label, name, icon, action, hint in ENTRIES
        if may(user, action)
    ]
    here = max(
        (url for _, url, *_ in allowed if path == url or (url != "/" and path.startswith(url))),
        key=len,
        default="",
    )
    return [NavItem(label, url, icon, url == here, hint) for label, url, icon, hint in allowed]


def _address(name: str | tuple[str, str]) -> str:
    return reverse(name) if isinstance(name, str) else reverse(name[0], args=[name[1]])


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame; anonymous pages get only the banner."""
    common = {"demo": settings.DEMO, "search_enabled": False}
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return common
    return common | {
        "nav": navigation(user, request.path),
        "search_enabled": may(user, "search.use"),
        "idle_minutes": settings.VIK_IDLE_LOCK.seconds // 60,
    }
