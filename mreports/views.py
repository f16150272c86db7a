"""Pages of the vault: inbox, one report, and the steps from raw report to neutral signal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from access.explain import explain
from access.views import FormPage, ListPage, OperationPage, Page, RecordPage
from core import clock
from core.errors import Refused
from encryption.fields import UNREADABLE, readable
from mreports import operations, queries
from mreports.forms import AlignmentForm, DeriveForm, DestroyForm, FeedbackForm, MailsForm, WhyForm
from mreports.intake.mails import UnreadableMail, read_mail
from mreports.models import MReport
from mreports.operations import ReceivedReport
from mreports.states import ReportState
from mreports.texts import reporter_leak

PURPOSE = "M.-meldingen beoordelen"


class Inbox(ListPage):
    """The newest raw reports, without number of M. and without text."""

    action = "mreports.view"
    purpose = PURPOSE
    template_name = "mreports/inbox.html"

    def rows(self) -> list[MReport]:
        """Newest first."""
        return queries.inbox(self.actor)


class ReadIn(FormPage):
    """Read in mails of M."""

    action = "mreports.receive"
    purpose = PURPOSE
    template_name = "mreports/read_in.html"
    form_class = MailsForm

    def operate(self, form: Any) -> str:
        """Keep each readable mail; say per file what became of it."""
        new = known = flagged = 0
        for file in form.cleaned_data["mails"]:
            try:
                report, fresh = receive_mail(self.actor.organisation, file.read())
            except (UnreadableMail, Refused) as problem:
                messages.error(self.request, f"Een bestand is niet ingelezen: {problem}")
                continue
            new, known = new + fresh, known + (not fresh)
            flagged += fresh and report.leak_suspected
        messages.success(self.request, f"{new} nieuw, {known} al bekend.")
        if flagged:
            messages.warning(
                self.request, f"{flagged} bevat mogelijk gegevens van de melder. Kijk dat eerst na."
            )
        return reverse("mreports:inbox")


def receive_mail(owner: Any, raw: bytes) -> tuple[MReport, bool]:
    """Read one mail and keep its report."""
    mail = read_mail(raw, today=clock.today())
    received = ReceivedReport(
        reference=mail.reference,
        text=mail.text,
        received_at=mail.received_at or clock.now(),
        reported_on=mail.reported_on,
        topics=mail.topics,
        also_sent_to=mail.also_sent_to,
    )
    return operations.receive_report(owner=owner, received=received)


class Detail(RecordPage):
    """One raw report; hidden text is shown to nobody."""

    action = "mreports.view"
    purpose = PURPOSE
    model = MReport
    template_name = "mreports/detail.html"

    def context(self, **extra: Any) -> dict[str, Any]:
        """Text, leaks, alignments and who can see it."""
        text = shown_text(self.record)
        opened = text if text != UNREADABLE else None
        rows = queries.alignments(self.actor, self.record)
        return super().context(
            text=text,
            opened=opened is not None,
            reference=readable(self.record, "m_reference"),
            leaks=sorted({leak.why for leak in reporter_leak(opened or "")}),
            alignments=[(row, readable(row, "note")) for row in rows],
            explanation=explain(self.actor, self.record),
            can_derive=opened is not None and self.record.state == ReportState.RECEIVED,
            **extra,
        )


def shown_text(report: MReport) -> str | None:
    """The text for a page: none when it is hidden or destroyed, a sentence when it can't be opened."""
    text: str | None = readable(report, "report_text") if report.hidden_at is None else None
    return text


class Step(OperationPage):
    """One step on one report; afterwards back to the report."""

    abstract = True
    action = "mreports.view"
    purpose = PURPOSE
    model = MReport
    template_name = "mreports/step.html"
    title = ""
    intro = ""
    button = "Vastleggen"

    def back(self) -> str:
        """The page of the report."""
        return reverse("mreports:detail", kwargs={"number": self.record.number})


class Align(Step):
    """Record the answer of the police."""

    action = "mreports.align"
    record_action = "align"
    form_class = AlignmentForm
    title = "Afstemming met de politie"
    intro = "Zonder akkoord van de politie krijgt een anoniem signaal geen vervolg."

    def operate(self, form: Any) -> str:
        """Record it."""
        operations.align_with_police(by=self.actor, report=self.record, **form.cleaned_data)
        messages.success(self.request, "De afstemming is vastgelegd.")
        return self.back()


class Derive(Step):
    """Write the neutral signal, with the raw text beside it."""

    action = "mreports.derive"
    record_action = "derive"
    form_class = DeriveForm
    template_name = "mreports/derive.html"
    title = "Neutraal signaal maken"
    button = "Signaal maken"

    def form_kwargs(self) -> dict[str, Any]:
        """Areas of the own municipality."""
        return {"municipality_code": self.record.owner.municipality_code}

    def context(self, **extra: Any) -> dict[str, Any]:
        """The raw text stands beside the form, unless it is hidden."""
        return super().context(text=shown_text(self.record), **extra)

    def operate(self, form: Any) -> str:
        """Derive."""
        signal = operations.derive_signal(by=self.actor, report=self.record, **form.cleaned_data)
        messages.success(self.request, f"Signaal {signal.number} is gemaakt.")
        return self.back()


class SetAside(Step):
    """Decide not to use a report."""

    action = "mreports.derive"
    record_action = "derive"
    form_class = WhyForm
    title = "Niet gebruiken"
    button = "Niet gebruiken"

    def operate(self, form: Any) -> str:
        """Set aside."""
        operations.set_aside(by=self.actor, report=self.record, why=form.cleaned_data["why"])
        return self.back()


class Destroy(Step):
    """Destroy text and number of M."""

    action = "mreports.destroy"
    record_action = "destroy"
    form_class = DestroyForm
    title = "Melding vernietigen"
    intro = "Tekst en nummer van M. verdwijnen. Dit kan niet ongedaan worden gemaakt."
    button = "Vernietigen"

    def operate(self, form: Any) -> str:
        """Destroy."""
        operations.destroy_report(by=self.actor, report=self.record, **form.cleaned_data)
        messages.success(self.request, "De melding is vernietigd.")
        return self.back()


class Feedback(Step):
    """Record what came of a report."""

    form_class = FeedbackForm
    title = "Resultaat vastleggen"
    intro = "Voor het jaarlijkse verslag aan M."

    def operate(self, form: Any) -> str:
        """Record."""
        operations.record_feedback(by=self.actor, report=self.record, **form.cleaned_data)
        return self.back()


class Hide(RecordPage):
    """Hide the text at once; a single press, without a form in between."""

    action = "mreports.view"
    purpose = PURPOSE
    model = MReport
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hide and go back."""
        operations.hide_report(by=self.actor, report=self.record)
        messages.success(request, "De tekst is verborgen. Informeer M. en vernietig daarna de melding.")
        return redirect("mreports:detail", number=self.record.number)


class Account(Page):
    """The yearly account to M.: numbers only, printable."""

    action = "mreports.account"
    purpose = "Jaarlijks verslag aan M."
    template_name = "mreports/account.html"

    def get(self, request: HttpRequest, year: int = 0, *args: Any, **kwargs: Any) -> HttpResponse:
        """One year; this year by default."""
        year = year or clock.today().year
        account = queries.yearly_account(self.actor, self.actor.organisation, year)
        return self.show(account=account, years=range(clock.today().year, clock.today().year - 5, -1))
