"""What the pages of the vault read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from access.contexts import elevated
from mreports.models import Alignment, MReport, Result
from mreports.states import ReportState
from signals.models import PoliceAlignment, Signal
from signals.states import FOLLOW_UP, SignalState

if TYPE_CHECKING:
    from accounts.models import Organisation, User

PAGE = 50


def inbox(actor: User) -> list[MReport]:
    """The newest raw reports that this M.-gemachtigde may see."""
    rows = MReport.objects.visible_to(actor).select_related("owner")
    return list(rows.order_by("-received_at", "-pk")[:PAGE])


def alignments(actor: User, report: MReport) -> list[Alignment]:
    """The answers of the police about one report, newest first."""
    rows = Alignment.objects.visible_to(actor).filter(report=report).select_related("by")
    return list(rows.order_by("-held_on", "-at"))


@dataclass(frozen=True, slots=True)
class YearlyAccount:
    """What the municipality reports to M. once a year: numbers only."""

    year: int
    received: int
    derived: int
    set_aside: int
    aligned: int
    followed_up: int
    verified: int
    leaks: int
    results: dict[str, int]
    usefulness: float | None


def yearly_account(actor: User, owner: Organisation, year: int) -> YearlyAccount:
    """Count the reports of one calendar year and what came of them (contract M.).

    The states of the derived signals are counted past the actor's sight; only numbers leave.
    """
    with elevated(why="yearly account to M.: numbers only"):
        reports = list(
            MReport.objects.filter(owner=owner, received_at__year=year).unrestricted(why="yearly account")
        )
        states = Counter(
            Signal.objects.filter(pk__in=[r.derived_signal_id for r in reports if r.derived_signal_id])
            .unrestricted(why="yearly account")
            .values_list("state", flat=True)
        )
    scores = [r.usefulness for r in reports if r.usefulness]
    results = Counter(r.result for r in reports)
    return YearlyAccount(
        year=year,
        received=len(reports),
        derived=sum(r.derived_signal_id is not None for r in reports),
        set_aside=sum(r.state == ReportState.SET_ASIDE for r in reports),
        aligned=sum(r.alignment == PoliceAlignment.AGREED for r in reports),
        followed_up=sum(states[s] for s in (*FOLLOW_UP, SignalState.HANDLED)),
        verified=sum(bool(r.verified_by) for r in reports),
        leaks=sum(r.leak_suspected for r in reports),
        results={Result(code).label: count for code, count in results.items()},
        usefulness=round(sum(scores) / len(scores), 1) if scores else None,
    )
