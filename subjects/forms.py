"""Forms of subjects and objects: facts with their source, relations, judgements, reasons."""

from __future__ import annotations

import uuid
from collections.abc import Callable
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


# The headings of a new registration; a fact that stands in none of them comes under the last.
GROUPS = (
    (
        "Naam",
        ("name", "trade_name", "given_names", "prefix", "surname", "name_in_use", "alias", "legal_form"),
    ),
    ("Geboorte en overlijden", ("birth_date", "birth_place", "birth_country", "death_date", "sex")),
    ("Adres", ("address", "location", "postcode", "town", "premises_type")),
    ("Voertuig", ("plate", "plate_country", "make", "colour")),
    ("Bereikbaar en rekening", ("phone", "email", "iban")),
    (
        "Nummers in registers",
        (
            "bsn",
            "administration_number",
            "kvk",
            "rsin",
            "establishment",
            "bag_address",
            "bag_object",
            "bag_building",
        ),
    ),
)
OTHER = "Verder"
PLAIN_INPUT = {"autocomplete": "off", "spellcheck": "false"}


class FactField(forms.CharField):
    """The value of one fact: read as the table of facts reads it, so that each error stands at its field."""

    def __init__(self, fact: facts.Fact) -> None:
        super().__init__(
            label=fact.label,
            required=False,
            max_length=facts.LONGEST,
            help_text=HINTS.get(fact.code, ""),
            widget=forms.TextInput(attrs=PLAIN_INPUT),
        )
        self.fact = fact

    def clean(self, value: Any) -> str:
        """The value in its one form; empty says nothing."""
        text = super().clean(value)
        return _read(self.fact.read, text) if text else ""


class DayField(forms.CharField):
    """A day of which month and day may be unknown."""

    def __init__(self, *, label: str, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=20,
            help_text=help_text,
            widget=forms.TextInput(attrs=PLAIN_INPUT),
        )

    def clean(self, value: Any) -> str:
        """In register notation; empty when not filled in."""
        text = super().clean(value)
        return _read(facts.read_incomplete_date, text) if text else ""


def _read(read: Callable[[str], str], text: str) -> str:
    try:
        return read(text)
    except facts.FactProblem as problem:
        raise forms.ValidationError(str(problem)) from problem


def _field(fact: facts.Fact) -> forms.Field:
    if fact.code == "premises_type":
        choices = [("", "Onbekend"), *facts.PREMISES_TYPES.items()]
        return forms.ChoiceField(label=fact.label, choices=choices, required=False)
    return FactField(fact)


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

    def clean(self) -> dict[str, Any]:
        """What a signal tells goes when it shuts, so its number is needed."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("source_kind") == SourceKind.SIGNAL and not data.get("source_number", "").strip():
            self.add_error("source_number", "Vul het nummer van het signaal in.")
        return data

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
    # The name of one form: sent twice, it makes one registration.
    token = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, clearance: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", str(uuid.uuid4()))
        # Who may not read a level can't put a record there: he would lose it out of sight.
        levels = [(level, label) for level, label in Confidentiality.choices if level <= clearance]
        self.fields["confidentiality"].choices = levels  # type: ignore[attr-defined]
        self.codes = [fact.code for fact in facts.typed_facts(kind)]
        for code in self.codes:
            self.fields[code] = _field(facts.BY_CODE[code])

    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields of the facts under their headings."""
        grouped = {code for _, codes in GROUPS for code in codes}
        rest = tuple(code for code in self.codes if code not in grouped)
        found = []
        for heading, codes in (*GROUPS, (OTHER, rest)):
            if fields := [self[code] for code in codes if code in self.codes]:
                found.append((heading, fields))
        return found

    def facts(self) -> list[tuple[str, str]]:
        """What was filled in."""
        return [(code, self.cleaned_data[code]) for code in self.codes if self.cleaned_data[code]]


class FactForm(SourceForm):
    """One fact more."""

    fact = forms.ChoiceField(label="Gegeven")
    value = forms.CharField(
        label="Waarde",
        max_length=facts.LONGEST,
        error_messages={"required": "Vul een waarde in."},
        widget=forms.TextInput(attrs=PLAIN_INPUT),
    )
    since = DayField(label="Vanaf", help_text="Bijvoorbeeld 5-2021.")
    until = DayField(label="Tot")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fact"].choices = [(fact.code, fact.label) for fact in facts.typed_facts(kind)]  # type: ignore[attr-defined]
        self.order_fields(["fact", "value", "since", "until"])

    def clean(self) -> dict[str, Any]:
        """Read the value as the chosen fact."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("fact") and data.get("value"):
            try:
                data["value"] = _read(facts.BY_CODE[data["fact"]].read, data["value"])
            except forms.ValidationError as problem:
                self.add_error("value", problem)
        return data


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
    since = DayField(label="Vanaf", help_text="Bijvoorbeeld 5-2021.")
    until = DayField(label="Tot")

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
