"""What an administrator types about people and rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from access.forms import DutchDateField
from accounts.models import PARTNER_ROLES, Organisation, Role
from core.levels import Confidentiality

if TYPE_CHECKING:
    _ModelChoice = forms.ModelChoiceField[Organisation]
else:
    _ModelChoice = forms.ModelChoiceField  # takes no type argument while running


class OrganisationField(_ModelChoice):
    """A choice of organisations by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name; the model has no text of its own, to keep names out of logs."""
        return str(obj.name)


class InviteForm(forms.Form):
    """A new account, without rights."""

    name = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", help_text="Van de organisatie, geen privéadres.")
    organisation = OrganisationField(Organisation.objects.none(), label="Organisatie", empty_label=None)
    clearance = forms.TypedChoiceField(
        label="Mag zien tot en met",
        choices=Confidentiality,
        coerce=int,
        initial=Confidentiality.ZAAKVERTROUWELIJK,
        help_text="Wat hierboven ligt, bestaat voor deze gebruiker niet.",
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations


class NothingForm(forms.Form):
    """A step that asks nothing."""


class WhyForm(forms.Form):
    """A step that only asks for a reason."""

    why = forms.CharField(label="Reden", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class ChangeForm(WhyForm):
    """Name and clearance."""

    name = forms.CharField(label="Naam", max_length=120)
    clearance = forms.TypedChoiceField(label="Mag zien tot en met", choices=Confidentiality, coerce=int)
    field_order = ("name", "clearance", "why")


class AssignForm(WhyForm):
    """A role from one day to another."""

    role = forms.TypedChoiceField(label="Rol", choices=Role, coerce=Role)
    starts_on = DutchDateField(label="Vanaf", required=False, help_text="Leeg is vandaag.")
    ends_on = DutchDateField(label="Tot en met", required=False, help_text="Leeg is zonder einddatum.")
    field_order = ("role", "starts_on", "ends_on", "why")

    def __init__(self, *args: Any, municipality: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not municipality:
            field = self.fields["role"]
            assert isinstance(field, forms.TypedChoiceField)
            field.choices = [(role.value, role.label) for role in Role if role in PARTNER_ROLES]


class StatementForm(forms.Form):
    """A signed statement of secrecy."""

    signed_on = DutchDateField(label="Getekend op")
    ends_on = DutchDateField(label="Geldig tot en met", required=False)
    reference = forms.CharField(label="Kenmerk van het document", max_length=80)
