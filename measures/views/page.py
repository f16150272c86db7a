"""The page of one measure."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from access.roles import may
from access.views import OperationPage, RecordPage
from core import clock
from encryption.fields import readable
from measures.deadlines import finality_of, open_terms
from measures.models import Measure, Reminder
from measures.operations.choosing import steps_open
from measures.queries import case_of, closure_lines, dates_of, duration_of, picture_of
from measures.queries.proposal import proposal_of
from measures.queries.watches import overdue_watches
from measures.rules import both_sanctions
from measures.states import ENDED
from measures.views.register import PURPOSE
from reference.queries import free_days

WHY: Final = "the other running measures on one breach"


class MeasureRecordPage(RecordPage):
    """Base of every page of one measure."""

    abstract = True
    action = "measures.view"
    purpose = PURPOSE
    model = Measure

    def select(self, queryset: Any) -> Any:
        """The type and the people are named on every page."""
        return queryset.select_related("type", "handler", "second", "owner")


class MeasurePage(MeasureRecordPage):
    """Everything about one measure: where it stands, what may follow, on whom it rests, why."""

    template_name = "measures/page.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read, log who is shown, show."""
        self.log_read()
        measure = self.record
        picture = picture_of(self.actor, measure)
        self.log_shown([row.subject for row in picture.parties], record_type="subjects.subject")
        self.log_shown(picture.claims)
        steps = steps_open(self.actor, measure)
        decreed, today = free_days(), clock.today()
        terms = open_terms(
            measure,
            closure=picture.closure,
            remedies=picture.remedies,
            claims=[(claim, picture.events[claim.pk]) for claim in picture.claims],
            decreed=decreed,
            today=today,
        )
        return self.show(
            picture=picture,
            case=case_of(self.actor, measure),
            steps=steps,
            reason=readable(measure, "reason", otherwise="niet leesbaar"),
            dates=dates_of(measure),
            duration=duration_of(measure),
            closure_rows=closure_lines(picture.closure),
            proposal=proposal_of(measure, picture.closure),
            terms=terms,
            watches=overdue_watches(Reminder.objects.filter(measure=measure).visible_to(self.actor)),
            can_source=self._may("measures.source"),
            first=next((row for row in terms if row.ours), None),
            finality=finality_of(measure, picture.remedies, decreed=decreed, today=today),
            warning=self._warning(),
            ended=measure.state in ENDED,
            can_edit=self._may("change"),
            can_decide=self._may("measures.decide"),
            can_collect=self._may("measures.collect"),
        )

    def _may(self, action: str) -> bool:
        return bool(self.record.policy.decide(self.actor, action, self.record))

    def _warning(self) -> str:
        """Awb 5:6: is another herstelsanctie running on this breach?"""
        if self.record.breach_key is None or not may(self.actor, "measures.edit"):
            return ""
        rows = Measure.objects.filter(owner=self.record.owner, breach_key=self.record.breach_key)
        rows = rows.visible_to(self.actor).exclude(pk=self.record.pk).exclude(state__in=ENDED)
        return both_sanctions(self.record.workflow, frozenset(rows.values_list("workflow", flat=True)))


class MeasureOperation(MeasureRecordPage, OperationPage):
    """One operation on one measure, as a page with a form."""

    abstract = True
    action = "measures.edit"
    record_action = "change"
    template_name = "measures/step.html"
    heading = ""
    intro = ""
    button = "Vastleggen"
