"""Forms about an action: set it out, say how it goes, judge it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from cases.forms.case import coming_field, once_field, why_field

if TYPE_CHECKING:
    from accounts.models import Organisation, User


class ActionForm(forms.Form):
    """What is asked of whom, by when; a change asks for a reason too."""

    description = forms.CharField(
        label="Wat moet er gebeuren?",
        max_length=300,
        help_text="Zonder namen en adressen: een partner leest dit. Verwijs naar het nummer of codewoord.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op wat er moet gebeuren."},
    )
    assignee = forms.ChoiceField(label="Wie doet het?", error_messages={"required": "Kies wie dit doet."})
    due_on = coming_field("Uiterlijk", hint="Bijvoorbeeld 12 dec, volgende week dinsdag of over 2 weken.")
    checked = forms.BooleanField(
        label="Ik heb gekeken: hier staat geen persoonsgegeven in",
        required=False,
        help_text="Alleen nodig als VIK hierboven ten onrechte waarschuwt.",
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[User],
        organisations: Sequence[Organisation],
        home: int,
        change: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"p{user.pk}": user for user in people}
        self.organisations = {f"o{row.pk}": row for row in organisations}
        own = [(key, user.name) for key, user in self.people.items() if user.organisation_id == home]
        others = [
            (key, f"{user.name} ({user.organisation.name})")
            for key, user in self.people.items()
            if user.organisation_id != home
        ]
        together = [(key, f"{row.name}: wie er aan tafel zit") for key, row in self.organisations.items()]
        assignee: Any = self.fields["assignee"]
        assignee.choices = [
            ("", "Kies wie dit doet"),
            ("Collega’s", own),
            ("Bij een partner", others),
            ("Een hele organisatie", together),
        ]
        if change:
            self.fields["why"] = why_field("Waarom verandert de actie?")
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        else:
            self.fields["key"] = once_field()


class ReportForm(forms.Form):
    """How it goes: a message, another state, a file, or the result."""

    to = forms.ChoiceField(label="Stand", required=False)
    note = forms.CharField(
        label="Bericht",
        max_length=4000,
        required=False,
        help_text="Wacht u op een ander? Schrijf dan op wie en waarop.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    result = forms.CharField(
        label="Resultaat",
        max_length=4000,
        required=False,
        help_text="Verplicht als de actie gereed is.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    upload = forms.FileField(label="Bewijs of document", required=False)

    def __init__(self, *args: Any, states: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = [("", "Blijft zoals het is"), *states]


class NoteOnlyForm(forms.Form):
    """A remark that may be left out."""

    why = why_field("Opmerking", required=False)
