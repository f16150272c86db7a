"""The noise list and its pages: note a record as common, look again, end it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from access.forms import DutchDateField
from access.roles import may
from access.views import Page
from core import clock
from subjects.operations import end_common, mark_common
from subjects.queries.noise import noise_list
from subjects.views.facts import SubjectOperation
from subjects.views.register import PURPOSE, TITLES, kinds_in

USUAL: Final = timedelta(days=182)


class CommonForm(forms.Form):
    """Why, and when somebody looks again."""

    act = forms.ChoiceField(
        label="Wat wilt u doen?",
        choices=[("mark", "Aanmerken als veelvoorkomend"), ("end", "Niet meer veelvoorkomend")],
        widget=forms.RadioSelect,
        initial="mark",
    )
    why = forms.CharField(
        label="Waarom?",
        max_length=300,
        help_text="Bijvoorbeeld: flat met 80 woningen, uitzendbureau, nummer van een wijkcentrum.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één of twee zinnen waarom."},
    )
    until = DutchDateField(
        label="Opnieuw bekijken op",
        max_length=20,
        required=False,
        help_text="Ten hoogste een jaar vooruit. Vanaf die dag komt het weer naar boven.",
    )

    def __init__(self, *args: Any, marked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not marked:
            del self.fields["act"]
        self.initial.setdefault("until", (clock.today() + USUAL).strftime("%d-%m-%Y"))

    def clean(self) -> dict[str, Any]:
        """A day is needed unless it ends."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("act", "mark") == "mark" and not data.get("until") and "until" not in self.errors:
            self.add_error("until", "Vul een dag in.")
        return data


class CommonPage(SubjectOperation):
    """Note this record as common, look at it again, or end it."""

    action = "subjects.judge"
    record_action = "subjects.judge"
    form_class = CommonForm
    heading = "Veelvoorkomend"
    intro = (
        "Een flat, uitzendbureau of gedeeld nummer hangt met iedereen samen. Wat u als veelvoorkomend "
        "aanmerkt, komt niet meer naar boven naast een signaal, tot iemand er opnieuw naar kijkt."
    )

    def form_kwargs(self) -> dict[str, Any]:
        """Ending makes sense only for what is noted."""
        return {"marked": self.record.common_until is not None}

    def operate(self, form: Any) -> str:
        """Note or end."""
        data = form.cleaned_data
        if data.get("act", "mark") == "end":
            end_common(by=self.actor, subject=self.record, why=data["why"])
            messages.success(self.request, f"{self.record.label} komt weer naar boven.")
        else:
            mark_common(by=self.actor, subject=self.record, until=data["until"], why=data["why"])
            messages.success(self.request, f"{self.record.label} is aangemerkt als veelvoorkomend.")
        return str(self.record.address)


class CommonListPage(Page):
    """Everything that is noted as common; what must be looked at again stands on top."""

    action = "subjects.view"
    purpose = PURPOSE
    template_name = "subjects/common.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list."""
        room = self.kwargs["room"]
        rows = noise_list(self.actor, kinds_in(room))
        self.log_shown([row.subject for row in rows], record_type="subjects.subject")
        may_judge = may(self.actor, "subjects.judge")
        return self.show(room=room, title=TITLES[room], rows=rows, may_judge=may_judge)
