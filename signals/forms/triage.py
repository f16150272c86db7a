"""The forms of triage: answer, decide, sharpen, merge, wait, reveal, open a seal."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms

from core import clock
from legal.weighing import QUESTIONS
from reference.models import Area, Indicator, LegalBasis, Phenomenon, Theme
from signals.models import Signal, Verification
from signals.operations.editing import CREDIBILITY, RELIABILITY, Sharpened
from signals.operations.steps import Basis
from signals.states import FOLLOW_UP, SignalState

NUMBER: Final = re.compile(r"S-\d{4}-\d{5,}", re.IGNORECASE)
OUTCOME_LABELS: Final[dict[str, str]] = {
    SignalState.NOT_UNDERMINING: "Geen ondermijning: een jaar verzegeld, dan vernietigd",
    SignalState.REFERRED: "Doorverwijzen naar een andere organisatie",
    SignalState.NO_FOLLOW_UP: "Geen vervolg: een jaar verzegeld, dan vernietigd",
    SignalState.WITH_DEPARTMENT: "Naar een afdeling, die de regie voert",
    SignalState.WITH_RIEC: "Naar het RIEC, dat de regie voert",
    SignalState.FURTHER_ANALYSIS: "Vervolganalyse door het ondermijningsteam",
    SignalState.HANDLED: "Afgehandeld",
}


def why_field(label: str, hint: str = "") -> forms.CharField:
    """A reason of one or two sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in één of twee zinnen waarom."},
    )


class AssessForm(forms.Form):
    """One answer of the weging, with what was ticked and why."""

    question = forms.ChoiceField(choices=[(question.code, question.short) for question in QUESTIONS])
    answer = forms.ChoiceField(choices=[("ja", "Ja"), ("nee", "Nee")])
    checked = forms.MultipleChoiceField(
        required=False,
        choices=[
            (item.code, item.label)
            for question in QUESTIONS
            for group in question.groups
            for item in group.items
        ],
    )
    motivation = forms.CharField(required=False, max_length=2000)
    version = forms.IntegerField()


class DecideForm(forms.Form):
    """What becomes of the signal; a follow-up names recipient, basis and purpose."""

    outcome = forms.ChoiceField(
        label="Wat gebeurt er met dit signaal?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een uitkomst."},
    )
    why = why_field("Waarom?", "Eén of twee zinnen. Dit wordt samen met de inhoud verzegeld.")
    recipient = forms.CharField(
        label="Wie krijgt het signaal?",
        help_text="Een afdeling of organisatie, geen naam.",
        max_length=120,
        required=False,
    )
    legal_basis = forms.CharField(
        label="Op welke grondslag?",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "grondslagen", "autocomplete": "off"}),
    )
    purpose = forms.CharField(label="Met welk doel?", max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, outcomes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, OUTCOME_LABELS[code]) for code in outcomes]
        if len(outcomes) == 1:
            field.initial = outcomes[0]
        self.needs_basis = any(code in FOLLOW_UP for code in outcomes)
        bases: Any = LegalBasis.objects.current(clock.today())
        self.bases = list(bases.values_list("label", "article"))

    def basis(self) -> Basis:
        """To whom, on which basis, for what."""
        data = self.cleaned_data
        return Basis(recipient=data["recipient"], legal_basis=data["legal_basis"], purpose=data["purpose"])


class EditForm(forms.Form):
    """What triage knows of a signal; the observation itself is not in it."""

    title = forms.CharField(label="Titel", help_text="Zonder namen: titels staan in lijsten.", max_length=120)
    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Thema",
        required=False,
        to_field_name="code",
        empty_label="Nog niet gekozen",
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label="Wijk", required=False, to_field_name="code", empty_label="Onbekend"
    )
    phenomena = forms.MultipleChoiceField(
        label="Fenomenen", required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"})
    )
    indicators = forms.MultipleChoiceField(
        label="Kenmerken",
        help_text="Een kenmerk is nooit een bewijs.",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"}),
    )
    source_reliability = forms.ChoiceField(
        label="Betrouwbaarheid van de bron", choices=list(RELIABILITY.items())
    )
    content_credibility = forms.ChoiceField(
        label="Geloofwaardigheid van de inhoud", choices=list(CREDIBILITY.items())
    )
    verification = forms.ChoiceField(label="Gecontroleerd?", choices=Verification.choices)
    interpretation = forms.CharField(
        label="Duiding",
        help_text="Wat u ervan denkt. Dit staat apart van wat er is waargenomen.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, signal: Signal, **kwargs: Any) -> None:
        kwargs["initial"] = self.initial_of(signal)
        super().__init__(*args, **kwargs)
        self.signal = signal
        today = clock.today()
        fields: dict[str, Any] = self.fields
        fields["theme"].queryset = Theme.objects.current(today)
        fields["theme"].label_from_instance = fields["area"].label_from_instance = _label
        fields["area"].queryset = Area.objects.current(today)
        fields["phenomena"].choices = _choices(Phenomenon)
        fields["indicators"].choices = _choices(Indicator)
        if not signal.weighed_yes:
            # A duiding may name persons: it is neither shown nor written before weging 1 is yes.
            del fields["interpretation"]

    @staticmethod
    def initial_of(signal: Signal) -> dict[str, Any]:
        """The values as they are, as far as they may be seen now."""
        return {
            "title": signal.title,
            "theme": signal.theme.code if signal.theme else None,
            "area": signal.area.code if signal.area else None,
            "phenomena": signal.phenomena,
            "indicators": signal.indicators,
            "source_reliability": signal.source_reliability,
            "content_credibility": signal.content_credibility,
            "verification": signal.verification,
            "interpretation": (signal.interpretation or "") if signal.weighed_yes else "",
            "version": signal.version,
        }

    def sharpened(self) -> Sharpened:
        """What was filled in, for the operation."""
        data: dict[str, Any] = {k: value for k, value in self.cleaned_data.items() if k != "version"}
        data.setdefault("interpretation", self.signal.interpretation or "")
        return Sharpened(**data)


def _label(entry: Any) -> str:
    return str(entry.label)


def _choices(model: type[Phenomenon] | type[Indicator]) -> list[tuple[str, str]]:
    return list(model.objects.current(clock.today()).values_list("code", "label"))


class MergeForm(forms.Form):
    """Into which signal, and why they are the same report."""

    into = forms.CharField(
        label="Met welk signaal?",
        help_text="Het nummer van het signaal dat blijft, bijvoorbeeld S-2026-00042.",
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why = why_field("Waarom is dit dezelfde melding?")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_into(self) -> str:
        """A number of a signal, as it is written."""
        number: str = self.cleaned_data["into"].strip().upper()
        if not NUMBER.fullmatch(number):
            raise forms.ValidationError("Een nummer ziet er zo uit: S-2026-00042.")
        return number


class SuspendForm(forms.Form):
    """What the signal waits for, and perhaps a question to the reporter."""

    why = why_field("Waar wacht dit signaal op?")
    question = forms.CharField(
        label="Vraag aan de melder",
        help_text="De melder ziet alleen deze vraag, niet wie u bent. U ziet niet wie de melder is.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, can_ask: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_ask:
            del self.fields["question"]


class WhyForm(forms.Form):
    """Only a reason."""

    why = why_field("Waarom?")


class BulkForm(forms.Form):
    """The same step for the chosen signals."""

    act = forms.ChoiceField(choices=[("toewijzen", "Aan mij"), ("besluiten", "Besluiten")])
    outcome = forms.ChoiceField(required=False, choices=list(OUTCOME_LABELS.items()))
    why = forms.CharField(required=False, max_length=500)
    recipient = forms.CharField(required=False, max_length=120)
    legal_basis = forms.CharField(required=False, max_length=200)
    purpose = forms.CharField(required=False, max_length=200)

    def basis(self) -> Basis:
        """To whom, on which basis, for what."""
        data = self.cleaned_data
        return Basis(recipient=data["recipient"], legal_basis=data["legal_basis"], purpose=data["purpose"])
