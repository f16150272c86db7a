"""One signal on a page of its own, and the answers of the weging."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from core.errors import Refused
from legal.weighing import BY_CODE
from signals.forms.triage import AssessForm
from signals.operations.weighing import assess_signal
from signals.queries.detail import signal_by_number
from signals.views.panes import PURPOSE, SignalPage, signal_context, toast


class DetailPage(SignalPage):
    """Everything about one signal, with its log."""

    action = "signals.view"
    purpose = PURPOSE
    template_name = "signals/detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log the read, then show."""
        self.log_read()
        return self.show(**signal_context(self, self.record))


class AssessPage(SignalPage):
    """An answer to one question of the weging."""

    action = "signals.assess"
    purpose = PURPOSE
    template_name = "signals/detail.html"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record the answer; on refusal the signal again with the sentence beside the question."""
        form = AssessForm(request.POST)
        number = self.record.number
        if not form.is_valid():
            form.add_error(None, "Dit antwoord kwam niet goed aan. Probeer het opnieuw.")
            return self._again(form)
        data = form.cleaned_data
        try:
            with transaction.atomic():
                step = assess_signal(
                    by=self.actor,
                    signal=self.record,
                    question=data["question"],
                    answer=data["answer"] == "ja",
                    checked=data["checked"],
                    motivation=data["motivation"],
                    version=data["version"],
                )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return self._again(form)
        toast(request, f"{number}: weging {BY_CODE[data['question']].short} is {data['answer']}.", step)
        return self.go(self.back(number))

    def _again(self, form: AssessForm) -> HttpResponse:
        self.log_read()
        fresh = signal_by_number(self.actor, self.record.number) or self.record
        template = "signals/_chosen.html" if self.pane else ""
        extra = signal_context(self, fresh, typed=form) | {"pane": self.filters is not None}
        return self.show(422, template=template, **extra)
