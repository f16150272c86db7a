"""The terms as a calendar: a file, or an address that a calendar follows. Numbers and kinds, never a name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import icalendar
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from access.calendar_pages import CalendarAddressPage, answer_program
from access.models import CalendarAddress, CalendarKind
from access.views import Page
from audit.models import Action
from audit.record import record_event
from core import clock
from measures.deadlines.board import Board, board
from measures.views.board import PURPOSE

REFRESH: Final = "PT4H"


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


class FeedPage(CalendarAddressPage):
    """One's own address at which a calendar follows the terms."""

    action = "measures.view"
    purpose = PURPOSE
    template_name = "measures/feed.html"
    kind = CalendarKind.TERMS
    followed = "measures:follow"


@login_not_required
@require_safe
def follow_terms(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar reads: no session, only the address itself, which its owner can take back."""
    return answer_program(token, CalendarKind.TERMS, purpose=PURPOSE, read=_terms_of)


def _terms_of(address: CalendarAddress) -> HttpResponse:
    found = board(address.by, today=clock.today(), mine=address.mine)
    for kind, rows in (("measures.measure", found.measures), ("measures.claim", found.claims)):
        record_event(
            Action.LIST,
            record_type=kind,
            shown=[str(row.pk) for row in rows],
            regime=sorted({regime for row in rows for regime in row.regimes}),
            details={"calendar": address.number},
        )
    return _answer(found)
