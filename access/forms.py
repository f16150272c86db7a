"""Form fields that the pages of all rooms share."""

from __future__ import annotations

from typing import Any

from django import forms

from core import clock
from legal.dates import DateProblem, read_date


class DutchDateField(forms.CharField):
    """A day as people type it: ``23-11-2026``, ``23 nov``, ``gisteren``."""

    def clean(self, value: Any) -> Any:
        """The date, or None when nothing was typed."""
        text = super().clean(value)
        try:
            return read_date(text, today=clock.today()).start
        except DateProblem as problem:
            raise forms.ValidationError(str(problem)) from problem
