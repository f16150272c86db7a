"""End a meeting: the checklist, minutes that are proposed, adopted by two people, and corrected later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from access.records import ProtectedModel
from access.views import OperationPage, RecordPage
from casustafel.forms.deciding import WhyForm
from casustafel.forms.live import NothingForm
from casustafel.models import Meeting, MinutesEdition
from casustafel.operations.adopting import (
    adopt_correction,
    adopt_minutes,
    correct_minutes,
    propose_correction,
    propose_minutes,
    take_back_minutes,
)
from casustafel.operations.checking import Check, checks_of
from casustafel.queries.minutes import there
from casustafel.queries.report import report_of
from casustafel.views.deciding import MinutesPage
from casustafel.views.live import LeadingPage


class EndPage(OperationPage, LeadingPage):
    """What every item and every action still lacks; then the minutes are proposed."""

    template_name = "casustafel/end.html"
    form_class = NothingForm
    purpose = "verslag afronden"

    @cached_property
    def checks(self) -> list[Check]:
        """The checklist."""
        return checks_of(self.actor, self.record)

    def named(self) -> Sequence[ProtectedModel]:
        """Every item on the list."""
        return [check.item for check in self.checks]

    def context(self, **extra: Any) -> dict[str, Any]:
        """The checklist, and whether nothing is lacking."""
        return super().context(checks=self.checks, ready=all(one.done for one in self.checks), **extra)

    def operate(self, form: Any) -> str:
        """Propose the minutes."""
        propose_minutes(by=self.actor, meeting=self.record)
        return reverse("casustafel:report", args=[self.record.number])


class ReopenPage(OperationPage, LeadingPage):
    """Write on before anything was adopted."""

    template_name = "casustafel/live_step.html"
    form_class = NothingForm
    purpose = "verslag afronden"
    heading = "Verslag weer openen"
    button = "Open het verslag weer"
    intro = "Wie meelas, ziet het verslag dan niet meer. Wat al ondertekend was, telt niet meer."

    def operate(self, form: Any) -> str:
        """Back to the table."""
        take_back_minutes(by=self.actor, meeting=self.record)
        return reverse("casustafel:live", args=[self.record.number])


class AdoptPage(OperationPage, LeadingPage):
    """Adopt the minutes of a meeting, as chair or as second reader."""

    record_action = "casustafel.adopt"
    template_name = "casustafel/live_step.html"
    form_class = NothingForm
    purpose = "verslag vaststellen"
    heading = "Verslag vaststellen"
    button = "Stel vast"
    intro = (
        "De voorzitter en een tweede lezer stellen het verslag vast. Daarna ligt het vast; een verbetering "
        "wordt een nieuwe uitgave."
    )

    def operate(self, form: Any) -> str:
        """Put the name of this reader under it."""
        adopt_minutes(by=self.actor, meeting=self.record)
        return reverse("casustafel:report", args=[self.record.number])


class ReportPage(RecordPage):
    """The minutes of a meeting as this reader may see them: his items only."""

    action = "casustafel.view"
    model = Meeting
    template_name = "casustafel/report.html"
    purpose = "verslag van het overleg"

    def select(self, queryset: Any) -> Any:
        """Who led it."""
        return queryset.select_related("chair", "secretary", "owner")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log each item that is shown, then show it."""
        self.log_read()
        parts = report_of(self.actor, self.record)
        self.log_shown([part.minutes for part in parts])
        decide = self.record.policy.decide
        return self.show(
            parts=parts,
            people=there(self.actor, self.record),
            leads=bool(decide(self.actor, "lead", self.record)),
        )


class CorrectPage(OperationPage, MinutesPage):
    """Open adopted minutes of one item for a correction."""

    template_name = "casustafel/live_step.html"
    form_class = WhyForm
    heading = "Verslag verbeteren"
    button = "Open voor verbetering"
    intro = "De vastgestelde uitgave blijft bestaan. Wat u schrijft, wordt de volgende uitgave."

    def operate(self, form: Any) -> str:
        """Write on in the next edition."""
        correct_minutes(by=self.actor, minutes=self.record, why=form.cleaned_data["why"])
        return self.live_url


class CorrectionReadyPage(OperationPage, MinutesPage):
    """A correction is ready to be read by two people."""

    template_name = "casustafel/live_step.html"
    form_class = NothingForm
    heading = "Verbetering voorstellen"
    button = "Stel voor"
    intro = "De voorzitter en een tweede lezer stellen de verbetering vast."

    def operate(self, form: Any) -> str:
        """Propose it."""
        propose_correction(by=self.actor, minutes=self.record)
        return reverse("casustafel:report", args=[self.record.item.meeting.number])


class AdoptCorrectionPage(OperationPage, MinutesPage):
    """Adopt a correction, as chair or second reader."""

    record_action = "adopt"
    template_name = "casustafel/live_step.html"
    form_class = NothingForm
    heading = "Verbetering vaststellen"
    button = "Stel vast"

    def operate(self, form: Any) -> str:
        """Put the name of this reader under it."""
        adopt_correction(by=self.actor, minutes=self.record)
        return reverse("casustafel:report", args=[self.record.item.meeting.number])


class EditionPage(MinutesPage):
    """An edition of minutes as it was adopted."""

    action = "casustafel.view"
    record_action = "view"
    template_name = "casustafel/edition.html"
    purpose = "verslag van het overleg"

    def prepare(self, **kwargs: Any) -> None:
        """The number of the edition stands in the address."""
        self.edition: int = kwargs.pop("edition")
        super().prepare(**kwargs)

    def context(self, **extra: Any) -> dict[str, Any]:
        """Its text, or that there is none."""
        rows = MinutesEdition.objects.visible_to(self.actor).filter(
            minutes=self.record, edition=self.edition, second_at__isnull=False, chair_at__isnull=False
        )
        found = rows.select_related("chair", "second").first()
        return super().context(edition=found, content=found.content if found else None, **extra)
