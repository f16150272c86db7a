"""After the year: the key is destroyed, the content is gone everywhere, a tombstone stays."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import transaction

from audit.models import Action, AuditEvent
from audit.reasons import destroy_reasons
from audit.record import record_event
from core import clock
from documents.operations import destroy_documents_of
from encryption import seals
from signals.models import Report, ReportMessage, SealedContent, SealOpening, Signal
from signals.operations.letting_go import let_go
from signals.operations.sealing import WHY, empty_content
from signals.operations.steps import ask_table, before_of, facts_of, write_step
from signals.states import FLOW, SignalState

TOMBSTONE: Final = "Vernietigd signaal"
# States that end after their year by themselves; HANDLED waits for the proposal of two people.
ENDING: Final = tuple(
    step.source
    for step in FLOW.transitions
    if step.needs == ("sealed_year_over",) and step.action == "system"
)


def due_for_destruction() -> list[UUID]:
    """Signals whose last day of keeping has passed."""
    rows = Signal.objects.filter(state__in=ENDING, retention_until__lt=clock.today())
    return list(rows.unrestricted(why=WHY).order_by("retention_until").values_list("pk", flat=True)[:500])


@transaction.atomic
def destroy_signal(pk: UUID) -> bool:
    """Destroy the content of one signal and the key it was sealed with; False when not due.

    The key goes first: should the transaction fail after that, the content is unreadable anyway and
    the next run finishes. Number, dates, answers and reason codes stay, nothing about a person.
    Runs in the context of the system.
    """
    rows = Signal.objects.filter(pk=pk, state__in=ENDING).unrestricted(why=WHY)
    signal = rows.select_for_update(of=("self",)).first()
    if signal is None:
        return False
    return _destroy(signal)


@transaction.atomic
def destroy_with_case(pk: UUID) -> bool:
    """Destroy a signal whose last case is destroyed: it was kept as long as that (domain 1.9); False when not due.

    Runs in the context of the system, within the destruction of the case.
    """
    rows = Signal.objects.filter(pk=pk, state=SignalState.JOINED_TO_CASE).unrestricted(why=WHY)
    signal = rows.select_for_update(of=("self",)).first()
    return signal is not None and _destroy(signal)


def _destroy(signal: Signal) -> bool:
    facts = facts_of(signal)
    if facts.kept_until is None or facts.kept_until >= clock.today():
        return False
    ask_table(signal, SignalState.DESTROYED, facts)
    before = {"state": signal.state}
    _destroy_seal(signal)
    let_go(signal)
    empty_content(signal)
    destroy_documents_of(signal, why="bewaartermijn voorbij")
    _destroy_report(signal)
    SealOpening.objects.filter(signal=signal).unrestricted(why=WHY).delete()
    signal.title, signal.team, signal.observed_text = TOMBSTONE, "", ""
    signal.handler = None
    signal.state = SignalState.DESTROYED
    signal.save()
    destroy_reasons(_lines_with_reason(signal))
    write_step(by=None, signal=signal, kind="DESTROYED", before=before_of(signal) | before)
    record_event(
        Action.DESTROY,
        record_type=signal._meta.label_lower,
        record_id=str(signal.pk),
        regime=signal.regimes,
        details={"from": before["state"], "kept_until": facts.kept_until.isoformat()},
    )
    return True


def _destroy_seal(signal: Signal) -> None:
    row = SealedContent.objects.filter(signal=signal).unrestricted(why=WHY).first()
    if row is None:
        return
    seals.destroy_seal(str(row.pk))
    row.ciphertext, row.share, row.destroyed_at = None, None, clock.now()
    row.save()


def _destroy_report(signal: Signal) -> None:
    """The reporter's copy and who he was; before the step, so that no mail goes out about it."""
    report = Report.objects.filter(signal=signal).unrestricted(why=WHY).first()
    if report is None:
        return
    ReportMessage.objects.filter(report=report).unrestricted(why=WHY).delete()
    report.text = report.reporter_name = None
    report.reporter = None
    report.title = "Vernietigde melding"
    report.save()


def _lines_with_reason(signal: Signal) -> list[UUID]:
    # The log is read through its own door; the application itself may not look into it.
    rows = AuditEvent.objects.using("audit").filter(record_id=str(signal.pk)).exclude(reason=b"")
    return list(rows.values_list("id", flat=True))
