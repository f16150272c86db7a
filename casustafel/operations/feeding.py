"""The secret address of somebody's calendar: made, ended, and read by a program without a session."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from access.contexts import acting_as
from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from casustafel.models import CalendarKey, Meeting
from casustafel.queries.feeds import meetings_for_feed

if TYPE_CHECKING:
    from accounts.models import User

TYPE = "casustafel.calendarkey"


@transaction.atomic
def make_feed(*, by: User) -> str:
    """Make an address in the place of an earlier one; it is told this once, only its hash is kept."""
    if not may(by, "casustafel.view"):
        raise Denied(deny(refusal("casustafel.view")))
    key = secrets.token_urlsafe(32)
    CalendarKey.objects.update_or_create(user=by, defaults={"digest": _digest(key)})
    record_event(Action.CREATE, record_type=TYPE)
    return key


@transaction.atomic
def forget_feed(*, by: User) -> None:
    """End the address; ending it again changes nothing."""
    CalendarKey.objects.filter(user=by).delete()
    record_event(Action.DESTROY, record_type=TYPE)


def read_feed(key: str) -> list[Meeting] | None:
    """The meetings behind an address, through both locks of its owner; None for an address that is not there."""
    found = CalendarKey.objects.filter(digest=_digest(key)).select_related("user__organisation").first()
    if found is None or not may(found.user, "casustafel.view"):
        return None
    with acting_as(found.user, why="agendaprogramma"):
        meetings = meetings_for_feed(found.user)
        record_event(
            Action.LIST,
            record_type="casustafel.meeting",
            shown=[str(row.pk) for row in meetings],
            details={"feed": True},
        )
        return meetings


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
