"""Pages of one item: what it says, who is invited, take it off, split it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from access.forms import WhyForm
from access.records import ProtectedModel
from cases.models import Case
from casustafel.forms.items import InviteForm, ItemForm, SplitForm, of_item
from casustafel.models import AgendaItem, ItemDocument, ItemInvitee
from casustafel.operations import (
    Need,
    change_item,
    invite_to_item,
    move_behind_guest,
    park_item,
    put_aside,
    put_on_agenda,
    split_item,
    uninvite,
)
from casustafel.queries.agenda import cell_of, people_of
from casustafel.queries.choices import bases, cases_to_choose, municipalities
from casustafel.queries.meetings import invitable
from casustafel.queries.reading import reading_of
from casustafel.rules import hindrances
from casustafel.states import ARRANGEABLE, ItemKind
from casustafel.views.base import ItemOperation, ItemRecordPage, MeetingOperation, TwoVersions, redirect_to
from core.errors import Refused


class ItemPage(ItemRecordPage):
    """One item: for hosts as it is now, for a guest as it was sent to him."""

    template_name = "casustafel/item.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, show."""
        if self.host:
            self.log_read()
            item = self.record
            invitees = ItemInvitee.objects.filter(item=item, withdrawn_at=None).visible_to(self.actor)
            files = ItemDocument.objects.filter(item=item).visible_to(self.actor)
            open_now = item.meeting is None or item.meeting.state in ARRANGEABLE
            return self.show(
                invitees=invitees.select_related("user__organisation").order_by("user__name"),
                documents=files.select_related("document").order_by("added_at"),
                open_now=open_now,
            )
        if self.record.meeting is None:
            raise Http404
        reading = reading_of(self.actor, self.record.meeting)
        told = next((item for item in reading.items if item["number"] == self.record.number), None)
        if told is None:
            raise Http404
        self.log_read()
        return self.show(template="casustafel/read_item.html", item=told, reading=reading)


class NewItemPage(MeetingOperation):
    """An item that nobody proposed."""

    template_name = "casustafel/item_form.html"
    form_class = ItemForm
    heading = "Nieuw punt"

    @cached_property
    def cases(self) -> list[Case]:
        """The cases that it can be about."""
        return cases_to_choose(self.actor, None)

    def named(self) -> Sequence[ProtectedModel]:
        """The cases that it can be about."""
        return [*super().named(), *self.cases]

    def form_kwargs(self) -> dict[str, Any]:
        """Who can bring it in, and about which case."""
        return {
            "people": invitable(self.record.owner),
            "cases": self.cases,
            "municipalities": municipalities(),
            "initial": {
                "goal": "WEIGH",
                "kind": ItemKind.RUNNING_CASE,
                "minutes": 10,
                "brought_by": str(self.actor.pk),
                "territory": [self.record.owner.municipality_code],
            },
        }

    def operate(self, form: Any) -> str:
        """Put it on the agenda; the next step is who may know."""
        item = put_on_agenda(by=self.actor, meeting=self.record, new=form.new())
        return f"{item.address}genodigden/"


class EditItemPage(TwoVersions, ItemOperation):
    """What an item says."""

    form_class = ItemForm
    heading = "Punt bewerken"

    @cached_property
    def cases(self) -> list[Case]:
        """The cases that it can be about."""
        return cases_to_choose(self.actor, self.record)

    def named(self) -> Sequence[ProtectedModel]:
        """The meeting, and the cases that it can be about."""
        return [*super().named(), *self.cases]

    def form_kwargs(self) -> dict[str, Any]:
        """The item as it is."""
        return {
            "people": invitable(self.record.owner),
            "cases": self.cases,
            "municipalities": municipalities(),
            "item": self.record,
            "initial": of_item(self.record),
        }

    def context(self, **extra: Any) -> dict[str, Any]:
        """After a conflict both versions."""
        if "conflict" in extra:
            self.record.refresh_from_db()
            extra["present"] = self.present_beside(extra["form"], self.record, of_item(self.record))
        return super().context(**extra)

    def operate(self, form: Any) -> str:
        """Change it."""
        version = form.cleaned_data["version"] or 0
        change_item(by=self.actor, item=self.record, new=form.new(), version=version)
        return self.back


class InvitePage(ItemOperation):
    """Who may hear this item: default nobody."""

    template_name = "casustafel/invite.html"
    form_class = InviteForm
    heading = "Wie mag dit horen?"

    def prepare(self, **kwargs: Any) -> None:
        """The people at the meeting of this item."""
        super().prepare(**kwargs)
        if self.record.meeting is None:
            raise Http404
        self.asked = people_of(self.actor, self.record.meeting)
        rows = ItemInvitee.objects.filter(item=self.record, withdrawn_at=None).visible_to(self.actor)
        self.invited = {row.user_id: row for row in rows.select_related("user__organisation")}

    def form_kwargs(self) -> dict[str, Any]:
        """A row for each person."""
        return {
            "people": [row.user for row in self.asked],
            "invited": self.invited,
            "bases": bases(),
            "item": self.record,
            "initial": {"version": self.record.version},
        }

    def context(self, **extra: Any) -> dict[str, Any]:
        """Each person with his boxes and with what stands in the way."""
        form = extra["form"]
        rows = []
        for person in self.asked:
            key = person.user_id
            cell = cell_of(self.record, person, self.invited.get(key))
            names = (f"{name}-{key}" for name in ("in", "why", "basis", "consent", "ground", "until"))
            rows.append(
                {
                    "person": person,
                    "label": cell.label,
                    "neighbour": cell.guest.neighbour and not cell.guest.on_his_ground,
                    "hindrances": [rule.sentence() for rule in hindrances(cell.guest)],
                    "boxes": [form[name] for name in names if name in form.fields],
                }
            )
        return super().context(rows=rows, **extra)

    def operate(self, form: Any) -> str:
        """Invite who is ticked, take off who is not; all or nothing."""
        for user in form.left_out():
            uninvite(by=self.actor, item=self.record, user=user)
        for need in form.needs():
            try:
                invite_to_item(by=self.actor, item=self.record, need=need)
            except Refused as refusal:
                boxes = {"legal_basis": "basis", "beyond_territory": "ground", "why": "why"}
                name = boxes.get(refusal.field or "", refusal.field or "in")
                raise Refused(refusal.message, field=f"{name}-{need.user.pk}") from refusal
        return self.back


class ParkPage(ItemOperation):
    """Take it off for later."""

    form_class = WhyForm
    heading = "Punt parkeren"
    intro = "Het punt wacht in de voorraad tot u het weer op een agenda zet. Genodigden zien het niet meer."
    button = "Parkeer"

    def operate(self, form: Any) -> str:
        """Park it."""
        meeting = self.record.meeting
        park_item(by=self.actor, item=self.record, why=form.cleaned_data["why"])
        return str(meeting.address) if meeting is not None else "/casustafel/"


class AsidePage(ItemOperation):
    """Take it off for good."""

    form_class = WhyForm
    heading = "Punt van de agenda halen"
    intro = "Genodigden zien dit punt niet meer. Wat al verstrekt is, blijft vastgelegd."
    button = "Haal van de agenda"
    danger = True

    def operate(self, form: Any) -> str:
        """Take it off."""
        meeting = self.record.meeting
        put_aside(by=self.actor, item=self.record, why=form.cleaned_data["why"])
        return str(meeting.address) if meeting is not None else "/casustafel/"


class GuestOperation(ItemOperation):
    """A way out for one guest, named by ``?voor=``, who may not hear this item."""

    abstract = True

    def prepare(self, **kwargs: Any) -> None:
        """The person at the meeting."""
        super().prepare(**kwargs)
        if self.record.meeting is None:
            raise Http404
        key = str(self.request.GET.get("voor") or self.request.POST.get("voor") or "")
        people = {str(row.user_id): row.user for row in people_of(self.actor, self.record.meeting)}
        if key and key not in people:
            raise Http404
        if not people:
            raise Refused("Er is nog niemand uitgenodigd voor dit overleg.")
        self.guest = people[key] if key else next(iter(people.values()))

    def context(self, **extra: Any) -> dict[str, Any]:
        """Who it is for."""
        return super().context(guest=self.guest, **extra)


class SplitPage(GuestOperation):
    """An item of its own for what somebody may hear."""

    form_class = SplitForm
    heading = "Punt splitsen"
    intro = (
        "Het deel dat deze persoon mag horen wordt een eigen punt. De toelichting, de stukken en de koppeling "
        "met casus of signaal gaan niet mee."
    )
    button = "Maak het eigen punt"

    def form_kwargs(self) -> dict[str, Any]:
        """The question as it is, without the data that stand in the way."""
        known = bases()
        return {
            "bases": known,
            "initial": {
                "question": self.record.question,
                "minutes": max(1, self.record.minutes // 2),
                "regimes": [code for code in self.record.regimes if code in {"avg_internal", "open_source"}],
                "legal_basis": known[0][0] if known else "",
            },
        }

    def operate(self, form: Any) -> str:
        """Split it."""
        data = form.cleaned_data
        part = split_item(
            by=self.actor,
            item=self.record,
            question=data["question"],
            regimes=data["regimes"],
            minutes=data["minutes"],
            need=Need(
                user=self.guest,
                why=data["why"],
                legal_basis=data["legal_basis"],
                consent=data["consent"],
                beyond_territory=data["beyond_territory"],
            ),
        )
        messages.success(self.request, f"{self.guest.name} is uitgenodigd voor het nieuwe punt.")
        return f"{self.record.meeting.address}#punt-{part.number}"


class BehindPage(GuestOperation):
    """Another order: this item comes after all that the guest is there for."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move it."""
        item: AgendaItem = self.record
        try:
            move_behind_guest(by=self.actor, item=item, user=self.guest)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"{self.guest.name} kan nu vertrekken voor {item.title}.")
        return redirect_to(self.back)
