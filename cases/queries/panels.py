"""Sections about cases on pages below, and sections of rooms above on the page of a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from access.roles import may
from cases.models import Case, CaseSignal, CaseSubject
from signals.models import InvolvementRole, Signal
from signals.queries.panels import SignalPanel
from signals.states import SignalState
from subjects.queries import Panel

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 100
CaseProvider = Callable[["User", Case], Panel]
_OFFERED: list[CaseProvider] = []


def offer(provider: CaseProvider) -> None:
    """Add a section of a room above to the page of a case; offering it again adds nothing."""
    if provider not in _OFFERED:
        _OFFERED.append(provider)


def panels_for(actor: User, case: Case) -> list[Panel]:
    """All sections of rooms above, in the order in which they stand in the house."""
    return [provider(actor, case) for provider in _OFFERED]


@dataclass(frozen=True, slots=True)
class Appearance:
    """A record in one case: as what, how sure."""

    case: Case
    role: str
    certainty: str


def cases_with(actor: User, subjects: Sequence[UUID], at: datetime | None) -> Panel:
    """The cases that these records were part of at a moment, the newest first, closed ones included."""
    stood = Q(withdrawn_at=None)
    if at is not None:
        stood = Q(added_at__lte=at) & (Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
    rows = CaseSubject.objects.filter(stood, subject__in=subjects).visible_to(actor)
    found: dict[UUID, Appearance] = {}
    if may(actor, "cases.parts"):
        for row in rows.select_related("case__case_owner").order_by("-case__created_at", "-id")[:MOST]:
            role = InvolvementRole(row.role).label
            found.setdefault(row.case_id, Appearance(row.case, role, row.get_certainty_display()))
    return Panel(
        code="casussen",
        title="Casussen",
        template="cases/_panel.html",
        counted="casus,casussen",
        empty="Dit zit in geen casus die u kunt zien.",
        rows=list(found.values()),
        record_type="cases.case",
        shown=sorted(str(key) for key in found),
    )


def cases_of_signal(actor: User, signal: Signal) -> SignalPanel:
    """The cases that a signal belongs to, and the way to open one."""
    rows = CaseSignal.objects.filter(signal=signal, withdrawn_at=None).visible_to(actor)
    cases = [row.case for row in rows.select_related("case").order_by("added_at")[:MOST]]
    can_open = (
        may(actor, "cases.open")
        and may(actor, "signals.decide")
        and actor.organisation_id == signal.owner_id
        and signal.state in {SignalState.FURTHER_ANALYSIS, SignalState.JOINED_TO_CASE}
    )
    return SignalPanel(
        title="Casussen",
        template="cases/_signal_panel.html",
        rows=cases,
        can_act=can_open,
        record_type="cases.case",
        shown=sorted(str(case.pk) for case in cases),
    )
