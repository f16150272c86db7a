"""Start a measure, take a step, tie parties and sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Any, Final

from django import forms
from django.utils import timezone

from accounts.models import User
from measures.forms.fields import DAY_HINT, PLAIN, day_field
from measures.models import GroundKind, Notice, PartyRole, PremisesUse, Unheard
from reference.models import Authority, MeasureType, Target
from subjects.models import Kind


class StartForm(forms.Form):
    """What starts a measure. ``token`` tells one sent form from another: pressed twice, it is one."""

    token = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    type = forms.ModelChoiceField(
        MeasureType.objects.none(),
        label="Soort maatregel",
        empty_label="Kies een soort",
        error_messages={"required": "Kies een soort maatregel."},
    )
    target = forms.ChoiceField(label="Op wie of wat", choices=Target)
    authority = forms.ChoiceField(
        label="Bevoegd gezag",
        choices=[("", "Volgt uit de soort"), *Authority.choices],
        required=False,
        help_text="Alleen kiezen als de grondslag er twee kent.",
    )
    use = forms.ChoiceField(
        label="Bij een sluiting: wat wordt gesloten?",
        choices=[("", "Niet van toepassing"), *PremisesUse.choices],
        required=False,
    )
    urgent = forms.BooleanField(label="Spoed: eerst handelen, daarna besluiten (Awb 5:31)", required=False)
    reported_on = day_field("Rapportage ontvangen op", hint=DAY_HINT)
    report_number = forms.CharField(
        label="Nummer van de rapportage", max_length=60, required=False, widget=forms.TextInput(attrs=PLAIN)
    )
    found_on = day_field("Geconstateerd op", hint="Het beleid van die dag telt.")
    breach = forms.CharField(
        label="Overtreding",
        max_length=200,
        required=False,
        help_text="In enkele woorden, bijvoorbeeld: handel vanuit Grotestraat 1. Zo ziet VIK dat er al iets loopt.",
        widget=forms.TextInput(attrs=PLAIN),
    )
    reason = forms.CharField(
        label="Wat is er gebeurd of gevonden?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op wat er is gebeurd of gevonden."},
    )

    def __init__(self, *args: Any, types: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["type"]
        choice.queryset = types
        choice.label_from_instance = lambda row: f"{row.label} ({row.article})"


class StepForm(forms.Form):
    """The form of one step: its day, its reason, and what this step asks."""

    on = day_field("Op welke dag?", hint=DAY_HINT)
    why = forms.CharField(
        label="Toelichting",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, asked: Sequence[str], needs: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Why nobody was heard is asked only where nobody was.
        unasked = set() if "heard_or_excused" in needs else {"unheard_ground"}
        self.asked = [name for name in asked if name not in unasked]
        for name in self.asked:
            self.fields[name] = ASKED_FIELDS[name]()
            if name in MOMENTS:
                self.fields[f"{name}_hour"] = forms.TimeField(
                    label="Tijd", required=False, widget=forms.TimeInput(attrs={"type": "time"})
                )
        if "day_given" in needs:
            self.fields["on"].required = True
        if "reason_given" in needs:
            self.fields["why"].required = True
            self.fields["why"].label = "Waarom?"
            self.fields["why"].error_messages["required"] = "Schrijf in één of twee zinnen waarom."
        asked_fields = [name for name in self.fields if name not in {"on", "why"}]
        self.order_fields(["on", *asked_fields, "why"])

    def values(self) -> dict[str, Any]:
        """What was filled in for this step."""
        return {
            name: self._moment(name) if name in MOMENTS else self.cleaned_data[name] for name in self.asked
        }

    def _moment(self, name: str) -> datetime | None:
        """A day with its hour, in Dutch time; without an hour as the table says."""
        day = self.cleaned_data[name]
        if day is None:
            return None
        hour = self.cleaned_data[f"{name}_hour"] or MOMENTS[name]
        return timezone.make_aware(datetime.combine(day, hour))


def _number(label: str, highest: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=highest,
        error_messages={"invalid": "Vul een heel getal in."},
    )


# The hour of a moment when none is filled in: a term to comply lasts the whole day.
MOMENTS: Final = {"starts_at": time(0), "compliance_until": time(23, 59)}
ASKED_FIELDS: Final[dict[str, Callable[[], forms.Field]]] = {
    "view_until": lambda: day_field("Zienswijze mogelijk tot en met", required=True),
    "decision_number": lambda: forms.CharField(
        label="Kenmerk van het besluit", max_length=60, required=False, widget=forms.TextInput(attrs=PLAIN)
    ),
    "unheard_ground": lambda: forms.ChoiceField(
        label="Zonder zienswijze, omdat",
        choices=[("", "Kies waarom"), *Unheard.choices],
        error_messages={"required": "Kies waarom niemand is gehoord (Awb 4:11)."},
    ),
    "months": lambda: _number("Duur in maanden", 240),
    "weeks": lambda: _number("Duur in weken", 520),
    "ends_on": lambda: day_field("Of tot en met een dag"),
    "notice": lambda: forms.ChoiceField(
        label="Hoe bekendgemaakt?", choices=[("", "Kies"), *Notice.choices], required=True
    ),
    "sent_on": lambda: day_field("Verzonden op", hint="Alleen invullen als dat een andere dag was."),
    "compliance_until": lambda: day_field("Begunstiging tot en met", required=True),
    "starts_at": lambda: day_field("Ingang", hint="Leeg: de dag hierboven, 0.00 uur."),
}


class PartyForm(forms.Form):
    """A known party by its number, or a new one by its name."""

    role = forms.ChoiceField(label="Rol", choices=PartyRole)
    number = forms.CharField(
        label="Nummer van een bekend subject of object",
        required=False,
        max_length=24,
        help_text="Bijvoorbeeld SB-2026-00012. Leeg als u iemand nieuw vastlegt.",
        widget=forms.TextInput(attrs=PLAIN),
    )
    kind = forms.ChoiceField(
        label="Of leg nieuw vast",
        choices=[
            (Kind.PERSON, "Persoon"),
            (Kind.ORGANISATION, "Organisatie"),
            (Kind.PREMISES, "Pand of adres"),
            (Kind.VEHICLE, "Voertuig"),
        ],
    )
    name = forms.CharField(
        label="Naam, adres of kenteken",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=PLAIN),
    )
    birth_date = forms.CharField(
        label="Geboortedatum", required=False, max_length=20, widget=forms.TextInput(attrs=PLAIN)
    )
    identifier = forms.CharField(
        label="BSN of KvK-nummer", required=False, max_length=20, widget=forms.TextInput(attrs=PLAIN)
    )
    address = forms.CharField(
        label="Adres", required=False, max_length=200, widget=forms.TextInput(attrs=PLAIN)
    )

    def clean(self) -> dict[str, Any]:
        """A number or a name; not neither."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("number") and not data.get("name"):
            self.add_error("number", "Vul een nummer in, of leg hieronder iemand of iets nieuw vast.")
        return data


class GroundForm(forms.Form):
    """A source of the decision."""

    kind = forms.ChoiceField(
        label="Soort bron",
        choices=[choice for choice in GroundKind.choices if choice[0] != GroundKind.SIGNAL],
    )
    reference = forms.CharField(
        label="Kenmerk",
        max_length=120,
        help_text="Nummer of titel van het stuk.",
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul het kenmerk in."},
    )
    dated = day_field("Datum van de bron")


class NameSignalForm(forms.Form):
    """A signal by its number."""

    number = forms.CharField(
        label="Nummer van het signaal",
        max_length=24,
        help_text="Bijvoorbeeld S-2026-00012. De jurist ziet alleen wat voor bron het is.",
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul het nummer in."},
    )


class CaseNumberForm(forms.Form):
    """A case by its number; empty is none."""

    number = forms.CharField(
        label="Nummer van de casus",
        max_length=24,
        required=False,
        help_text="Bijvoorbeeld C-2026-00003. Leeg: deze maatregel hoort bij geen casus.",
        widget=forms.TextInput(attrs=PLAIN),
    )


class NoticeForm(forms.Form):
    """On which day the decision went to a party."""

    on = day_field("Besluit verzonden of uitgereikt op", required=True, hint=DAY_HINT)


class EntrustForm(forms.Form):
    """Who handles the measure, and who stands in."""

    handler = forms.ChoiceField(label="Behandelaar")
    second = forms.ChoiceField(
        label="Vervanger",
        required=False,
        help_text="Hoort het ook als een termijn bijna voorbij of te laat is.",
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        names = [(key, user.name) for key, user in self.people.items()]
        self.fields["handler"].choices = names  # type: ignore[attr-defined]
        self.fields["second"].choices = [("", "Niemand"), *names]  # type: ignore[attr-defined]
