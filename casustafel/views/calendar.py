"""A meeting in one's calendar: number and time, never a name or what it is about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from access.views import Page
from casustafel.operations.feeding import forget_feed, make_feed, read_feed
from casustafel.queries.feeds import has_feed
from casustafel.views.base import PURPOSE, MeetingRecordPage, redirect_to
from casustafel.views.ical import feed, one_event


class InvitationFile(MeetingRecordPage):
    """One meeting as a file for a calendar."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, send."""
        self.log_read()
        return calendar_answer(one_event(self.record), f"{self.record.number}.ics")


class FeedPage(Page):
    """The reader's own calendar address: make one, make another, or end it."""

    action = "casustafel.view"
    purpose = PURPOSE
    template_name = "casustafel/feed.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Is there one?"""
        return self.show(there=has_feed(self.actor))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it, and show the address this once; or end it."""
        if request.POST.get("act") == "stop":
            forget_feed(by=self.actor)
            messages.success(request, "Uw agenda-adres werkt niet meer.")
            return redirect_to(request.path)
        key = make_feed(by=self.actor)
        return self.show(there=True, url=request.build_absolute_uri(f"/casustafel/kalender/{key}.ics"))


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, key: str) -> HttpResponse:
    """What a calendar program fetches: it has no session, only the secret address."""
    meetings = read_feed(key)
    if meetings is None:
        raise Http404
    return calendar_answer(feed(meetings), "overleggen.ics")


def calendar_answer(raw: bytes, name: str) -> HttpResponse:
    """A calendar file that is kept by nobody on the way."""
    response = HttpResponse(raw, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
