"""The board of terms, as a calendar, and what-if."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

import icalendar
from django.http import HttpRequest, HttpResponse

from access.views import Page
from core import clock
from legal.terms import term
from measures.deadlines.board import Board, board
from measures.forms import WhatIfForm
from reference.models import Workflow
from reference.queries import free_days

PURPOSE = "Termijnen bewaken"
LATER: Final = (0, 1, 2, 3, 5, 7, 14)


class TermsPage(Page):
    """Swimlanes per kind of measure, or a list, or by week; the first term first."""

    action = "measures.view"
    purpose = PURPOSE
    template_name = "measures/terms.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Compute, log what is shown, show."""
        workflow = request.GET.get("soort", "").upper()
        workflow = workflow if workflow in Workflow.values else ""
        mine = request.GET.get("van") == "mij"
        view = request.GET.get("als", "bord")
        view = view if view in {"bord", "lijst", "week"} else "bord"
        found: Board = board(self.actor, today=clock.today(), workflow=workflow, mine=mine)
        measures = {card.measure.pk: card.measure for card in found.cards if card.measure}
        self.log_shown(list(measures.values()), record_type="measures.measure")
        claims = {card.claim.pk: card.claim for card in found.cards if card.claim}
        self.log_shown(list(claims.values()), record_type="measures.claim")
        own = "&van=mij" if mine else ""
        of = f"&soort={workflow.lower()}" if workflow else ""
        tabs = [
            {"label": label, "url": f"?als={code}{of}{own}", "current": view == code, "count": None}
            for code, label in (("bord", "Bord"), ("lijst", "Lijst"), ("week", "Per week"))
        ]
        chips = [("Van mij", mine, f"?als={view}{of}{'' if mine else '&van=mij'}")]
        chips += [
            (
                flow.label,
                workflow == flow,
                f"?als={view}{own}{'' if workflow == flow else f'&soort={flow.value.lower()}'}",
            )
            for flow in Workflow
        ]
        return self.show(found=found, view=view, tabs=tabs, chips=chips)


class TermsCalendar(Page):
    """The terms as a calendar file: number and term, never a name."""

    action = "measures.view"
    purpose = PURPOSE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        found = board(self.actor, today=clock.today(), mine=request.GET.get("van") == "mij")
        measures = {card.measure.pk: card.measure for card in found.cards if card.measure}
        self.log_shown(list(measures.values()), record_type="measures.measure")
        calendar = icalendar.Calendar()
        calendar.add("prodid", "-//VIK//termijnen//NL")
        calendar.add("version", "2.0")
        for card in found.cards:
            number = card.claim.number if card.claim else card.measure.number if card.measure else ""
            event = icalendar.Event()
            event.add("uid", f"{number}-{card.term.code}@vik")
            event.add("dtstamp", clock.now())
            event.add("dtstart", card.term.on)
            event.add("dtend", card.term.on + timedelta(days=1))
            event.add("summary", f"{number}: {card.term.label}")
            calendar.add_component(event)
        return HttpResponse(
            calendar.to_ical(),
            content_type="text/calendar; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="termijnen.ics"'},
        )


class WhatIfPage(Page):
    """*Wat als de bekendmaking drie dagen later is?* No record is touched."""

    action = "measures.view"
    purpose = PURPOSE
    template_name = "measures/what_if.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, and the answer when it was filled in."""
        asked = "start" in request.GET
        form = WhatIfForm(request.GET if asked else None)
        rows = []
        if asked and form.is_valid():
            start, decreed = form.cleaned_data["start"], free_days()
            rows = [
                (days, term(form.cleaned_data["term"], start + timedelta(days=days), decreed))
                for days in LATER
            ]
        return self.show(200 if not asked or rows else 422, form=form, rows=rows)
