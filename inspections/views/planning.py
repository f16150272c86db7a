"""Who takes part, who is in the team, which addresses: each a page with one form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404

from core.errors import Refused
from inspections.forms import FeedbackForm, MemberForm, ParticipantForm, RevisitForm, StopForm
from inspections.models import Member, Participant, Stop
from inspections.operations import (
    NewStop,
    add_member,
    add_stop,
    drop_member,
    drop_participant,
    drop_stop,
    give_feedback,
    move_stop,
    note_revisit,
    set_participant,
)
from inspections.queries import inspectors
from inspections.views.base import InspectionOperation


class AddParticipantPage(InspectionOperation):
    """Another organisation takes part."""

    form_class = ParticipantForm
    heading = "Organisatie toevoegen"
    intro = "Iedere organisatie gebruikt alleen de eigen bevoegdheid, met een eigen doel en grondslag."
    button = "Voeg toe"

    def operate(self, form: Any) -> str:
        """Add it."""
        set_participant(by=self.actor, inspection=self.record, **form.cleaned_data)
        return f"{self.record.address}#deelnemers"


class ParticipantPage(InspectionOperation):
    """A page about one organisation that takes part."""

    abstract = True
    participant: Participant

    def prepare(self, **kwargs: Any) -> None:
        """Fetch it; of another control it does not exist."""
        super().prepare(**kwargs)
        rows = Participant.objects.filter(pk=kwargs["participant"], inspection=self.record)
        self.participant = get_object_or_404(rows.visible_to(self.actor))


class ChangeParticipantPage(ParticipantPage):
    """Its power, purpose and basis."""

    form_class = ParticipantForm
    heading = "Bevoegdheid en grondslag"
    intro = AddParticipantPage.intro

    def form(self, data: Any = None, files: Any = None) -> Any:
        """Filled with what is kept."""
        if data is not None:
            return ParticipantForm(data, files)
        row = self.participant
        return ParticipantForm(initial={name: getattr(row, name) for name in ParticipantForm.base_fields})

    def operate(self, form: Any) -> str:
        """Keep it."""
        set_participant(
            by=self.actor, inspection=self.record, participant=self.participant, **form.cleaned_data
        )
        return f"{self.record.address}#deelnemers"


class DropParticipantPage(ParticipantPage):
    """It does not take part after all."""

    heading = "Organisatie doet niet mee"
    button = "Haal weg"

    @property
    def intro(self) -> str:  # type: ignore[override]
        """Which one."""
        return f"{self.participant.name}, met de namen in het team, gaat van deze controle af."

    def operate(self, form: Any) -> str:
        """Take it off."""
        drop_participant(by=self.actor, participant=self.participant)
        return f"{self.record.address}#deelnemers"


class FeedbackPage(ParticipantPage):
    """What an organisation gave back after the day."""

    action = "inspections.visit"
    record_action = "inspections.visit"
    form_class = FeedbackForm
    heading = "Terugkoppeling"

    @property
    def intro(self) -> str:  # type: ignore[override]
        """Of whom."""
        return f"Van {self.participant.name}."

    def form(self, data: Any = None, files: Any = None) -> Any:
        """Filled with what is kept."""
        return FeedbackForm(data, files, initial={"text": self.participant.feedback or ""})

    def operate(self, form: Any) -> str:
        """Keep it."""
        give_feedback(by=self.actor, participant=self.participant, text=form.cleaned_data["text"])
        return f"{self.record.address}#deelnemers"


class AddMemberPage(InspectionOperation):
    """Somebody joins the team."""

    form_class = MemberForm
    heading = "Teamlid toevoegen"
    button = "Voeg toe"

    def form_kwargs(self) -> dict[str, Any]:
        """Colleagues who do controls, and the organisations that take part."""
        rows = Participant.objects.filter(inspection=self.record).visible_to(self.actor)
        return {"people": inspectors(self.record), "participants": list(rows.order_by("created_at", "id"))}

    def operate(self, form: Any) -> str:
        """Add the colleague or the name."""
        data = form.cleaned_data
        rows = Participant.objects.filter(pk=data["participant"], inspection=self.record)
        participant = rows.visible_to(self.actor).first()
        if participant is None:
            raise Refused("Kies een organisatie die meedoet.", field="participant")
        add_member(
            by=self.actor,
            inspection=self.record,
            participant=participant,
            user=data["user"],
            name=data["name"],
            task=data["task"],
        )
        return f"{self.record.address}#deelnemers"


class DropMemberPage(InspectionOperation):
    """Somebody leaves the team."""

    heading = "Uit het team halen"
    button = "Haal uit het team"
    member: Member

    def prepare(self, **kwargs: Any) -> None:
        """Fetch it; of another control it does not exist."""
        super().prepare(**kwargs)
        rows = Member.objects.filter(pk=kwargs["member"], inspection=self.record)
        self.member = get_object_or_404(rows.visible_to(self.actor))

    @property
    def intro(self) -> str:  # type: ignore[override]
        """Who."""
        return f"{self.member.name} gaat uit het team. Een collega kan de controle dan niet meer zien."

    def operate(self, form: Any) -> str:
        """Take out; who takes himself out goes back to the list."""
        himself = self.member.user_id == self.actor.pk
        drop_member(by=self.actor, member=self.member)
        return "/controles/" if himself else f"{self.record.address}#deelnemers"


class AddStopPage(InspectionOperation):
    """Another address on the route."""

    form_class = StopForm
    template_name = "inspections/stop_form.html"
    heading = "Adres toevoegen"
    intro = "Leg bij elk adres vast waarom het is gekozen. Woningen gaan niet mee zonder toestemming of machtiging."
    button = "Zet op de route"

    def operate(self, form: Any) -> str:
        """Add it; *nog een* leads back to an empty form."""
        data = form.cleaned_data
        names = ("place", "reason", "chosen_why", "dwelling", "warrant", "consent_before")
        new = NewStop(**{name: data[name] for name in names})
        row = add_stop(by=self.actor, inspection=self.record, new=new)
        messages.success(self.request, f"Adres {row.position} staat op de route: {row.place}.")
        return self.request.path if "nog" in self.request.POST else f"{self.record.address}#route"


class StopOperation(InspectionOperation):
    """One operation on one stop."""

    abstract = True
    stop: Stop

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the stop too."""
        super().prepare(**kwargs)
        self.stop = self.stop_of(kwargs["stop"])


class DropStopPage(StopOperation):
    """Take an address off the route."""

    heading = "Adres van de route halen"
    button = "Haal van de route"

    @property
    def intro(self) -> str:  # type: ignore[override]
        """Which one."""
        return f"{self.stop.place}."

    def operate(self, form: Any) -> str:
        """Take it off."""
        drop_stop(by=self.actor, stop=self.stop)
        return f"{self.record.address}#route"


class MoveStopPage(StopOperation):
    """Visit an address earlier or later."""

    heading = "Volgorde wijzigen"
    button = "Eerder bezoeken"

    @property
    def intro(self) -> str:  # type: ignore[override]
        """Which one."""
        return f"{self.stop.place}, nu op plaats {self.stop.position}."

    def operate(self, form: Any) -> str:
        """One place up, or down when that was pressed."""
        move_stop(by=self.actor, stop=self.stop, up=self.request.POST.get("kant") != "later")
        return f"{self.record.address}#route"


class RevisitPage(StopOperation):
    """What the second visit showed."""

    action = "inspections.visit"
    record_action = "inspections.visit"
    form_class = RevisitForm
    heading = "Hercontrole vastleggen"

    @property
    def intro(self) -> str:  # type: ignore[override]
        """Where, and by when."""
        return str(self.stop.place)

    def operate(self, form: Any) -> str:
        """Keep it."""
        data = form.cleaned_data
        note_revisit(by=self.actor, stop=self.stop, on=data["on"], result=data["result"])
        messages.success(self.request, "De hercontrole is vastgelegd.")
        return f"{self.record.address}adres/{self.stop.pk}/"
