"""Forms of an import: the file, the columns, one row of the foutenbak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from signals.intake.reading.columns import mapping_problems
from signals.intake.reading.words import FIELDS, JOINED
from signals.models import SourceType

# M. reports have their own, sealed way in.
SOURCES: Final = [(value, label) for value, label in SourceType.choices if value != SourceType.ANONYMOUS]
MOST_ASKED: Final = frozenset({"narrative", "location", "observed", "received"})
LONG: Final = frozenset({"narrative", "involved", "remark"})
EXPLANATIONS: Final = {
    "reporter_name": "Wordt apart en versleuteld bewaard; staat nooit in het signaal.",
    "inspector": "Wordt apart en versleuteld bewaard; staat nooit in het signaal.",
    "observed": "Bijvoorbeeld 23-11-2026, 23 nov 2026 of week 30.",
}


class UploadForm(forms.Form):
    """One file of one source."""

    source_type = forms.ChoiceField(label="Van wie is dit bestand?", choices=SOURCES, initial=SourceType.ODT)
    source_name = forms.CharField(
        label="Omschrijving",
        help_text="Bijvoorbeeld: derde kwartaal 2026.",
        max_length=80,
        required=False,
    )
    file = forms.FileField(
        label="Bestand",
        help_text="Excel (xlsx, xls), ods of csv, met één signaal per regel.",
        allow_empty_file=True,
        error_messages={"required": "Kies een bestand."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.xlsb,.ods,.csv,.txt,.tsv"}),
    )


class MappingForm(forms.Form):
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

    def box(self, heading: str) -> Any:
        """The bound field of one column."""
        return self[f"kolom-{self.headings.index(heading)}"]

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
        columns = self.columns()
        for problem in mapping_problems(columns):
            self.add_error(None, problem)
        seen: set[str] = set()
        for position, heading in enumerate(self.headings):
            name = columns.get(heading, "")
            if name in seen and name not in JOINED:
                self.add_error(f"kolom-{position}", f"“{FIELDS[name]}” is al bij een andere kolom gekozen.")
            seen.add(name)
        return data


class RowForm(forms.Form):
    """The fields of one row, to mend; whether it is right is decided where rows are judged."""

    def __init__(self, *args: Any, wrong: str = "", **kwargs: Any) -> None:
        """``wrong`` is the field to mend; it stands first."""
        super().__init__(*args, **kwargs)
        for name in sorted(FIELDS, key=lambda name: (name != wrong, name not in MOST_ASKED)):
            label = FIELDS[name]
            widget = forms.Textarea(attrs={"rows": 4}) if name in LONG else forms.TextInput()
            self.fields[name] = forms.CharField(
                label=label,
                help_text=EXPLANATIONS.get(name, ""),
                required=False,
                max_length=20_000,
                widget=widget,
            )

    def values(self) -> dict[str, str]:
        """What was filled in, per field."""
        return {name: str(self.cleaned_data.get(name) or "") for name in FIELDS}


class AsideForm(forms.Form):
    """Why a row becomes no signal."""

    why = forms.CharField(
        label="Waarom wordt dit geen signaal?",
        max_length=300,
        error_messages={"required": "Schrijf op waarom deze regel geen signaal wordt."},
    )
