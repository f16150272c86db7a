"""Receive a raw report, align with the police, derive a neutral signal, hide, destroy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from access.contexts import elevated
from access.decisions import require
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number
from encryption.blind_index import blind_index
from encryption.fields import UNREADABLE, readable
from mreports.models import Alignment, MReport, Result
from mreports.states import FLOW, ReportState
from mreports.texts import derived_text_problems, reporter_leak
from signals.models import PoliceAlignment, Signal, SourceType, Urgency
from signals.operations.alignment import record_police_alignment
from signals.operations.register import NewSignal, register_signal

if TYPE_CHECKING:
    from accounts.models import Organisation, User
    from reference.models import Area, Theme

REGIME = "m_report"
USEFULNESS = range(1, 6)


@dataclass(frozen=True, slots=True)
class ReceivedReport:
    """A report as it was read from a mail."""

    reference: str
    text: str
    received_at: datetime
    reported_on: date | None = None
    topics: list[str] = field(default_factory=list)
    also_sent_to: str = ""


@transaction.atomic
def receive_report(*, owner: Organisation, received: ReceivedReport) -> tuple[MReport, bool]:
    """Keep a raw report; returns it and whether it is new (the same number twice changes nothing).

    Reporter data that slipped in is flagged at once (:func:`reporter_leak`).
    Runs in the context of an M.-gemachtigde or of the system.
    """
    if not received.text.strip():
        raise Refused("Deze mail bevat geen meldtekst.")
    key = None
    if received.reference.strip():
        key = blind_index(received.reference.strip().casefold(), context="mreports.reference")
    known = MReport.objects.filter(owner=owner, reference_key=key).unrestricted(why="received once").first()
    if key and known:
        return known, False
    report = MReport(
        number=next_number("MR", received.received_at.year),
        owner=owner,
        confidentiality=Confidentiality.GEHEIM,
        regimes=[REGIME],
        m_reference=received.reference.strip()[:60] or None,
        reference_key=key,
        report_text=received.text.strip(),
        topics=[topic[:80] for topic in received.topics],
        also_sent_to=received.also_sent_to[:120],
        received_at=received.received_at,
        reported_on=received.reported_on,
        leak_suspected=bool(reporter_leak(received.text)),
    )
    report.save()
    _log(Action.CREATE, report, leak=report.leak_suspected)
    return report, True


@transaction.atomic
def align_with_police(
    *, by: User, report: MReport, answer: str, held_on: date, spoken_with: str, note: str = ""
) -> MReport:
    """Record what the police answered in the lokaal ondermijningsoverleg; the signal follows."""
    require(by, "align", report)
    if answer not in {PoliceAlignment.ASKED, PoliceAlignment.AGREED, PoliceAlignment.OBJECTION}:
        raise Refused("Kies een antwoord.", field="answer")
    if held_on > clock.today():
        raise Refused("Deze datum ligt in de toekomst.", field="held_on")
    if not spoken_with.strip():
        raise Refused("Vul in met wie u sprak (functie, geen naam).", field="spoken_with")
    Alignment.objects.create(
        report=report,
        answer=answer,
        held_on=held_on,
        spoken_with=spoken_with.strip(),
        note=note.strip() or None,
        by=by,
        at=clock.now(),
    )
    report.alignment = answer
    report.save()
    _log(Action.TRANSITION, report, alignment=answer)
    if report.derived_signal_id:
        with elevated(why="the M.-gemachtigde does not see signals"):
            signal = Signal.objects.unrestricted(why="own derived signal").get(pk=report.derived_signal_id)
        record_police_alignment(by=by, signal=signal, answer=answer)
    return report


@transaction.atomic
def derive_signal(
    *,
    by: User,
    report: MReport,
    title: str,
    narrative: str,
    location: str = "",
    area: Area | None = None,
    theme: Theme | None = None,
    urgency: str = Urgency.NORMAL,
) -> Signal:
    """Write the neutral signal that everybody else works with.

    Refused while the text quotes the report, names its number or an exact time, or guesses at the
    reporter: each problem is said as a sentence. The signal shows the week of receipt, not the moment.
    """
    require(by, "derive", report)
    _must_be_readable(report)
    step = FLOW.step(report.state, ReportState.DERIVED)
    problems = derived_text_problems(
        report.report_text or "", f"{title}\n{narrative}", reference=report.m_reference or ""
    )
    if problems:
        raise Refused(" ".join(problems), field="narrative")
    signal = register_signal(
        by=by,
        action="mreports.derive",
        new=NewSignal(
            title=title,
            source_type=SourceType.ANONYMOUS,
            narrative=narrative,
            received_at=_start_of_week(report.received_at),
            owner=report.owner,
            location=location,
            area=area,
            theme=theme,
            urgency=urgency,
            police_alignment=report.alignment,
        ),
    )
    report.derived_signal_id = signal.pk
    report.state = step.target
    report.save()
    _log(Action.TRANSITION, report, to=report.state)
    return signal


@transaction.atomic
def set_aside(*, by: User, report: MReport, why: str) -> MReport:
    """Decide not to use a report."""
    require(by, "derive", report)
    _must_say_why(why)
    report.state = FLOW.step(report.state, ReportState.SET_ASIDE).target
    report.save()
    _log(Action.TRANSITION, report, reason=why, to=report.state)
    return report


@transaction.atomic
def hide_report(*, by: User, report: MReport) -> MReport:
    """Hide the text at once from everybody, because it may hold data of the reporter."""
    require(by, "view", report)
    if report.hidden_at is None:
        report.hidden_at, report.hidden_by = clock.now(), by
        report.leak_suspected = True
        report.save()
        _log(Action.CHANGE, report, hidden=True)
    return report


@transaction.atomic
def destroy_report(*, by: User, report: MReport, why: str, m_informed_on: date | None = None) -> MReport:
    """Destroy text and number; number of our own, dates and reason stay as a tombstone.

    A report with reporter data needs the day on which M. was told.
    """
    require(by, "destroy", report)
    _must_say_why(why)
    if report.leak_suspected and report.hidden_at and m_informed_on is None:
        raise Refused("Vul in wanneer u M. hebt geïnformeerd.", field="m_informed_on", article="contract M.")
    report.state = FLOW.step(report.state, ReportState.DESTROYED).target
    report.report_text = report.m_reference = None
    report.m_informed_on = m_informed_on or report.m_informed_on
    report.destroyed_at, report.destroyed_why = clock.now(), why.strip()[:200]
    report.save()
    for row in Alignment.objects.filter(report=report).unrestricted(why="destroy with the report"):
        row.note = None
        row.save(update_fields=["note"])
    _log(Action.DESTROY, report)
    return report


@transaction.atomic
def record_feedback(
    *, by: User, report: MReport, result: str, usefulness: int | None, verified_by: str
) -> MReport:
    """Record what came of a report, for the yearly account to M."""
    require(by, "view", report)
    if result not in Result.values:
        raise Refused("Kies een resultaat.", field="result")
    if usefulness is not None and usefulness not in USEFULNESS:
        raise Refused("Kies een cijfer van 1 tot en met 5.", field="usefulness")
    report.result, report.usefulness, report.verified_by = result, usefulness, verified_by.strip()[:120]
    report.save()
    _log(Action.CHANGE, report, result=result)
    return report


def _start_of_week(moment: datetime) -> datetime:
    """Monday 00:00 of the week of receipt: the exact moment could lead to the reporter."""
    local = timezone.localtime(moment)
    return (local - timedelta(days=local.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)


def _must_be_readable(report: MReport) -> None:
    if report.hidden_at or readable(report, "report_text") is None:
        raise Refused("De tekst van deze melding is verborgen of vernietigd.")
    if UNREADABLE in (readable(report, "report_text"), readable(report, "m_reference")):
        # Without the report nobody can check that the neutral text does not quote it.
        raise Refused("De tekst of het nummer is onleesbaar geworden. Meld dit aan de beheerder.")


def _must_say_why(why: str) -> None:
    if not why.strip():
        raise Refused("Geef een reden.", field="why")


def _log(action: Action, report: MReport, *, reason: str = "", **details: str | bool) -> None:
    record_event(
        action,
        record_type=report._meta.label_lower,
        record_id=str(report.pk),
        regime=report.regimes,
        reason=reason,
        details=details,
    )
