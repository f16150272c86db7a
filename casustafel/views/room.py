"""What is projected: the screen in the room, and what is read out. Only what everybody who is present may see."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from casustafel.models import AgendaItem
from casustafel.queries.live import room_of
from casustafel.queries.readout import read_out
from casustafel.views.live import LeadingPage


class ProjectedPage(LeadingPage):
    """Base of a page that looks again every few seconds, with one line in the log per item that comes on it."""

    abstract = True
    part: ClassVar[str]
    kept: ClassVar[str]

    def project(self, item: AgendaItem | None, **shown: Any) -> HttpResponse:
        """The whole page, or the part that looked again; an item is logged before it is shown."""
        again = bool(getattr(self.request, "htmx", False))
        seen = [self.record.number, item.number] if item else []
        if not again:
            self.log_read()
        if item and (not again or self.request.session.get(self.kept) != seen):
            self.log_shown([item], record_type="casustafel.agendaitem")
        if self.request.session.get(self.kept, []) != seen:
            self.request.session[self.kept] = seen
        return self.show(template=self.part if again else "", **shown)


class RoomPage(ProjectedPage):
    """The screen in the room: the item that the leader put on it, or nothing."""

    template_name = "casustafel/room.html"
    part = "casustafel/_room.html"
    kept = "casustafel_screen"
    purpose = "scherm in de zaal"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What may be on it now."""
        room = room_of(self.actor, self.record)
        return self.project(room["shown"], **room)


class ReadOutPage(ProjectedPage):
    """Decisions and actions one by one in large letters, of one item or of the whole meeting."""

    template_name = "casustafel/readout.html"
    part = "casustafel/_readout.html"
    kept = "casustafel_read_out"
    purpose = "besluiten en acties voorlezen"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The line that was chosen, or the first."""
        number, key = request.GET.get("punt", "")[:24], request.GET.get("regel", "")[:40]
        row = read_out(self.actor, self.record, number=number, key=key)
        current = row.current
        return self.project(current.item if current else None, row=row, current=current, number=number)
