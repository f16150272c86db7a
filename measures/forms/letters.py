"""Choose a letter and its recipients, write its draft in sections, ask for a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from core.prose import LONGEST, Section, join
from measures.forms.fields import PLAIN, day_field
from measures.letters import Choice
from measures.models import DossierFor, Remedy
from measures.operations.writing import Edited
from subjects.models import Subject

# Enough for any letter; more is no letter any more.
MOST_SECTIONS: Final = 30


class ChooseLetterForm(forms.Form):
    """Which letter, to whom: one letter for each."""

    text = forms.ChoiceField(
        label="Welke brief?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een brief.", "invalid_choice": "Kies een brief uit de lijst."},
    )
    recipients = forms.MultipleChoiceField(
        label="Aan wie?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Elke ontvanger krijgt een eigen brief. Een kennisgeving hangt op het pand en heeft geen ontvanger.",
    )

    def __init__(
        self,
        *args: Any,
        choices: Sequence[Choice],
        people: Sequence[tuple[Subject, Sequence[str]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {str(one.text.pk): one.text for one in choices}
        self.people = {str(subject.pk): (subject, roles) for subject, roles in people}
        text: Any = self.fields["text"]
        text.choices = [
            (str(one.text.pk), f"{one.text.label} (past bij de stand)" if one.next else one.text.label)
            for one in choices
        ]
        if choices and choices[0].next:
            text.initial = str(choices[0].text.pk)
        who: Any = self.fields["recipients"]
        who.choices = [
            (key, f"{subject.label} ({', '.join(roles)})") for key, (subject, roles) in self.people.items()
        ]
        who.initial = list(self.people)
        if not self.people:
            del self.fields["recipients"]


class DraftForm(forms.Form):
    """A draft: day, address, subject, and a heading with text for each section."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    dated = day_field("Datum op de brief", required=True)
    address = forms.CharField(
        label="Aan",
        max_length=600,
        required=False,
        help_text="Naam, straat en nummer, postcode en plaats: elk op een eigen regel.",
        widget=forms.Textarea(attrs={"rows": 4, **PLAIN}),
    )
    subject_line = forms.CharField(
        label="Onderwerp",
        max_length=300,
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul een onderwerp in."},
    )

    def __init__(self, *args: Any, sections: Sequence[Section] = (), **kwargs: Any) -> None:
        """One pair of fields for each section, and an empty pair to add one."""
        super().__init__(*args, **kwargs)
        self.count = min(max(len(sections), self._typed()), MOST_SECTIONS - 1) + 1
        for place in range(self.count):
            given = sections[place] if place < len(sections) else Section("", "")
            fresh = place >= len(sections)
            self.fields[f"title_{place}"] = forms.CharField(
                label="Kop van een nieuw deel" if fresh else f"Kop van deel {place + 1}",
                max_length=200,
                required=False,
                initial=given.title,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"body_{place}"] = forms.CharField(
                label="Tekst van een nieuw deel" if fresh else f"Tekst van deel {place + 1}",
                max_length=LONGEST,
                required=False,
                initial=given.body,
                widget=forms.Textarea(attrs={"rows": _rows(given.body)}),
            )

    def _typed(self) -> int:
        """How many sections came back from the page."""
        if not self.is_bound:
            return 0
        return sum(1 for place in range(MOST_SECTIONS) if f"body_{place}" in self.data) - 1

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields of each section."""
        return [(self[f"title_{place}"], self[f"body_{place}"]) for place in range(self.count)]

    @property
    def head(self) -> list[Any]:
        """The fields above the sections."""
        return [self[name] for name in ("dated", "address", "subject_line")]

    def edited(self) -> Edited:
        """What was typed, as one text again."""
        data = self.cleaned_data
        parts = [
            Section(" ".join(data[f"title_{place}"].split()), data[f"body_{place}"].strip())
            for place in range(self.count)
        ]
        return Edited(
            dated=data["dated"],
            address=data["address"],
            subject_line=data["subject_line"],
            body=join(part for part in parts if part.title or part.body),
            version=data["version"],
        )


def _rows(text: str) -> int:
    return max(3, min(16, text.count("\n") + len(text) // 85 + 2))


class DossierForm(forms.Form):
    """For whom the dossier is."""

    purpose = forms.ChoiceField(
        label="Voor wie?",
        choices=DossierFor.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor wie het dossier is."},
    )
    remedy = forms.ChoiceField(
        label="Bij welk bezwaar of beroep?", required=False, help_text="Komt op het voorblad te staan."
    )
    note = forms.CharField(
        label="Kenmerk van de ontvanger",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld het zaaknummer van de rechtbank.",
        widget=forms.TextInput(attrs=PLAIN),
    )

    def __init__(self, *args: Any, remedies: Sequence[Remedy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remedies = {str(row.pk): row for row in remedies}
        choice: Any = self.fields["remedy"]
        choice.choices = [
            ("", "Geen"),
            *(
                (key, f"{row.get_kind_display()} van {row.filed_on:%d-%m-%Y}")
                for key, row in self.remedies.items()
            ),
        ]
