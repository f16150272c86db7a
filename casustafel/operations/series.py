"""Keep a series: its rhythm and place, who is usually asked, which items stand on every agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from django.db import transaction

from access.decisions import Denied, deny, require
from access.records import locked
from access.roles import may, refusal
from audit.models import Action
from casustafel.models import FixedItem, Series, UsualInvitee
from casustafel.operations.holding import WHY, log, opaque_number
from casustafel.states import Goal, ItemKind, Rhythm
from core import clock
from core.errors import Refused

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFixedItem:
    """An item for every agenda."""

    title: str
    question: str
    kind: str = ItemKind.ANNOUNCEMENT
    goal: str = Goal.INFORM
    minutes: int = 5
    at_the_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeries:
    """A series as it is kept."""

    name: str
    begins_at: time
    rhythm: str = Rhythm.SIX_WEEKS
    minutes: int = 90
    place: str = ""
    video: str = ""
    secretary: User | None = None
    access_days: int = 42
    invitees: Sequence[User] = ()
    fixed_items: Sequence[NewFixedItem] = ()
    ended: bool = False


@transaction.atomic
def open_series(*, by: User, new: NewSeries) -> Series:
    """Start a series of the municipality of ``by``."""
    if not may(by, "casustafel.open"):
        raise Denied(deny(refusal("casustafel.open")))
    series = Series(number=opaque_number("R"), owner=by.organisation)
    _fill(series, new)
    series.save()
    _parts(series, new)
    log(series, Action.CREATE)
    return series


@transaction.atomic
def change_series(*, by: User, series: Series, new: NewSeries, version: int) -> Series:
    """Replace what a series says; meetings that were made from it stay as they are."""
    row = locked(Series, by, series.pk, version=version)
    require(by, "casustafel.open", row)
    _fill(row, new)
    row.save()
    for model in (FixedItem, UsualInvitee):
        model._default_manager.filter(series=row).unrestricted(why=WHY).delete()
    _parts(row, new)
    log(row, Action.CHANGE)
    return row


def _fill(series: Series, new: NewSeries) -> None:
    if not new.name.strip():
        raise Refused("Geef de reeks een naam.", field="name")
    series.name = new.name.strip()[:80]
    series.rhythm, series.begins_at, series.minutes = new.rhythm, new.begins_at, new.minutes
    series.place, series.video = new.place.strip()[:120], new.video.strip()[:300]
    series.secretary, series.access_days = new.secretary, new.access_days
    if new.ended and series.ended_at is None:
        series.ended_at = clock.now()
    elif not new.ended:
        series.ended_at = None


def _parts(series: Series, new: NewSeries) -> None:
    for position, item in enumerate(new.fixed_items):
        if not item.question.strip() or not item.title.strip():
            raise Refused("Een vast punt heeft een titel en een vraag.", field="fixed_items")
        FixedItem(
            series=series,
            position=position,
            title=item.title.strip()[:80],
            question=item.question.strip()[:300],
            kind=item.kind,
            goal=item.goal,
            minutes=item.minutes,
            at_the_end=item.at_the_end,
        ).save()
    for user in dict.fromkeys(new.invitees):
        UsualInvitee(series=series, user=user).save()
