"""Lead a meeting from one screen: the agenda, the minutes that are typed, who is there."""

from __future__ import annotations

import json
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from access.roles import may
from access.views import OperationPage, RecordPage
from accounts.models import User
from casustafel.blocks import MOST_AT_ONCE, Edit, Unreadable, read_edit
from casustafel.forms.live import NothingForm, PresenceForm, WriteForm
from casustafel.minutes_states import BlockKind
from casustafel.models import AgendaItem, Meeting
from casustafel.operations.leading import (
    begin_meeting,
    finish_item,
    note_arrival,
    note_departure,
    show_in_room,
)
from casustafel.operations.writing import save_edits
from casustafel.queries.live import guests_of, invited_names, last_number, minutes_of, row_of_items
from casustafel.queries.minutes import decisions_of, lines_of, lines_since
from casustafel.states import MeetingState
from core.errors import Refused
from core.ids import uuid7
from encryption.fields import readable

PURPOSE: Final = "overleg leiden"
BIGGEST: Final = 2_000_000


class LeadingPage(RecordPage):
    """Base of every page with which a meeting is led."""

    abstract = True
    action = "casustafel.lead"
    record_action = "lead"
    purpose = PURPOSE
    model = Meeting

    def select(self, queryset: Any) -> Any:
        """Who leads is named on every page."""
        return queryset.select_related("chair__organisation", "secretary__organisation", "owner")

    def item(self, number: str) -> AgendaItem:
        """An item of this meeting; raises :class:`Refused` for another."""
        found: AgendaItem | None = (
            AgendaItem.objects.visible_to(self.actor).filter(meeting=self.record, number=number).first()
        )
        if found is None:
            raise Refused("Dit agendapunt staat niet op de agenda van dit overleg.")
        return found


class BeginPage(OperationPage, LeadingPage):
    """Begin a published meeting."""

    template_name = "casustafel/live_step.html"
    form_class = NothingForm
    heading = "Overleg beginnen"
    button = "Begin"
    intro = "Vanaf nu kunt u het verslag schrijven en aangeven wie er is."

    def operate(self, form: Any) -> str:
        """From here the minutes can be written."""
        begin_meeting(by=self.actor, meeting=self.record)
        return reverse("casustafel:live", args=[self.record.number])


class LivePage(LeadingPage):
    """The agenda, the minutes of one item, and what is known of it; works without script too."""

    template_name = "casustafel/live.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log what is shown, then show it."""
        self.log_read()
        return self.shown(200)

    def shown(self, status: int, **extra: Any) -> HttpResponse:
        """The page for the item that was chosen, or the first that was not discussed."""
        places = row_of_items(self.actor, self.record, self.request.GET.get("punt", ""))
        here = next((index for index, place in enumerate(places) if place.current), None)
        item = places[here].item if here is not None else None
        minutes = minutes_of(self.actor, item) if item else None
        if item:
            self.log_shown([item], record_type="casustafel.agendaitem")
        return self.show(
            status,
            places=places,
            item=item,
            current=places[here] if here is not None else None,
            previous=places[here - 1].item if here else None,
            following=places[here + 1].item if here is not None and here + 1 < len(places) else None,
            minutes=minutes,
            lines=lines_of(self.actor, minutes) if minutes else [],
            decisions=decisions_of(self.actor, minutes) if minutes else [],
            invited=invited_names(self.actor, item) if item else [],
            guests=guests_of(self.actor, self.record),
            number=last_number(self.actor, self.record),
            kinds=BlockKind.choices,
            # Of a block typed without script: the page gives the keys, so that pressing twice stores once.
            fresh_block=uuid7(),
            fresh_edit=uuid7(),
            note=readable(item, "note", otherwise="") if item else "",
            running=self.record.state == MeetingState.RUNNING,
            reports=may(self.actor, "signals.report"),
            **extra,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One block typed in a browser without script."""
        form = WriteForm(request.POST)
        if not form.is_valid():
            self.log_read()
            return self.shown(422, typed=form)
        edit = form.edit()
        saved = save_edits(by=self.actor, meeting=self.record, edits=[edit])
        if saved.refused:
            form.add_error("text", saved.refused[0][1])
            self.log_read()
            return self.shown(409, typed=form)
        return HttpResponseRedirect(f"{request.path}?punt={edit.item}#blok-{edit.block}")


class SavePage(LeadingPage):
    """Take edits and say of each under which number it stands; the answer comes after the commit."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing is read here."""
        return HttpResponseRedirect(reverse("casustafel:live", args=[self.record.number]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store what can be read; what can't is refused with a sentence, and the rest is stored all the same."""
        try:
            raw = json.loads(request.body) if len(request.body) <= BIGGEST else None
        except (ValueError, RecursionError):
            raw = None
        told = raw.get("edits") if isinstance(raw, dict) else None
        if not isinstance(told, list) or len(told) > MOST_AT_ONCE:
            return JsonResponse({"error": "Dit zijn geen wijzigingen van een verslag."}, status=422)
        edits: list[Edit] = []
        refused: list[dict[str, str]] = []
        for one in told:
            try:
                edits.append(read_edit(one))
            except Unreadable as reason:
                refused.append(
                    {"id": str(one.get("id"))[:64] if isinstance(one, dict) else "", "why": str(reason)}
                )
        saved = save_edits(by=self.actor, meeting=self.record, edits=edits)
        refused += [{"id": str(key), "why": why} for key, why in saved.refused]
        acks = [
            {
                "id": str(ack.key),
                "block": str(ack.block),
                "number": ack.number,
                "at": _clock_of(ack.at),
                "heads": [str(head) for head in ack.heads],
            }
            for ack in saved.acks
        ]
        return JsonResponse({"acks": acks, "refused": refused})


def _clock_of(moment: str) -> str:
    at = parse_datetime(moment)
    return f"{timezone.localtime(at):%H:%M:%S}" if at else ""


class StatePage(LeadingPage):
    """What was stored since a number, for pages that are open."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Blocks that changed, each with all that stands in it."""
        since = request.GET.get("na", "0")
        number = int(since) if since.isascii() and since.isdigit() and len(since) < 10 else 0
        changed = lines_since(self.actor, self.record, number)
        if changed:
            self.log_read()
        return JsonResponse(
            {
                "number": max([number, *(head.number for _, line, _ in changed for head in line.heads)]),
                "csrf": get_token(request),
                "blocks": [
                    {
                        "block": str(line.key),
                        "item": item,
                        "after": str(line.after) if line.after else None,
                        "before": str(below) if below else None,
                        "heads": [head.told() for head in line.heads],
                    }
                    for item, line, below in changed
                ],
            }
        )


class PresencePage(LeadingPage):
    """Somebody came in or left."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """It is noted on the page of the meeting."""
        return HttpResponseRedirect(reverse("casustafel:live", args=[self.record.number]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note it, and go back to the item that was open."""
        form = PresenceForm(request.POST, people=User.objects.filter(pk__in=self._asked()))
        if form.is_valid():
            user = form.cleaned_data["user"]
            change = note_arrival if form.cleaned_data["here"] else note_departure
            try:
                change(by=self.actor, meeting=self.record, user=user)
            except Refused as refusal:
                messages.error(request, refusal.message)
        else:
            messages.error(request, "Deze persoon is niet voor dit overleg uitgenodigd.")
        return HttpResponseRedirect(_back(self.record, request.POST.get("punt", "")))

    def _asked(self) -> list[int]:
        return [guest.user.pk for guest in guests_of(self.actor, self.record)]


class FinishPage(LeadingPage):
    """An item was discussed, or is taken up again."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """It is done on the page of the meeting."""
        return HttpResponseRedirect(reverse("casustafel:live", args=[self.record.number]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Done, and on to the next item."""
        number = request.POST.get("punt", "")
        try:
            item = finish_item(by=self.actor, item=self.item(number), done=request.POST.get("klaar") != "nee")
        except Refused as refusal:
            messages.error(request, refusal.message)
            return HttpResponseRedirect(_back(self.record, number))
        following = request.POST.get("volgende", "") if request.POST.get("klaar") != "nee" else ""
        return HttpResponseRedirect(_back(self.record, following or item.number))


class ScreenPage(LeadingPage):
    """Put an item on the screen in the room, or make the screen empty."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The screen itself has an address of its own."""
        return HttpResponseRedirect(reverse("casustafel:room", args=[self.record.number]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, or nothing."""
        number = request.POST.get("punt", "")
        try:
            item = self.item(number) if request.POST.get("toon") == "ja" else None
            show_in_room(by=self.actor, meeting=self.record, item=item)
        except Refused as refusal:
            messages.error(request, refusal.message)
        return HttpResponseRedirect(_back(self.record, number))


def _back(meeting: Meeting, item: str) -> str:
    url = reverse("casustafel:live", args=[meeting.number])
    return f"{url}?punt={item}" if item.isascii() and item.replace("-", "").isalnum() else url
