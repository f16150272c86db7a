"""Cases that may no longer be kept: the night proposes, two people agree, and the verklaring stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.several import each, ticked
from access.views import Page
from cases.models import Case
from cases.operations import agree_destruction, keep_case, let_case_go
from cases.queries.kept import kept_cases

DONE: Final = {
    "akkoord": "Uw akkoord op {} is vastgelegd.",
    "vasthouden": "{} vastgehouden.",
    "loslaten": "{} niet langer vastgehouden. VIK stelt vernietiging vannacht opnieuw voor.",
}


class DestructionPage(Page):
    """Cases whose retention period is over, for the coordinator and the privacy officer: no content."""

    action = "cases.destroy"
    purpose = "Bewaartermijnen"
    template_name = "cases/destruction.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The lists, logged before they are shown."""
        return self._lists()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Agree, hold or let go of what was ticked."""
        act, why = request.POST.get("act", ""), request.POST.get("waarom", "")[:500]
        rows = Case.objects.filter(number__in=ticked(request.POST)).visible_to(self.actor)
        chosen = list(rows.order_by("number"))
        if act not in DONE or not chosen:
            return self._lists(422, problem="Kies eerst een of meer casussen.", why=why)
        outcome = each(chosen, self._acts(why)[act])
        if outcome.done:
            noun = "1 casus" if outcome.done == 1 else f"{outcome.done} casussen"
            messages.success(request, DONE[act].format(noun))
        if outcome.problems:
            return self._lists(422, problem=outcome.problem, why=why)
        return HttpResponseRedirect(reverse("cases:destruction"))

    def _acts(self, why: str) -> dict[str, Callable[[Case], object]]:
        by = self.actor
        return {
            "akkoord": lambda case: agree_destruction(by=by, case=case),
            "vasthouden": lambda case: keep_case(by=by, case=case, why=why),
            "loslaten": lambda case: let_case_go(by=by, case=case, why=why),
        }

    def _lists(self, status: int = 200, **extra: Any) -> HttpResponse:
        kept = kept_cases(self.actor)
        self.log_shown(kept.shown, record_type="cases.case")
        return self.show(status, kept=kept, **extra)
