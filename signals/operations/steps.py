"""One step in the life of a signal: the table asked, the log written, the reporter told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from celery import current_app
from django.db import transaction

from access.contexts import elevated
from access.decisions import require
from access.records import locked
from audit.bulk import update_logged
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.flow import Transition
from legal.retention import retention_until
from signals.models import Assessment, PoliceAlignment, Report, Signal, SignalStep, SourceType
from signals.rules import Facts, require_rules
from signals.states import FLOW, SHORT_STATUS, SignalState

if TYPE_CHECKING:
    from access.sealed import SealedQuerySet
    from accounts.models import User

S = SignalState
NOTIFY: Final = "signals.tasks.tell_reporter"
# How long a signal is kept once it is in a state; other states are still being worked on.
KEPT: Final[dict[str, str]] = {
    S.NO_FOLLOW_UP: "signal_no_follow_up",
    S.NOT_UNDERMINING: "signal_refused",
    S.REFERRED: "signal_referred",
    S.MERGED: "signal_merged",
    S.HANDLED: "signal_handled",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """To whom a signal goes, on which legal basis and for what."""

    recipient: str = ""
    legal_basis: str = ""
    purpose: str = ""


def answers_of(signal: Signal) -> dict[str, bool]:
    """The answers that stand, by question."""
    rows = Assessment.objects.filter(signal=signal, withdrawn_at=None).unrestricted(why="own answers")
    return dict(rows.values_list("question", "answer"))


def facts_of(signal: Signal, *, why: str = "", basis: Basis | None = None) -> Facts:
    """What the rules look at, for this signal and what was filled in."""
    basis = basis or Basis()
    return Facts(
        answers=answers_of(signal),
        why=why,
        recipient=basis.recipient,
        legal_basis=basis.legal_basis,
        purpose=basis.purpose,
        anonymous=signal.source_type == SourceType.ANONYMOUS,
        police_agreed=signal.police_alignment == PoliceAlignment.AGREED,
        kept_until=signal.retention_until,
        today=clock.today(),
    )


def for_change(by: User, action: str, signal: Signal, *, version: int | None = None) -> Signal:
    """The signal as it stands now, held for a change that ``by`` may make.

    Raises ``Denied`` without the right, ``Conflict`` when the page of the user was older.
    """
    fresh = locked(Signal, by, signal.pk, version=version)
    require(by, action, fresh)
    return fresh


def ask_table(signal: Signal, to: str, facts: Facts) -> Transition:
    """The transition to a state, with every rule of it met; raises :class:`Refused`."""
    transition = FLOW.step(signal.state, to)
    require_rules(transition, facts)
    return transition


def enter(signal: Signal, to: str) -> None:
    """Put a signal in a state (unsaved), with the retention that belongs to it."""
    signal.state = to
    kind = KEPT.get(to)
    if kind is None:
        signal.retention_until, signal.retention_ground = None, ""
        signal.decided_at = None if to in _UNDECIDED else signal.decided_at
        return
    kept = retention_until(kind, clock.today())
    signal.retention_until, signal.retention_ground = kept.until, kept.ground
    signal.decided_at = clock.now()


_UNDECIDED: Final = frozenset({S.NEW, S.INTAKE, S.WEIGHING, S.WEIGHING_3, S.AWAITING_POLICE, S.SUSPENDED})


def before_of(signal: Signal) -> dict[str, Any]:
    """What an undo needs to know of the signal: codes, ids and dates only."""
    return {
        "state": signal.state,
        "handler": signal.handler_id,
        "weighed_yes": signal.weighed_yes,
        "retention_until": signal.retention_until.isoformat() if signal.retention_until else None,
        "retention_ground": signal.retention_ground,
        "decided_at": signal.decided_at.isoformat() if signal.decided_at else None,
        "merged_into": str(signal.merged_into_id) if signal.merged_into_id else None,
    }


def write_step(
    *,
    by: User | None,
    signal: Signal,
    kind: str,
    before: dict[str, Any],
    why: str = "",
) -> SignalStep:
    """One line in the log of the signal, and one audit line."""
    source = str(before.get("state", signal.state))
    step = SignalStep(
        signal=signal,
        kind=kind,
        source=source,
        target=signal.state,
        why=why.strip() or None,
        before=before,
        by=by,
        at=clock.now(),
    )
    step.save()
    record_event(
        Action.TRANSITION if source != signal.state else Action.CHANGE,
        record_type=signal._meta.label_lower,
        record_id=str(signal.pk),
        regime=signal.regimes,
        details={"kind": kind, "from": source, "to": str(signal.state)},
    )
    if source != signal.state:
        tell_reporter(signal)
    return step


def tell_reporter(signal: Signal, *, question: bool = False) -> None:
    """Let the short status of the report follow; the reporter hears that it changed, never what.

    A question counts as a change: the reporter must know that somebody waits for him.
    """
    status = SHORT_STATUS[signal.state]
    with elevated(why="the report lies outside the sight of triage"):
        report = Report.objects.filter(signal=signal).unrestricted(why="status follows").first()
        if report is None or (report.short_status == status and not question):
            return
        report.short_status = status
        report.status_changed_at = clock.now()
        report.save()
        reporter, report_id = report.reporter_id, str(report.pk)
    if reporter is not None:
        # The job stands above the operations in the house, so it is called by its name.
        # A mail server that is away may not undo a decision that stands.
        transaction.on_commit(lambda: current_app.tasks[NOTIFY].delay(report_id), robust=True)


def not_sealed(signal: Signal) -> None:
    """Refuse a change of content that is no longer there."""
    if signal.sealed_at is not None or signal.state == S.DESTROYED:
        raise Refused("Dit signaal is verzegeld: er kan niets meer aan worden gewijzigd.")


def stamp(rows: SealedQuerySet[Any], **values: object) -> None:
    """Write the same plain values on these rows, each with its entry in the field log.

    For marks such as *withdrawn at*; a plain ``update()`` would pass the field log by.
    """
    changed = list(rows)
    for row in changed:
        for name, value in values.items():
            setattr(row, name, value)
    update_logged(rows, changed, list(values))
