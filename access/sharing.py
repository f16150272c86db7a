"""Opening one record for a colleague elsewhere: who it can be, the page, and the way back.

A record is shared one by one, with a reason and an end; with another organisation on a legal basis and as
a verstrekking in the register (domain 6.5, Wpg 32). What the law binds to who received it stays there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from access.disclosures import disclose, end_disclosure
from access.explain import explain, level_sentence
from access.forms import DutchDateField
from access.grants import UserGrant, binding, grant, in_force
from access.records import Record
from access.roles import ACTIONS
from access.views import OperationPage
from accounts.models import OrganisationKind, RoleAssignment, User
from core import clock
from core.errors import Refused
from reference.models import LegalBasis
from reference.queries import current

LONGEST: Final = timedelta(days=366)
USUAL: Final = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Opening:
    """One grant as the page lists it."""

    row: UserGrant
    state: str
    ends: date

    @property
    def running(self) -> bool:
        """Can it still be ended?"""
        return self.state in {"loopt", "begint later"}


def recipients(by: User, record: Record, action: str, *, partners: bool = False) -> list[User]:
    """Who may get a record: a role that reads such records, the level, not there yet.

    In a municipality; with ``partners`` also at the police and the other partners.
    """
    in_force_now = RoleAssignment.objects.in_force(clock.today())
    held = in_force_now.filter(
        role_group__role__in=ACTIONS[action],
        user__is_active=True,
        user__clearance__gte=record.confidentiality,
    )
    if not partners:
        held = held.filter(user__organisation__kind=OrganisationKind.MUNICIPALITY)
    if binding(record):
        held = held.filter(user__organisation=record.owner_id)
    people = {row.user_id: row.user for row in held.select_related("user__organisation")}
    groups = in_force_now.filter(user__in=people).values_list("user_id", "role_group__group_id")
    acl = set(record.acl)
    there = {user for user, group in groups if -group in acl} | acl | {by.pk}
    fresh = [user for pk, user in people.items() if pk not in there]
    return sorted(fresh, key=lambda user: (user.organisation.name, user.name))


def openings(record: Record) -> list[Opening]:
    """Every grant of a record, the newest first: running, coming and past."""
    at = clock.now()
    rows = record.user_grants._default_manager.filter(content_object=record)
    running = set(in_force(rows, at).values_list("pk", flat=True))
    found = []
    for row in rows.select_related("user__organisation", "granted_by").order_by("-granted_at", "-pk"):
        if row.revoked_at is not None:
            state = "ingetrokken"
        elif row.pk in running:
            state = "loopt"
        else:
            state = "begint later" if row.starts_at > at else "voorbij"
        # The end is the first moment without access; people name the last day with it.
        last = timezone.localtime(row.revoked_at or row.ends_at - timedelta(microseconds=1)).date()
        found.append(Opening(row, state, last))
    return found


class ShareForm(forms.Form):
    """For whom, why, and until when."""

    to = forms.ModelChoiceField(
        label="Voor wie?",
        queryset=User.objects.none(),
        empty_label="Kies een collega",
        help_text="Collega’s die zulke gegevens in hun werk lezen en dit nu niet kunnen zien.",
        error_messages={"required": "Kies een collega.", "invalid_choice": "Kies een collega uit de lijst."},
    )
    why = forms.CharField(
        label="Waarom?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één of twee zinnen waarom."},
    )
    legal_basis = forms.ChoiceField(
        label="Grondslag",
        required=False,
        help_text="Verplicht voor wie bij een andere organisatie werkt: dit is dan een verstrekking.",
    )
    purpose = forms.CharField(
        label="Waarvoor heeft de ontvanger dit nodig?",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    until = DutchDateField(
        label="Tot en met",
        max_length=20,
        help_text="Ten hoogste een jaar. Daarna kan de collega dit niet meer zien.",
        error_messages={"required": "Vul een einddatum in."},
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = User.objects.filter(pk__in=[user.pk for user in people])
        to.choices = [("", to.empty_label), *((u.pk, f"{u.name} ({u.organisation.name})") for u in people)]
        basis: Any = self.fields["legal_basis"]
        basis.choices = [
            ("", "Kies een grondslag"),
            *((_cited(row), f"{row.label} ({row.article})") for row in current(LegalBasis)),
        ]
        self.initial.setdefault("until", (clock.today() + USUAL).strftime("%d-%m-%Y"))

    def clean_until(self) -> date:
        """A day from today on, within a year."""
        day: date = self.cleaned_data["until"]
        if day < clock.today():
            raise forms.ValidationError("Deze dag is al voorbij.")
        if day > clock.today() + LONGEST:
            raise forms.ValidationError("Kies een dag binnen een jaar. Verlengen kan later opnieuw.")
        return day


def _cited(row: LegalBasis) -> str:
    return f"{row.article} · {row.label}"[:200]


class SharePage(OperationPage):
    """Who sees this record, for whom it was opened, and opening it for one more or ending that."""

    abstract = True
    record_action = "share"
    template_name = "access/share.html"
    form_class = ShareForm
    # The act that a recipient must be able to do with records of this kind.
    reading: ClassVar[str]
    # May it go to the police and other partners, and not only to municipalities?
    partners: ClassVar[bool] = False

    @property
    def back_url(self) -> str:
        """The page of the record."""
        raise NotImplementedError

    def form_kwargs(self) -> dict[str, Any]:
        """Only who may get it can be chosen."""
        return {"people": recipients(self.actor, self.record, self.reading, partners=self.partners)}

    def context(self, **extra: Any) -> dict[str, Any]:
        """Who sees it now, and the ledger of openings."""
        return super().context(
            back_url=self.back_url,
            told=explain(self.actor, self.record),
            level=level_sentence(self.actor, self.record),
            openings=openings(self.record),
            bound=binding(self.record),
            **extra,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open it for somebody, or end what is open."""
        if request.POST.get("act") == "intrekken":
            return self._end(request.POST.get("recht", ""), request.POST.get("waarom", ""))
        return super().post(request, *args, **kwargs)

    def operate(self, form: Any) -> str:
        """Open the record until the end of the chosen day."""
        until: date = form.cleaned_data["until"]
        ends_at = timezone.make_aware(datetime.combine(until + timedelta(days=1), time.min))
        to: User = form.cleaned_data["to"]
        why = form.cleaned_data["why"]
        if to.organisation_id == self.record.owner_id:
            grant(by=self.actor, record=self.record, to=to, why=why, ends_at=ends_at)
        else:
            disclose(
                by=self.actor,
                record=self.record,
                to=to,
                why=why,
                ends_at=ends_at,
                legal_basis=form.cleaned_data["legal_basis"],
                purpose=form.cleaned_data["purpose"],
            )
        messages.success(self.request, f"{to.name} kan {self.record.number} nu inzien.")
        return self.request.path

    def _end(self, key: str, why: str) -> HttpResponse:
        found = next((one for one in openings(self.record) if str(one.row.pk) == key and one.running), None)
        if found is None:
            messages.error(self.request, "Deze openstelling is er niet meer.")
            return HttpResponseRedirect(self.request.path)
        try:
            end_disclosure(by=self.actor, record=self.record, row=found.row, why=why)
        except Refused as refusal:
            return self.show(
                422, form=self.form(), problem=refusal.message, asked=found.row.pk, asked_why=why
            )
        messages.success(self.request, "Ingetrokken: de collega kan dit niet meer inzien.")
        return HttpResponseRedirect(self.request.path)
