"""What could go on an agenda: proposed by this room and by others, which offer it when they start.

As with the sections on the page of a subject, this room knows nothing of the rooms that propose: a
provider gets the actor and the meeting, and returns only what the actor may know of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from cases.models import ActionItem, Case, CaseSubject
from cases.states import ActionState, CaseState
from casustafel.models import AgendaItem, Meeting
from casustafel.states import Goal, ItemKind, ItemState, MeetingState
from core import clock
from signals.models import Involvement, Signal
from signals.states import SignalState

if TYPE_CHECKING:
    from accounts.models import User

AHEAD: Final = timedelta(weeks=6)
MOST: Final = 12
LATE: Final = (ActionState.OPEN, ActionState.IN_PROGRESS, ActionState.WAITING)
RUNNING: Final = (
    CaseState.ACCEPTED,
    CaseState.ENRICHING,
    CaseState.ON_TABLE,
    CaseState.IN_PROGRESS,
    CaseState.MONITORING,
    CaseState.REOPENED,
)
STRONG: Final = (SignalState.WEIGHING_3, SignalState.FURTHER_ANALYSIS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One proposal: what it is about, why now, and the question that goes with it."""

    key: str
    title: str
    question: str
    kind: str
    why: str
    goal: str = Goal.WEIGH
    minutes: int = 10
    on: date | None = None
    about: str = ""
    case: Case | None = None
    signal: Signal | None = None
    item: AgendaItem | None = None
    # The record that the list shows, for the log.
    shown: Any = None


@dataclass(frozen=True, slots=True)
class Section:
    """Proposals of one kind."""

    code: str
    title: str
    entries: Sequence[Entry] = field(default=())
    more: int = 0


Provider = Callable[["User", Meeting], Section]
_OFFERED: list[Provider] = []


def offer(provider: Provider) -> None:
    """Propose something for every agenda; offering it again adds nothing."""
    if provider not in _OFFERED:
        _OFFERED.append(provider)


def stock_for(actor: User, meeting: Meeting) -> list[Section]:
    """All proposals that are not on this agenda yet, empty sections left out."""
    taken = _on_agenda(actor, meeting)
    found = []
    for provider in (undone, parked, *_OFFERED, late_actions, new_signals, cases_for_the_table):
        section = provider(actor, meeting)
        entries = [entry for entry in section.entries if not _taken(entry, taken)]
        if entries:
            more = section.more + max(0, len(entries) - MOST)
            found.append(Section(section.code, section.title, entries[:MOST], more))
    return found


def _on_agenda(actor: User, meeting: Meeting) -> set[object]:
    rows = AgendaItem.objects.filter(meeting=meeting, state=ItemState.PLANNED).visible_to(actor)
    found: set[object] = set()
    for case, signal, about in rows.values_list("case_id", "signal_id", "about"):
        found |= {key for key in (case, signal, about) if key}
    return found


def _taken(entry: Entry, taken: set[object]) -> bool:
    if entry.item is not None:
        return False
    keys = (entry.case and entry.case.pk, entry.signal and entry.signal.pk, entry.about)
    return any(key in taken for key in keys if key)


def undone(actor: User, meeting: Meeting) -> Section:
    """Items of meetings that are over and that were not reached."""
    rows = AgendaItem.objects.filter(
        owner=meeting.owner_id,
        state=ItemState.PLANNED,
        fixed=False,
        meeting__starts_at__lt=min(meeting.starts_at, clock.now()),
    ).exclude(meeting__state=MeetingState.CANCELLED, meeting=meeting)
    found = rows.visible_to(actor).select_related("meeting", "case").order_by("first_asked_on", "id")
    return Section(
        "niet-behandeld",
        "Niet behandeld",
        [
            _of_item(item, f"stond op {item.meeting.held_on:%d-%m-%Y}")
            for item in found[:MOST]
            if item.meeting is not None and item.meeting_id != meeting.pk
        ],
    )


def parked(actor: User, meeting: Meeting) -> Section:
    """Items that were put aside for later."""
    rows = AgendaItem.objects.filter(owner=meeting.owner_id, state=ItemState.PARKED).visible_to(actor)
    found = rows.select_related("case").order_by("first_asked_on", "id")[:MOST]
    return Section("geparkeerd", "Geparkeerd", [_of_item(item, item.stopped_why or "") for item in found])


def _of_item(item: AgendaItem, why: str) -> Entry:
    return Entry(
        key=item.number,
        title=item.title,
        question=item.question,
        kind=item.kind,
        goal=item.goal,
        minutes=item.minutes,
        why=why,
        on=item.first_asked_on,
        item=item,
        shown=item,
    )


def late_actions(actor: User, meeting: Meeting) -> Section:
    """Actions whose day has passed."""
    rows = ActionItem.objects.filter(
        owner=meeting.owner_id, state__in=LATE, due_on__lt=clock.today()
    ).visible_to(actor)
    found = rows.select_related("organisation", "case").order_by("due_on", "id")[:MOST]
    return Section(
        "acties",
        "Acties over datum",
        [
            Entry(
                key=action.number,
                title=action.number,
                question=f"Hoe staat het met actie {action.number}, en wat is er nodig om die af te ronden?",
                kind=ItemKind.FEEDBACK,
                goal=Goal.INFORM,
                minutes=5,
                why=f"bij {action.organisation.name}",
                on=action.due_on,
                about=action.number,
                shown=action,
            )
            for action in found
        ],
    )


def new_signals(actor: User, meeting: Meeting) -> Section:
    """Signals that passed weging and name somebody of a running case, but are not part of it yet."""
    parts = CaseSubject.objects.filter(
        case__owner=meeting.owner_id, case__state__in=RUNNING, withdrawn_at=None
    ).visible_to(actor)
    by_subject = {row.subject_id: row.case for row in parts.select_related("case")[:500]}
    links = Involvement.objects.filter(
        subject__in=list(by_subject), signal__state__in=STRONG, signal__owner=meeting.owner_id
    ).visible_to(actor)
    entries: dict[object, Entry] = {}
    for link in links.select_related("signal").order_by("-signal__received_at", "id")[: 4 * MOST]:
        signal, case = link.signal, by_subject[link.subject_id]
        entries.setdefault(
            signal.pk,
            Entry(
                key=signal.number,
                title=f"{case.title} · {signal.number}",
                question=f"Wat betekent signaal {signal.number} voor casus {case.title}?",
                kind=ItemKind.NEW_SIGNAL,
                why=f"raakt casus {case.title}",
                on=signal.received_at.date(),
                signal=signal,
                shown=signal,
            ),
        )
    return Section("signalen", "Nieuwe signalen bij lopende casussen", list(entries.values()))


def cases_for_the_table(actor: User, meeting: Meeting) -> Section:
    """Cases that wait for the table, or are monitored until a day that comes near."""
    rows = Case.objects.filter(owner=meeting.owner_id, state__in=RUNNING).visible_to(actor)
    found = []
    for case in rows.order_by("state", "id")[: 4 * MOST]:
        near = case.monitor_until is not None and case.monitor_until <= meeting.held_on + AHEAD
        if case.state in {CaseState.ENRICHING, CaseState.ON_TABLE, CaseState.REOPENED} or near:
            found.append(_of_case(case))
    return Section("casussen", "Casussen", found)


def _of_case(case: Case) -> Entry:
    monitored = case.state == CaseState.MONITORING
    return Entry(
        key=case.number,
        title=case.title,
        question=(
            f"Stopt de monitoring van {case.title}, of is er meer nodig?"
            if monitored
            else f"Welke stap zetten we in casus {case.title}, en wie doet wat?"
        ),
        kind=ItemKind.FEEDBACK if monitored else ItemKind.RUNNING_CASE,
        goal=Goal.DECIDE,
        minutes=15,
        why=case.get_state_display().lower(),
        on=case.monitor_until,
        case=case,
        shown=case,
    )
