"""What an administrator types about a row of a reference list."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms

from access.forms import DutchDateField
from administration.forms import WhyForm
from core import clock
from core.prose import LONGEST
from reference.lists import ReferenceList
from reference.models import (
    Area,
    AreaKind,
    Authority,
    ControlCheck,
    ControlType,
    Entry,
    LetterKind,
    MeasureType,
    PartnerKind,
    RuleDrugs,
    RuleOutcome,
    RulePremises,
    RuleUnit,
    Target,
    Theme,
    Workflow,
)
from reference.queries import choices, current

CODE_FORM: Final = r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$"


def own_fields(known: ReferenceList) -> dict[str, forms.Field]:
    """The fields of one list, under the names of its model."""
    made: dict[str, forms.Field] = (
        {
            "label": forms.CharField(label="Naam", max_length=160),
            "priority": forms.BooleanField(
                label="Thema met prioriteit", required=False, help_text="Telt mee bij weging 3."
            ),
            "theme": _row(Theme, "Thema"),
            "group": forms.CharField(label="Groep", max_length=60),
            "explanation": forms.CharField(
                label="Toelichting", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
            ),
            "verified": forms.BooleanField(label="De bron is gecontroleerd", required=False),
            "kind": forms.ChoiceField(label="Soort", choices=AreaKind),
            "municipality_code": forms.RegexField(
                r"^GM\d{4}$",
                label="Gemeentecode",
                help_text="GM0141 is Almelo, GM1700 is Twenterand.",
                error_messages={"invalid": "Een gemeentecode is GM met vier cijfers."},
            ),
            "parent": _row(Area, "Deel van", required=False),
            "boundary_year": forms.IntegerField(
                label="Jaar van de grens", required=False, min_value=1990, max_value=2100
            ),
            "law": forms.CharField(label="Wet", max_length=200),
            "seen_by": forms.CharField(label="Wie mag het zien?", max_length=200),
            "onward": forms.CharField(label="Mag het verder?", max_length=200),
            "extra": forms.CharField(label="Let op", max_length=300, required=False),
            "article": forms.CharField(label="Artikel", max_length=120),
        }
        | _measure_fields()
        | _letter_fields()
        | _control_fields()
        | _keeping_fields()
    )
    position = forms.IntegerField(
        label="Volgorde", min_value=0, max_value=9999, help_text="Laagste nummer staat bovenaan."
    )
    return {"label": made["label"], **{name: made[name] for name in known.fields}, "position": position}


def _measure_fields() -> dict[str, forms.Field]:
    """The fields of the lists about measures."""
    return {
        "workflow": forms.ChoiceField(label="Stappenplan", choices=Workflow),
        "authorities": forms.MultipleChoiceField(
            label="Bevoegd gezag", choices=Authority, widget=forms.CheckboxSelectMultiple
        ),
        "targets": forms.MultipleChoiceField(
            label="Rust op", choices=Target, widget=forms.CheckboxSelectMultiple
        ),
        "default_amount": forms.DecimalField(
            label="Gebruikelijk bedrag in euro", required=False, min_value=0, max_digits=12, decimal_places=2
        ),
        "duration_note": forms.CharField(label="Duur", max_length=200, required=False),
        "policy_name": forms.CharField(label="Beleidsregel", max_length=200),
        "publication": forms.CharField(label="Bekendmaking", max_length=60, required=False),
        "premises": forms.ChoiceField(label="Pand", choices=RulePremises),
        "drug_list": forms.ChoiceField(label="Lijst van de Opiumwet", choices=RuleDrugs),
        "amount_from": forms.DecimalField(label="Meer dan", min_value=0, max_digits=10, decimal_places=2),
        "amount_to": forms.DecimalField(
            label="Tot en met", required=False, min_value=0, max_digits=10, decimal_places=2
        ),
        "unit": forms.ChoiceField(label="Eenheid", choices=RuleUnit),
        "occurrence": forms.IntegerField(label="Keer in de terugkijktermijn", min_value=1, max_value=9),
        "outcome": forms.ChoiceField(label="Uitkomst", choices=RuleOutcome),
        "months": forms.IntegerField(label="Duur in maanden", required=False, min_value=1, max_value=120),
        "weeks": forms.IntegerField(label="Duur in weken", required=False, min_value=1, max_value=520),
        "lookback_years": forms.IntegerField(label="Terugkijken, jaren", min_value=1, max_value=20),
        "day": DutchDateField(label="Dag", help_text="Bijvoorbeeld 02-01-2026."),
    }


def _letter_fields() -> dict[str, forms.Field]:
    """The fields of the lists about letters."""
    return {
        "letter_kind": forms.ChoiceField(label="Soort brief", choices=LetterKind),
        "workflows": forms.MultipleChoiceField(
            label="Bij stappenplan",
            choices=Workflow,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Niets aangevinkt: bij alle.",
        ),
        "types": forms.MultipleChoiceField(
            label="Alleen bij deze soorten maatregelen",
            choices=lambda: choices(MeasureType),
            required=False,
            widget=forms.SelectMultiple(attrs={"size": 8}),
            help_text="Niets gekozen: bij alle.",
        ),
        "only_for": forms.RegexField(
            r"^GM\d{4}$",
            label="Alleen voor gemeente",
            required=False,
            help_text="Leeg: voor alle gemeenten. GM0141 is Almelo, GM1700 is Twenterand.",
            error_messages={"invalid": "Een gemeentecode is GM met vier cijfers."},
        ),
        "subject_line": forms.CharField(
            label="Onderwerp", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
        ),
        "body": forms.CharField(
            label="Tekst",
            max_length=LONGEST,
            help_text="# kop, ## tussenkop, - punt, 1. punt, **vet**, en {{ veld }} voor wat VIK invult.",
            widget=forms.Textarea(attrs={"rows": 28}),
        ),
        "objection": forms.BooleanField(label="Sluit af met de tekst over bezwaar", required=False),
        "check_note": forms.CharField(
            label="Door de jurist te controleren",
            max_length=400,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        ),
        "department": _text("Afdeling", 80),
        "place": forms.CharField(label="Plaats", max_length=80),
        "visit": _text("Bezoekadres", 160),
        "post": _text("Postadres", 160),
        "phone": _text("Telefoon", 30),
        "email": _text("E-mail", 120),
        "website": _text("Website", 120),
        "objection_address": _text("Bezwaar sturen naar", 200),
        "account": _text("Rekeningnummer", 34),
        "mayor": _text("Naam van de burgemeester", 120),
        "secretary": _text("Naam van de gemeentesecretaris", 120),
        "fee_low": _fee("Aanmaning onder € 500 kost"),
        "fee_high": _fee("Aanmaning vanaf € 500 kost"),
    }


def _text(label: str, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


def _fee(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        help_text="In euro; artikel 4:113 van de Awb.",
    )


def _control_fields() -> dict[str, forms.Field]:
    """The fields of the lists about controls."""
    return {
        "partners": forms.MultipleChoiceField(
            label="Wie meestal meedoet", choices=PartnerKind, widget=forms.CheckboxSelectMultiple
        ),
        "sample_size": forms.IntegerField(
            label="Steekproef, aantal goederen",
            min_value=0,
            max_value=50,
            help_text="0: geen steekproef. Bij DOR en DOL zijn het er meestal vijf.",
        ),
        "control_type": _row(ControlType, "Soort controle"),
        "organisation": forms.ChoiceField(
            label="Wie controleert dit?",
            choices=PartnerKind,
            help_text="Iedere organisatie gebruikt alleen de eigen bevoegdheid.",
        ),
    }


def _keeping_fields() -> dict[str, forms.Field]:
    """The fields of the list of retention periods."""
    return {
        "kept_months": forms.IntegerField(
            label="Bewaren, in maanden",
            min_value=1,
            max_value=600,
            help_text="60 is vijf jaar. Wat al is gesloten, houdt de oude termijn.",
        ),
        "ground": forms.CharField(
            label="Grond", max_length=200, help_text="Waar de termijn staat: protocol of selectielijst."
        ),
    }


def _row(model: type[Entry], label: str, *, required: bool = True) -> forms.ModelChoiceField[Any]:
    """A choice of another list, by its name."""
    field = forms.ModelChoiceField(current(model), label=label, required=required)
    # Its name, not str(): a row has no name of its own.
    setattr(field, "label_from_instance", lambda row: row.label)  # noqa: B010 -- mypy forbids the plain form
    return field


class EntryForm(WhyForm):
    """The fields of a row, and why it changes."""

    def __init__(self, *args: Any, known: ReferenceList, entry: Entry | None = None, **kwargs: Any) -> None:
        """Start from the row as it is."""
        names = own_fields(known)
        if known.model is MeasureType:
            names["article"] = forms.CharField(label="Grondslag", max_length=300)
        if known.model is ControlCheck:
            names["article"] = forms.CharField(label="Regel", max_length=120, required=False)
        if entry is not None:
            kwargs["initial"] = {name: _initial(entry, name) for name in names}
        super().__init__(*args, **kwargs)
        for name, field in names.items():
            self.fields[name] = field
        self._names = list(names)
        self.order_fields([*self.first, *names, *self.last, "why"])

    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, without reason and days."""
        return {name: self.cleaned_data[name] for name in self._names}


def _initial(entry: Entry, name: str) -> Any:
    value = getattr(entry, name)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return value.pk if isinstance(value, Entry) else value


class AddForm(EntryForm):
    """A new row: its code never changes afterwards."""

    first = ("code",)
    last = ("valid_from", "valid_to")
    code = forms.RegexField(
        CODE_FORM,
        label="Code",
        max_length=40,
        help_text="Kort en blijvend, zonder spaties. De code verandert later niet meer.",
        error_messages={"invalid": "Gebruik letters, cijfers, punt, streepje of laag streepje."},
    )
    valid_from = DutchDateField(label="Geldig vanaf", required=False, help_text="Leeg is vandaag.")
    valid_to = DutchDateField(label="Geldig tot en met", required=False, help_text="Leeg is zonder einde.")

    @property
    def values(self) -> dict[str, Any]:
        """With the code and the period."""
        period = {"valid_from": self.cleaned_data["valid_from"] or clock.today()}
        period["valid_to"] = self.cleaned_data["valid_to"]
        return {"code": self.cleaned_data["code"], **super().values, **period}


class RenewForm(EntryForm):
    """From a day on the row reads differently."""

    first = ("from_day",)
    from_day = DutchDateField(label="Vanaf", help_text="Bijvoorbeeld 01-01-2027. Tot die dag geldt de oude.")


class EndForm(WhyForm):
    """Until when a row holds."""

    last_day = DutchDateField(
        label="Geldig tot en met", required=False, help_text="Leeg: de regel geldt weer zonder einde."
    )
    field_order = ("last_day", "why")
