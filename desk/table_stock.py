"""What other rooms propose for an agenda: legal terms that come near, anonymous information to align.

The chair works with neither room. So that he can plan in time he is told a public number, a kind and a
day, as a designed hint; whoever it concerns opens the rest with his own rights.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from access.contexts import elevated
from casustafel.models import Meeting
from casustafel.queries.stock import AHEAD, MOST, Entry, Section
from casustafel.states import Goal, ItemKind
from core import clock
from measures.models import Reminder
from mreports.models import MReport
from mreports.states import ReportState
from signals.models import PoliceAlignment, Signal, SourceType
from signals.states import SignalState

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "a hint for the agenda: number, kind and day"
WAITING: Final = (PoliceAlignment.NONE, PoliceAlignment.ASKED)


def measure_terms(actor: User, meeting: Meeting) -> Section:
    """The next term of each measure that runs out within six weeks."""
    with elevated(why=WHY):
        rows = Reminder.objects.filter(
            measure__owner=meeting.owner_id,
            measure__confidentiality__lte=actor.clearance,
            met_at=None,
            explained_at=None,
            due_on__lte=clock.today() + AHEAD,
        ).unrestricted(why=WHY)
        found = list(rows.select_related("measure__type").order_by("due_on", "id")[: 4 * MOST])
    entries: dict[str, Entry] = {}
    for row in found:
        measure = row.measure
        entries.setdefault(
            measure.number,
            Entry(
                key=measure.number,
                title=measure.number,
                question=f"Wat moet er bij {measure.number} voor {row.due_on:%d-%m-%Y} gebeuren, en door wie?",
                kind=ItemKind.PROPOSAL,
                goal=Goal.DECIDE,
                minutes=5,
                why=f"{measure.type.label}, {_days(row.due_on)}",
                on=row.due_on,
                about=measure.number,
                shown=measure,
            ),
        )
    return Section("termijnen", "Termijnen binnen zes weken", list(entries.values()))


def _days(on: date) -> str:
    left = (on - clock.today()).days
    return f"{-left} dagen te laat" if left < 0 else f"nog {left} dagen"


def alignments(actor: User, meeting: Meeting) -> Section:
    """Signals from anonymous information that wait for the police, and how many raw reports still do."""
    with elevated(why=WHY):
        signals = Signal.objects.filter(
            owner=meeting.owner_id,
            source_type=SourceType.ANONYMOUS,
            police_alignment__in=WAITING,
            state=SignalState.AWAITING_POLICE,
            confidentiality__lte=actor.clearance,
        ).unrestricted(why=WHY)
        found = list(signals.order_by("received_at", "id")[: 2 * MOST])
        raw = (
            MReport.objects.filter(
                owner=meeting.owner_id, alignment__in=WAITING, state=ReportState.RECEIVED, derived_signal=None
            )
            .unrestricted(why=WHY)
            .count()
        )
    entries = [
        Entry(
            key=signal.number,
            title=signal.number,
            question=f"Heeft de politie bezwaar tegen vervolg op signaal {signal.number}?",
            kind=ItemKind.M_ALIGNMENT,
            goal=Goal.DECIDE,
            minutes=5,
            # The week, not the moment: the table must not work out who reported.
            why=f"anonieme informatie, week {signal.received_at.isocalendar().week}",
            signal=signal,
            shown=signal,
        )
        for signal in found
    ]
    if raw:
        entries.append(
            Entry(
                key="ruw",
                title="Afstemming anonieme informatie",
                question="Heeft de politie bezwaar tegen vervolg op de meldingen die nog wachten?",
                kind=ItemKind.M_ALIGNMENT,
                goal=Goal.DECIDE,
                minutes=10,
                why=f"{raw} wachten" if raw > 1 else "1 wacht",
                about="afstemming",
            )
        )
    return Section("afstemming", "Afstemming met de politie", entries)
