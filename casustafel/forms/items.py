"""Forms of an item: what it says, who is invited to it and why, what is split off."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone

from access.forms import ExactDateField
from accounts.models import Organisation, User
from cases.models import Case
from casustafel.forms.meetings import minutes_field, person_choices
from casustafel.models import AgendaItem, ItemInvitee
from casustafel.operations import NewItem
from casustafel.queries.guests import Need
from casustafel.rules import NEVER
from casustafel.states import Goal, ItemKind
from legal.regimes import REGIMES
from signals.models import Signal

REGIME_CHOICES: Final = [
    (regime.code, f"{regime.label} ({regime.law})") for regime in REGIMES.values() if regime.code not in NEVER
]
CHOOSE: Final = "Kies uit de lijst."
# Regimes of which a provision or consent must name who may hear it.
NAMING: Final = frozenset({"wpg_received", "wpg_own", "riec", "judicial"})


def question_field() -> forms.CharField:
    """The one sentence that an item asks."""
    return forms.CharField(
        label="Vraag aan de tafel",
        max_length=300,
        help_text="Eén zin. Zonder vraag geen punt.",
        error_messages={"required": "Schrijf de vraag aan de tafel in één zin. Zonder vraag geen punt."},
    )


class ItemForm(forms.Form):
    """What an item says."""

    title = forms.CharField(
        label="Codewoord of nummer",
        max_length=80,
        help_text="Zonder namen van personen: namen staan alleen in het punt zelf.",
        error_messages={"required": "Vul een codewoord of nummer in."},
    )
    question = question_field()
    goal = forms.ChoiceField(
        label="Bespreekdoel",
        choices=Goal,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies het bespreekdoel.", "invalid_choice": CHOOSE},
    )
    kind = forms.ChoiceField(label="Soort", choices=ItemKind, error_messages={"invalid_choice": CHOOSE})
    minutes = minutes_field("Minuten", least=1, most=240)
    brought_by = forms.ChoiceField(
        label="Inbrenger", required=False, error_messages={"invalid_choice": CHOOSE}
    )
    case = forms.ChoiceField(label="Casus", required=False, error_messages={"invalid_choice": CHOOSE})
    note = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Alleen wat voor de vraag nodig is. Genodigden bij dit punt lezen dit.",
    )
    regimes = forms.MultipleChoiceField(
        label="Soort gegevens",
        choices=REGIME_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wat staat er in de toelichting? De soorten van casus en stukken komen er vanzelf bij. "
        "Geen gegevens over personen? Laat alles leeg.",
        error_messages={"invalid_choice": CHOOSE},
    )
    territory = forms.MultipleChoiceField(
        label="Speelt op het grondgebied van",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        people: Sequence[User],
        cases: Sequence[Case],
        municipalities: Sequence[Organisation],
        item: AgendaItem | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        self.initial.setdefault("token", str(uuid.uuid4()))
        self.cases = {case.number: case for case in cases}
        self.item = item
        own: Any = self.fields
        own["brought_by"].choices = person_choices(people, empty="Niemand")
        own["case"].choices = [
            ("", "Geen"),
            *((case.number, f"{case.title} ({case.number})") for case in cases),
        ]
        own["territory"].choices = [(row.municipality_code, row.name) for row in municipalities]

    def new(self) -> NewItem:
        """What was filled in, for the operation. The signal of an item can't be typed here."""
        data = self.cleaned_data
        signal: Signal | None = self.item.signal if self.item else None
        case = self.cases.get(data["case"])
        return NewItem(
            title=data["title"],
            question=data["question"],
            kind=data["kind"],
            goal=data["goal"],
            minutes=data["minutes"],
            note=data["note"],
            brought_by=self.people.get(data["brought_by"]),
            regimes=data["regimes"],
            case=case,
            signal=signal,
            about=self.item.about if self.item else "",
            territory=data["territory"],
            token=data["token"],
        )


def of_item(item: AgendaItem) -> dict[str, Any]:
    """An item as the form shows it."""
    return {
        "title": item.title,
        "question": item.question,
        "goal": item.goal,
        "kind": item.kind,
        "minutes": item.minutes,
        "brought_by": str(item.brought_by_id or ""),
        "case": item.case.number if item.case else "",
        "note": item.note or "",
        "regimes": item.regimes,
        "territory": item.territory,
        "version": item.version,
    }


class InviteForm(forms.Form):
    """Per person at the meeting: invited to this item or not, why, on which basis, with which consent."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[User],
        invited: dict[int, ItemInvitee],
        bases: Sequence[tuple[str, str]],
        item: AgendaItem,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.invited, self.item = list(people), invited, item
        for user in self.people:
            self._boxes(user, invited.get(user.pk), bases)

    def _boxes(self, user: User, row: ItemInvitee | None, bases: Sequence[tuple[str, str]]) -> None:
        key, own = user.pk, user.organisation_id == self.item.owner_id
        told = set(self.item.regimes)
        ground = user.organisation.municipality_code
        far = not own and bool(ground) and ground not in self.item.territory
        add = self.fields.__setitem__
        add(
            f"in-{key}",
            forms.BooleanField(
                label=f"{user.name} ({user.organisation.name})", required=False, initial=row is not None
            ),
        )
        add(
            f"why-{key}",
            forms.CharField(
                label="Waarom nodig",
                max_length=300,
                required=False,
                initial=row.why if row else "",
            ),
        )
        # Only what can matter for this person at this item is asked.
        if not own and told:
            known = {value for value, _ in bases}
            kept = row.legal_basis if row else ""
            more = [(kept, kept)] if kept and kept not in known else []
            add(
                f"basis-{key}",
                forms.ChoiceField(
                    label="Grondslag",
                    choices=[("", "Kies"), *bases, *more],
                    required=False,
                    initial=kept or (bases[0][0] if bases else ""),
                    error_messages={"invalid_choice": CHOOSE},
                ),
            )
        if told & NAMING:
            add(
                f"consent-{key}",
                forms.CharField(
                    label="Kenmerk van verstrekking of toestemming",
                    max_length=120,
                    required=False,
                    initial=(row.consent or "") if row else "",
                ),
            )
        if far and told:
            add(
                f"ground-{key}",
                forms.BooleanField(
                    label="Ik deel dit bewust buiten eigen grondgebied",
                    required=False,
                    initial=bool(row and row.beyond_territory),
                ),
            )
        add(
            f"until-{key}",
            ExactDateField(
                label="Inzage tot en met",
                max_length=20,
                required=False,
                initial=_last_day(row.ends_at) if row else "",
            ),
        )

    def needs(self) -> list[Need]:
        """Who was ticked, with what was filled in beside."""
        data = self.cleaned_data
        return [
            Need(
                user=user,
                why=data[f"why-{user.pk}"],
                legal_basis=data.get(f"basis-{user.pk}", ""),
                consent=data.get(f"consent-{user.pk}", ""),
                beyond_territory=data.get(f"ground-{user.pk}", False),
                ends_at=_end_of(data[f"until-{user.pk}"], self.item),
            )
            for user in self.people
            if data[f"in-{user.pk}"]
        ]

    def left_out(self) -> list[User]:
        """Who was invited and is ticked no more."""
        return [
            user for user in self.people if user.pk in self.invited and not self.cleaned_data[f"in-{user.pk}"]
        ]


def _last_day(ends_at: datetime) -> str:
    return timezone.localtime(ends_at - timedelta(microseconds=1)).strftime("%d-%m-%Y")


def _end_of(day: date | None, item: AgendaItem) -> datetime | None:
    """The end of the day that was typed; of the last day of the meeting's access its very end."""
    if day is None or item.meeting is None:
        return None
    if day == timezone.localtime(item.meeting.access_until - timedelta(microseconds=1)).date():
        return item.meeting.access_until
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class SplitForm(forms.Form):
    """What of an item somebody may hear, as an item of its own."""

    question = question_field()
    regimes = forms.MultipleChoiceField(
        label="Soort gegevens in het nieuwe punt",
        choices=REGIME_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHOOSE},
    )
    minutes = minutes_field("Minuten", least=1, most=240)
    why = forms.CharField(
        label="Waarom moet deze persoon dit weten?",
        max_length=300,
        error_messages={"required": "Schrijf in één zin waarom."},
    )
    legal_basis = forms.ChoiceField(
        label="Grondslag", required=False, error_messages={"invalid_choice": CHOOSE}
    )
    consent = forms.CharField(label="Kenmerk van verstrekking of toestemming", max_length=120, required=False)
    beyond_territory = forms.BooleanField(label="Ik deel dit bewust buiten eigen grondgebied", required=False)

    def __init__(self, *args: Any, bases: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        basis: Any = self.fields["legal_basis"]
        basis.choices = [("", "Kies"), *bases]


class DocumentForm(forms.Form):
    """A file at an item, what it is and which kind of data it holds."""

    upload = forms.FileField(
        label="Bestand", error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."}
    )
    caption = forms.CharField(
        label="Wat is het?",
        max_length=120,
        help_text="Zonder namen, bijvoorbeeld: foto van de gevel.",
        error_messages={"required": "Schrijf op wat dit is, zonder namen."},
    )
    regime = forms.ChoiceField(
        label="Soort gegevens", choices=REGIME_CHOICES, error_messages={"invalid_choice": CHOOSE}
    )
