"""What was printed: the browser says so, and it stands in the log with the record that was on the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from access.roles import may
from access.views import Page, RecordPage
from audit.models import Action
from audit.record import record_event

LONGEST = 300


class PrintedPage(Page):
    """Called when the print window opens. A page that the actor may not see was not printed by him."""

    action = "desk.use"
    purpose = "Afdrukken"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log which page, and of a record which record."""
        try:
            match = resolve(request.POST.get("pad", "")[:LONGEST].replace("\x00", " "))
        except Resolver404:
            return self.unknown()
        view = getattr(match.func, "view_class", None)
        if not (isinstance(view, type) and issubclass(view, Page) and may(self.actor, view.action)):
            return self.unknown()
        details = {"page": match.view_name}
        if not issubclass(view, RecordPage):
            record_event(Action.PRINT, details=details)
            return HttpResponse(status=204)
        rows: Any = view.model.objects.visible_to(self.actor)
        record = rows.filter(**{view.lookup: match.kwargs[view.lookup]}).first()
        if record is None:
            return self.unknown()
        record_event(
            Action.PRINT,
            record_type=record._meta.label_lower,
            record_id=str(record.pk),
            regime=record.regimes,
            details=details,
        )
        return HttpResponse(status=204)

    @staticmethod
    def unknown() -> HttpResponse:
        """Nothing that this user can have on his screen; hidden and missing are told alike."""
        return HttpResponse(status=422)
