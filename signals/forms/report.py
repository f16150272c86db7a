"""The form of a report, and the answer to a question about it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from core import clock
from legal.dates import DateProblem, Moment, read_date
from signals.models import Urgency
from signals.operations.drafts import MOST_PHOTOS
from signals.operations.reports import NewReport
from signals.titles import title_warning

# A spot outside the kingdom is a slip of the finger.
LATITUDES = (50.7, 53.7)
LONGITUDES = (3.2, 7.3)
URGENCIES = [
    (Urgency.NORMAL, "Gewoon: kijk ernaar als het uitkomt"),
    (Urgency.HIGH, "Snel: het speelt nu of binnenkort"),
    (Urgency.DANGER, "Direct gevaar voor iemand"),
]


TRY = "Probeer: gisteren, 23 nov of 23-11-2026. Weet u het niet meer? Laat dit dan leeg."


def read_past_date(text: str) -> Moment:
    """Understand when something was seen; raises :class:`DateProblem` with what to do."""
    try:
        moment = read_date(text, today=clock.today())
    except DateProblem as problem:
        raise DateProblem(f"{problem} {TRY}") from None
    if moment.start is not None and moment.start > clock.today():
        raise DateProblem("Deze datum ligt in de toekomst. Wanneer heeft u het gezien?")
    return moment


class PhotosInput(forms.ClearableFileInput):
    """A file box for several photos at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosField(forms.FileField):
    """Several photos; what a photo may be is decided where it is stored."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The list of files; Django itself expects one."""
        single = super().clean
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [single(file, initial) for file in files]


class ReportForm(forms.Form):
    """What a colleague saw: what, where, when, who, with photos."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    narrative = forms.CharField(
        label="Wat heeft u gezien of gehoord?",
        help_text="Schrijf op wat u zelf zag, hoorde of rook. Wat u vermoedt mag ook: zeg er dan bij dat u "
        "het vermoedt.",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 7, "autocapitalize": "sentences"}),
        error_messages={"required": "Beschrijf wat u heeft gezien of gehoord."},
    )
    title = forms.CharField(
        label="Titel",
        help_text="Zonder namen, adressen of kentekens. Leeg laten mag: dan maken wij een titel.",
        max_length=120,
        required=False,
    )
    location = forms.CharField(
        label="Waar was het?",
        help_text="Een adres, of een omschrijving: “achter de sporthal aan de Windslaan”.",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    latitude = forms.DecimalField(required=False, widget=forms.HiddenInput)
    longitude = forms.DecimalField(required=False, widget=forms.HiddenInput)
    observed = forms.CharField(
        label="Wanneer was het?",
        help_text="Bijvoorbeeld: gisteren, 23 nov, vorige week dinsdag, of: begin oktober.",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    involved = forms.CharField(
        label="Wie of wat was erbij?",
        help_text="Eén per regel: een naam, bedrijf, kenteken of omschrijving. Namen worden pas zichtbaar "
        "als is beoordeeld dat het om ondermijning gaat.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    photos = PhotosField(label="Foto’s", required=False)
    urgency = forms.ChoiceField(
        label="Hoe dringend is het?", choices=URGENCIES, initial=Urgency.NORMAL, widget=forms.RadioSelect
    )
    team = forms.CharField(
        label="Uw team",
        help_text="Bijvoorbeeld: Handhaving of Buitendienst.",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )

    def clean_title(self) -> str:
        """A title without names."""
        title: str = self.cleaned_data["title"].strip()
        warning = title_warning(title)
        if warning:
            raise forms.ValidationError(warning)
        return title

    def clean_observed(self) -> str:
        """A moment that is understood, and not in the future."""
        text: str = self.cleaned_data["observed"].strip()
        try:
            self.moment = read_past_date(text)
        except DateProblem as problem:
            raise forms.ValidationError(str(problem)) from None
        return text

    def clean(self) -> dict[str, Any]:
        """A spot lies in the Netherlands, or there is none."""
        data = super().clean() or self.cleaned_data
        latitude, longitude = data.get("latitude"), data.get("longitude")
        self.spot: dict[str, float] | None = None
        if latitude is not None and longitude is not None:
            inside = LATITUDES[0] < latitude < LATITUDES[1] and LONGITUDES[0] < longitude < LONGITUDES[1]
            if not inside:
                self.add_error("location", "Deze plek op de kaart ligt buiten Nederland. Kies opnieuw.")
            else:
                self.spot = {"lat": float(latitude), "lng": float(longitude)}
        return data

    def report(self) -> NewReport:
        """What the operation needs."""
        data = self.cleaned_data
        moment: Moment = self.moment
        return NewReport(
            narrative=data["narrative"],
            title=data["title"],
            team=data["team"],
            location=data["location"],
            spot=self.spot,
            involved=data["involved"],
            observed_from=moment.start,
            observed_to=moment.end,
            observed_precision=moment.precision,
            observed_text=data["observed"],
            urgency=data["urgency"],
        )

    def typed(self) -> dict[str, list[str]]:
        """Every text as it was typed, to keep as a draft."""
        return {
            name: [str(self.data[self.add_prefix(name)])]
            for name in self.fields
            if name != "photos" and self.add_prefix(name) in self.data
        }

    def uploads(self) -> list[UploadedFile[Any]]:
        """The photos that came along, also when something else is wrong."""
        files: Any = self.files
        return list(files.getlist("photos")) if hasattr(files, "getlist") else []


def fresh_token() -> str:
    """The name of one form: sent twice, it makes one report."""
    return str(uuid.uuid4())


class AnswerForm(forms.Form):
    """The reporter's answer to one question."""

    message = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label="Uw antwoord",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf een antwoord, of: weet ik niet."},
    )


__all__ = ["MOST_PHOTOS", "AnswerForm", "ReportForm", "fresh_token", "read_past_date"]
