"""A meeting in one's calendar: number and time, never a name or what it is about."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from access.calendar_pages import CalendarAddressPage, answer_program
from access.models import CalendarAddress, CalendarKind
from audit.models import Action
from audit.record import record_event
from casustafel.queries.feeds import meetings_for_feed
from casustafel.views.base import PURPOSE, MeetingRecordPage
from casustafel.views.ical import feed, one_event


class InvitationFile(MeetingRecordPage):
    """One meeting as a file for a calendar."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, send."""
        self.log_read()
        return calendar_answer(one_event(self.record), f"{self.record.number}.ics")


class FeedPage(CalendarAddressPage):
    """The reader's own address at which a calendar follows his meetings."""

    action = "casustafel.view"
    purpose = PURPOSE
    template_name = "casustafel/feed.html"
    kind = CalendarKind.MEETINGS
    followed = "casustafel:calendar_feed"


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, key: str) -> HttpResponse:
    """What a calendar program fetches: it has no session, only the secret address."""
    return answer_program(key, CalendarKind.MEETINGS, purpose=PURPOSE, read=_meetings_of)


def _meetings_of(address: CalendarAddress) -> HttpResponse:
    meetings = meetings_for_feed(address.by)
    record_event(
        Action.LIST,
        record_type="casustafel.meeting",
        shown=[str(row.pk) for row in meetings],
        details={"calendar": address.number},
    )
    return calendar_answer(feed(meetings), "overleggen.ics")


def calendar_answer(raw: bytes, name: str) -> HttpResponse:
    """A calendar file that is kept by nobody on the way."""
    response = HttpResponse(raw, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
