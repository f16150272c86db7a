"""Verbeurte, what happens to a claim, bezwaar and beroep, what-if."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from legal.term_table import TERMS
from measures.forms.fields import DAY_HINT, PLAIN, EuroField, day_field
from measures.models import Claim, ClaimEventKind, ClaimKind, Outcome, RemedyKind


class BreachForm(forms.Form):
    """A constatering: day, time, place, who saw it, what was seen (Awb 5:9)."""

    on = day_field("Dag van de overtreding", required=True, hint=DAY_HINT)
    at = forms.TimeField(label="Tijd", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(label="Plaats", max_length=200, widget=forms.TextInput(attrs=PLAIN))
    observer = forms.CharField(
        label="Vastgesteld door",
        max_length=120,
        help_text="Naam of dienstnummer van de toezichthouder of agent.",
        widget=forms.TextInput(attrs=PLAIN),
    )
    evidence = forms.CharField(
        label="Wat is vastgesteld?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    times = forms.IntegerField(label="Aantal keer of tijdseenheden", min_value=1, max_value=366, initial=1)


class ClaimForm(forms.Form):
    """A claim of another kind than a verbeurte; of benefit and tax only the balance."""

    kind = forms.ChoiceField(
        label="Soort", choices=[choice for choice in ClaimKind.choices if choice[0] != ClaimKind.PENALTY]
    )
    debtor = forms.CharField(
        label="Nummer van de schuldenaar",
        max_length=24,
        help_text="Bijvoorbeeld SB-2026-00012.",
        widget=forms.TextInput(attrs=PLAIN),
    )
    amount = EuroField(label="Bedrag")
    incurred_on = day_field("Ontstaan op", required=True, hint=DAY_HINT)
    due_on = day_field("Te betalen tot en met", hint="Leeg: zes weken (Awb 4:87).")
    note = forms.CharField(
        label="Toelichting",
        max_length=2000,
        required=False,
        help_text="Niet bij uitkering en belasting: daarvan bewaart VIK alleen het saldo.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class HappeningForm(forms.Form):
    """One line more in the ledger of a claim."""

    kind = forms.ChoiceField(label="Wat is er gebeurd?", choices=ClaimEventKind)
    on = day_field("Op", required=True, hint=DAY_HINT)
    amount = EuroField(label="Bedrag", required=False, hint="Bij een betaling.")
    until = day_field("Tot en met", hint="Bij uitstel, regeling, surseance, faillissement of schorsing.")
    instalments = forms.IntegerField(
        label="Aantal termijnen", required=False, min_value=1, max_value=120, help_text="Bij een regeling."
    )
    note = forms.CharField(
        label="Toelichting", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class RemedyForm(forms.Form):
    """A remedy as it comes in."""

    against = forms.ChoiceField(label="Waartegen?", required=False)
    kind = forms.ChoiceField(label="Soort", choices=RemedyKind)
    filed_on = day_field("Ontvangen op", required=True, hint=DAY_HINT)
    posted_on = day_field("Op de post gedaan op", hint="Alleen als dat uitmaakt voor de termijn (Awb 6:9).")
    grounds = forms.CharField(
        label="Gronden", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    late_excused = forms.CharField(
        label="Te laat, maar verschoonbaar omdat",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    committee = forms.BooleanField(label="Een adviescommissie adviseert", required=False)

    def __init__(self, *args: Any, claims: Sequence[Claim], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claims = {str(claim.pk): claim for claim in claims}
        names = [(key, f"De invordering van {claim.number}") for key, claim in self.claims.items()]
        self.fields["against"].choices = [("", "Het besluit zelf"), *names]  # type: ignore[attr-defined]
        if not claims:
            del self.fields["against"]


class TreatForm(forms.Form):
    """Hearing, advice, decision and suspension."""

    hearing_on = day_field("Hoorzitting op")
    advice_on = day_field("Advies van de commissie op")
    extended_on = day_field("Verdaagd op")
    decided_on = day_field("Beslissing of uitspraak op")
    outcome = forms.ChoiceField(
        label="Uitkomst", choices=[("", "Nog niet beslist"), *Outcome.choices], required=False
    )
    notified_on = day_field("Beslissing bekendgemaakt op")
    suspended_from = day_field("Geschorst vanaf")
    suspended_until = day_field("Geschorst tot en met")


WHAT_IF: Final = [(kind, rule.label) for kind, rule in TERMS.items()]


class WhatIfForm(forms.Form):
    """Which term, from which day."""

    term = forms.ChoiceField(label="Termijn", choices=WHAT_IF)
    start = day_field(
        "Begint op", required=True, hint="De dag van de gebeurtenis, bijvoorbeeld de bekendmaking."
    )

    def clean(self) -> dict[str, Any]:
        """A day of our time."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        start = data.get("start")
        if start is not None and not 1990 <= start.year <= 2150:
            self.add_error("start", "Kies een dag tussen 1990 en 2150.")
        return data
