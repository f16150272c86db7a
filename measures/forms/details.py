"""The parts of one kind of measure: dwangsom, drugs, closure register, proportionality."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms

from measures.forms.fields import PLAIN, EuroField, day_field
from measures.models import EarlyAnswer, PenaltyMode, PremisesUse
from measures.models.proportionality import BLOCKS
from reference.models import RuleDrugs, RuleUnit

MOST_DRUGS: Final = Decimal(1_000_000)
YES_NO: Final = [("", "Onbekend"), ("yes", "Ja"), ("no", "Nee")]


class OrderForm(forms.Form):
    """The dwangsom: wijze, bedrag, maximum."""

    order = forms.CharField(
        label="De last: wat moet er gebeuren, of mag niet meer?",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    mode = forms.ChoiceField(label="Hoe wordt verbeurd?", choices=PenaltyMode)
    amount = EuroField(label="Bedrag")
    period = forms.CharField(
        label="Per", max_length=30, required=False, help_text="Bij een tijdseenheid, bijvoorbeeld: week."
    )
    maximum = EuroField(label="Maximum", hint="Verplicht bij elke last onder dwangsom (Awb 5:32b lid 2).")


class DrugsForm(forms.Form):
    """What was found, one row per kind of drug; an empty row says nothing."""

    def __init__(self, *args: Any, rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = rows
        for place in range(rows):
            self.fields[f"list_{place}"] = forms.ChoiceField(
                label="Lijst", choices=[("", "Kies"), *RuleDrugs.choices], required=False
            )
            self.fields[f"substance_{place}"] = forms.CharField(
                label="Middel", max_length=80, required=False, widget=forms.TextInput(attrs=PLAIN)
            )
            self.fields[f"amount_{place}"] = forms.CharField(
                label="Hoeveelheid",
                max_length=14,
                required=False,
                widget=forms.TextInput(attrs={**PLAIN, "inputmode": "decimal"}),
            )
            self.fields[f"unit_{place}"] = forms.ChoiceField(
                label="Eenheid", choices=RuleUnit, required=False
            )

    def rows(self) -> list[list[Any]]:
        """The fields, row by row."""
        names = ("list", "substance", "amount", "unit")
        return [[self[f"{name}_{place}"] for name in names] for place in range(self.count)]

    def clean(self) -> dict[str, Any]:
        """A row is whole or empty; amounts may have a comma."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(self.count):
            filled = [data.get(f"{name}_{place}") for name in ("list", "substance", "amount")]
            if any(filled) and not all(filled):
                self.add_error(f"substance_{place}", "Vul lijst, middel en hoeveelheid in, of niets.")
            elif data.get(f"amount_{place}"):
                data[f"amount_{place}"] = self._amount(place, data[f"amount_{place}"])
        return data

    def _amount(self, place: int, text: str) -> Decimal | None:
        try:
            amount = Decimal(text.replace(".", "").replace(",", ".") if "," in text else text)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or not 0 < amount < MOST_DRUGS:
            self.add_error(f"amount_{place}", "Vul een getal boven nul in, bijvoorbeeld 12,5.")
            return None
        return amount.quantize(Decimal("0.001"))

    def finds(self) -> list[dict[str, Any]]:
        """The rows that were filled in."""
        data = self.cleaned_data
        return [
            {
                "drug_list": data[f"list_{place}"],
                "substance": data[f"substance_{place}"],
                "amount": data[f"amount_{place}"],
                "unit": data[f"unit_{place}"],
            }
            for place in range(self.count)
            if data.get(f"substance_{place}")
        ]


class ClosureForm(forms.Form):
    """The closure register; every field may stay empty until it is known."""

    use = forms.ChoiceField(label="Wat wordt gesloten", choices=PremisesUse)
    part = forms.CharField(label="Deel van het pand", max_length=120, required=False)
    deviation = forms.CharField(
        label="Reden van afwijken van het beleid",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    occupants = forms.IntegerField(label="Aantal bewoners", min_value=0, max_value=999, required=False)
    minors = forms.ChoiceField(label="Minderjarigen in de woning", choices=YES_NO, required=False)
    goods = forms.CharField(
        label="Gevonden goederen", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    weapons = forms.CharField(
        label="Gevonden wapens", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    seals = forms.CharField(label="Zegelnummers", max_length=120, required=False)
    locksmith = forms.CharField(label="Slotenmaker", max_length=120, required=False)
    utilities_off = forms.ChoiceField(label="Gas, water en stroom afgesloten", choices=YES_NO, required=False)
    notice_posted = forms.ChoiceField(label="Bekendmaking op het pand", choices=YES_NO, required=False)
    neighbours_on = day_field("Brief aan de buren op")
    wkpb_on = day_field(
        "Ingeschreven in het beperkingenregister op", hint="Binnen vier dagen na de bekendmaking (Wkpb)."
    )
    wkpb_number = forms.CharField(label="Nummer Wkpb", max_length=40, required=False)
    wkpb_removed_on = day_field("Uitgeschreven op")
    tenancy_ended_on = day_field("Huur ontbonden op")
    early_request_on = day_field("Verzoek om eerder te heropenen op")
    early_request_answer = forms.ChoiceField(
        label="Antwoord op dat verzoek",
        choices=[("", "Nog niet"), *EarlyAnswer.choices],
        required=False,
    )
    costs = EuroField(label="Kosten (Awb 5:25)", required=False)
    costs_decided_on = day_field("Kosten vastgesteld op")

    def values(self) -> dict[str, Any]:
        """The fields as the model takes them."""
        data = dict(self.cleaned_data)
        for name in ("minors", "utilities_off", "notice_posted"):
            data[name] = {"yes": True, "no": False}.get(data[name])
        for name in ("deviation", "goods", "weapons", "seals", "locksmith"):
            data[name] = data[name].strip() or None
        return data


QUESTIONS: Final = {
    "suitable": "Is sluiten geschikt om de overtreding te beëindigen en herhaling te voorkomen?",
    "necessary": "Is sluiten noodzakelijk, of kan een waarschuwing of dwangsom volstaan?",
    "balanced": "Is sluiten evenwichtig, gelet op verwijt, kinderen, gezondheid en terugkeer?",
}
PARTS: Final = {"facts": "Feiten", "source": "Bron", "weight": "Gewicht", "conclusion": "Conclusie"}


class ProportionalityForm(forms.Form):
    """Three questions with four answers each; it may be saved half done."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for block in BLOCKS:
            for part, label in PARTS.items():
                rows = 2 if part in {"source", "conclusion"} else 3
                self.fields[f"{block}_{part}"] = forms.CharField(
                    label=label, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": rows})
                )
        self.fields["replacement_housing"] = forms.CharField(
            label="Vervangende woonruimte: wat heeft de burgemeester zelf nagegaan?",
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def blocks(self) -> list[tuple[str, list[Any]]]:
        """The fields under their question."""
        return [(QUESTIONS[block], [self[f"{block}_{part}"] for part in PARTS]) for block in BLOCKS]
