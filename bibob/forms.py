"""Forms of the vault: a look-up, a new investigation, a step, somebody in it, a pause, the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from access.forms import ExactDateField
from accounts.models import User
from bibob.models import Investigation
from bibob.states import (
    DAY,
    FLOW,
    OUTCOME,
    RESULT,
    WHY,
    Branch,
    DecisionKind,
    Outcome,
    RelationKind,
    Result,
    Trigger,
)

CHOOSE = ("", "Kies")


def _choices(kind: Any) -> list[tuple[str, str]]:
    return [CHOOSE, *kind.choices]


class LookUpForm(forms.Form):
    """First what for, then one box."""

    application = forms.CharField(
        label="Zaak- of aanvraagnummer",
        max_length=60,
        error_messages={"required": "Vul het zaak- of aanvraagnummer in. Zonder reden zoekt VIK niet."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    decision_kind = forms.ChoiceField(
        label="Soort besluit",
        choices=_choices(DecisionKind),
        error_messages={"required": "Kies voor welk besluit u zoekt."},
    )
    question = forms.CharField(
        label="Wie of wat?",
        max_length=200,
        help_text="Naam met geboortedatum, BSN, KvK-nummer, handelsnaam, adres of kenteken.",
        error_messages={"required": "Typ een naam, nummer, adres of kenteken."},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )


class OpenForm(forms.Form):
    """A new investigation."""

    application = forms.CharField(
        label="Zaak- of aanvraagnummer",
        max_length=60,
        error_messages={"required": "Vul het zaak- of aanvraagnummer in."},
    )
    decision_kind = forms.ChoiceField(
        label="Soort besluit",
        choices=_choices(DecisionKind),
        error_messages={"required": "Kies het besluit."},
    )
    trigger = forms.ChoiceField(
        label="Aanleiding", choices=_choices(Trigger), error_messages={"required": "Kies de aanleiding."}
    )
    branch = forms.ChoiceField(
        label="Branche van de aanvraag",
        choices=[("", "geen van deze"), *Branch.choices],
        required=False,
        help_text="De branche van de aanvraag, nooit een eigenschap van een persoon.",
    )
    applied_on = ExactDateField(label="Aangevraagd op", required=False)
    decide_by = ExactDateField(label="Beslissen uiterlijk op", required=False)
    deputy = forms.ChoiceField(
        label="Vervanger", required=False, help_text="Alleen u en de vervanger zien dit dossier."
    )

    def __init__(self, *args: Any, deputies: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in deputies}
        field = self.fields["deputy"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "niemand"), *((key, user.name) for key, user in self.people.items())]

    def clean_deputy(self) -> User | None:
        """The colleague."""
        return self.people.get(self.cleaned_data["deputy"])


class MoveForm(forms.Form):
    """One step, with only what it asks."""

    def __init__(self, *args: Any, investigation: Investigation, to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needs = FLOW.step(investigation.stage, to).needs
        if DAY in needs:
            self.fields["on"] = ExactDateField(
                label="Op welke dag?", error_messages={"required": "Vul de dag in."}
            )
        if OUTCOME in needs:
            self.fields["outcome"] = forms.ChoiceField(
                label="Conclusie",
                choices=_choices(Outcome),
                error_messages={"required": "Kies de conclusie."},
            )
        if RESULT in needs:
            self.fields["result"] = forms.ChoiceField(
                label="Besluit",
                choices=_choices(Result),
                error_messages={"required": "Kies wat er is besloten."},
            )
        if to.startswith("LBB"):
            self.fields["lbb_number"] = forms.CharField(
                label="Nummer van het LBB", max_length=40, required=False
            )
        self.fields["note"] = forms.CharField(
            label="Waarom?" if WHY in needs else "Toelichting",
            max_length=4000,
            required=WHY in needs,
            error_messages={"required": "Schrijf op waarom."},
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class RelatedForm(forms.Form):
    """Somebody in an investigation."""

    kind = forms.ChoiceField(
        label="Verhouding (Bibob 3 lid 4)",
        choices=_choices(RelationKind),
        error_messages={"required": "Kies de verhouding."},
    )
    name = forms.CharField(label="Naam", max_length=200, error_messages={"required": "Vul de naam in."})
    birth_date = ExactDateField(label="Geboortedatum", required=False)
    identifier = forms.CharField(label="BSN of KvK-nummer", max_length=14, required=False)


class PauseForm(forms.Form):
    """A time in which the clock stands still."""

    first = ExactDateField(label="Vanaf", error_messages={"required": "Vul de eerste dag in."})
    last = ExactDateField(label="Tot en met", required=False, help_text="Leeg zolang het LBB nog wacht.")
    why = forms.CharField(label="Waarom?", max_length=200, required=False)


class ReportForm(forms.Form):
    """On which day the conclusion was reported."""

    on = ExactDateField(label="Gemeld aan het LBB op", error_messages={"required": "Vul de dag in."})
