"""Show who reported a signal: for one moment, with a reason, and told to the privacy officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from access.contexts import elevated
from access.decisions import require
from audit.models import Action
from audit.record import record_event
from core.errors import Refused
from signals.models import Report, Signal
from signals.operations.steps import before_of, write_step

if TYPE_CHECKING:
    from accounts.models import User


def reveal_reporter(*, by: User, signal: Signal, why: str) -> str:
    """The name of the reporter, after a break-glass line in the audit log.

    The line precedes the name: without it nothing is shown. Raises :class:`Refused` without a
    reason or when nobody is known; of anonymous information nobody ever is.
    """
    require(by, "signals.reveal_reporter", signal)
    if not why.strip():
        raise Refused("Schrijf waarom u moet weten wie dit meldde.", field="why")
    record_event(
        Action.BREAK_GLASS,
        record_type=signal._meta.label_lower,
        record_id=str(signal.pk),
        regime=signal.regimes,
        reason=why.strip()[:500],
        details={"shown": "reporter"},
    )
    with elevated(why="the report lies outside the sight of triage"):
        rows = Report.objects.filter(signal=signal).select_related("reporter")
        report = rows.unrestricted(why="reveal the reporter").first()
    if report is None or not (report.reporter_id or report.reporter_name):
        raise Refused("Van dit signaal is geen melder bekend.")
    write_step(by=by, signal=signal, kind="REVEALED", before=before_of(signal), why=why)
    if report.reporter is not None:
        return f"{report.reporter.name} ({report.reporter.email})"
    return str(report.reporter_name)
