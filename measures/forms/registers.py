"""Forms of an old register: the file, the columns, one row of the foutenbak."""

from __future__ import annotations

from typing import Final

from django import forms

from access.lists import ColumnsForm, MendForm
from measures.intake.reading.columns import mapping_problems
from measures.intake.reading.words import FIELDS, JOINED

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


class RegisterColumnsForm(ColumnsForm):
    """Per column of the file what it means."""

    choices_of = FIELDS
    joined = JOINED
    problems_of = mapping_problems


class RegisterRowForm(MendForm):
    """The fields of one row, to mend."""

    choices_of = FIELDS
    long = LONG
    explanations = EXPLANATIONS


class DropForm(forms.Form):
    """Why a row becomes no measure."""

    why = forms.CharField(
        label="Waarom wordt dit geen maatregel?",
        max_length=300,
        error_messages={"required": "Schrijf op waarom deze regel geen maatregel wordt."},
    )
