"""Add a document to a record, or take one out of sight."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404

from access.forms import WhyForm
from subjects.forms import SourceForm
from subjects.models import Exhibit
from subjects.operations import add_exhibit, hide_exhibit
from subjects.views.facts import SubjectOperation


class ExhibitForm(SourceForm):
    """The file, what is to be seen, and where it comes from."""

    upload = forms.FileField(
        label="Foto",
        help_text="JPEG, PNG of WebP. Gegevens over toestel en plaats gaan niet mee in wat wordt getoond.",
        error_messages={"required": "Kies een foto."},
    )
    caption = forms.CharField(
        label="Wat is te zien?",
        max_length=200,
        help_text="Bijvoorbeeld: voorgevel met afgeplakte ramen.",
        error_messages={"required": "Schrijf op wat er te zien is."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reliability"], self.fields["credibility"]
        self.order_fields(["upload", "caption"])

    def source(self) -> Any:
        """A document shows; how far its source is trusted is weighed with the facts that are read from it."""
        self.cleaned_data |= {"reliability": "X", "credibility": "6"}
        return super().source()


class AddExhibitPage(SubjectOperation):
    """Keep a photo with the record."""

    action = "subjects.edit"
    record_action = "subjects.edit"
    form_class = ExhibitForm
    heading = "Document toevoegen"
    intro = "Het wordt versleuteld bewaard en is alleen te zien voor wie deze registratie mag zien."
    button = "Toevoegen"

    def operate(self, form: Any) -> str:
        """Store and attach."""
        data = form.cleaned_data
        add_exhibit(
            by=self.actor,
            subject=self.record,
            upload=data["upload"],
            caption=data["caption"],
            source=form.source(),
        )
        messages.success(self.request, "Het document is toegevoegd.")
        return f"{self.record.address}#documenten"


class HideExhibitPage(SubjectOperation):
    """Take a document out of sight, with a reason."""

    action = "subjects.edit"
    record_action = "subjects.edit"
    form_class = WhyForm
    heading = "Document verbergen"
    intro = "Het is dan voor niemand meer te zien. Dat het er was en waarom het weg moest, blijft bewaard."
    button = "Verberg"
    exhibit: Exhibit

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the document too; of another record it does not exist."""
        super().prepare(**kwargs)
        rows = Exhibit.objects.filter(pk=kwargs["exhibit"], subject=self.record).visible_to(self.actor)
        self.exhibit = get_object_or_404(rows.select_related("document"))

    def about(self) -> list[tuple[str, str]]:
        """Which document."""
        return [
            ("Document", f"{self.exhibit.caption} ({self.exhibit.document.number})"),
            ("Bron", f"{self.exhibit.get_source_display()} {self.exhibit.source_number}".strip()),
        ]

    def operate(self, form: Any) -> str:
        """Hide."""
        hide_exhibit(by=self.actor, exhibit=self.exhibit, why=form.cleaned_data["why"])
        messages.success(self.request, "Het document is verborgen.")
        return f"{self.record.address}#documenten"
