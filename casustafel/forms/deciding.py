"""What is typed when the table decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms

from access.forms import ComingDateField, DutchDateField
from accounts.models import Organisation, User
from casustafel.mentions import doer_in, due_in
from casustafel.minutes_states import BlockKind, DecisionKind
from core import clock
from signals.models import PoliceAlignment

if TYPE_CHECKING:
    from casustafel.queries.minutes import BlockLine

REASON: Final = 400


class DecideForm(forms.Form):
    """A decision of the table, and the action that hangs on it."""

    kind = forms.ChoiceField(
        label="Wat besluit de tafel?",
        choices=[("", "Kies een besluit"), *DecisionKind.choices],
        error_messages={"required": "Kies een besluit.", "invalid_choice": "Kies een besluit uit de lijst."},
    )
    reason = forms.CharField(
        label="Waarom? In ten hoogste drie regels",
        max_length=REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": f"Gebruik ten hoogste {REASON} tekens."},
    )
    legal_basis = forms.CharField(
        label="Grondslag",
        max_length=200,
        required=False,
        help_text="Nodig als gegevens naar een ander gaan of worden opgevraagd.",
    )
    recipient = forms.CharField(label="Naar welke organisatie?", max_length=160, required=False)
    sent_on = DutchDateField(label="Verstuurd op, of wordt verstuurd op", max_length=20, required=False)
    until = ComingDateField(
        label="Monitoren tot en met",
        max_length=40,
        required=False,
        help_text="Nodig bij monitoren. Bijvoorbeeld over 3 maanden of 1 maart.",
    )
    what = forms.CharField(
        label="Wat gebeurt er?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Zonder namen of adressen: de actiehouder krijgt dit op zijn lijst.",
    )
    who = forms.ChoiceField(label="Wie doet dit?", required=False)
    due_on = ComingDateField(
        label="Uiterlijk klaar op",
        max_length=40,
        required=False,
        help_text="Bijvoorbeeld 12 dec, volgende week dinsdag of over 2 weken.",
    )
    block = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, people: Sequence[User], organisations: Sequence[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"p{user.pk}": user for user in people}
        self.organisations = {f"o{one.pk}": one for one in organisations}
        who: Any = self.fields["who"]
        who.choices = [
            ("", "Niemand"),
            ("Organisaties", [(key, one.name) for key, one in self.organisations.items()]),
            ("Personen", [(k, f"{u.name} ({u.organisation.name})") for k, u in self.people.items()]),
        ]

    def take_up(self, line: BlockLine | None) -> None:
        """Fill in what stands in a block: why of a decision, who does it, by when.

        What is to be done is not taken over: who does it reads that on his list, without names.
        """
        if line is None:
            return
        text = line.head.text
        due = due_in(text, today=clock.today())
        self.initial = {
            **self.initial,
            "block": str(line.key),
            "reason": text if line.head.kind == BlockKind.DECISION and len(text) <= REASON else "",
            "who": doer_in(text, self.names),
            "due_on": f"{due:%d-%m-%Y}" if due else "",
        }

    @property
    def names(self) -> dict[str, str]:
        """Who can be asked, by the key of the choice."""
        found = {key: one.name for key, one in self.organisations.items()}
        return found | {key: user.name for key, user in self.people.items()}

    def told(self) -> dict[str, Any]:
        """As the operation takes it."""
        told = dict(self.cleaned_data)
        who = told.pop("who")
        return told | {"assignee": self.people.get(who), "organisation": self.organisations.get(who)}

    def add_error(self, field: Any, error: Any) -> None:
        """Who does it is one question here."""
        super().add_error("who" if field in {"assignee", "organisation"} else field, error)


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(
        label="Waarom?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één of twee zinnen waarom."},
    )


class AnswerForm(forms.Form):
    """What a recipient answered."""

    answer = forms.CharField(
        label="Antwoord",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf wat de ontvanger antwoordde."},
    )


class AlignForm(forms.Form):
    """What the police said."""

    answer = forms.ChoiceField(
        label="Wat zegt de politie?",
        choices=[
            (PoliceAlignment.AGREED, "Akkoord: de gemeente mag hiermee verder"),
            (PoliceAlignment.OBJECTION, "Bezwaar: geen vervolg nu"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de politie zegt."},
    )
