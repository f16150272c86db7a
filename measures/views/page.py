"""The page of one measure."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from access.records import locked
from access.roles import may
from access.views import OperationPage, RecordPage
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Conflict
from documents.pages import AttachPage, documents_on
from encryption.fields import readable
from measures.deadlines import finality_of, open_terms
from measures.models import Measure, Reminder
from measures.operations.choosing import steps_open
from measures.operations.sealing import SHUT
from measures.queries import case_of, closure_lines, dates_of, duration_of, picture_of
from measures.queries.letters import letters_of
from measures.queries.proposal import proposal_of
from measures.queries.watches import overdue_watches
from measures.rules import both_sanctions
from measures.states import ENDED, IMPOSED
from measures.views.register import PURPOSE
from reference.models import Workflow
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
        case = case_of(self.actor, measure)
        if case is not None:
            record_event(
                Action.LIST, record_type="cases.case", shown=[str(case.key)], details={"part": "case"}
            )
        letters = letters_of(self.actor, measure)
        self.log_shown([row.recipient for row in letters], record_type="subjects.subject")
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
            case=case,
            letters=letters,
            can_write=self._may("measures.write"),
            can_bundle=self._may("measures.dossier"),
            documents=documents_on(self.actor, measure.pk, add_url=self._attach_url()),
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
            can_share=self._may("measures.share"),
            shut=measure.workflow == Workflow.CLOSURE and measure.state in SHUT,
            chargeable=measure.workflow in {Workflow.CLOSURE, Workflow.ENFORCEMENT}
            and measure.state in IMPOSED,
        )

    def _attach_url(self) -> str:
        return reverse("measures:attach", args=[self.record.number]) if self._may("change") else ""

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
    # Does the form replace what stands there? Then nobody may write over what he has not seen.
    overwrites: ClassVar[bool] = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask first whether the measure is still as the user saw it; what was typed stays."""
        shown = request.POST.get("version", "")[:9]
        if self.overwrites and shown.isascii() and shown.isdigit():
            try:
                # Held until the end of the request, so that of two presses at once the second waits.
                locked(Measure, self.actor, self.record.pk, version=int(shown))
            except Conflict as conflict:
                return self._conflict(conflict.message)
        return super().post(request, *args, **kwargs)

    def _conflict(self, sentence: str) -> HttpResponse:
        """What stands now beside what was typed; the next press saves over the version then seen."""
        form = self.form(self.request.POST)
        now = self.form().initial
        rows = [
            {"label": field.label, "mine": mine, "theirs": theirs, "differs": mine != theirs}
            for name, field in form.fields.items()
            for mine, theirs in [(_plain(field, self.request.POST.get(name)), _plain(field, now.get(name)))]
        ]
        return self.show(409, form=form, conflict=sentence, rows=rows, who="een collega")


def _plain(field: Any, value: object) -> str:
    """A value of a form as people read it."""
    choices = dict(getattr(field, "choices", ()))
    text = "" if value in (None, False) else "ja" if value in (True, "on") else str(value)
    return str(choices.get(text, text)).strip()


class AttachToMeasurePage(MeasureRecordPage, AttachPage):
    """Add documents to one measure: the report, the decision, letters, evidence."""

    action = "measures.edit"
