"""The list of measures, and a new one."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from access.roles import may
from access.views import FormPage, Page
from core import clock
from measures.forms import StartForm
from measures.operations import NewMeasure, start_measure
from measures.operations.starting import form_key
from measures.queries import Filters, Listing, listing
from reference.models import MeasureType, Workflow
from reference.queries import current

PURPOSE = "Bestuurlijke maatregelen"
# A page that proposes a measure posts these with what it knows, so that no name stands in an address.
HANDED_OVER = "voorstel"
TAKEN_OVER = ("found_on", "report_number", "breach", "reason")


class MeasureListPage(Page):
    """Newest first; a text finds number, name, address, plate or identifier of a party."""

    action = "measures.view"
    purpose = PURPOSE
    template_name = "measures/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; what was typed in the box comes by post, so that no name stands in an address."""
        return self._list(Filters.read(request.GET))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The same list, searched."""
        return self._list(Filters.read(request.POST))

    def _list(self, filters: Filters) -> HttpResponse:
        found: Listing = listing(self.actor, filters)
        self.log_shown(
            [row.measure for row in found.rows],
            search=bool(filters.text),
            record_type="measures.measure",
        )
        self.log_shown(
            [party.subject for row in found.rows for party in row.parties], record_type="subjects.subject"
        )
        here = reverse("measures:list")

        def tab(label: str, *, chosen: bool, **changes: str) -> dict[str, Any]:
            query = filters.query(na="", **changes)
            return {
                "label": label,
                "url": f"{here}?{query}" if query else here,
                "current": chosen,
                "count": None,
            }

        tabs = [tab("Alle", chosen=not filters.workflow, soort="")]
        tabs += [
            tab(flow.label, chosen=filters.workflow == flow, soort=flow.value.lower()) for flow in Workflow
        ]
        chips = [
            (
                "Lopend",
                filters.open_only,
                tab("", chosen=False, stand="" if filters.open_only else "lopend")["url"],
            ),
            ("Van mij", filters.mine, tab("", chosen=False, van="" if filters.mine else "mij")["url"]),
        ]
        return self.show(
            rows=found.rows,
            filters=filters,
            tabs=tabs,
            chips=chips,
            next_url=f"{here}?{filters.query(na=found.following)}"
            if found.following and not filters.text
            else "",
            more=bool(found.following and filters.text),
            may_add=may(self.actor, "measures.edit"),
            may_import=may(self.actor, "measures.import"),
            may_destroy=may(self.actor, "measures.destroy"),
        )


class StartPage(FormPage):
    """Start a measure."""

    action = "measures.edit"
    purpose = PURPOSE
    template_name = "measures/start.html"
    form_class = StartForm

    def form_kwargs(self) -> dict[str, Any]:
        """The types that hold today."""
        return {"types": current(MeasureType), "initial": {"token": secrets.token_urlsafe(16)}}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Start it; or open the form with what a page of another room hands over, and store nothing yet."""
        if HANDED_OVER not in request.POST:
            return super().post(request, *args, **kwargs)
        told = self.form_kwargs()
        told["initial"] |= {name: request.POST.get(name, "") for name in TAKEN_OVER}
        return self.show(form=self.form_class(**told))

    def operate(self, form: Any) -> str:
        """Start it, and go to its page."""
        data = form.cleaned_data
        kind = data["type"]
        measure = start_measure(
            by=self.actor,
            new=NewMeasure(
                type=kind,
                owner=self.actor.organisation,
                target=data["target"],
                authority=data["authority"],
                use=data["use"],
                urgent=data["urgent"],
                breach=data["breach"],
                reason=data["reason"],
                found_on=data["found_on"],
                reported_on=data["reported_on"],
                report_number=data["report_number"],
                confidentiality=min(3, self.actor.clearance),
                origin_key=form_key(by=self.actor, token=data["token"]),
            ),
        )
        messages.success(
            self.request, f"{kind.label} {measure.number} is gestart op {clock.today():%d-%m-%Y}."
        )
        return measure.address
