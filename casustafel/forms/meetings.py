"""Forms of a meeting and a series."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone

from access.forms import ExactDateField
from accounts.models import User
from casustafel.models import Meeting, Series
from casustafel.operations import NewFixedItem, NewMeeting, NewSeries
from casustafel.states import Rhythm

ROWS: Final = 6


class ClockField(forms.TimeField):
    """A time of day: ``9:30`` or ``9.30``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={"required": "Vul een tijd in.", "invalid": "Vul een tijd in, bijvoorbeeld 9:30."},
            **kwargs,
        )


def person_choices(people: Sequence[User], *, empty: str = "") -> list[tuple[str, str]]:
    """People as choices, with their organisation."""
    first = [("", empty)] if empty else []
    return [*first, *((str(user.pk), f"{user.name} ({user.organisation.name})") for user in people)]


def minutes_field(label: str, *, least: int = 15, most: int = 480) -> forms.IntegerField:
    """A number of minutes."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        error_messages={
            "required": "Vul het aantal minuten in.",
            "invalid": "Vul een heel getal in.",
            "min_value": f"Ten minste {least} minuten.",
            "max_value": f"Ten hoogste {most} minuten.",
        },
    )


class PlaceForm(forms.Form):
    """What a meeting and a series share."""

    name = forms.CharField(
        label="Naam",
        max_length=80,
        help_text="Staat niet in e-mail. Bijvoorbeeld: Casustafel ondermijning.",
        error_messages={"required": "Geef een naam."},
    )
    minutes = minutes_field("Minuten beschikbaar")
    place = forms.CharField(label="Zaal", max_length=120, required=False)
    video = forms.CharField(
        label="Videolink", max_length=300, required=False, help_text="Alleen genodigden zien deze link."
    )
    secretary = forms.ChoiceField(
        label="Secretaris", required=False, error_messages={"invalid_choice": "Kies uit de lijst."}
    )
    access_days = forms.IntegerField(
        label="Dagen inzage na het overleg",
        min_value=1,
        max_value=366,
        help_text="Daarna zien genodigden dit niet meer. Dat gaat vanzelf.",
        error_messages={
            "required": "Vul het aantal dagen in.",
            "invalid": "Vul een heel getal in.",
            "min_value": "Ten minste één dag.",
            "max_value": "Ten hoogste een jaar.",
        },
    )

    def __init__(self, *args: Any, hosts: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = {str(user.pk): user for user in hosts}
        secretary: Any = self.fields["secretary"]
        secretary.choices = person_choices(hosts, empty="Niemand")

    def host(self, name: str) -> User | None:
        """Who was chosen in a field."""
        return self.hosts.get(str(self.cleaned_data.get(name) or ""))


class MeetingForm(PlaceForm):
    """One meeting: when, where, who leads it."""

    day = ExactDateField(label="Dag", max_length=20, error_messages={"required": "Vul de dag in."})
    begins_at = ClockField(label="Begint om")
    chair = forms.ChoiceField(
        label="Voorzitter",
        error_messages={"required": "Kies de voorzitter.", "invalid_choice": "Kies uit de lijst."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    field_order = ("name", "day", "begins_at", "minutes", "chair", "secretary", "place", "video")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", str(uuid.uuid4()))
        chair: Any = self.fields["chair"]
        chair.choices = person_choices(list(self.hosts.values()), empty="Kies")

    def new(self) -> NewMeeting:
        """What was filled in, for the operation."""
        data = self.cleaned_data
        chair = self.host("chair")
        assert chair is not None
        starts_at = timezone.make_aware(datetime.combine(data["day"], data["begins_at"]))
        return NewMeeting(
            name=data["name"],
            starts_at=starts_at,
            chair=chair,
            minutes=data["minutes"],
            secretary=self.host("secretary"),
            place=data["place"],
            video=data["video"],
            access_days=data["access_days"],
            token=data["token"],
        )


def of_meeting(meeting: Meeting) -> dict[str, Any]:
    """A meeting as the form shows it."""
    start = timezone.localtime(meeting.starts_at)
    return {
        "name": meeting.name,
        "day": start.strftime("%d-%m-%Y"),
        "begins_at": start.time(),
        "minutes": meeting.minutes,
        "chair": str(meeting.chair_id),
        "secretary": str(meeting.secretary_id or ""),
        "place": meeting.place,
        "video": meeting.video,
        "access_days": (meeting.access_until - meeting.ends_at).days,
        "version": meeting.version,
    }


class SeriesForm(PlaceForm):
    """A series: rhythm, who is usually asked, and the items that stand on every agenda."""

    rhythm = forms.ChoiceField(
        label="Ritme", choices=Rhythm, error_messages={"invalid_choice": "Kies uit de lijst."}
    )
    begins_at = ClockField(label="Begint om")
    invitees = forms.MultipleChoiceField(
        label="Vaste genodigden",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zij krijgen een uitnodiging, maar zien alleen punten waarvoor u hen apart uitnodigt.",
        error_messages={"invalid_choice": "Kies uit de lijst."},
    )
    ended = forms.BooleanField(label="Deze reeks is gestopt", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("name", "rhythm", "begins_at", "minutes", "secretary", "place", "video", "access_days")

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        invitees: Any = self.fields["invitees"]
        invitees.choices = person_choices(people)
        for n in range(ROWS):
            self.fields[f"titel-{n}"] = forms.CharField(label=f"Titel {n + 1}", max_length=80, required=False)
            self.fields[f"vraag-{n}"] = forms.CharField(
                label=f"Vraag {n + 1}", max_length=300, required=False
            )
            self.fields[f"minuten-{n}"] = forms.IntegerField(
                label=f"Minuten {n + 1}",
                required=False,
                min_value=1,
                max_value=240,
                error_messages={
                    "invalid": "Vul een heel getal in.",
                    "min_value": "Ten minste één minuut.",
                    "max_value": "Ten hoogste 240 minuten.",
                },
            )
            self.fields[f"eind-{n}"] = forms.BooleanField(label=f"Aan het eind {n + 1}", required=False)

    def rows(self) -> list[tuple[Any, Any, Any, Any]]:
        """The boxes of the fixed items, a row each."""
        return [
            (self[f"titel-{n}"], self[f"vraag-{n}"], self[f"minuten-{n}"], self[f"eind-{n}"])
            for n in range(ROWS)
        ]

    def clean(self) -> dict[str, Any]:
        """A fixed item has a title as well as a question."""
        data = super().clean() or self.cleaned_data
        for n in range(ROWS):
            title, question = data.get(f"titel-{n}"), data.get(f"vraag-{n}")
            if bool(title) != bool(question):
                empty = "vraag" if title else "titel"
                self.add_error(f"{empty}-{n}", "Vul bij een vast punt titel én vraag in.")
        return data

    def new(self) -> NewSeries:
        """What was filled in, for the operation."""
        data = self.cleaned_data
        fixed = [
            NewFixedItem(
                title=data[f"titel-{n}"],
                question=data[f"vraag-{n}"],
                minutes=data[f"minuten-{n}"] or 5,
                at_the_end=data[f"eind-{n}"],
            )
            for n in range(ROWS)
            if data[f"titel-{n}"]
        ]
        return NewSeries(
            name=data["name"],
            begins_at=data["begins_at"],
            rhythm=data["rhythm"],
            minutes=data["minutes"],
            place=data["place"],
            video=data["video"],
            secretary=self.host("secretary"),
            access_days=data["access_days"],
            invitees=[self.people[key] for key in data["invitees"]],
            fixed_items=fixed,
            ended=data["ended"],
        )


def of_series(series: Series, invitees: Sequence[Any], fixed: Sequence[Any]) -> dict[str, Any]:
    """A series as the form shows it."""
    found: dict[str, Any] = {
        "name": series.name,
        "rhythm": series.rhythm,
        "begins_at": series.begins_at,
        "minutes": series.minutes,
        "place": series.place,
        "video": series.video,
        "secretary": str(series.secretary_id or ""),
        "access_days": series.access_days,
        "invitees": [str(row.user_id) for row in invitees],
        "ended": series.ended_at is not None,
        "version": series.version,
    }
    for n, row in enumerate(fixed[:ROWS]):
        found |= {
            f"titel-{n}": row.title,
            f"vraag-{n}": row.question,
            f"minuten-{n}": row.minutes,
            f"eind-{n}": row.at_the_end,
        }
    return found
