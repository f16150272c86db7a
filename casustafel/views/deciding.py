"""Record what the table decided, with what must follow it, and what a recipient answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from access.records import ProtectedModel
from access.views import OperationPage, RecordPage
from casustafel.forms.deciding import AlignForm, AnswerForm, DecideForm, WhyForm
from casustafel.minutes_states import FOLLOW_UPS, DecisionKind
from casustafel.models import Minutes, TableDecision
from casustafel.operations.aligning import align_at_table
from casustafel.operations.deciding import (
    NewDecision,
    record_answer,
    record_decision,
    withdraw_decision,
)
from casustafel.queries.minutes import typed_in
from casustafel.queries.owners import owners_for

PURPOSE: Final = "besluit van de casustafel"


class MinutesPage(RecordPage):
    """Base of every page about the minutes of one item."""

    abstract = True
    action = "casustafel.lead"
    record_action = "lead"
    purpose = PURPOSE
    model = Minutes
    heading = ""

    def select(self, queryset: Any) -> Any:
        """The item and its meeting are named on every page."""
        return queryset.select_related("item__meeting", "item__case")

    def named(self) -> Sequence[ProtectedModel]:
        """The item and its meeting."""
        return [self.record.item, self.record.item.meeting]

    @property
    def live_url(self) -> str:
        """Back to the item in the meeting."""
        item = self.record.item
        return f"{reverse('casustafel:live', args=[item.meeting.number])}?punt={item.number}"

    def context(self, **extra: Any) -> dict[str, Any]:
        """The way back."""
        return super().context(back_url=self.live_url, **extra)


class DecidePage(OperationPage, MinutesPage):
    """A decision on an item; the action that it asks for is made in the same step."""

    template_name = "casustafel/decide.html"
    form_class = DecideForm
    heading = "Besluit vastleggen"
    button = "Leg besluit vast"

    def form_kwargs(self) -> dict[str, Any]:
        """Who can be asked to do something, and the block that it was typed in."""
        people, organisations = owners_for(self.actor, self.record)
        return {
            "people": people,
            "organisations": organisations,
            "initial": {"kind": self.request.GET.get("soort", "")},
        }

    def form(self, data: Any = None, files: Any = None) -> DecideForm:
        """Filled with what was typed in the block that it comes from, to be checked."""
        form = DecideForm(data, files, **self.form_kwargs())
        if data is None:
            form.take_up(typed_in(self.actor, self.record, self.request.GET.get("blok", "")))
        return form

    @property
    def told(self) -> list[tuple[str, str]]:
        """What each decision asks for, in words."""
        return [(label, FOLLOW_UPS[code].hint or "Alleen een reden.") for code, label in DecisionKind.choices]

    def operate(self, form: Any) -> str:
        """Record it."""
        record_decision(by=self.actor, minutes=self.record, new=NewDecision(**form.told()))
        return self.live_url


class DecisionPage(OperationPage, MinutesPage):
    """Base of the pages about one decision of an item."""

    abstract = True
    template_name = "casustafel/live_step.html"
    decision: TableDecision

    def prepare(self, **kwargs: Any) -> None:
        """The decision belongs to these minutes, or it does not exist."""
        key: UUID = kwargs.pop("decision")
        super().prepare(**kwargs)
        rows = TableDecision.objects.visible_to(self.actor).filter(minutes=self.record, pk=key)
        found: TableDecision | None = rows.select_related("minutes__item").first()
        if found is None:
            raise Http404
        self.decision = found

    @property
    def intro(self) -> str:
        """Which decision it is about."""
        return str(self.decision.get_kind_display())


class WithdrawPage(DecisionPage):
    """Take a decision back that was recorded wrongly."""

    form_class = WhyForm
    heading = "Besluit intrekken"
    button = "Trek in"

    def operate(self, form: Any) -> str:
        """It stays in sight as taken back."""
        withdraw_decision(by=self.actor, decision=self.decision, why=form.cleaned_data["why"])
        return self.live_url


class AnswerPage(DecisionPage):
    """What the recipient answered."""

    form_class = AnswerForm
    heading = "Antwoord van de ontvanger"
    button = "Leg antwoord vast"

    def operate(self, form: Any) -> str:
        """Keep the answer."""
        record_answer(by=self.actor, decision=self.decision, answer=form.cleaned_data["answer"])
        return self.live_url


class AlignPage(OperationPage, MinutesPage):
    """What the police said of anonymous information; *akkoord* releases the signal."""

    action = "casustafel.align"
    template_name = "casustafel/live_step.html"
    form_class = AlignForm
    heading = "Afstemming met de politie"
    button = "Leg afstemming vast"
    intro = "Zonder akkoord van de politie krijgt een signaal uit anonieme informatie geen vervolg."

    def operate(self, form: Any) -> str:
        """Put the answer on the signal."""
        align_at_table(by=self.actor, minutes=self.record, answer=form.cleaned_data["answer"])
        return self.live_url
