"""Checks of a closed building, and the costs of closing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from measures.forms.fields import DAY_HINT, PLAIN, EuroField, day_field
from measures.models import Party


class SealForm(forms.Form):
    """What was seen at the door."""

    on = day_field("Gecontroleerd op", required=True, hint=DAY_HINT)
    at = forms.TimeField(label="Tijd", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    broken = forms.BooleanField(label="Het zegel is verbroken", required=False)
    observer = forms.CharField(
        label="Gecontroleerd door",
        max_length=120,
        help_text="Naam of dienstnummer.",
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul in wie er heeft gekeken."},
    )
    note = forms.CharField(
        label="Wat is gezien?",
        max_length=2000,
        required=False,
        help_text="Verplicht bij een verbroken zegel.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    told_police_on = day_field("Aangifte gedaan op", hint="Alleen bij een verbroken zegel (Sr 199).")


class CostsForm(forms.Form):
    """Who pays the costs of bestuursdwang, and how much."""

    debtor = forms.ChoiceField(
        label="Wie betaalt?", error_messages={"required": "Kies wie de kosten betaalt."}
    )
    amount = EuroField(label="Bedrag")
    decided_on = day_field(
        "Besluit over de kosten bekendgemaakt op", required=True, hint="Binnen vijf jaar (Awb 5:25 lid 6)."
    )

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {str(row.pk): row for row in parties}
        names = [
            (key, f"{row.subject.label} ({row.get_role_display()})") for key, row in self.parties.items()
        ]
        self.fields["debtor"].choices = [("", "Kies een partij"), *names]  # type: ignore[attr-defined]
