"""A believable mix: signals of the samples weighed, decided and asked about, spread over months.

Everything goes through the operations that people use; only the moments are put back afterwards,
so that the inbox, the ages and the retention look like months of work.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.contexts import SYSTEM, acting_as
from core import clock
from core.errors import Refused
from desk.demo.stories import DERIVED, NEUTRAL_WHY, OWN_REPORTS
from legal.dates import DateProblem, read_date
from mreports.models import MReport
from mreports.operations import align_with_police, derive_signal
from mreports.states import ReportState
from signals.models import Report, Signal, SignalStep, SourceType
from signals.operations.reports import NewReport, submit_report
from signals.operations.sealing import due_for_sealing, seal_signal
from signals.operations.steps import Basis
from signals.operations.triage import assign_signal, decide_signal, suspend_signal
from signals.operations.weighing import assess_signal
from signals.states import SignalState as S

if TYPE_CHECKING:
    from accounts.models import User

PURPOSE: Final = "Proefdata"
YES: Final = {"W1": ("K3", "K5", "V1", "V5", "S1"), "W2A": ("T1", "T3"), "W2B": (), "W3": ("C1", "C2")}
# How far each signal in turn has come; the pattern repeats.
PLAN: Final = (
    "new", "new", "weighed", "department", "new", "analysis", "assigned", "no_follow_up", "new", "weighing_3",
    "riec", "new", "not_undermining", "assigned", "new", "department", "new", "weighing_3", "referred", "new",
)  # fmt: skip
BASES: Final = {
    "department": (
        S.WITH_DEPARTMENT,
        Basis(
            recipient="Team Toezicht en handhaving",
            legal_basis="Gemeentewet 125 en AVG 6 lid 1 onder e",
            purpose="Controle van het pand",
        ),
    ),
    "riec": (
        S.WITH_RIEC,
        Basis(
            recipient="RIEC Oost-Nederland",
            legal_basis="WGS en het RIEC-convenant",
            purpose="Beoordelen als gezamenlijke casus",
        ),
    ),
    "analysis": (
        S.FURTHER_ANALYSIS,
        Basis(
            recipient="Analist ondermijning",
            legal_basis="AVG 6 lid 1 onder e",
            purpose="Bronnenonderzoek binnen de gemeente",
        ),
    ),
}
SPREAD_DAYS: Final = 120


def send_own_reports(reporter: User) -> list[Report]:
    """The reports of the cast's reporter; sent again they are the same reports."""
    sent = []
    for position, (text, place, when, urgency) in enumerate(OWN_REPORTS):
        with acting_as(reporter, why="proefdata", purpose=PURPOSE):
            try:
                moment = read_date(when, today=clock.today())
            except DateProblem:
                moment = read_date("", today=clock.today())
            report = NewReport(
                narrative=text,
                location=place,
                observed_from=moment.start,
                observed_to=moment.end,
                observed_precision=moment.precision,
                observed_text=when,
                urgency=urgency,
                team="Buitendienst",
            )
            sent.append(submit_report(by=reporter, report=report, token=f"demo-{position}"))
    return sent


def work_on_signals(coordinator: User, analyst: User) -> int:
    """Weigh, decide and assign the fresh signals by the plan; returns how many were touched."""
    with acting_as(coordinator, why="proefdata", purpose=PURPOSE):
        rows = Signal.objects.visible_to(coordinator).filter(state=S.NEW, handler=None)
        fresh = list(rows.exclude(source_type=SourceType.ANONYMOUS).order_by("number"))
    touched = 0
    for position, signal in enumerate(fresh):
        stage = PLAN[position % len(PLAN)]
        if stage == "new":
            continue
        with acting_as(coordinator, why="proefdata", purpose=PURPOSE):
            try:
                with transaction.atomic():
                    _bring_to(stage, signal, coordinator, analyst)
            except Refused:
                continue
        touched += 1
    return touched


def _bring_to(stage: str, signal: Signal, coordinator: User, analyst: User) -> None:
    if stage == "assigned":
        assign_signal(by=coordinator, signal=signal, to=analyst)
        return
    if stage == "not_undermining":
        _answer(coordinator, signal, "W1", False, NEUTRAL_WHY[3])
        decide_signal(by=coordinator, signal=signal, outcome=S.NOT_UNDERMINING, why=NEUTRAL_WHY[3])
        return
    _answer(coordinator, signal, "W1", True)
    if stage == "weighed":
        return
    _answer(coordinator, signal, "W2A", True)
    if stage == "referred":
        _answer(coordinator, signal, "W2B", False, "Het pand staat in Twenterand.")
        basis = Basis(
            recipient="Gemeente Twenterand",
            legal_basis="AVG 6 lid 1 onder e",
            purpose="Beoordelen op eigen grondgebied",
        )
        decide_signal(
            by=coordinator, signal=signal, outcome=S.REFERRED, why="Ander grondgebied.", basis=basis
        )
        return
    _answer(coordinator, signal, "W2B", True)
    if stage == "weighing_3":
        return
    if stage == "no_follow_up":
        _answer(coordinator, signal, "W3", False, NEUTRAL_WHY[2])
        decide_signal(by=coordinator, signal=signal, outcome=S.NO_FOLLOW_UP, why=NEUTRAL_WHY[2])
        return
    _answer(coordinator, signal, "W3", True)
    outcome, basis = BASES[stage]
    decide_signal(by=coordinator, signal=signal, outcome=outcome, why=NEUTRAL_WHY[0], basis=basis)


def _answer(by: User, signal: Signal, question: str, answer: bool, motivation: str = "") -> None:
    assess_signal(
        by=by,
        signal=signal,
        question=question,
        answer=answer,
        checked=YES[question] if answer else (),
        motivation=motivation,
    )


def ask_the_reporter(coordinator: User, reports: Sequence[Report]) -> None:
    """Give the reporter of the cast something to answer, and something that changed."""
    with acting_as(coordinator, why="proefdata", purpose=PURPOSE):
        ids = [report.signal_id for report in reports[:1]]
        for signal in Signal.objects.visible_to(coordinator).filter(pk__in=ids, state=S.NEW):
            suspend_signal(
                by=coordinator,
                signal=signal,
                why="Het is niet duidelijk om welke ingang het gaat.",
                question="Was het de ingang aan de straat, of die in de steeg? En hoe laat was u daar?",
            )


def spread_over_months(random: Random) -> None:
    """Put the moments of receipt and of every step back in time, in their order."""
    now = clock.now()
    with acting_as(SYSTEM, why="proefdata krijgt oudere data"):
        signals = list(Signal.objects.unrestricted(why="proefdata").order_by("number"))
        for position, signal in enumerate(signals):
            back = timedelta(
                days=SPREAD_DAYS * (len(signals) - position) // (len(signals) + 1), hours=random.randint(0, 9)
            )
            received = min(signal.received_at, now - back)
            row = Signal.objects.filter(pk=signal.pk).unrestricted(why="proefdata")
            decided = received + timedelta(days=6, hours=2) if signal.decided_at else None
            row.update(received_at=received, decided_at=min(decided, now) if decided else None)
            steps = SignalStep.objects.filter(signal=signal).unrestricted(why="proefdata").order_by("at")
            for number, step in enumerate(steps):
                at = min(received + timedelta(days=number, hours=number), now)
                SignalStep.objects.filter(pk=step.pk).unrestricted(why="proefdata").update(at=at)
            reports = Report.objects.filter(signal=signal).unrestricted(why="proefdata")
            reports.update(reported_at=received)


def seal_what_is_due() -> int:
    """Seal what was decided long enough ago, as the nightly job does."""
    with acting_as(SYSTEM, why="proefdata verzegelen"):
        found = due_for_sealing()
    for pk in found:
        with acting_as(SYSTEM, why="proefdata verzegelen"):
            seal_signal(pk)
    return len(found)


def derive_from_m(m_authorised: User) -> int:
    """Let the M.-gemachtigde write neutral signals: one aligned with the police, one asked, one not yet."""
    made = 0
    with acting_as(m_authorised, why="proefdata", purpose=PURPOSE):
        reports = {row.m_reference: row for row in MReport.objects.visible_to(m_authorised)}
        for reference, title, text, answer in DERIVED:
            report = reports.get(reference)
            if report is None or report.state != ReportState.RECEIVED:
                continue
            derive_signal(by=m_authorised, report=report, title=title, narrative=text)
            made += 1
            if answer:
                align_with_police(
                    by=m_authorised,
                    report=MReport.objects.visible_to(m_authorised).get(pk=report.pk),
                    answer=answer,
                    held_on=clock.today(),
                    spoken_with="informatiecoördinator van de politie",
                )
    return made
