"""The list of cases, and a new one."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from access.roles import may
from access.views import FormPage, Page
from cases.forms import CaseForm
from cases.operations import NewCase, open_case
from cases.queries.colleagues import possible_leaders
from cases.queries.listing import Filters, listing, themes_in
from cases.states import CaseState
from core.levels import Confidentiality
from signals.models import Signal

PURPOSE: Final = "Casusregie"


class CaseListPage(Page):
    """Newest first; running cases, unless closed ones are asked for."""

    action = "cases.list"
    purpose = PURPOSE
    template_name = "cases/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read, log which are shown, show."""
        filters = Filters.read(request.GET)
        found = listing(self.actor, filters)
        self.log_shown(found.rows, search=bool(filters.text), record_type="cases.case")
        here = reverse("cases:list")

        def link(**changes: str) -> str:
            query = filters.query(na="", **changes)
            return f"{here}?{query}" if query else here

        tabs = [{"label": "Alle", "url": link(stand=""), "current": not filters.state, "count": None}]
        tabs += [
            {
                "label": state.label,
                "url": link(stand=state.value.lower()),
                "current": filters.state == state,
                "count": None,
            }
            for state in CaseState
            if state != CaseState.DESTROYED
        ]
        chips = [
            ("Van mij", filters.mine, link(van="" if filters.mine else "mij")),
            ("Ook gesloten", filters.ended, link(alles="" if filters.ended else "ja")),
        ]
        if may(self.actor, "cases.decide"):
            chips.append(
                (
                    "Bewaartermijn voorbij",
                    filters.over,
                    link(bewaren="" if filters.over else "voorbij"),
                )
            )
        chips += [
            (
                theme.label,
                filters.theme == theme.code,
                link(thema="" if filters.theme == theme.code else theme.code),
            )
            for theme in themes_in(self.actor)
        ]
        return self.show(
            rows=found.rows,
            filters=filters,
            tabs=tabs,
            chips=chips,
            next_url=f"{here}?{filters.query(na=found.following)}" if found.following else "",
            may_open=may(self.actor, "cases.open"),
            may_destroy=may(self.actor, "cases.destroy"),
        )


class OpenCasePage(FormPage):
    """Open a case; ``?signaal=`` makes a signal its first part."""

    action = "cases.open"
    purpose = PURPOSE
    template_name = "cases/open.html"
    form_class = CaseForm
    signal: Signal | None = None

    def prepare(self, **kwargs: Any) -> None:
        """The signal that was asked for; one that is hidden does not exist."""
        number = self.request.GET.get("signaal", "").replace("\x00", "")[:20]
        if number:
            self.signal = Signal.objects.filter(number=number).visible_to(self.actor).first()
            if self.signal is None:
                raise Http404

    def form_kwargs(self) -> dict[str, Any]:
        """Who can lead it; theme, area and level of the signal."""
        initial: dict[str, Any] = {"case_owner": self.actor.pk if may(self.actor, "cases.decide") else ""}
        if self.signal is not None:
            initial |= {"theme": self.signal.theme_id, "area": self.signal.area_id}
            initial["level"] = max(self.signal.confidentiality, Confidentiality.ZAAKVERTROUWELIJK)
        level = int(initial.get("level", Confidentiality.ZAAKVERTROUWELIJK))
        return {
            "user": self.actor,
            "people": possible_leaders(self.actor, min(level, self.actor.clearance)),
            "initial": initial,
        }

    def context(self, **extra: Any) -> dict[str, Any]:
        """The signal is named above the form, and so it was read."""
        if self.signal is not None:
            self.log_shown([self.signal])
        return super().context(signal=self.signal, **extra)

    def operate(self, form: Any) -> str:
        """Open it, and go to its page."""
        data = form.cleaned_data
        new = new_case(data, case_owner=data["case_owner"])
        case = open_case(by=self.actor, new=new, signal=self.signal, why=data["why"], key=data["key"])
        messages.success(self.request, f"Casus {case.title} is geopend als {case.number}.")
        return case.address


def new_case(data: dict[str, Any], **more: Any) -> NewCase:
    """What was typed, for an operation."""
    names = ("title", "summary", "theme", "area", "legal_basis", "purpose", "level")
    return NewCase(**{name: data[name] for name in names}, **more)
