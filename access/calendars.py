"""The secret address of somebody's calendar: made, taken back, and read by a program without a session."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.decisions import Denied, deny
from access.models import CALENDAR_ACTIONS, CalendarAddress, CalendarKind
from access.records import locked
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.levels import Confidentiality
from core.numbers import next_number
from encryption.blind_index import blind_index

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "a calendar asks for what it follows"
# A calendar asks a few times an hour; more than this is no calendar.
MOST_AN_HOUR: Final = 30
HOUR: Final = timedelta(hours=1)
TOKEN_BYTES: Final = 32
# The name under which the first addresses were hashed: another one would end those that people use.
CONTEXT: Final = "measures.calendarfeed.token"


class TooOften(Exception):
    """The address was asked for more often than a calendar does."""


def token_key(token: str) -> bytes:
    """The keyed hash by which an address is found; the address itself is kept nowhere."""
    return blind_index(token, context=CONTEXT)


def _keys(token: str) -> list[bytes]:
    """As an address is kept now, and as the first ones of meetings were: hashed without a key."""
    return [token_key(token), hashlib.sha256(token.encode()).digest()]


def address_of(actor: User, kind: CalendarKind) -> CalendarAddress | None:
    """The address of a kind that works for somebody."""
    return CalendarAddress.objects.filter(by=actor, kind=kind, revoked_at=None).visible_to(actor).first()


@transaction.atomic
def make_address(*, by: User, kind: CalendarKind, mine: bool = True) -> str:
    """Make a new address and end the one before; returns the token, which can't be shown again."""
    if not may(by, CALENDAR_ACTIONS[kind]):
        raise Denied(deny(refusal(CALENDAR_ACTIONS[kind])))
    number = next_number("AG", clock.today().year)
    for old in CalendarAddress.objects.filter(by=by, kind=kind, revoked_at=None).visible_to(by):
        end_address(by=by, address=old)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = CalendarAddress(
        number=number,
        owner=by.organisation,
        regimes=["avg_internal"],
        confidentiality=Confidentiality.INTERN,
        kind=kind,
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
        details={"kind": str(kind), "mine": mine},
    )
    return token


@transaction.atomic
def end_address(*, by: User, address: CalendarAddress) -> CalendarAddress:
    """Take an address back: from now on it does not exist. Ending it again changes nothing."""
    row = locked(CalendarAddress, by, address.pk)
    if row.revoked_at is not None:
        return row
    row.revoked_at = clock.now()
    row.save()
    record_event(Action.REVOKE, record_type=row._meta.label_lower, record_id=str(row.pk), regime=row.regimes)
    return row


@transaction.atomic
def open_address(*, token: str, kind: CalendarKind) -> CalendarAddress | None:
    """The address that a calendar asks for; None when it is not there, taken back, or its owner may no more.

    Runs in the context of the system: nobody is signed in. Raises :class:`TooOften`.
    """
    rows = CalendarAddress.objects.filter(token_key__in=_keys(token), kind=kind, revoked_at=None)
    held = rows.unrestricted(why=WHY).select_for_update(of=("self",)).select_related("by__organisation")
    row: CalendarAddress | None = held.first()
    if row is None or not may(row.by, CALENDAR_ACTIONS[kind]):
        return None
    at = clock.now()
    if row.hour_began_at is None or at - row.hour_began_at >= HOUR:
        row.hour_began_at, row.reads = at, 0
    if row.reads >= MOST_AN_HOUR:
        raise TooOften
    row.reads, row.read_at = row.reads + 1, at
    row.save()
    return row
