"""Forms about people at a meeting: who is asked, what a guest answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import User
from casustafel.forms.meetings import person_choices
from casustafel.states import Answer


class AskForm(forms.Form):
    """Who is asked to a meeting."""

    people = forms.MultipleChoiceField(
        label="Wie nodigt u uit?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Een uitnodiging opent nog geen agendapunt: dat doet u per punt.",
        error_messages={"invalid_choice": "Kies uit de lijst."},
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(user.pk): user for user in people}
        field: Any = self.fields["people"]
        field.choices = person_choices(people)

    def chosen(self) -> list[User]:
        """Who was ticked."""
        return [self.by_key[key] for key in self.cleaned_data["people"]]


class AnswerForm(forms.Form):
    """Does one come?"""

    answer = forms.ChoiceField(
        label="Komt u?",
        choices=[(Answer.ACCEPTED, "Ik kom"), (Answer.DECLINED, "Ik kom niet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of u komt.", "invalid_choice": "Kies of u komt."},
    )


class SecrecyForm(forms.Form):
    """One accepts the text about secrecy."""

    agreed = forms.BooleanField(
        label="Ik houd dit geheim",
        error_messages={"required": "Vink aan dat u dit geheimhoudt. Daarna ziet u uw agendapunten."},
    )
