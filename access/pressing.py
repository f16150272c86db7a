"""Pressed twice, it is one: what somebody just made is not made again by the same form.

A second press comes within seconds with exactly the same words. What people really do twice, such as two
equal payments on one day, is entered a minute apart or with its own note.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from core import clock

if TYPE_CHECKING:
    from access.sealed import SealedQuerySet

MOMENT: Final = timedelta(seconds=20)
WHY: Final = "was this form sent before?"


def just_made(rows: SealedQuerySet[Any], **told: object) -> Any:
    """The newest of ``rows`` of the last moments that says exactly this; None when there is none.

    Encrypted values compare when they are read. Call it while a lock is held that the first press held
    too, or the second does not see what the first made.
    """
    since = clock.now() - MOMENT
    for row in rows.filter(created_at__gte=since).unrestricted(why=WHY).order_by("-created_at")[:20]:
        if all(getattr(row, name) == value for name, value in told.items()):
            return row
    return None
