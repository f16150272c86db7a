"""Take a step, or take one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from access.decisions import Denied, deny
from access.forms import WhyForm
from access.roles import may, refusal
from core.flow import IllegalTransition, Transition
from measures.forms import StepForm
from measures.operations import Step, take_step, undo_step
from measures.operations.stepping import facts_of
from measures.rules import broken
from measures.states import ASKED, FLOWS, SYSTEM, MeasureState
from measures.views.page import MeasureOperation


class TakeStepPage(MeasureOperation):
    """The next step of the table, with what it asks."""

    form_class = StepForm
    record_action = "view"
    overwrites = True
    transition: Transition
    taken = False

    def prepare(self, **kwargs: Any) -> None:
        """A step that the table does not have from here does not exist."""
        super().prepare(**kwargs)
        flow, target = FLOWS[self.record.workflow], kwargs["state"].upper()
        try:
            self.transition = flow.step(self.record.state, target)
        except IllegalTransition as error:
            self.taken = self.request.method == "POST" and self.record.state == target
            if not self.taken:
                raise Http404 from error
            return
        if self.transition.action == SYSTEM:
            raise Http404
        if not may(self.actor, self.transition.action):
            raise Denied(deny(refusal(self.transition.action)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Pressed twice, the step is taken once."""
        if self.taken:
            messages.info(request, f"{self.record.number}: deze stap was al gezet.")
            return HttpResponseRedirect(self.record.address)
        return super().post(request, *args, **kwargs)

    @property
    def heading(self) -> str:  # type: ignore[override]
        """Where it goes."""
        return str(MeasureState(self.transition.target).label)

    @property
    def intro(self) -> str:  # type: ignore[override]
        """On which article."""
        return f"Grondslag van deze stap: {self.transition.article}." if self.transition.article else ""

    def form_kwargs(self) -> dict[str, Any]:
        """What this step asks."""
        return {"asked": ASKED.get(self.transition.target, ()), "needs": self.transition.needs}

    def context(self, **extra: Any) -> dict[str, Any]:
        """What still stands in the way, before anything is typed."""
        missing = broken(self.transition, facts_of(self.record), typed=False)
        return super().context(missing=[rule.sentence() for rule in missing], **extra)

    def operate(self, form: Any) -> str:
        """Take it."""
        data = form.cleaned_data
        step = Step(to=self.transition.target, on=data["on"], why=data["why"], values=form.values())
        take_step(by=self.actor, measure=self.record, step=step)
        messages.success(self.request, f"{self.record.number}: {self.heading.lower()}.")
        return str(self.record.address)


class UndoStepPage(MeasureOperation):
    """Take the last step back, for a mistake."""

    action = "measures.decide"
    record_action = "measures.decide"
    form_class = WhyForm
    heading = "Laatste stap terugnemen"
    intro = "De stand en de data worden weer zoals ervoor. Dat u dit deed en waarom, blijft in de historie."
    button = "Neem terug"

    def operate(self, form: Any) -> str:
        """Undo it."""
        undo_step(by=self.actor, measure=self.record, why=form.cleaned_data["why"])
        messages.success(self.request, "De stap is teruggenomen.")
        return str(self.record.address)
