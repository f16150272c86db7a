"""Who and what a measure is about, and what it rests on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from access.forms import WhyForm
from core.errors import Refused
from measures.forms import CaseNumberForm, GroundForm, NameSignalForm, NoticeForm, PartyForm
from measures.models import Ground, Party
from measures.operations import (
    add_ground,
    involve_party,
    name_signal,
    note_notice,
    register_party,
    tie_to_case,
    withdraw_ground,
    withdraw_party,
)
from measures.views.page import MeasureOperation
from subjects.models import Kind
from subjects.operations import NewFact
from subjects.queries import by_number

NAMED_BY = {
    Kind.PERSON: "name",
    Kind.ORGANISATION: "name",
    Kind.PREMISES: "location",
    Kind.VEHICLE: "plate",
}


class AddPartyPage(MeasureOperation):
    """A known subject or object by its number, or a new one."""

    form_class = PartyForm
    template_name = "measures/party.html"
    heading = "Partij toevoegen"
    intro = (
        "Overtreder, rechthebbende, aanvrager of het pand zelf. Wie het besluit moet krijgen, hoort hierbij."
    )

    def operate(self, form: Any) -> str:
        """Tie what is known, or register and tie."""
        data = form.cleaned_data
        if data["number"]:
            subject = by_number(self.actor, data["number"].strip().upper())
            if subject is None:
                raise Refused("Dit nummer is er niet, of u mag het niet zien.", field="number")
            involve_party(by=self.actor, measure=self.record, subject=subject, role=data["role"])
        else:
            register_party(
                by=self.actor,
                measure=self.record,
                kind=data["kind"],
                facts=_facts(data),
                role=data["role"],
            )
        messages.success(self.request, "De partij is toegevoegd.")
        return f"{self.record.address}#partijen"


def _facts(data: dict[str, Any]) -> list[NewFact]:
    """What was typed, as facts of the chosen kind."""
    kind = Kind(data["kind"])
    found = [NewFact(NAMED_BY[kind], data["name"])]
    if kind == Kind.PERSON and data["birth_date"]:
        found.append(NewFact("birth_date", data["birth_date"]))
    if data["identifier"] and kind in {Kind.PERSON, Kind.ORGANISATION}:
        found.append(NewFact("bsn" if kind == Kind.PERSON else "kvk", data["identifier"]))
    if data["address"] and kind in {Kind.PERSON, Kind.ORGANISATION}:
        found.append(NewFact("address", data["address"]))
    return found


class PartyPage(MeasureOperation):
    """A page about one party of the measure."""

    abstract = True
    party: Party

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the party too; of another measure it does not exist."""
        super().prepare(**kwargs)
        rows = Party.objects.filter(pk=kwargs["party"], measure=self.record, withdrawn_at=None)
        self.party = get_object_or_404(rows.visible_to(self.actor))


class NoticePage(PartyPage):
    """On which day the decision went to this party (Awb 3:41, 5:24 lid 3)."""

    form_class = NoticeForm
    heading = "Besluit gestuurd"
    intro = "Leg per partij vast wanneer het besluit is verzonden of uitgereikt."

    def operate(self, form: Any) -> str:
        """Keep the day."""
        note_notice(by=self.actor, party=self.party, on=form.cleaned_data["on"])
        messages.success(self.request, "De dag is vastgelegd.")
        return f"{self.record.address}#partijen"


class WithdrawPartyPage(PartyPage):
    """Take a party out, with a reason."""

    form_class = WhyForm
    heading = "Partij weghalen"
    intro = "Dat deze partij erbij stond en waarom zij weg moest, blijft in de historie."
    button = "Haal weg"

    def operate(self, form: Any) -> str:
        """Withdraw."""
        withdraw_party(by=self.actor, party=self.party, why=form.cleaned_data["why"])
        messages.success(self.request, "De partij is weggehaald.")
        return f"{self.record.address}#partijen"


class AddGroundPage(MeasureOperation):
    """What the decision rests on."""

    form_class = GroundForm
    heading = "Bron toevoegen"
    intro = "Anonieme informatie mag nooit de enige bron zijn."

    def operate(self, form: Any) -> str:
        """Keep it."""
        data = form.cleaned_data
        add_ground(
            by=self.actor,
            measure=self.record,
            kind=data["kind"],
            reference=data["reference"],
            dated=data["dated"],
        )
        messages.success(self.request, "De bron is toegevoegd.")
        return f"{self.record.address}#bronnen"


class NameSignalPage(MeasureOperation):
    """A signal as a source, by who may see signals."""

    action = "measures.source"
    record_action = "measures.source"
    form_class = NameSignalForm
    heading = "Signaal als bron noemen"
    intro = "De inhoud van het signaal blijft waar die is. Wat van M. komt, telt als anonieme informatie."

    def operate(self, form: Any) -> str:
        """Name it."""
        name_signal(by=self.actor, measure=self.record, number=form.cleaned_data["number"])
        messages.success(self.request, "Het signaal is als bron genoemd.")
        return f"{self.record.address}#bronnen"


class TieToCasePage(MeasureOperation):
    """Out of which case it came, by who sees both."""

    action = "measures.source"
    record_action = "measures.source"
    form_class = CaseNumberForm
    heading = "Casus van deze maatregel"
    intro = "De jurist ziet alleen het nummer van de casus, niets van de inhoud."

    def operate(self, form: Any) -> str:
        """Tie it, or untie it."""
        tie_to_case(by=self.actor, measure=self.record, number=form.cleaned_data["number"])
        messages.success(self.request, "Vastgelegd bij welke casus deze maatregel hoort.")
        return str(self.record.address)


class WithdrawGroundPage(MeasureOperation):
    """Take a source away; by post only."""

    form_class = WhyForm
    http_method_names = ["post"]
    ground: Ground

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the source too."""
        super().prepare(**kwargs)
        rows = Ground.objects.filter(pk=kwargs["ground"], measure=self.record).visible_to(self.actor)
        self.ground = get_object_or_404(rows)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw; a second click finds it gone already and says so."""
        try:
            withdraw_ground(by=self.actor, ground=self.ground)
            messages.success(request, "De bron is weggehaald.")
        except Refused as refused:
            messages.warning(request, refused.message)
        return HttpResponseRedirect(f"{self.record.address}#bronnen")
