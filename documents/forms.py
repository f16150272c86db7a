"""Forms about documents: what comes in, what is said of it, for whom a copy is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from core.levels import Confidentiality
from core.sources import LONGEST_NUMBER, SourceKind
from documents.filetypes import ACCEPT, WELCOME
from documents.models import Document, Kind
from documents.operations import Described
from documents.operations.redacting import Place
from documents.rules import IN_A_VAULT
from documents.woo import GROUNDS
from reference.models import LegalBasis, LegalRegime
from reference.queries import choices

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from access.records import Record
    from accounts.models import User

MOST_FILES = 20
PLAIN = {"autocomplete": "off", "spellcheck": "false"}


class FilesInput(forms.ClearableFileInput):
    """A file box for one or more files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def __init__(self, *, many: bool) -> None:
        super().__init__(attrs={"accept": ACCEPT, "multiple": many})


class FilesField(forms.FileField):
    """One or more files; what a file may be is decided where it is stored."""

    def __init__(self, *, many: bool = True) -> None:
        super().__init__(
            label="Bestanden" if many else "Bestand",
            help_text=f"{WELCOME[0].upper()}{WELCOME[1:]}.",
            widget=FilesInput(many=many),
            error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Every file on its own; a refusal of one is told where it is stored."""
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Stuur hoogstens {MOST_FILES} bestanden in één keer.")
        return files


class DescriptionForm(forms.Form):
    """What is said of a document: kind, title, source; and what it asks for besides its record."""

    kind = forms.ChoiceField(
        label="Soort document",
        choices=[("", "Kies een soort"), *Kind.choices],
        error_messages={"required": "Kies wat voor document dit is."},
    )
    title = forms.CharField(
        label="Titel",
        required=False,
        max_length=200,
        help_text="Waar het over gaat. Laat u dit leeg, dan ziet u de bestandsnaam.",
        widget=forms.TextInput(attrs=PLAIN),
    )
    source_kind = forms.ChoiceField(
        label="Bron", required=False, choices=[("", "Niet van toepassing"), *SourceKind.choices]
    )
    source_number = forms.CharField(
        label="Kenmerk van de bron",
        required=False,
        max_length=LONGEST_NUMBER,
        help_text="Nummer van de brief, het signaal of de zaak. Geen naam.",
        widget=forms.TextInput(attrs=PLAIN),
    )
    level = forms.TypedChoiceField(label="Vertrouwelijkheid", coerce=int, required=False)
    regimes = forms.MultipleChoiceField(
        label="Valt ook onder",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Het document valt altijd onder de regimes van het dossier. Het strengste regime geldt.",
    )
    secret = forms.BooleanField(label="Geheim stuk voor de rechter (Awb 8:29)", required=False)
    secret_why = forms.CharField(
        label="Welke gewichtige redenen?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, record: Record, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who may not read a level can't put a document there: he would lose it out of sight.
        levels = [
            (str(level), f"Strenger: {label}")
            for level, label in Confidentiality.choices
            if record.confidentiality < level <= actor.clearance
        ]
        self.fields["level"].choices = [("", "Zoals het dossier"), *levels]  # type: ignore[attr-defined]
        barred = {*record.regimes, *IN_A_VAULT, "avg_sector"}
        self.fields["regimes"].choices = [  # type: ignore[attr-defined]
            (code, label) for code, label in choices(LegalRegime) if code not in barred
        ]

    def clean(self) -> dict[str, Any]:
        """What a signal tells goes when it shuts, so its number is needed."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("source_kind") == SourceKind.SIGNAL and not data.get("source_number", "").strip():
            self.add_error("source_number", "Vul het nummer van het signaal in.")
        return data

    def described(self) -> Described:
        """As the operations take it."""
        data = self.cleaned_data
        return Described(
            kind=data["kind"],
            title=data["title"],
            source=data["source_kind"],
            source_number=data["source_number"],
            level=data["level"] or 1,
            regimes=data["regimes"],
            secret=data["secret"],
            secret_why=data["secret_why"],
        )


class AttachForm(DescriptionForm):
    """Files with what is said of them."""

    upload = FilesField()

    field_order = ("upload",)

    def uploads(self) -> list[UploadedFile[Any]]:
        """The files that were chosen."""
        found: list[UploadedFile[Any]] = self.cleaned_data["upload"]
        return found


class VersionForm(forms.Form):
    """One newer file."""

    upload = FilesField(many=False)


class DescribeForm(DescriptionForm):
    """What is said of a document that is there already."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "kind": document.kind,
            "title": document.title or "",
            "source_kind": document.source,
            "source_number": document.source_number,
            "level": str(document.own_level),
            "regimes": document.own_regimes,
            "secret": document.secret,
            "secret_why": document.secret_why or "",
            "version": document.version,
        }


class CopyForm(forms.Form):
    """For whom a copy is, and why."""

    whereto = forms.ChoiceField(
        label="Waar gaat de kopie heen?",
        choices=[("OWN", "Binnen de gemeente"), ("OUTSIDE", "Naar iemand buiten de gemeente")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar de kopie heen gaat."},
    )
    recipient = forms.CharField(
        label="Voor wie?",
        max_length=120,
        help_text="Afdeling, organisatie of functie.",
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Schrijf op voor wie de kopie is."},
    )
    basis = forms.ChoiceField(
        label="Grondslag", required=False, help_text="Nodig als de kopie buiten de gemeente gaat."
    )
    why = forms.CharField(
        label="Waarom?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één zin waarom."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = choices(LegalBasis, blank="Kies een grondslag")  # type: ignore[attr-defined]


class MarkForm(forms.Form):
    """A place on a page, in percents of it, and the ground."""

    ground = forms.ChoiceField(
        label="Grond (Woo)",
        choices=[("", "Kies een grond"), *GROUNDS.items()],
        error_messages={"required": "Kies een grond."},
    )
    x = forms.DecimalField(label="Van links (%)", min_value=0, max_value=100, decimal_places=1, initial=0)
    y = forms.DecimalField(label="Van boven (%)", min_value=0, max_value=100, decimal_places=1, initial=0)
    width = forms.DecimalField(label="Breedte (%)", min_value=0, max_value=100, decimal_places=1, initial=100)
    height = forms.DecimalField(label="Hoogte (%)", min_value=0, max_value=100, decimal_places=1, initial=100)

    def place(self, page: int) -> Place:
        """The place in thousandths."""
        found = {name: int(self.cleaned_data[name] * 10) for name in ("x", "y", "width", "height")}
        return Place(page=page, **found)
