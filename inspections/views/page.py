"""The page of one control, its route sheet, and its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from access.decisions import require
from core.flow import IllegalTransition, Transition
from encryption.fields import readable
from inspections.forms import PlanForm, StepForm
from inspections.operations import change_plan, steps_open, take_step
from inspections.operations.stepping import facts_of
from inspections.queries import picture_of
from inspections.queries.page import Picture
from inspections.rules import broken
from inspections.states import FLOW, STEP_WORDS, STILL_OPEN, InspectionState
from inspections.views.base import InspectionOperation, InspectionRecordPage
from inspections.views.register import plan_of
from reference.models import ControlType
from reference.queries import current


class PicturePage(InspectionRecordPage):
    """A page that shows the whole control; what it shows is logged first."""

    abstract = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read, log, show."""
        self.log_read()
        picture = picture_of(self.actor, self.record)
        self.log_shown(picture.findings)
        return self.show(picture=picture, **self.more(picture))

    def more(self, picture: Picture) -> dict[str, Any]:
        """Hook: what this page shows besides."""
        return {}

    def context(self, **extra: Any) -> dict[str, Any]:
        """The texts of the plan."""
        texts = {
            name: readable(self.record, name, otherwise="niet leesbaar")
            for name in ("aim", "instruction", "meeting_point")
        }
        return super().context(**texts, **extra)


class InspectionPage(PicturePage):
    """Plan, route, team, what was found: everything about one control."""

    template_name = "inspections/page.html"

    def more(self, picture: Picture) -> dict[str, Any]:
        """The steps that may follow, and what the actor may do."""
        plans = self.may("inspections.plan") and self.record.state in STILL_OPEN
        return {
            "steps": [
                {
                    "label": STEP_WORDS[step.target],
                    "code": step.target.lower(),
                    "missing": [rule.sentence() for rule in missing],
                }
                for step, missing in steps_open(self.actor, self.record)
            ],
            "can_plan": plans,
            "can_visit": self.may("inspections.visit"),
            "on_the_spot": self.record.state in (InspectionState.RUNNING, InspectionState.FINISHED),
        }


class RoutePage(PicturePage):
    """The route sheet: for the pocket of who has no line on the spot."""

    template_name = "inspections/route.html"


class ChangePlanPage(InspectionOperation):
    """Change what is planned."""

    form_class = PlanForm
    heading = "Plan wijzigen"
    button = "Bewaar het plan"

    def form(self, data: Any = None, files: Any = None) -> Any:
        """Filled with what is planned now."""
        kwargs = {"types": current(ControlType)}
        if data is not None:
            return PlanForm(data, files, **kwargs)
        row = self.record
        starts = timezone.localtime(row.starts_at) if row.starts_at else None
        initial = {name: getattr(row, name) for name in ("reason", "aim", "meeting_point", "instruction")}
        initial |= {"type": row.type_id}
        initial |= {"day": f"{starts:%d-%m-%Y}", "hour": f"{starts:%H:%M}"} if starts else {}
        return PlanForm(initial=initial, **kwargs)

    def operate(self, form: Any) -> str:
        """Keep it; somebody else's newer plan is not overwritten."""
        typed = self.request.POST.get("version", "")
        version = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else None
        change_plan(by=self.actor, inspection=self.record, plan=plan_of(form), version=version)
        messages.success(self.request, "Het plan is bewaard.")
        return str(self.record.address)


class TakeStepPage(InspectionOperation):
    """The next step of the table."""

    action = "inspections.visit"
    record_action = "view"
    form_class = StepForm
    transition: Transition

    def prepare(self, **kwargs: Any) -> None:
        """A step that the table does not have from here does not exist."""
        super().prepare(**kwargs)
        try:
            self.transition = FLOW.step(self.record.state, kwargs["control_state"].upper())
        except IllegalTransition as error:
            raise Http404 from error
        require(self.actor, self.transition.action, self.record)

    @property
    def heading(self) -> str:  # type: ignore[override]
        """What the button said."""
        return STEP_WORDS[self.transition.target]

    @property
    def button(self) -> str:  # type: ignore[override]
        """The same words."""
        return STEP_WORDS[self.transition.target]

    @property
    def intro(self) -> str:  # type: ignore[override]
        """On which article."""
        return f"Grondslag: {self.transition.article}." if self.transition.article else ""

    def form_kwargs(self) -> dict[str, Any]:
        """What this step asks."""
        return {"needs": self.transition.needs}

    def context(self, **extra: Any) -> dict[str, Any]:
        """What still stands in the way, before anything is typed."""
        missing = broken(self.transition, facts_of(self.record))
        return super().context(missing=[rule.sentence() for rule in missing], **extra)

    def operate(self, form: Any) -> str:
        """Take it."""
        control = take_step(
            by=self.actor, inspection=self.record, to=self.transition.target, why=form.cleaned_data["why"]
        )
        messages.success(self.request, f"{control.number}: {control.get_state_display().lower()}.")
        return control.address
