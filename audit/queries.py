"""What the viewer reads: the lines of one record, one user, one day, and the denials.

Everything goes through the door ``audit``, the only one that may read the log. Newest first, with
the key (day, number) as cursor, so page 1,000 costs as much as page 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from audit.models import AuditEvent, Result
from audit.record import ALIAS

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last line of the page before."""

    day: date
    seq: int

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """From an address (``2026-11-23.41``); None for anything else."""
        head, _, tail = text.partition(".")
        try:
            return cls(date.fromisoformat(head), int(tail))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.seq}"


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of lines, and the cursor of the next page if there is one."""

    events: list[AuditEvent]
    following: Cursor | None


def _page(lines: Any, after: Cursor | None) -> Lines:
    if after is not None:
        lines = lines.filter(Q(day__lt=after.day) | Q(day=after.day, seq__lt=after.seq))
    found = list(lines.order_by("-day", "-seq")[: PAGE + 1])
    page = found[:PAGE]
    more = Cursor(page[-1].day, page[-1].seq) if len(found) > PAGE else None
    return Lines(page, more)


def _all() -> Any:
    return AuditEvent.objects.using(ALIAS)


def events_of_record(record_id: str, after: Cursor | None = None) -> Lines:
    """Every line about a record, also the lists in which it was shown."""
    return _page(_all().filter(Q(record_id=record_id) | Q(shown__contains=[record_id])), after)


def events_of_user(user_id: int, after: Cursor | None = None) -> Lines:
    """What one user did."""
    return _page(_all().filter(actor_id=user_id), after)


def events_of_day(day: date, after: Cursor | None = None) -> Lines:
    """What happened on one day in Amsterdam, which is not quite a day of the log: that one is in UTC."""
    start, end = (
        timezone.make_aware(datetime.combine(one, time.min)) for one in (day, day + timedelta(days=1))
    )
    return _page(_all().filter(day__in=[day - timedelta(days=1), day], at__gte=start, at__lt=end), after)


def denials(after: Cursor | None = None) -> Lines:
    """What was refused or failed."""
    return _page(_all().exclude(result=Result.OK), after)


def exports(after: Cursor | None = None) -> Lines:
    """What left VIK: exports, prints, downloads, disclosures."""
    return _page(_all().filter(action__in=["EXPORT", "PRINT", "DOWNLOAD", "DISCLOSE"]), after)


def readers_of(record_id: str, limit: int = 20) -> list[AuditEvent]:
    """The newest reads of one record, for the right rail."""
    lines = _all().filter(Q(record_id=record_id) | Q(shown__contains=[record_id]))
    return list(
        lines.filter(action__in=["READ", "LIST", "SEARCH", "OPEN_SEAL"]).order_by("-day", "-seq")[:limit]
    )
