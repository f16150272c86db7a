"""Forms about a case: open and rewrite it, add parts, name people, move and close it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms

from access.forms import ComingDateField, ExactDateField
from cases.states import CaseResult
from core.ids import uuid7
from core.levels import Confidentiality
from reference.models import Area, LegalBasis, Theme
from reference.queries import areas_of, current
from signals.models import InvolvementRole
from subjects.models import Certainty

if TYPE_CHECKING:
    from accounts.models import User

PLAIN: Final = {"autocomplete": "off", "spellcheck": "false"}
WHY_MISSING: Final = {"required": "Schrijf in één of twee zinnen waarom."}


def why_field(label: str = "Waarom?", *, required: bool = True, hint: str = "") -> forms.CharField:
    """A reason in one or two sentences."""
    return forms.CharField(
        label=label,
        max_length=500,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=WHY_MISSING,
    )


def day_field(label: str, *, required: bool = True, hint: str = "") -> ExactDateField:
    """A day as people type it."""
    return ExactDateField(
        label=label,
        required=required,
        help_text=hint,
        max_length=30,
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul een dag in."},
    )


def coming_field(label: str, *, hint: str = "") -> ComingDateField:
    """A day on which something must be done or ends."""
    return ComingDateField(
        label=label,
        help_text=hint,
        max_length=40,
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul een dag in."},
    )


def once_field() -> forms.UUIDField:
    """By which a form that is sent twice is known; empty is a form that was not made by us."""
    return forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid7)


class PersonChoice(forms.ChoiceField):
    """One of the colleagues that are offered; cleans to the user."""

    def __init__(self, people: Sequence[User], *, label: str, empty: str, **kwargs: Any) -> None:
        self.people = {str(user.pk): user for user in people}
        super().__init__(
            label=label,
            choices=[("", empty), *((key, user.name) for key, user in self.people.items())],
            error_messages={
                "required": "Kies een collega.",
                "invalid_choice": "Kies een collega uit de lijst.",
            },
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """The user, or None when none was chosen."""
        return self.people.get(super().clean(value))


class CaseForm(forms.Form):
    """What a case says of itself; with ``people`` also who leads it."""

    title = forms.CharField(
        label="Codewoord",
        max_length=60,
        required=False,
        help_text="Zonder namen en plaatsen. Leeg? Dan kiest VIK een neutraal woord.",
        widget=forms.TextInput(attrs=PLAIN),
    )
    summary = forms.CharField(
        label="Samenvatting",
        max_length=4000,
        required=False,
        help_text="Wat hangt samen, en waarom? De voorzitter leest dit ook.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    theme = forms.ModelChoiceField(
        label="Thema", queryset=Theme.objects.none(), required=False, empty_label="Nog onbekend"
    )
    area = forms.ModelChoiceField(
        label="Gebied", queryset=Area.objects.none(), required=False, empty_label="Hele gemeente of onbekend"
    )
    legal_basis = forms.ChoiceField(label="Grondslag", error_messages={"required": "Kies een grondslag."})
    purpose = forms.CharField(
        label="Doel",
        max_length=200,
        help_text="Waarvoor brengt u dit bij elkaar? Zonder namen.",
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul het doel in."},
    )
    level = forms.TypedChoiceField(label="Vertrouwelijkheid", coerce=int, choices=Confidentiality)

    def __init__(
        self, *args: Any, user: User, people: Sequence[User] | None = None, kept: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        theme: Any = self.fields["theme"]
        theme.queryset = current(Theme)
        theme.label_from_instance = lambda row: row.label
        area: Any = self.fields["area"]
        area.queryset = areas_of(user.organisation.municipality_code).order_by("label")
        area.label_from_instance = lambda row: row.label
        bases = [(cited(row), f"{row.label} ({row.article})") for row in current(LegalBasis)]
        if kept and kept not in dict(bases):
            bases.insert(0, (kept, kept))
        basis: Any = self.fields["legal_basis"]
        basis.choices = [("", "Kies een grondslag"), *bases]
        level: Any = self.fields["level"]
        level.choices = [choice for choice in Confidentiality.choices if choice[0] <= user.clearance]
        self.initial.setdefault("level", min(Confidentiality.ZAAKVERTROUWELIJK, user.clearance))
        if people is not None:
            self.fields["case_owner"] = PersonChoice(
                people, label="Casuseigenaar", empty="Later kiezen", required=False
            )
            self.fields["why"] = why_field("Waarom nu een casus?", required=False)
            self.fields["key"] = once_field()
        else:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, required=False)


def cited(row: LegalBasis) -> str:
    """A legal basis as it is kept: article and name."""
    return f"{row.article} · {row.label}"[:200]


class AddSignalForm(forms.Form):
    """A signal by its number."""

    number = forms.CharField(
        label="Nummer van het signaal",
        max_length=20,
        help_text="Bijvoorbeeld S-2026-00042.",
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul het nummer in."},
    )
    why = why_field("Waarom hoort dit erbij?")


class AddSubjectForm(forms.Form):
    """A subject or object by its number, its part and how sure that is."""

    number = forms.CharField(
        label="Nummer van het subject of object",
        max_length=20,
        help_text="U vindt het nummer in het register, of op de pagina van een signaal.",
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul het nummer in."},
    )
    role = forms.ChoiceField(label="Rol", choices=InvolvementRole)
    certainty = forms.ChoiceField(label="Hoe zeker is dit?", choices=Certainty)
    why = why_field("Waar blijkt dat uit?", required=False)


class NoteForm(forms.Form):
    """A note on the timeline."""

    text = forms.CharField(
        label="Notitie",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Schrijf een notitie."},
    )
    happened_on = day_field("Wanneer gebeurde dit?", required=False, hint="Leeg als de dag niet uitmaakt.")


class MoveForm(forms.Form):
    """What a step asks: a reason, an end, somebody in charge."""

    def __init__(self, *args: Any, needs: Sequence[str], people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "owner_chosen" in needs:
            self.fields["case_owner"] = PersonChoice(people, label="Casuseigenaar", empty="Kies een collega")
        if "end_given" in needs:
            self.fields["until"] = coming_field(
                "Monitoren tot en met", hint="Binnen een jaar. Daarna besluit u opnieuw."
            )
        self.fields["why"] = why_field(required="reason_given" in needs)


class CloseForm(forms.Form):
    """Result, what was learned, and when the retention starts."""

    result = forms.ChoiceField(
        label="Resultaat",
        choices=[("", "Kies een resultaat"), *CaseResult.choices],
        error_messages={"required": "Vul in wat het resultaat is."},
    )
    evaluation = forms.CharField(
        label="Evaluatie",
        max_length=4000,
        help_text="Wat werkte, wat niet, wat leren anderen hiervan?",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf een korte evaluatie: wat werkte, wat niet?"},
    )
    retention_from = day_field("De bewaartermijn begint op", hint="Meestal vandaag, of de dag van het einde.")


class MemberForm(forms.Form):
    """A colleague for the team, and why he is needed."""

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"] = PersonChoice(people, label="Collega", empty="Kies een collega")
        self.fields["why"] = why_field("Waarom is deze collega nodig?")


class EntrustForm(forms.Form):
    """Who leads the case from now on."""

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case_owner"] = PersonChoice(people, label="Casuseigenaar", empty="Kies een collega")
        self.fields["why"] = why_field(required=False)
