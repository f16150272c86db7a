"""The choices of the list that opens while the minutes are typed. Nothing of what is typed comes in here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from audit.models import Action
from audit.record import record_event
from casustafel.queries.typing import Choice, days, doers, records
from casustafel.views.deciding import MinutesPage
from core import clock


class ChoicesPage(MinutesPage):
    """Who can do it, which records there are, or the days to come; sifted by the page itself."""

    purpose = "verslag schrijven"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log what the list shows, then give it."""
        self.log_read()
        kinds = {"wie": self._doers, "wat": self._records, "dag": self._days}
        kind = kinds.get(request.GET.get("soort", ""))
        return JsonResponse({"choices": [choice.told() for choice in (kind() if kind else [])]})

    def _doers(self) -> list[Choice]:
        found, people = doers(self.actor, self.record)
        record_event(Action.LIST, record_type="accounts.user", shown=[str(user.pk) for user in people])
        return found

    def _records(self) -> list[Choice]:
        found, cases, signals = records(self.actor, self.record)
        self.log_shown(cases)
        self.log_shown(signals)
        return found

    def _days(self) -> list[Choice]:
        return days(clock.today())
