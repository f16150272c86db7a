"""The list as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from access.views import Page
from core import clock
from core.tables import TYPES
from signals.operations.exporting import MOST, export_signals
from signals.queries.inbox import Filters, light, matching


class ExportPage(Page):
    """Everything that the filters ask for, at most 5,000 rows; by a press, never by a link alone."""

    action = "signals.export"
    purpose = "Export van de lijst met signalen"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        kind = request.POST.get("soort", "csv")
        kind = kind if kind in TYPES else "csv"
        filters = Filters.read(request.GET)
        rows = light(matching(self.actor, filters)).order_by("-received_at", "-id")[:MOST]
        content = export_signals(by=self.actor, signals=list(rows), kind=kind)
        name = f"signalen-{clock.today():%Y%m%d}.{kind}"
        return HttpResponse(
            content,
            content_type=TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
