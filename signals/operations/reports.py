"""Send in a report, answer a question about it, and know that it was seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from access.contexts import elevated
from access.decisions import Denied, deny, require
from access.roles import may, refusal
from accounts.models import OrganisationKind
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from documents.operations import attach_to
from signals.models import Report, ReportMessage, Signal, SignalStep, SourceType, Urgency
from signals.operations.drafts import discard_draft, finish_draft
from signals.operations.register import NewSignal, Reporter, register_signal
from signals.operations.steps import stamp
from signals.operations.tokens import report_key
from signals.titles import propose_title

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class NewReport:
    """What a colleague filled in; only ``narrative`` can't be empty."""

    narrative: str
    title: str = ""
    team: str = ""
    location: str = ""
    spot: dict[str, float] | None = None
    involved: str = ""
    observed_from: date | None = None
    observed_to: date | None = None
    observed_precision: str = "UNKNOWN"
    observed_text: str = ""
    urgency: str = Urgency.NORMAL


@transaction.atomic
def submit_report(*, by: User, report: NewReport, token: str) -> Report:
    """Make a signal of what was filled in, with the photos of the draft, and a report for the reporter.

    ``token`` names this one form: sent twice, also at the same moment, it gives the same report.
    """
    if not may(by, "signals.report"):
        raise Denied(deny(refusal("signals.report")))
    if by.organisation.kind != OrganisationKind.MUNICIPALITY:
        raise Refused("Melden kan alleen bij een gemeente. Neem contact op met de coördinator.")
    key = report_key(by, token)
    earlier = _sent_before(by, key)
    if earlier is not None:
        discard_draft(by=by, token=token)
        return earlier
    try:
        with transaction.atomic():
            return _register(by, report, key)
    except IntegrityError:
        # The same form was being sent by a second press: that one has just won.
        earlier = _sent_before(by, key)
        if earlier is None:
            raise
        discard_draft(by=by, token=token)
        return earlier


def _register(by: User, report: NewReport, key: bytes) -> Report:
    signal = register_signal(
        by=by,
        new=NewSignal(
            title=report.title.strip() or propose_title(report.narrative),
            source_type=SourceType.INTERNAL,
            narrative=report.narrative,
            received_at=clock.now(),
            owner=by.organisation,
            team=report.team,
            location=report.location,
            spot=report.spot,
            involved=report.involved,
            observed_from=report.observed_from,
            observed_to=report.observed_to,
            observed_precision=report.observed_precision,
            observed_text=report.observed_text,
            urgency=report.urgency,
            origin_key=key,
        ),
        reporter=Reporter(user=by),
    )
    photos = finish_draft(by=by)
    if photos:
        with elevated(why="a signal lies outside its reporter's sight"):
            for document in photos:
                attach_to(document, signal)
    return Report.objects.visible_to(by).get(signal_id=signal.pk)


def _sent_before(by: User, key: bytes) -> Report | None:
    with elevated(why="a signal lies outside its reporter's sight"):
        sent = Signal.objects.filter(owner=by.organisation, origin_key=key)
        signal = sent.unrestricted(why="double submit").only("pk").first()
    if signal is None:
        return None
    return Report.objects.filter(signal_id=signal.pk).visible_to(by).first()


@transaction.atomic
def answer_question(*, by: User, message: ReportMessage, answer: str) -> ReportMessage:
    """Answer a question of the coordinator, once; the log of the signal tells that there is an answer."""
    report = message.report
    require(by, "answer", report)
    message = ReportMessage.objects.visible_to(by).select_for_update(of=("self",)).get(pk=message.pk)
    if message.answered_at is not None:
        raise Refused("Deze vraag is al beantwoord.", field="answer")
    if not answer.strip():
        raise Refused("Schrijf een antwoord, of: weet ik niet.", field="answer")
    message.answer = answer.strip()
    message.answered_at = clock.now()
    message.save()
    with elevated(why="a signal lies outside its reporter's sight"):
        # The answer reaches triage by the log of the signal, which does not say whose answer it is.
        SignalStep.objects.create(
            signal_id=report.signal_id, kind="ANSWERED", why=message.answer, by=None, at=clock.now()
        )
    record_event(Action.CHANGE, record_type=report._meta.label_lower, record_id=str(report.pk))
    return message


def mark_seen(*, by: User, report: Report) -> None:
    """Remember that the reporter has looked: the marker of something new goes away."""
    if report.reporter_id == by.pk:
        stamp(Report.objects.filter(pk=report.pk).visible_to(by), seen_at=clock.now())
