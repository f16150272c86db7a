"""Form fields that the pages of all rooms share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from core import clock
from legal.coming_days import read_coming_day
from legal.dates import DateProblem, Moment, read_date


class DutchDateField(forms.CharField):
    """A day as people type it: ``23-11-2026``, ``23 nov``, ``gisteren``."""

    def clean(self, value: Any) -> Any:
        """The date, or None when nothing was typed."""
        text = super().clean(value)
        try:
            moment = read_date(text, today=clock.today())
        except DateProblem as problem:
            raise forms.ValidationError(str(problem)) from problem
        return self.chosen(moment)

    def chosen(self, moment: Moment) -> date | None:
        """Of a vague moment its first day."""
        return moment.start


class ExactDateField(DutchDateField):
    """A day on which a term may hang: a month or year alone is refused."""

    def chosen(self, moment: Moment) -> date | None:
        """The one day that was meant."""
        if moment.start != moment.end:
            raise forms.ValidationError("Vul de dag precies in, bijvoorbeeld 23-11-2026.")
        return moment.start


class ComingDateField(forms.CharField):
    """A day to come as people say it: ``volgende di``, ``over 2 weken``, ``12 dec``."""

    def clean(self, value: Any) -> Any:
        """The date, or None when nothing was typed and nothing had to be."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_coming_day(text, today=clock.today())
        except DateProblem as problem:
            raise forms.ValidationError(str(problem)) from problem


class WhyForm(forms.Form):
    """Only a reason."""

    why = forms.CharField(
        label="Waarom?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in één of twee zinnen waarom."},
    )
