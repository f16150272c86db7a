"""What belongs to a case: added, taken out and put back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from access.forms import WhyForm
from cases.forms import AddSignalForm, AddSubjectForm, NoteForm
from cases.models import CaseNote, CaseSignal, CaseSubject
from cases.operations import (
    add_note,
    add_signal,
    add_subject,
    restore_part,
    withdraw_part,
)
from cases.views.page import CaseOperation, CaseRecordPage
from core.errors import Refused
from documents.pages import AttachPage
from signals.models import Signal
from subjects.queries import by_number

KINDS: dict[str, Any] = {
    "signaal": (CaseSignal, "signalen", "signaal"),
    "subject": (CaseSubject, "betrokken", "subject of object"),
    "notitie": (CaseNote, "tijdlijn", "notitie"),
}


class PartOperation(CaseOperation):
    """Only who reads the parts of a case changes them."""

    abstract = True
    action = "cases.parts"


class AddSignalPage(PartOperation):
    """A signal by its number."""

    form_class = AddSignalForm
    tab = "signalen"
    heading = "Signaal toevoegen"
    intro = (
        "Alleen een signaal waarover na weging 3 tot vervolganalyse is besloten. Bij anonieme informatie moet "
        "de politie akkoord zijn."
    )
    button = "Voeg toe"
    done = "Het signaal hoort nu bij deze casus."

    def change(self, form: Any) -> None:
        """Add it; one that is hidden does not exist."""
        number = form.cleaned_data["number"].strip().upper().replace("\x00", "")
        signal = Signal.objects.filter(number=number).visible_to(self.actor).first()
        if signal is None:
            raise Refused("Dit nummer is er niet, of u mag het niet zien.", field="number")
        add_signal(by=self.actor, case=self.record, signal=signal, why=form.cleaned_data["why"])


class AddSubjectPage(PartOperation):
    """A subject or object by its number."""

    form_class = AddSubjectForm
    tab = "betrokken"
    heading = "Subject of object toevoegen"
    intro = "Kies een neutrale rol. Wie iets vertelde, hoort hier niet bij."
    button = "Voeg toe"
    done = "Toegevoegd aan de casus."

    def form_kwargs(self) -> dict[str, Any]:
        """The number may come along from the page of the subject."""
        return {"initial": {"number": self.request.GET.get("nummer", "")[:20]}}

    def change(self, form: Any) -> None:
        """Add it; one that is hidden does not exist."""
        data = form.cleaned_data
        subject = by_number(self.actor, data["number"].strip().upper().replace("\x00", ""))
        if subject is None:
            raise Refused("Dit nummer is er niet, of u mag het niet zien.", field="number")
        add_subject(
            by=self.actor,
            case=self.record,
            subject=subject,
            role=data["role"],
            certainty=data["certainty"],
            why=data["why"],
        )


class AttachToCasePage(CaseRecordPage, AttachPage):
    """Add documents to one case: only who reads its parts does so."""

    action = "cases.parts"


class AddNotePage(PartOperation):
    """A note on the timeline."""

    form_class = NoteForm
    tab = "tijdlijn"
    heading = "Notitie toevoegen"
    button = "Bewaar"
    done = "De notitie staat op de tijdlijn."

    def change(self, form: Any) -> None:
        """Write it down."""
        data = form.cleaned_data
        add_note(by=self.actor, case=self.record, text=data["text"], happened_on=data["happened_on"])


class PartPage(PartOperation):
    """One part of the case, that is taken out or put back."""

    abstract = True
    part: Any
    word: str

    def prepare(self, **kwargs: Any) -> None:
        """The part, of this case only; another kind of part does not exist."""
        super().prepare(**kwargs)
        known = KINDS.get(kwargs["part_kind"])
        if known is None:
            raise Http404
        model, self.tab, self.word = known  # type: ignore[misc]  # the tab follows the kind of part
        self.part = (
            model._default_manager.filter(pk=kwargs["case_part"], case=self.record)
            .visible_to(self.actor)
            .first()
        )
        if self.part is None:
            raise Http404


class WithdrawPartPage(PartPage):
    """Take something out, with the reason."""

    form_class = WhyForm
    intro = "Het blijft te zien dat dit erbij hoorde, en u kunt het terugzetten."
    button = "Haal weg"
    done = "Uit de casus gehaald. Terugzetten kan op de tijdlijn."

    @property
    def heading(self) -> str:  # type: ignore[override]
        """What goes."""
        return f"Uit de casus halen: {self.word}"

    def change(self, form: Any) -> None:
        """Take it out."""
        withdraw_part(by=self.actor, part=self.part, why=form.cleaned_data["why"])


class RestorePartPage(PartPage):
    """Put back what was taken out by mistake."""

    form_class = WhyForm
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put it back."""
        try:
            restore_part(by=self.actor, part=self.part)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Teruggezet in de casus.")
        return HttpResponseRedirect(self.back_url)
