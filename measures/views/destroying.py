"""What may no longer be kept: one person proposes, another agrees, and the verklaring stays."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from access.views import Page
from core.errors import Refused
from measures.models import Measure
from measures.operations import agree_destruction, keep_after_all, propose_destruction
from measures.queries.kept import MOST, kept_too_long

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
        numbers = [number[:24].replace("\x00", "") for number in request.POST.getlist("nummer")[:MOST]]
        rows = Measure.objects.filter(number__in=numbers).visible_to(self.actor)
        chosen = list(rows.order_by("number"))
        if act not in DONE or not chosen:
            return self._lists(422, problem="Kies eerst een of meer maatregelen.")
        done, problems = 0, []
        for measure in chosen:
            try:
                self._do(act, measure, why)
                done += 1
            except Refused as refusal:
                problems.append(f"{measure.number}: {refusal.message}")
        if done:
            noun = "1 maatregel" if done == 1 else f"{done} maatregelen"
            messages.success(request, DONE[act].format(noun))
        if problems:
            return self._lists(422, problem=" ".join(problems), why=why)
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
