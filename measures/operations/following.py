"""The calendar that follows the terms of one person: its address made, taken back, and read without a cookie."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.decisions import Denied, deny
from access.records import locked
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.levels import Confidentiality
from core.numbers import next_number
from encryption.blind_index import blind_index
from measures.models import CalendarFeed

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "a calendar asks for the terms of whose it is"
# A calendar asks a few times an hour; more than this is no calendar.
MOST_AN_HOUR: Final = 30
HOUR: Final = timedelta(hours=1)
TOKEN_BYTES: Final = 32


class TooOften(Exception):
    """The address was asked for more often than a calendar does."""


def token_key(token: str) -> bytes:
    """The keyed hash by which an address is found; the address itself is kept nowhere."""
    return blind_index(token, context="measures.calendarfeed.token")


@transaction.atomic
def make_feed(*, by: User, mine: bool) -> str:
    """Make a new address and end the one before; returns the token, which can't be shown again."""
    if not may(by, "measures.view"):
        raise Denied(deny(refusal("measures.view")))
    number = next_number("AG", clock.today().year)
    for old in CalendarFeed.objects.filter(by=by, revoked_at=None).visible_to(by):
        end_feed(by=by, feed=old)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = CalendarFeed(
        number=number,
        owner=by.organisation,
        regimes=["avg_internal"],
        confidentiality=Confidentiality.INTERN,
        by=by,
        token_key=token_key(token),
        mine=mine,
    )
    row.save()
    record_event(
        Action.CREATE,
        record_type=row._meta.label_lower,
        record_id=str(row.pk),
        regime=row.regimes,
        details={"mine": mine},
    )
    return token


@transaction.atomic
def end_feed(*, by: User, feed: CalendarFeed) -> CalendarFeed:
    """Take an address back: from now on it does not exist. Ending it again changes nothing."""
    row = locked(CalendarFeed, by, feed.pk)
    if row.revoked_at is not None:
        return row
    row.revoked_at = clock.now()
    row.save()
    record_event(Action.REVOKE, record_type=row._meta.label_lower, record_id=str(row.pk), regime=row.regimes)
    return row


@transaction.atomic
def open_feed(*, token: str) -> CalendarFeed | None:
    """The address that a calendar asks for; None when it is not there, taken back, or its owner may no more.

    Runs in the context of the system: nobody is signed in. Raises :class:`TooOften`.
    """
    rows = CalendarFeed.objects.filter(token_key=token_key(token), revoked_at=None).unrestricted(why=WHY)
    row = rows.select_for_update(of=("self",)).select_related("by__organisation").first()
    if row is None or not may(row.by, "measures.view"):
        return None
    at = clock.now()
    if row.hour_began_at is None or at - row.hour_began_at >= HOUR:
        row.hour_began_at, row.reads = at, 0
    if row.reads >= MOST_AN_HOUR:
        raise TooOften
    row.reads, row.read_at = row.reads + 1, at
    row.save()
    return row
