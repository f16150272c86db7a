"""What the M.-gemachtigde types: mails to read in, alignment, the neutral text, the account."""

from __future__ import annotations

from typing import Any

from django import forms

from access.forms import DutchDateField
from core import clock
from core.uploads import why_refused
from mreports.models import Result
from reference.models import Area, Theme
from signals.models import PoliceAlignment, Urgency

ANSWERS = [
    (PoliceAlignment.ASKED, "Gevraagd, nog geen antwoord"),
    (PoliceAlignment.AGREED, "Akkoord: vervolg mag"),
    (PoliceAlignment.OBJECTION, "Bezwaar: geen vervolg"),
]
MOST_MAILS = 50


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class MailsField(forms.FileField):
    """Several mails at once."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file within bounds."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        cleaned = [super(MailsField, self).clean(file, initial) for file in files]
        if not cleaned:
            raise forms.ValidationError("Kies een of meer e-mails (.eml).")
        if len(cleaned) > MOST_MAILS:
            raise forms.ValidationError(f"Kies hoogstens {MOST_MAILS} e-mails tegelijk.")
        for file in cleaned:
            if sentence := why_refused(file):
                raise forms.ValidationError(f"{file.name}: {sentence}")
        return cleaned


class MailsForm(forms.Form):
    """Read in the mails of M."""

    mails = MailsField(label="E-mails van M. (.eml)")


class AlignmentForm(forms.Form):
    """What the police answered."""

    answer = forms.ChoiceField(label="Antwoord van de politie", choices=ANSWERS, widget=forms.RadioSelect)
    held_on = DutchDateField(label="Datum van het overleg", help_text="Bijvoorbeeld 23-11-2026 of gisteren.")
    spoken_with = forms.CharField(
        label="Met wie", max_length=120, help_text="De functie, geen naam: bijvoorbeeld teamchef Almelo."
    )
    note = forms.CharField(
        label="Toelichting", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DeriveForm(forms.Form):
    """The neutral signal, in own words."""

    title = forms.CharField(label="Titel", max_length=120, help_text="Zonder namen: titels staan in lijsten.")
    narrative = forms.CharField(
        label="Wat is de informatie, in uw eigen woorden?",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Neem geen zinnen over. Geen nummer van M., geen exacte tijd, niets over de melder.",
    )
    location = forms.CharField(label="Plaats", required=False, max_length=300)
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label="Thema", required=False, empty_label="Kies een thema"
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label="Wijk of kern", required=False, empty_label="Onbekend"
    )
    urgency = forms.ChoiceField(label="Urgentie", choices=Urgency, initial=Urgency.NORMAL)

    def __init__(self, *args: Any, municipality_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        theme, area = self.fields["theme"], self.fields["area"]
        assert isinstance(theme, forms.ModelChoiceField) and isinstance(area, forms.ModelChoiceField)
        theme.queryset = Theme.objects.current(today)
        area.queryset = Area.objects.current(today).filter(municipality_code=municipality_code)  # type: ignore[misc]  # the plugin knows only the fields of Entry
        # Labels of the list, not str(): a row has no name of its own.
        for field in (theme, area):
            setattr(field, "label_from_instance", lambda entry: entry.label)  # noqa: B010 -- mypy forbids the plain form


class WhyForm(forms.Form):
    """A step that only asks for a reason."""

    why = forms.CharField(label="Reden", max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class DestroyForm(WhyForm):
    """Destroy a report; with reporter data M. must have been told."""

    m_informed_on = DutchDateField(
        label="M. geïnformeerd op", required=False, help_text="Verplicht als er meldergegevens in stonden."
    )


class FeedbackForm(forms.Form):
    """What came of it, for the yearly account."""

    result = forms.ChoiceField(label="Resultaat", choices=Result)
    usefulness = forms.TypedChoiceField(
        label="Bruikbaarheid",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Nog niet te zeggen"), *((n, f"{n} van 5") for n in range(1, 6))],
    )
    verified_by = forms.CharField(
        label="Bevestigd door", required=False, max_length=120, help_text="Welke andere, onafhankelijke bron?"
    )
