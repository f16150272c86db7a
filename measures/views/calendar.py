"""The terms as a calendar: a file, or an address that a calendar follows. Numbers and kinds, never a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import icalendar
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.contexts import SYSTEM, acting_as
from access.views import Page
from audit.models import Action
from audit.origin import Origin, current_origin
from audit.record import record_event
from core import clock
from measures.deadlines.board import Board, board
from measures.models import CalendarFeed
from measures.operations.following import HOUR, TooOften, end_feed, make_feed, open_feed
from measures.views.board import PURPOSE

REFRESH: Final = "PT4H"
TOO_MANY: Final = 429


def ical_of(found: Board) -> bytes:
    """The calendar: of each term its number, kind and article."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//VIK//termijnen//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "VIK termijnen")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    for card in found.cards:
        event = icalendar.Event()
        event.add("uid", f"{card.number}-{card.term.code}@vik")
        event.add("dtstamp", clock.now())
        event.add("dtstart", card.term.on)
        event.add("dtend", card.term.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", f"{card.number}: {card.term.label}")
        event.add("description", card.term.article)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _answer(found: Board) -> HttpResponse:
    return HttpResponse(
        ical_of(found),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="termijnen.ics"'},
    )


class TermsCalendar(Page):
    """The terms of this moment as a calendar file."""

    action = "measures.view"
    purpose = PURPOSE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        found = board(self.actor, today=clock.today(), mine=request.GET.get("van") == "mij")
        self.log_shown(found.measures, record_type="measures.measure")
        self.log_shown(found.claims, record_type="measures.claim")
        return _answer(found)


class FeedPage(Page):
    """One's own address for a calendar: make it, see when it was last read, take it back."""

    action = "measures.view"
    purpose = PURPOSE
    template_name = "measures/feed.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What there is."""
        return self.show(feed=self._feed())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make a new address, which is shown once, or take the present one back."""
        feed = self._feed()
        if request.POST.get("act") == "intrekken":
            if feed is not None:
                end_feed(by=self.actor, feed=feed)
            messages.success(request, "Het adres is ingetrokken: uw agenda krijgt niets meer.")
            return HttpResponseRedirect(reverse("measures:feed"))
        token = make_feed(by=self.actor, mine=request.POST.get("van") == "mij")
        url = request.build_absolute_uri(reverse("measures:follow", args=[token]))
        return self.show(feed=self._feed(), url=url)

    def _feed(self) -> CalendarFeed | None:
        return CalendarFeed.objects.filter(by=self.actor, revoked_at=None).visible_to(self.actor).first()


@login_not_required
@require_safe
def follow_terms(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar reads: no session, only the address itself, which its owner can take back."""
    here = current_origin()
    try:
        with acting_as(SYSTEM, why="agenda", source=here):
            feed = open_feed(token=token)
    except TooOften:
        wait = str(int(HOUR.total_seconds()))
        return HttpResponse("Te vaak opgehaald.", status=TOO_MANY, headers={"Retry-After": wait})
    if feed is None:
        raise Http404
    source = replace(Origin.of_user(feed.by), address=here.address, request_id=here.request_id)
    with acting_as(feed.by, purpose=PURPOSE, why="agenda", source=source):
        found = board(feed.by, today=clock.today(), mine=feed.mine)
        for kind, rows in (("measures.measure", found.measures), ("measures.claim", found.claims)):
            record_event(
                Action.LIST,
                record_type=kind,
                shown=[str(row.pk) for row in rows],
                regime=sorted({regime for row in rows for regime in row.regimes}),
                details={"calendar": feed.number},
            )
        return _answer(found)
