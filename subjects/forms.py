"""Forms of subjects and objects: facts with their source, relations, judgements, reasons."""

from __future__ import annotations

from typing import Any

from django import forms

from core.levels import Confidentiality
from subjects import facts
from subjects.models import Certainty, Credibility, RelationKind, Reliability, SourceKind, Verdict
from subjects.operations import Source

HINTS = {
    "birth_date": "Bijvoorbeeld 3-5-1968, 5-1968 of 1968.",
    "death_date": "Bijvoorbeeld 3-5-2020, 5-2020 of 2020.",
    "address": "Straat, nummer en plaats.",
    "location": "Straat en huisnummer.",
    "plate": "Buitenlandse kentekens mogen ook.",
    "alias": "Een bijnaam of andere schrijfwijze.",
}


def _value(fact: facts.Fact) -> forms.CharField:
    return forms.CharField(
        label=fact.label,
        required=False,
        max_length=facts.LONGEST,
        help_text=HINTS.get(fact.code, ""),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class SourceForm(forms.Form):
    """Where it comes from and how far it can be trusted."""

    source_kind = forms.ChoiceField(label="Bron", choices=SourceKind, initial=SourceKind.COLLEAGUE)
    source_number = forms.CharField(
        label="Kenmerk van de bron",
        help_text="Nummer van het signaal of document. Geen naam.",
        required=False,
        max_length=40,
    )
    reliability = forms.ChoiceField(label="Betrouwbaarheid van de bron", choices=Reliability, initial="X")
    credibility = forms.ChoiceField(label="Geloofwaardigheid", choices=Credibility, initial="6")

    def source(self) -> Source:
        """The source as the operations take it."""
        data = self.cleaned_data
        return Source(
            kind=data["source_kind"],
            number=data["source_number"],
            reliability=data["reliability"],
            credibility=data["credibility"],
        )


class NewSubjectForm(SourceForm):
    """Everything that one kind can have; only a name, plate or number is needed."""

    confidentiality = forms.TypedChoiceField(
        label="Vertrouwelijkheid",
        choices=Confidentiality,
        coerce=int,
        initial=int(Confidentiality.ZAAKVERTROUWELIJK),
    )
    anyway = forms.BooleanField(label="Toch als nieuw vastleggen", required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [fact.code for fact in facts.facts_of(kind)]
        for code in self.codes:
            self.fields[code] = _value(facts.BY_CODE[code])

    def fact_fields(self) -> list[Any]:
        """The fields of the facts, in the order of the table."""
        return [self[code] for code in self.codes]

    def facts(self) -> list[tuple[str, str]]:
        """What was filled in."""
        return [(code, self.cleaned_data[code]) for code in self.codes if self.cleaned_data[code].strip()]


class FactForm(SourceForm):
    """One fact more."""

    fact = forms.ChoiceField(label="Gegeven")
    value = forms.CharField(
        label="Waarde",
        max_length=facts.LONGEST,
        error_messages={"required": "Vul een waarde in."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    since = forms.CharField(label="Vanaf", required=False, max_length=20, help_text="Bijvoorbeeld 5-2021.")
    until = forms.CharField(label="Tot", required=False, max_length=20)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fact"].choices = [(fact.code, fact.label) for fact in facts.facts_of(kind)]  # type: ignore[attr-defined]
        self.order_fields(["fact", "value", "since", "until"])


class WhyForm(forms.Form):
    """Only a reason."""

    why = forms.CharField(
        label="Waarom?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in één of twee zinnen waarom."},
    )


class RelateForm(SourceForm):
    """A relation with another record."""

    kind = forms.ChoiceField(label="Wat is het verband?", choices=RelationKind)
    other = forms.CharField(
        label="Nummer van het andere subject of object",
        help_text="Bijvoorbeeld SB-2026-00012. U vindt het met zoeken.",
        max_length=24,
        error_messages={"required": "Vul het nummer in."},
    )
    certainty = forms.ChoiceField(label="Zekerheid", choices=Certainty)
    since = forms.CharField(label="Vanaf", required=False, max_length=20, help_text="Bijvoorbeeld 5-2021.")
    until = forms.CharField(label="Tot", required=False, max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["kind", "other", "certainty", "since", "until"])


class JudgeForm(forms.Form):
    """A judgement on this record and another."""

    other = forms.CharField(
        label="Nummer van de andere registratie",
        max_length=24,
        error_messages={"required": "Vul het nummer in."},
    )
    verdict = forms.ChoiceField(label="Uw oordeel", choices=Verdict, widget=forms.RadioSelect)
    why = forms.CharField(
        label="Waarom?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één of twee zinnen waarom."},
    )
