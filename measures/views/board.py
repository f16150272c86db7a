"""The board of terms, and what-if."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

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
        self.log_shown(found.measures, record_type="measures.measure")
        self.log_shown(found.claims, record_type="measures.claim")
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
