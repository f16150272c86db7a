"""The list of controls, a new one, the list as a file, and the second visits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from access.roles import may
from access.views import FormPage, Page
from core import clock
from core.tables import TYPES
from inspections.forms import PlanForm
from inspections.operations import Plan, prepare_inspection
from inspections.operations.exporting import MOST, export_inspections
from inspections.queries import Filters, listing, proposals
from inspections.queries.revisits import revisits_open
from inspections.states import InspectionState
from inspections.views.base import PURPOSE
from reference.models import ControlType
from reference.queries import choices, current


class InspectionListPage(Page):
    """Own controls, for a coordinator all; for a jurist the findings that wait for an answer."""

    action = "inspections.view"
    purpose = PURPOSE
    template_name = "inspections/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list and, for who follows up, the proposals."""
        filters = Filters.read(request.GET)
        found = listing(self.actor, filters)
        self.log_shown([row.inspection for row in found.rows])
        follows = may(self.actor, "inspections.follow")
        plans = may(self.actor, "inspections.plan")
        waiting = proposals(self.actor) if follows else None
        if waiting:
            self.log_shown(waiting.rows)
        return self.show(
            rows=found.rows,
            filters=filters,
            tabs=_tabs(filters),
            chips=_chips(filters),
            next_url=f"?{filters.query(na=found.following)}" if found.following else "",
            waiting=waiting,
            may_add=plans,
            only_findings=follows and not (plans or found.rows),
            may_export=may(self.actor, "inspections.export"),
        )


def _url(filters: Filters, **changes: str) -> str:
    query = filters.query(na="", **changes)
    here = reverse("inspections:list")
    return f"{here}?{query}" if query else here


def _tabs(filters: Filters) -> list[dict[str, Any]]:
    rows = [("Alle", "")] + [(str(label), code) for code, label in InspectionState.choices]
    return [
        {
            "label": label,
            "url": _url(filters, stand=code.lower()),
            "current": filters.state == code,
            "count": None,
        }
        for label, code in rows
    ]


def _chips(filters: Filters) -> list[tuple[str, bool, str]]:
    found = [
        ("Vandaag", filters.today, _url(filters, dag="" if filters.today else "vandaag")),
        ("In mijn team", filters.mine, _url(filters, van="" if filters.mine else "mij")),
    ]
    return found + [
        (label, filters.type == code, _url(filters, soort="" if filters.type == code else code))
        for code, label in choices(ControlType)
    ]


class InspectionsExport(Page):
    """The controls behind the list as a file; by a press, never by a link alone."""

    action = "inspections.export"
    purpose = "Export van controles"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        kind = request.POST.get("bestand", "csv")
        kind = kind if kind in TYPES else "csv"
        rows = listing(self.actor, Filters.read(request.POST), MOST).rows
        content = export_inspections(by=self.actor, rows=rows, kind=kind)
        name = f"controles-{clock.today():%Y%m%d}.{kind}"
        return HttpResponse(
            content,
            content_type=TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class PreparePage(FormPage):
    """Prepare a control."""

    action = "inspections.plan"
    purpose = PURPOSE
    template_name = "inspections/prepare.html"
    form_class = PlanForm

    def form_kwargs(self) -> dict[str, Any]:
        """The types that hold today."""
        return {"types": current(ControlType)}

    def operate(self, form: Any) -> str:
        """Make it, and go to its page."""
        control = prepare_inspection(by=self.actor, plan=plan_of(form))
        messages.success(
            self.request, f"{control.number} is klaargezet. Vul nu de route en de deelnemers aan."
        )
        return control.address


def plan_of(form: Any) -> Plan:
    """What the form says."""
    data = form.cleaned_data
    return Plan(
        type=data["type"],
        reason=data["reason"],
        aim=data["aim"],
        starts_at=form.starts_at(),
        instruction=data["instruction"],
        meeting_point=data["meeting_point"],
    )


class RevisitsPage(Page):
    """The addresses that somebody must visit again."""

    action = "inspections.visit"
    purpose = PURPOSE
    template_name = "inspections/revisits.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The first hundred, the most urgent first."""
        rows = list(revisits_open(self.actor).select_related("inspection__type")[:100])
        self.log_shown([row.inspection for row in rows], record_type="inspections.inspection")
        return self.show(rows=rows)
