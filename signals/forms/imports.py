"""Forms of an import: the file, the columns, one row of the foutenbak."""

from __future__ import annotations

from typing import Final

from django import forms

from access.lists import ColumnsForm, MendForm
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


class MappingForm(ColumnsForm):
    """Per column of the file what it means."""

    choices_of = FIELDS
    joined = JOINED
    problems_of = mapping_problems


class RowForm(MendForm):
    """The fields of one row, to mend."""

    choices_of = FIELDS
    asked_first = MOST_ASKED
    long = LONG
    explanations = EXPLANATIONS


class AsideForm(forms.Form):
    """Why a row becomes no signal."""

    why = forms.CharField(
        label="Waarom wordt dit geen signaal?",
        max_length=300,
        error_messages={"required": "Schrijf op waarom deze regel geen signaal wordt."},
    )
