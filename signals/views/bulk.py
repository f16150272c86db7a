"""The same step for the chosen signals: first what will change and what won't, then doing it."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from access.roles import may
from access.views import Page
from signals.forms.triage import OUTCOME_LABELS, BulkForm
from signals.models import Signal
from signals.operations.bulk import BulkResult, bulk_assign, bulk_decide, why_not_assign, why_not_decide
from signals.operations.triage import DECISIONS
from signals.queries.inbox import Filters, chosen_signals
from signals.states import FOLLOW_UP
from signals.views.panes import PURPOSE, TriageMixin, inbox_url

MOST: Final = 100


class BulkPage(TriageMixin, Page):
    """Preview by GET, do by POST."""

    action = "signals.assign"
    purpose = PURPOSE
    template_name = "signals/bulk.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What will change, and what stays as it is, each with why."""
        return self._preview(BulkForm(initial={"act": request.GET.get("act", "toewijzen")}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, and say how many."""
        form = BulkForm(request.POST)
        if not form.is_valid():
            return self._preview(form, 422)
        data = form.cleaned_data
        signals = self._chosen(request.POST.getlist("nummers"))
        if data["act"] == "toewijzen":
            result = bulk_assign(by=self.actor, signals=signals, to=self.actor)
        elif not data["outcome"] or not data["why"].strip():
            form.add_error("why", "Kies een uitkomst en schrijf waarom.")
            return self._preview(form, 422)
        else:
            result = bulk_decide(
                by=self.actor,
                signals=signals,
                outcome=data["outcome"],
                why=data["why"],
                basis=form.basis(),
            )
        self._tell(result)
        return self.go(inbox_url(self.filters or Filters()))

    def _tell(self, result: BulkResult) -> None:
        done = len(result.done)
        messages.success(self.request, f"{done} {'signaal is' if done == 1 else 'signalen zijn'} gewijzigd.")
        for signal, why in result.left[:5]:
            messages.warning(self.request, f"{signal.number} is niet gewijzigd: {why}")

    def _chosen(self, numbers: list[str]) -> list[Signal]:
        return chosen_signals(self.actor, numbers[:MOST])

    def _preview(self, form: BulkForm, status: int = 200) -> HttpResponse:
        source = self.request.POST if form.is_bound else self.request.GET
        act = source.get("act", "toewijzen")
        outcome = source.get("outcome", "")
        signals = self._chosen(source.getlist("nummers"))
        self.log_shown(signals)
        will: list[Signal] = []
        wont: list[tuple[Signal, str]] = []
        for signal in signals:
            if act == "besluiten":
                why = why_not_decide(self.actor, signal, outcome) if outcome else ""
            else:
                why = why_not_assign(self.actor, signal)
            if why:
                wont.append((signal, why))
            else:
                will.append(signal)
        filters = self.filters
        return self.show(
            status,
            form=form,
            act=act,
            outcome=outcome,
            outcomes=[(code, OUTCOME_LABELS[code]) for code in DECISIONS],
            needs_basis=outcome in FOLLOW_UP,
            will=will,
            wont=wont,
            numbers=[signal.number for signal in signals],
            may_decide=may(self.actor, "signals.decide"),
            back_query=filters.query() if filters else "",
            back_url=inbox_url(filters or Filters()),
        )
