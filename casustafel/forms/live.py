"""What is typed or pressed while a meeting is led."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from accounts.models import User
from casustafel.blocks import LONGEST, Edit
from casustafel.minutes_states import BlockKind
from core.ids import uuid7


class NothingForm(forms.Form):
    """A step that asks nothing."""


class WriteForm(forms.Form):
    """One block, in a browser without script: new, or following the version that was shown."""

    item = forms.CharField(max_length=24, widget=forms.HiddenInput)
    block = forms.UUIDField(required=False, widget=forms.HiddenInput)
    edit_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    bases = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="Soort", choices=BlockKind.choices)
    text = forms.CharField(
        label="Tekst",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": f"Een blok heeft ten hoogste {LONGEST} tekens."},
    )
    removed = forms.BooleanField(required=False)

    def clean_bases(self) -> tuple[UUID, ...]:
        """The keys of the versions that were shown."""
        try:
            return tuple(UUID(one) for one in self.cleaned_data["bases"].split())
        except ValueError:
            raise forms.ValidationError("Laad de pagina opnieuw en probeer het nog eens.") from None

    def edit(self) -> Edit:
        """As the ledger takes it; pressed twice it is the same edit, since the page gave its key."""
        told = self.cleaned_data
        block = told["block"] or uuid7()
        return Edit(
            key=told["edit_key"] or uuid7(),
            block=block,
            item=told["item"],
            kind=told["kind"],
            text=told["text"],
            follows=told["bases"],
            after=told["after"],
            removed=told["removed"],
        )


class PresenceForm(forms.Form):
    """Who came in or left."""

    user = forms.ModelChoiceField(queryset=User.objects.none())
    here = forms.BooleanField(required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = people
