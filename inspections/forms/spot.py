"""What is filled in on the spot, one small form for each act."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone

from access.forms import ExactDateField
from core import clock
from inspections.forms.plan import PLAIN, day_field
from inspections.states import Answer, Entry, Revisit, StopOutcome

# An hour that lies ahead is one of last evening, as long as that is so near.
EVENING: Final = timedelta(hours=12)
YES_NO: Final = [("ja", "Ja"), ("nee", "Nee")]


class TokenForm(forms.Form):
    """With the key by which a form that is sent twice counts once."""

    token = forms.UUIDField(widget=forms.HiddenInput)


class EntryForm(forms.Form):
    """How the premises were entered."""

    dwelling = forms.BooleanField(label="Dit is een woning", required=False)
    entry = forms.ChoiceField(
        label="Hoe kwam u binnen?",
        choices=Entry,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe u binnenkwam."},
    )
    who = forms.CharField(
        label="Wie gaf toestemming, of kenmerk van de machtiging",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )
    hour = forms.TimeField(
        label="Hoe laat?",
        required=False,
        help_text="Leeg: nu.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Vul een tijd in, bijvoorbeeld 10:15."},
    )

    def moment(self) -> datetime | None:
        """The hour of today, in Dutch time, or shortly after midnight of the evening before; None for now."""
        hour = self.cleaned_data["hour"]
        if not hour:
            return None
        found = timezone.make_aware(datetime.combine(clock.today(), hour))
        evening = timezone.make_aware(datetime.combine(clock.today() - timedelta(days=1), hour))
        return evening if found > clock.now() and clock.now() - evening < EVENING else found


class CheckForm(TokenForm):
    """One point, one tap."""

    code = forms.CharField(max_length=60)
    answer = forms.ChoiceField(choices=Answer)


class NoteForm(TokenForm):
    """A note."""

    text = forms.CharField(
        label="Notitie",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf iets op."},
    )


class MetForm(TokenForm):
    """Somebody who was there."""

    name = forms.CharField(label="Naam", max_length=120, required=False, widget=forms.TextInput(attrs=PLAIN))
    function = forms.CharField(
        label="Functie of verhouding tot het pand", max_length=120, required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )  # fmt: skip
    id_seen = forms.BooleanField(label="ID gezien", required=False)
    statement = forms.CharField(
        label="Verklaring",
        max_length=4000,
        required=False,
        help_text="In de woorden van de persoon. Nooit nationaliteit, afkomst of geloof.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GoodsForm(TokenForm):
    """One good of the sample."""

    what = forms.CharField(
        label="Welk goed?", max_length=160, help_text="Soort en merk.",
        error_messages={"required": "Schrijf op welk goed het is."},
    )  # fmt: skip
    serial = forms.CharField(
        label="Serienummer", max_length=60, required=False, widget=forms.TextInput(attrs=PLAIN)
    )
    in_register = forms.ChoiceField(
        label="Staat het in het DOR?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )


class DealerForm(TokenForm):
    """The dealer, and how he stands in DOL and DOR."""

    name = forms.CharField(
        label="Handelaar", max_length=120, widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul de naam van de handelaar in."},
    )  # fmt: skip
    kvk = forms.CharField(
        label="KvK-nummer",
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={**PLAIN, "inputmode": "numeric"}),
    )
    dol_on = ExactDateField(
        label="Aangemeld in het DOL op",
        max_length=30,
        required=False,
        help_text="Leeg: niet aangemeld.",
        widget=forms.TextInput(attrs=PLAIN),
    )
    dor_number = forms.CharField(
        label="Nummer in het DOR", max_length=40, required=False, widget=forms.TextInput(attrs=PLAIN)
    )


class PhotosInput(forms.ClearableFileInput):
    """A file box for several photos at once; on a phone it offers the camera."""

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


class PhotosForm(forms.Form):
    """Photos to add."""

    photos = PhotosField(
        label="Foto’s",
        widget=PhotosInput(attrs={"accept": "image/*"}),
        error_messages={"required": "Kies een foto."},
    )


class FindingForm(TokenForm):
    """What was found, which rule, and by when it must be mended."""

    what = forms.CharField(
        label="Wat zag u?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op wat u zag."},
    )
    breach = forms.ChoiceField(
        label="Is dit een overtreding?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    rule = forms.CharField(
        label="Artikel of regel", max_length=120, required=False, help_text="Verplicht bij een overtreding.",
        widget=forms.TextInput(attrs=PLAIN),
    )  # fmt: skip
    statement = forms.CharField(
        label="Wat verklaarde de overtreder?", max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    mend_until = day_field("Hersteltermijn tot en met", hint="VIK zet de hercontrole op de dag erna.")
    check_code = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    photos = PhotosField(
        label="Foto’s",
        required=False,
        widget=PhotosInput(attrs={"accept": "image/*"}),
        help_text="Alleen van wat nodig is. Plaats en toestel gaan niet mee in wat wordt getoond.",
    )


class OutcomeForm(forms.Form):
    """How the visit ended."""

    outcome = forms.ChoiceField(
        label="Hoe liep het bezoek af?",
        choices=StopOutcome,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het bezoek afliep."},
    )
    why = forms.CharField(label="Toelichting", max_length=300, required=False)
    revisit_on = day_field(
        "Tweede bezoek op", hint="Leeg: geen tweede bezoek, of zoals de hersteltermijn zegt."
    )


class RevisitForm(forms.Form):
    """What the second visit showed."""

    on = ExactDateField(
        label="Wanneer was de hercontrole?",
        max_length=30,
        help_text="Bijvoorbeeld vandaag, gisteren of 23-11-2026.",
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul een dag in."},
    )
    result = forms.ChoiceField(
        label="Wat zag u?",
        choices=Revisit,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u zag."},
    )


class FeedbackForm(forms.Form):
    """What an organisation gave back."""

    text = forms.CharField(
        label="Terugkoppeling",
        max_length=4000,
        help_text="Alleen wat deze organisatie met de gemeente mag delen.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op wat deze organisatie teruggaf."},
    )


class StepForm(forms.Form):
    """Why a step is taken; asked where the step needs it."""

    why = forms.CharField(
        label="Toelichting", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    number = forms.CharField(
        label="Nummer van de maatregel", max_length=24, required=False, widget=forms.TextInput(attrs=PLAIN)
    )

    def __init__(self, *args: Any, needs: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "reason_given" in needs:
            self.fields["why"].required = True
            self.fields["why"].label = "Waarom?"
            self.fields["why"].error_messages["required"] = "Schrijf in één of twee zinnen waarom."
        if "measure_named" not in needs:
            del self.fields["number"]
        else:
            self.order_fields(["number", "why"])
