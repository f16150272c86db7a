"""What is planned: the control, who takes part, who is in the team, which addresses."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils import timezone

from access.forms import ExactDateField
from accounts.models import User
from core import clock
from inspections.states import Power, Reason
from reference.models import ControlType, PartnerKind
from reference.queries import addresses_at

if TYPE_CHECKING:
    from inspections.models import Participant

PLAIN: Final = {"autocomplete": "off", "spellcheck": "false"}
NO_ADDRESS: Final = "Vul een adres in, of een postcode met huisnummer."


WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
AHEAD: Final = {"vandaag": 0, "morgen": 1, "overmorgen": 2}
_SPAN: Final = re.compile(r"over (\d{1,3}) (dagen|dag|weken|week)", re.ASCII)
_WITHOUT_YEAR: Final = re.compile(r"\d{1,2}[ ./-]+(\d{1,2}|[a-z]+)\.?", re.ASCII)


class ComingDayField(ExactDateField):
    """A day that lies ahead, as people type it: ``morgen``, ``vrijdag``, ``over 14 dagen``, ``3 dec``."""

    def clean(self, value: Any) -> Any:
        """The date; without a year the next such day."""
        plain = " ".join(str(value or "").casefold().split())
        today = clock.today()
        if plain in AHEAD:
            return today + timedelta(days=AHEAD[plain])
        if plain in WEEKDAYS:
            return today + timedelta(days=(WEEKDAYS.index(plain) - today.weekday() - 1) % 7 + 1)
        if match := _SPAN.fullmatch(plain):
            return today + timedelta(days=int(match[1]) * (7 if match[2].startswith("we") else 1))
        found: date | None = super().clean(value)
        if found is not None and found < today and _WITHOUT_YEAR.fullmatch(plain):
            found = _coming(found, today)
        return found


def _coming(day: date, today: date) -> date:
    """The first such day from today on; of 29 February the next one that exists."""
    year = today.year
    while (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        year += 1
    found = day.replace(year=year)
    return (
        found
        if found >= today
        else _coming(day.replace(year=year), today.replace(year=year + 1, day=1, month=1))
    )


def day_field(
    label: str, *, required: bool = False, hint: str = "Bijvoorbeeld 23-11-2026, morgen of over 14 dagen."
) -> ComingDayField:
    """A day that lies ahead; empty is None."""
    return ComingDayField(
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
