"""What is planned: the control, who takes part, who is in the team, which addresses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils import timezone

from access.forms import ExactDateField
from accounts.models import User
from inspections.states import Power, Reason
from reference.models import ControlType, PartnerKind
from reference.queries import addresses_at

if TYPE_CHECKING:
    from inspections.models import Participant

PLAIN: Final = {"autocomplete": "off", "spellcheck": "false"}
NO_ADDRESS: Final = "Vul een adres in, of een postcode met huisnummer."


def day_field(
    label: str, *, required: bool = False, hint: str = "Bijvoorbeeld 23-11-2026 of morgen."
) -> ExactDateField:
    """A day as people type it; empty is None."""
    return ExactDateField(
        label=label,
        required=required,
        help_text=hint,
        max_length=30,
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul een dag in."},
    )


class PlanForm(forms.Form):
    """A control as it is prepared."""

    type = forms.ModelChoiceField(
        ControlType.objects.none(),
        label="Soort controle",
        empty_label="Kies een soort",
        error_messages={"required": "Kies een soort controle."},
    )
    reason = forms.ChoiceField(
        label="Aanleiding",
        choices=[("", "Kies"), *Reason.choices],
        error_messages={"required": "Kies de aanleiding."},
    )
    aim = forms.CharField(
        label="Wat wil de gemeente zelf nagaan?",
        max_length=2000,
        help_text="Een controle alleen om de politie te laten zoeken mag niet.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op wat de gemeente zelf wil nagaan."},
    )
    day = day_field("Dag")
    hour = forms.TimeField(
        label="Begin",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Vul een tijd in, bijvoorbeeld 10:00."},
    )
    meeting_point = forms.CharField(
        label="Waar verzamelt het team?", max_length=200, required=False, widget=forms.TextInput(attrs=PLAIN)
    )
    instruction = forms.CharField(
        label="Instructie voor het team",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, types: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["type"]
        choice.queryset = types
        choice.label_from_instance = lambda row: row.label

    def clean(self) -> dict[str, Any]:
        """A day and an hour go together."""
        data = super().clean() or {}
        if data.get("day") and not data.get("hour") and "hour" not in self.errors:
            self.add_error("hour", "Vul ook de tijd in.")
        if data.get("hour") and not data.get("day") and "day" not in self.errors:
            self.add_error("day", "Vul ook de dag in.")
        return data

    def starts_at(self) -> datetime | None:
        """The moment, in Dutch time."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        if day is None or not isinstance(hour, time):
            return None
        return timezone.make_aware(datetime.combine(day, hour))


class ParticipantForm(forms.Form):
    """An organisation with its own power, purpose and basis."""

    kind = forms.ChoiceField(label="Organisatie", choices=PartnerKind)
    name = forms.CharField(
        label="Naam", max_length=120, required=False, help_text="Leeg: de naam van de soort.",
        widget=forms.TextInput(attrs=PLAIN),
    )  # fmt: skip
    power = forms.ChoiceField(
        label="Bevoegdheid", choices=Power, help_text="De politie gaat alleen mee als sterke arm."
    )
    purpose = forms.CharField(
        label="Eigen doel",
        max_length=300,
        help_text="Wat gaat deze organisatie zelf na?",
        error_messages={"required": "Vul het eigen doel in."},
    )
    basis = forms.CharField(
        label="Grondslag",
        max_length=200,
        help_text="Het artikel waarop deze organisatie haar bevoegdheid baseert.",
        error_messages={"required": "Vul de grondslag in."},
    )


class MemberForm(forms.Form):
    """A colleague, or a name of another organisation."""

    participant = forms.ChoiceField(label="Van welke organisatie?")
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Collega",
        required=False,
        empty_label="Geen collega van de gemeente",
        help_text="Een collega in het team kan de controle zien en vastleggen.",
    )
    name = forms.CharField(
        label="Naam, bij een andere organisatie",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )
    task = forms.CharField(label="Taak", max_length=120, required=False, widget=forms.TextInput(attrs=PLAIN))

    def __init__(
        self, *args: Any, people: Sequence[User], participants: Sequence[Participant], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        user: Any = self.fields["user"]
        user.queryset = User.objects.filter(pk__in=[one.pk for one in people])
        user.choices = [("", user.empty_label), *((one.pk, one.name) for one in people)]
        choice: Any = self.fields["participant"]
        choice.choices = [(str(row.pk), row.name) for row in participants]


class StopForm(forms.Form):
    """An address with the reason why it was chosen."""

    place = forms.CharField(
        label="Adres",
        max_length=200,
        required=False,
        help_text="Straat, huisnummer en plaats. Of vul hieronder postcode en huisnummer in.",
        widget=forms.TextInput(attrs=PLAIN),
    )
    postcode = forms.CharField(
        label="Postcode", max_length=10, required=False, widget=forms.TextInput(attrs=PLAIN)
    )
    house = forms.CharField(
        label="Huisnummer",
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs={**PLAIN, "inputmode": "numeric"}),
    )
    reason = forms.ChoiceField(label="Gekozen vanwege", choices=Reason)
    chosen_why = forms.CharField(
        label="Waarom dit adres?",
        max_length=300,
        help_text="Zo is later uit te leggen waarom juist hier is gecontroleerd.",
        error_messages={"required": "Schrijf op waarom dit adres is gekozen."},
    )
    dwelling = forms.BooleanField(label="Dit is een woning", required=False)
    consent_before = forms.CharField(
        label="Woning: wie gaf vooraf toestemming, en wanneer?", max_length=160, required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )  # fmt: skip
    warrant = forms.CharField(
        label="Woning: kenmerk van de machtiging", max_length=120, required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What was typed, or the one address of the BAG at a postcode and number."""
        data = super().clean() or {}
        if data.get("place", "").strip():
            return data
        rows = addresses_at(data.get("postcode", ""), data.get("house", ""))
        if len(rows) == 1:
            data["place"] = f"{rows[0].location}, {rows[0].town}"
        elif rows:
            found = ", ".join(row.location for row in rows[:6])
            self.add_error(
                "place", f"Er zijn meer adressen met dit nummer: {found}. Vul in welk adres het is."
            )
        else:
            self.add_error("place", NO_ADDRESS)
        return data
