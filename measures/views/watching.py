"""Who handles a measure, and why a term passed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404

from access.forms import WhyForm
from measures.forms import EntrustForm
from measures.models import ClaimReminder, Reminder
from measures.operations import entrust, explain_overdue
from measures.queries.colleagues import jurists
from measures.views.claims import ClaimOperation
from measures.views.page import MeasureOperation

HEADING = "Uitleggen waarom een termijn voorbijging"
INTRO = "De termijn verdwijnt niet: uw uitleg blijft erbij staan, met uw naam en de dag."


class EntrustPage(MeasureOperation):
    """Handler and second person."""

    form_class = EntrustForm
    overwrites = True
    heading = "Behandelaar en vervanger"
    button = "Bewaar"

    def form_kwargs(self) -> dict[str, Any]:
        """Who can be chosen, and who it is now."""
        now = {"handler": self.record.handler_id, "second": self.record.second_id or ""}
        return {"people": jurists(self.record), "initial": now}

    def operate(self, form: Any) -> str:
        """Entrust it."""
        data = form.cleaned_data
        entrust(
            by=self.actor,
            measure=self.record,
            handler=form.people[data["handler"]],
            second=form.people.get(data["second"]),
        )
        messages.success(self.request, "De behandelaar is vastgelegd.")
        return str(self.record.address)


class ExplainPage(MeasureOperation):
    """A term of a measure that passed."""

    form_class = WhyForm
    heading = HEADING
    intro = INTRO
    watch: Reminder

    def prepare(self, **kwargs: Any) -> None:
        """The open watch of this term; of another measure it does not exist."""
        super().prepare(**kwargs)
        rows = Reminder.objects.filter(pk=kwargs["watch"], measure=self.record)
        self.watch = get_object_or_404(rows.visible_to(self.actor))

    def operate(self, form: Any) -> str:
        """Explain."""
        explain_overdue(by=self.actor, watch=self.watch, why=form.cleaned_data["why"])
        messages.success(self.request, "De uitleg is vastgelegd.")
        return f"{self.record.address}#bewaking"


class ExplainClaimPage(ClaimOperation):
    """A term of a claim that passed."""

    record_action = "change"
    form_class = WhyForm
    heading = HEADING
    intro = INTRO
    watch: ClaimReminder

    def prepare(self, **kwargs: Any) -> None:
        """The open watch of this term; of another claim it does not exist."""
        super().prepare(**kwargs)
        rows = ClaimReminder.objects.filter(pk=kwargs["claim_watch"], claim=self.record)
        self.watch = get_object_or_404(rows.visible_to(self.actor))

    def operate(self, form: Any) -> str:
        """Explain."""
        explain_overdue(by=self.actor, watch=self.watch, why=form.cleaned_data["why"])
        messages.success(self.request, "De uitleg is vastgelegd.")
        return f"{self.record.address}#bewaking"
