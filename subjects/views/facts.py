"""Add a fact, withdraw a wrong one, show a masked one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from access.forms import WhyForm
from access.views import OperationPage
from audit.models import Action
from audit.record import record_event
from subjects import facts
from subjects.forms import FactForm
from subjects.models import Statement
from subjects.operations import NewFact, state_fact, withdraw_fact
from subjects.views.lookup_address import AddressLookup
from subjects.views.page import SubjectRecordPage


class SubjectOperation(SubjectRecordPage, OperationPage):
    """One operation on one record, as a page with a form."""

    abstract = True
    template_name = "subjects/step.html"
    heading = ""
    intro = ""
    button = "Vastleggen"

    def about(self) -> list[tuple[str, str]]:
        """Hook: what the operation is about, within the record; each a label and a text."""
        return []


class AddFactPage(AddressLookup, SubjectOperation):
    """What another source says stands beside what is there."""

    action = "subjects.edit"
    record_action = "subjects.edit"
    form_class = FactForm
    heading = "Gegeven toevoegen"
    intro = "Wat er al staat, blijft staan. Spreken bronnen elkaar tegen, dan ziet u ze naast elkaar."

    def lookup_kind(self) -> str:
        """An address can be looked up for whatever can have one."""
        return str(self.record.kind)

    def form_kwargs(self) -> dict[str, Any]:
        """Only facts of this kind."""
        return {"kind": self.record.kind}

    def operate(self, form: Any) -> str:
        """State the fact."""
        data = form.cleaned_data
        fact = NewFact(data["fact"], data["value"], data["since"], data["until"])
        state_fact(by=self.actor, subject=self.record, fact=fact, source=form.source())
        messages.success(self.request, f"{facts.BY_CODE[data['fact']].label} is toegevoegd.")
        return str(self.record.address)


class StatementPage(SubjectOperation):
    """A page about one statement of the record."""

    abstract = True
    statement: Statement

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the statement too; of another record it does not exist."""
        super().prepare(**kwargs)
        rows = Statement.objects.filter(pk=kwargs["statement"], subject=self.record).visible_to(self.actor)
        self.statement = get_object_or_404(rows)

    def context(self, **extra: Any) -> dict[str, Any]:
        """Which statement it is about; of a masked one only that it is there."""
        fact = facts.BY_CODE[self.statement.fact]
        shown = "" if fact.masked else self.statement.shown
        return super().context(statement=self.statement, fact=fact, shown_value=shown, **extra)


class WithdrawFactPage(StatementPage):
    """A wrong statement no longer counts; it stays to be seen with the reason."""

    action = "subjects.edit"
    record_action = "subjects.edit"
    form_class = WhyForm
    button = "Intrekken"
    intro = (
        "Het gegeven telt dan niet meer mee. Het blijft zichtbaar bij de ingetrokken gegevens, met uw reden."
    )

    @property
    def heading(self) -> str:  # type: ignore[override]
        """Which fact."""
        return f"{facts.BY_CODE[self.statement.fact].label} intrekken"

    def operate(self, form: Any) -> str:
        """Withdraw."""
        withdraw_fact(by=self.actor, statement=self.statement, why=form.cleaned_data["why"])
        messages.success(self.request, "Het gegeven is ingetrokken.")
        return str(self.record.address)


class RevealPage(StatementPage):
    """Show one masked value: by post, so that it stands in no address, and on record."""

    action = "subjects.reveal"
    record_action = "subjects.reveal"
    form_class = WhyForm
    template_name = "subjects/revealed.html"
    http_method_names = ["get", "post"]
    heading = "Afgeschermd nummer tonen"
    intro = "Dat u dit nummer bekijkt, wordt vastgelegd."
    button = "Toon het nummer"

    def prepare(self, **kwargs: Any) -> None:
        """What is not masked needs no revealing, and would leave a line in the log that says nothing."""
        super().prepare(**kwargs)
        if not facts.BY_CODE[self.statement.fact].masked:
            raise Http404

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log which fact is shown and why, then show it once."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(422, form=form)
        record_event(
            Action.READ,
            record_type="subjects.subject",
            record_id=str(self.record.pk),
            regime=self.record.regimes,
            reason=form.cleaned_data["why"],
            details={"revealed": self.statement.fact},
        )
        return self.show(form=form, value=self.statement.value)

    def operate(self, form: Any) -> str:
        """Nothing changes by looking."""
        return str(self.record.address)
