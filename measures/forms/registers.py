"""Forms of an old register: the file, the columns, one row of the foutenbak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from measures.intake.reading.columns import mapping_problems
from measures.intake.reading.words import FIELDS

LONG: Final = frozenset({"reason", "remark"})
EXPLANATIONS: Final = {
    "kind": "Bijvoorbeeld: sluiting 13b, last onder dwangsom straathandel, waarschuwing.",
    "terms": "Bijvoorbeeld: 6 mnd, of € 5.000 per overtreding.",
    "incurred": "Bijvoorbeeld: 2x 5000.",
    "birth_date": "Bijvoorbeeld 14-6-1979, of alleen het jaar.",
}


class RegisterForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Bestand",
        help_text="Excel (xlsx, xls), ods of csv, met één maatregel per regel.",
        allow_empty_file=True,
        error_messages={"required": "Kies een bestand."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.xlsb,.ods,.csv,.txt,.tsv"}),
    )


class ColumnsForm(forms.Form):
    """Per column of the file what it means."""

    def __init__(
        self, data: Any = None, *, headings: Sequence[str], chosen: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.headings = list(headings)
        choices = [("", "niet gebruiken, wel bewaren"), *FIELDS.items()]
        for position, heading in enumerate(self.headings):
            self.fields[f"kolom-{position}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=chosen.get(heading, "")
            )

    def boxes(self) -> list[Any]:
        """The bound field of each column, in the order of the file."""
        return [self[f"kolom-{position}"] for position in range(len(self.headings))]

    def columns(self) -> dict[str, str]:
        """Heading to field, without the columns that are not used."""
        chosen = (
            (heading, self.cleaned_data.get(f"kolom-{position}") or "")
            for position, heading in enumerate(self.headings)
        )
        return {heading: name for heading, name in chosen if name}

    def clean(self) -> dict[str, Any]:
        """What can't be missed is chosen, and no field is chosen twice."""
        data = super().clean() or self.cleaned_data
        for problem in mapping_problems(self.columns()):
            self.add_error(None, problem)
        return data


class MendForm(forms.Form):
    """The fields of one row, to mend; whether it is right is decided where rows are judged."""

    def __init__(self, *args: Any, wrong: str = "", **kwargs: Any) -> None:
        """``wrong`` is the field to mend; it stands first."""
        super().__init__(*args, **kwargs)
        for name in sorted(FIELDS, key=lambda name: name != wrong):
            self.fields[name] = forms.CharField(
                label=FIELDS[name],
                help_text=EXPLANATIONS.get(name, ""),
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 3}) if name in LONG else forms.TextInput(),
            )

    def values(self) -> dict[str, str]:
        """What was filled in, per field."""
        return {name: str(self.cleaned_data.get(name) or "") for name in FIELDS}


class DropForm(forms.Form):
    """Why a row becomes no measure."""

    why = forms.CharField(
        label="Waarom wordt dit geen maatregel?",
        max_length=300,
        error_messages={"required": "Schrijf op waarom deze regel geen maatregel wordt."},
    )
