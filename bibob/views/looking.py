"""The look-up: first what for, then who or what, then one screen that can be printed."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from access.views import FormPage, RecordPage
from audit.models import Action
from bibob.forms import LookUpForm
from bibob.models import LookUp
from bibob.operations.looking import choose, log_shown, look_up
from bibob.queries.asking import candidates_for, read_question
from bibob.queries.files import investigations, look_ups
from core.errors import Refused

PURPOSE: Final = "Bibob-onderzoek"
ACTION: Final = "bibob.lookup"


class LookUpPage(FormPage):
    """The box, with one's own last look-ups and investigations."""

    action = ACTION
    purpose = PURPOSE
    template_name = "bibob/home.html"
    form_class = LookUpForm

    def context(self, **extra: Any) -> dict[str, Any]:
        """With what is one's own."""
        rows, files = look_ups(self.actor), investigations(self.actor)
        self.log_shown(rows, record_type="bibob.lookup")
        self.log_shown(files, record_type="bibob.investigation")
        return super().context(rows=rows, files=files, **extra)

    def operate(self, form: Any) -> str:
        """Ask; the answer has an address of its own, without a name in it."""
        return look_up(by=self.actor, **form.cleaned_data).address


class AnswerPage(RecordPage):
    """Who is meant, or the answer as it stood when it was given."""

    action = ACTION
    purpose = PURPOSE
    model = LookUp

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, then show what there is."""
        self.log_read()
        if self.record.answer is None:
            known = [UUID(key) for key in self.record.candidates]
            found = candidates_for(self.actor, read_question(self.record.question), known)
            self.log_shown([row.subject for row in found], record_type="subjects.subject")
            return self.show(template="bibob/choose.html", found=found)
        log_shown(self.record, Action.LIST)
        return self.show(template="bibob/answer.html", answer=self.record.answer)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer for who was chosen."""
        try:
            chosen = [UUID(key) for key in request.POST.getlist("wie")]
        except ValueError:
            chosen = []
        if not chosen and "niemand" not in request.POST:
            messages.error(request, "Kies wie u bedoelt, of druk op “Geen van deze”.")
            return HttpResponseRedirect(self.record.address)
        try:
            choose(by=self.actor, look=self.record, chosen=[] if "niemand" in request.POST else chosen)
        except Refused as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(self.record.address)
