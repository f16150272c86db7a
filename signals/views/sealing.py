"""Sealed content: ask to open it, decide about a colleague's request, read it for an hour."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.views import Page
from core import clock
from core.errors import Refused
from signals.forms.triage import WhyForm
from signals.models import SealOpening
from signals.operations.sealing import agree_opening, ask_opening, read_sealed, refuse_opening
from signals.queries.detail import openings_of, openings_to_decide
from signals.views.panes import PURPOSE, SignalOperation, toast

FIELDS = (
    ("Waarneming", "narrative"),
    ("Duiding", "interpretation"),
    ("Wie of wat", "involved"),
    ("Subjecten en objecten", "subjects"),
    ("Plaats", "location"),
    ("Nummer bij de bron", "external_number"),
)


class SealPage(SignalOperation):
    """Ask for opening; once a second person agreed, read for one hour."""

    action = "signals.open_seal"
    record_action = "signals.open_seal"
    purpose = "Openen van een verzegeld signaal"
    form_class = WhyForm
    form_template = "signals/_form_seal.html"
    heading = "Verzegelde inhoud"
    button = "Vraag om opening"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The content while it is open; otherwise the form to ask for it."""
        if self.record.sealed_at is None:
            return HttpResponseRedirect(self.back(self.record.number))
        self.log_read()
        content: dict[str, Any] = {}
        if any(self._mine(opening) for opening in openings_of(self.record, self.actor)):
            try:
                content = read_sealed(by=self.actor, signal=self.record)
            except Refused as refusal:
                messages.error(request, refusal.message)
        shown = [(label, content[name]) for label, name in FIELDS if content.get(name)]
        reasons = [*content.get("motivations", {}).values(), *content.get("reasons", {}).values()]
        return self.show(form=self.form(), content=shown, reasons=reasons, until=content.get("until"))

    def _mine(self, opening: SealOpening) -> bool:
        open_now = opening.ends_at is not None and opening.ends_at > clock.now()
        return opening.asked_by_id == self.actor.pk and open_now

    def context(self, **extra: Any) -> dict[str, Any]:
        """Who asked before, and what became of it."""
        return super().context(openings=openings_of(self.record, self.actor), **extra)

    def operate(self, form: Any) -> str:
        """Ask; a colleague decides."""
        ask_opening(by=self.actor, signal=self.record, why=form.cleaned_data["why"])
        toast(self.request, f"{self.record.number}: opening gevraagd. Een collega beslist.")
        return self.back(self.record.number)


class SealRequestsPage(Page):
    """Requests of colleagues that wait for a second person."""

    action = "signals.open_seal"
    purpose = PURPOSE
    template_name = "signals/seal_requests.html"
    limit: ClassVar[int] = 50

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Number and reason of each; nothing of the content."""
        rows = openings_to_decide(self.actor)
        # The reason of a request is about its signal: that is what was looked at.
        self.log_shown([row.signal for row in rows], record_type="signals.signal")
        return self.show(rows=rows)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Agree or refuse."""
        asked = request.POST.get("opening", "")
        opening = next((row for row in openings_to_decide(self.actor) if str(row.pk) == asked), None)
        if opening is None:
            messages.error(request, "Over deze aanvraag is al beslist.")
            return HttpResponseRedirect(reverse("signals:seal_requests"))
        try:
            with transaction.atomic():
                if request.POST.get("act") == "toestaan":
                    agree_opening(by=self.actor, opening=opening)
                    messages.success(request, "Toegestaan: uw collega kan een uur lang lezen.")
                else:
                    refuse_opening(by=self.actor, opening=opening)
                    messages.success(request, "Geweigerd: de inhoud blijft dicht.")
        except Refused as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(reverse("signals:seal_requests"))
