"""Investigations: a new one, its page, its steps, who is in it, pauses, the report to the LBB."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404

from access.views import FormPage, OperationPage, RecordPage
from bibob.forms import MoveForm, OpenForm, PauseForm, RelatedForm, ReportForm
from bibob.models import Investigation
from bibob.operations.files import (
    Move,
    NewInvestigation,
    name_related,
    open_investigation,
    report_to_lbb,
    stop_clock,
    take_step,
)
from bibob.queries.files import deputies_for, picture
from bibob.states import FLOW, Stage

PURPOSE = "Bibob-onderzoek"
ACTION = "bibob.edit"


class OpenPage(FormPage):
    """Start an investigation."""

    action = ACTION
    purpose = PURPOSE
    template_name = "bibob/open.html"
    form_class = OpenForm

    def form_kwargs(self) -> dict[str, Any]:
        """Who can be the deputy."""
        return {"deputies": deputies_for(self.actor)}

    def operate(self, form: Any) -> str:
        """Open the file."""
        return open_investigation(by=self.actor, new=NewInvestigation(**form.cleaned_data)).address


class InvestigationPage(RecordPage):
    """One investigation: where it stands, what can follow, who is in it, which days count."""

    action = ACTION
    purpose = PURPOSE
    model = Investigation
    template_name = "bibob/investigation.html"

    def context(self, **extra: Any) -> dict[str, Any]:
        """The whole picture, and the steps that the table allows from here."""
        steps = [
            (step.target.lower(), Stage(step.target).label, step.article)
            for step in FLOW.steps_from(self.record.stage)
        ]
        return super().context(picture=picture(self.actor, self.record), steps=steps, **extra)


class InvestigationOperation(OperationPage):
    """One operation on an investigation."""

    abstract = True
    action = ACTION
    purpose = PURPOSE
    model = Investigation
    template_name = "bibob/step.html"
    heading: ClassVar[str] = ""

    def context(self, **extra: Any) -> dict[str, Any]:
        """What the form is about."""
        return super().context(heading=self.heading, **extra)


class MovePage(InvestigationOperation):
    """One step further."""

    form_class = MoveForm
    to: str

    def prepare(self, **kwargs: Any) -> None:
        """Only a step of the table."""
        super().prepare(**kwargs)
        self.to = str(kwargs["stage"]).upper()
        if self.to not in {step.target for step in FLOW.steps_from(self.record.stage)}:
            raise Http404

    def form_kwargs(self) -> dict[str, Any]:
        """What this step asks."""
        return {"investigation": self.record, "to": self.to}

    def context(self, **extra: Any) -> dict[str, Any]:
        """The name of the step."""
        return super().context(**extra) | {"heading": Stage(self.to).label}

    def operate(self, form: Any) -> str:
        """Take it."""
        return take_step(
            by=self.actor, investigation=self.record, move=Move(to=self.to, **form.cleaned_data)
        ).address


class RelatedPage(InvestigationOperation):
    """Name somebody."""

    form_class = RelatedForm
    heading = "Betrokkene toevoegen"

    def operate(self, form: Any) -> str:
        """Keep who it is."""
        data = form.cleaned_data
        born = data["birth_date"].isoformat() if data["birth_date"] else ""
        name_related(by=self.actor, investigation=self.record, **(data | {"birth_date": born}))
        return str(self.record.address)


class PausePage(InvestigationOperation):
    """The clock stands still."""

    form_class = PauseForm
    heading = "Opschorting"

    def operate(self, form: Any) -> str:
        """Keep from when to when."""
        stop_clock(by=self.actor, investigation=self.record, **form.cleaned_data)
        return str(self.record.address)


class ReportPage(InvestigationOperation):
    """The report to the LBB."""

    form_class = ReportForm
    heading = "Melding aan het LBB"

    def operate(self, form: Any) -> str:
        """Keep the day."""
        return report_to_lbb(by=self.actor, investigation=self.record, on=form.cleaned_data["on"]).address
