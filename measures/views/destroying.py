"""What may no longer be kept: one person proposes, another agrees, and the verklaring stays."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.several import each, ticked
from access.views import Page
from measures.models import Measure
from measures.operations import agree_destruction, keep_after_all, propose_destruction
from measures.queries.kept import kept_too_long

DONE: Final = {
    "voorstellen": "{} voorgesteld. Een collega moet het ermee eens zijn.",
    "akkoord": "{} vernietigd.",
    "bewaren": "{} blijft bewaard.",
}


class DestructionPage(Page):
    """Measures whose retention period is over."""

    action = "measures.destroy"
    purpose = "Bewaartermijnen"
    template_name = "measures/destruction.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The lists, logged before they are shown."""
        return self._lists()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Propose, agree or keep what was chosen; what can't be done says why, the rest is done."""
        act, why = request.POST.get("act", ""), request.POST.get("waarom", "")
        rows = Measure.objects.filter(number__in=ticked(request.POST)).visible_to(self.actor)
        chosen = list(rows.order_by("number"))
        if act not in DONE or not chosen:
            return self._lists(422, problem="Kies eerst een of meer maatregelen.")
        outcome = each(chosen, lambda measure: self._do(act, measure, why))
        if outcome.done:
            noun = "1 maatregel" if outcome.done == 1 else f"{outcome.done} maatregelen"
            messages.success(request, DONE[act].format(noun))
        if outcome.problems:
            return self._lists(422, problem=outcome.problem, why=why)
        return HttpResponseRedirect(reverse("measures:destruction"))

    def _do(self, act: str, measure: Measure, why: str) -> None:
        if act == "voorstellen":
            propose_destruction(by=self.actor, measure=measure)
        elif act == "akkoord":
            agree_destruction(by=self.actor, measure=measure)
        else:
            keep_after_all(by=self.actor, measure=measure, why=why)

    def _lists(self, status: int = 200, **extra: Any) -> HttpResponse:
        kept = kept_too_long(self.actor)
        shown = [*kept.due, *kept.proposed, *(row.measure for row in kept.gone)]
        self.log_shown(shown, record_type="measures.measure")
        return self.show(status, kept=kept, **extra)
