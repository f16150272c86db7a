"""Steps of a case: the next state, closing, reopening."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from access.decisions import require
from cases.forms import CloseForm, MoveForm
from cases.operations import Closing, close_case, move_case, reopen_case
from cases.operations.moving import facts_of
from cases.queries.colleagues import leaders
from cases.rules import broken
from cases.states import CASE_FLOW, RUNNING, CaseState
from cases.views.page import VERBS, CaseOperation
from core import clock
from core.flow import IllegalTransition, Transition


class StepOperation(CaseOperation):
    """A step of the table, with what still stands in its way."""

    abstract = True
    action = "cases.view"
    record_action = "view"
    transition: Transition

    def target(self) -> str:
        """Which state it goes to."""
        raise NotImplementedError

    def prepare(self, **kwargs: Any) -> None:
        """A step that the table does not have from here does not exist."""
        super().prepare(**kwargs)
        try:
            self.transition = CASE_FLOW.step(self.record.state, self.target())
        except IllegalTransition as error:
            raise Http404 from error
        require(self.actor, self.transition.action, self.record)

    def context(self, **extra: Any) -> dict[str, Any]:
        """What must be mended elsewhere first."""
        missing = broken(self.transition, facts_of(self.record), typed=False)
        here = {"owner_chosen"} if "case_owner" in extra["form"].fields else set()
        return super().context(
            missing=[rule.sentence() for rule in missing if rule.name not in here], **extra
        )


class MoveCasePage(StepOperation):
    """Into another running state."""

    form_class = MoveForm
    done = "De stap is gezet."

    def target(self) -> str:
        """From the address."""
        to: str = self.kwargs["case_state"].upper()
        if to not in RUNNING or to == CaseState.REOPENED:
            raise Http404
        return to

    @property
    def heading(self) -> str:  # type: ignore[override]
        """Where it goes."""
        return VERBS[CaseState(self.transition.target)]

    @property
    def intro(self) -> str:  # type: ignore[override]
        """On which ground."""
        return f"Grondslag van deze stap: {self.transition.article}." if self.transition.article else ""

    def form_kwargs(self) -> dict[str, Any]:
        """What this step asks."""
        return {
            "needs": self.transition.needs,
            "people": leaders(self.record),
            "initial": {"case_owner": self.record.case_owner_id or ""},
        }

    def change(self, form: Any) -> None:
        """Take it."""
        data = form.cleaned_data
        move_case(
            by=self.actor,
            case=self.record,
            to=self.transition.target,
            why=data["why"],
            until=data.get("until"),
            case_owner=data.get("case_owner"),
        )


class CloseCasePage(StepOperation):
    """Close it with a result and an evaluation."""

    form_class = CloseForm
    heading = "Casus sluiten"
    intro = "De bewaartermijn van de casus en de signalen begint. Daarna stelt VIK vernietiging voor; twee mensen beslissen."
    button = "Sluit de casus"
    done = "De casus is gesloten."

    def target(self) -> str:
        """Its end."""
        return CaseState.CLOSED

    def form_kwargs(self) -> dict[str, Any]:
        """Mostly today."""
        return {"initial": {"retention_from": f"{clock.today():%d-%m-%Y}"}}

    def change(self, form: Any) -> None:
        """Close it."""
        close_case(by=self.actor, case=self.record, closing=Closing(**form.cleaned_data))


class ReopenCasePage(StepOperation):
    """Go on with a closed case."""

    form_class = MoveForm
    heading = "Casus heropenen"
    intro = "De bewaartermijn stopt tot de casus opnieuw wordt gesloten."
    button = "Heropen"
    done = "De casus is heropend."

    def target(self) -> str:
        """Anew."""
        return CaseState.REOPENED

    def form_kwargs(self) -> dict[str, Any]:
        """Who leads it now, and why."""
        return {
            "needs": self.transition.needs,
            "people": leaders(self.record),
            "initial": {"case_owner": self.record.case_owner_id or ""},
        }

    def change(self, form: Any) -> None:
        """Reopen it."""
        data = form.cleaned_data
        reopen_case(by=self.actor, case=self.record, why=data["why"], case_owner=data.get("case_owner"))
