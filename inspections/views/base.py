"""What every page of one control shares."""

from __future__ import annotations

from typing import Any, ClassVar, Final
from uuid import UUID

from django import forms
from django.shortcuts import get_object_or_404

from access.views import OperationPage, RecordPage
from inspections.models import Inspection, Stop

PURPOSE: Final = "Integrale controle"


class InspectionRecordPage(RecordPage):
    """Base of every page of one control."""

    abstract = True
    action = "inspections.view"
    purpose = PURPOSE
    model = Inspection

    def select(self, queryset: Any) -> Any:
        """The type and who leads are named on every page."""
        return queryset.select_related("type", "lead", "owner")

    def may(self, action: str) -> bool:
        """May the actor do this with this control?"""
        return bool(self.record.policy.decide(self.actor, action, self.record))

    def stop_of(self, key: UUID) -> Stop:
        """A stop of this control; of another one it does not exist."""
        rows = Stop.objects.filter(pk=key, inspection=self.record).visible_to(self.actor)
        found: Stop = get_object_or_404(rows)
        found.inspection = self.record
        return found


class InspectionOperation(InspectionRecordPage, OperationPage):
    """One operation on one control, as a page with a form."""

    abstract = True
    action = "inspections.plan"
    record_action = "change"
    template_name = "inspections/step.html"
    form_class: ClassVar[type[forms.BaseForm]] = forms.Form
    heading = ""
    intro = ""
    button = "Bewaar"

    @property
    def back_url(self) -> str:
        """Where *Terug* leads."""
        return str(self.record.address)
