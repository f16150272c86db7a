"""One press on the page of who and what is in a signal."""

from __future__ import annotations

from django import forms

from signals.models import InvolvementRole
from subjects.models import Certainty


class InvolveForm(forms.Form):
    """What was pressed, and on which mark, record or link."""

    act = forms.ChoiceField(
        choices=[(act, act) for act in ("koppel", "nieuw", "wijs-af", "herstel", "los")],
        error_messages={"required": "Kies wat u wilt doen.", "invalid_choice": "Kies wat u wilt doen."},
    )
    mark = forms.CharField(required=False, max_length=80)
    link = forms.UUIDField(required=False)
    subject = forms.CharField(
        label="Nummer van het subject of object",
        help_text="Bijvoorbeeld SB-2026-00012. U vindt het met zoeken.",
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    role = forms.ChoiceField(
        label="Rol", required=False, choices=[("", "Kies zelf een rol"), *InvolvementRole.choices]
    )
    certainty = forms.ChoiceField(
        label="Zekerheid", required=False, choices=[("", "vermoeden"), *Certainty.choices[1:]]
    )
