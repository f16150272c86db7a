"""The page of a meeting: for its hosts the agenda builder, for a guest what was sent to him."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.operations.tabling import off_table
from casustafel.models import AgendaItem
from casustafel.operations import NewItem, carry_over, move_item, open_pack, put_back, put_on_agenda
from casustafel.queries.agenda import Agenda, agenda_of
from casustafel.queries.reading import reading_of
from casustafel.queries.stock import Entry, stock_for
from casustafel.states import ARRANGEABLE, ON_AGENDA, ItemState, MeetingState
from casustafel.views.base import MeetingRecordPage, redirect_to
from casustafel.views.lint import linted
from core.errors import Refused

if TYPE_CHECKING:
    from accounts.models import User

NOT_YET: Final = "Zet de casus zelf op tafel, of verstuur de agenda opnieuw."


def cases_off_table(actor: User, agenda: Agenda) -> dict[UUID, str]:
    """Of the cases that are still to be discussed those not on the table, each with a sentence for who looks."""
    if agenda.meeting.state not in ARRANGEABLE:
        return {}
    items = [line.item for line in agenda.lines if line.item.state == ItemState.PLANNED]
    found = off_table(actor, {item.case_id for item in items if item.case_id})
    if agenda.meeting.state == MeetingState.PREPARING:
        # Those that nothing hinders go on the table when the agenda is sent.
        return {key: sentence for key, sentence in found.items() if sentence}
    return {key: sentence or NOT_YET for key, sentence in found.items()}


class MeetingPage(MeetingRecordPage):
    """One meeting, as it is for who looks."""

    template_name = "casustafel/meeting.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The builder for hosts, the pack for guests."""
        self.log_read()
        return self.build() if self.host else self.read()

    def build(self) -> HttpResponse:
        """Stock on the left, agenda on the right."""
        agenda = agenda_of(self.actor, self.record)
        self.log_shown([line.item for line in agenda.lines])
        open_now = self.record.state in ARRANGEABLE
        stock = stock_for(self.actor, self.record) if open_now else []
        for section in stock:
            self.log_shown([entry.shown for entry in section.entries if entry.shown is not None])
        lines = linted(agenda, cases_off_table(self.actor, agenda))
        return self.show(agenda=agenda, lines=lines, stock=stock, open_now=open_now)

    def read(self) -> HttpResponse:
        """What two people sent him, and what changed since he last looked."""
        reading = reading_of(self.actor, self.record)
        if reading.pack is not None:
            open_pack(by=self.actor, pack=reading.pack)
        return self.show(template="casustafel/read.html", reading=reading)


class HostPage(MeetingRecordPage):
    """A button of the builder."""

    abstract = True
    action = "casustafel.prepare"
    record_action = "change"
    http_method_names = ["post"]

    def part(self, said: str) -> HttpResponse:
        """The agenda anew, for a script that asked; otherwise back to the page."""
        if not self.request.headers.get("HX-Request"):
            return redirect_to(f"{self.record.address}#agenda")
        self.record.refresh_from_db()
        agenda = agenda_of(self.actor, self.record)
        self.log_shown([line.item for line in agenda.lines])
        lines = linted(agenda, cases_off_table(self.actor, agenda))
        found = self.context(agenda=agenda, lines=lines, open_now=True, said=said)
        return render(self.request, "casustafel/_agenda.html", found)

    def refused(self, sentence: str) -> HttpResponse:
        """The sentence, where it is seen and heard."""
        if self.request.headers.get("HX-Request"):
            return HttpResponse(sentence, status=422, content_type="text/plain; charset=utf-8")
        messages.error(self.request, sentence)
        return redirect_to(f"{self.record.address}#agenda")


class OrderPage(HostPage):
    """Move one item: one place up or down, or right before another."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move, and say where it is now."""
        rows = AgendaItem.objects.filter(meeting=self.record, state__in=ON_AGENDA).visible_to(self.actor)
        items = list(rows.order_by("position"))
        numbers = [item.number for item in items]
        wanted, where = request.POST.get("punt", ""), request.POST.get("naar", "")
        if wanted not in numbers or (where not in {"op", "neer", "eind"} and where not in numbers):
            return self.refused("Dit punt staat niet (meer) op deze agenda.")
        at = numbers.index(wanted)
        before = self._before(items, at, where)
        if before == "stay":
            return self.part(f"{items[at].title} blijft op plaats {at + 1}.")
        try:
            with transaction.atomic():
                move_item(by=self.actor, item=items[at], before=before)
        except Refused as refusal:
            return self.refused(refusal.message)
        return self.part(f"{items[at].title} staat nu op plaats {self._place(wanted)} van {len(items)}.")

    @staticmethod
    def _before(items: list[AgendaItem], at: int, where: str) -> Any:
        if where == "eind":
            return None
        if where == "op":
            return items[at - 1] if at else "stay"
        if where == "neer":
            if at + 1 >= len(items):
                return "stay"
            return items[at + 2] if at + 2 < len(items) else None
        target = next(item for item in items if item.number == where)
        return "stay" if target.pk == items[at].pk else target

    def _place(self, number: str) -> int:
        rows = AgendaItem.objects.filter(meeting=self.record, state__in=ON_AGENDA).visible_to(self.actor)
        return list(rows.order_by("position").values_list("number", flat=True)).index(number) + 1


class TakePage(HostPage):
    """Put a proposal of the stock on the agenda, with the question that goes with it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the proposal again, and take it."""
        code, _, key = request.POST.get("uit", "").partition(":")
        sections = {section.code: section.entries for section in stock_for(self.actor, self.record)}
        entry = next((one for one in sections.get(code, ()) if one.key == key), None)
        if entry is None:
            return self.refused("Dit voorstel is er niet meer, of staat al op de agenda.")
        try:
            with transaction.atomic():
                item = self._take(entry)
        except Refused as refusal:
            return self.refused(refusal.message)
        messages.success(request, f"{item.title} staat op de agenda. Nodig er nu mensen voor uit.")
        return redirect_to(f"{self.record.address}#punt-{item.number}")

    def _take(self, entry: Entry) -> AgendaItem:
        if entry.item is not None and entry.item.state == ItemState.PARKED:
            return put_back(by=self.actor, item=entry.item, meeting=self.record)
        if entry.item is not None:
            return carry_over(by=self.actor, item=entry.item, meeting=self.record)
        new = NewItem(
            title=entry.title,
            question=entry.question,
            kind=entry.kind,
            goal=entry.goal,
            minutes=entry.minutes,
            brought_by=self.actor,
            case=entry.case,
            signal=entry.signal,
            about=entry.about,
        )
        return put_on_agenda(by=self.actor, meeting=self.record, new=new)
