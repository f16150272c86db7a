"""What happened around a record, or when VIK learned of it, newest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from subjects import facts

if TYPE_CHECKING:
    from subjects.models import Statement
    from subjects.queries.page import FactLine, Profile

FACTS: Final = "gegevens"
RELATIONS: Final = "relaties"
JUDGEMENTS: Final = "oordelen"
KINDS: Final = (FACTS, RELATIONS, JUDGEMENTS)
# Years between two events that are worth a line of their own.
GAP: Final = 1


@dataclass(frozen=True, slots=True)
class Event:
    """One line: a day in register notation (``1968-00-00``), what, and from which source."""

    day: str
    title: str
    text: str
    who: str = ""
    kind: str = FACTS
    gap: int = 0
    # The neighbour that it is about, as in the network; 0 when it is about the record alone.
    tie: int = 0
    address: str = ""

    @property
    def shown_day(self) -> str:
        """As people write it."""
        return facts.shown_day(self.day)


def timeline(profile: Profile, *, by_event: bool) -> list[Event]:
    """The events of a profile: by the day it happened (only what has one), or by the day VIK learned it."""
    events = _happened(profile) if by_event else _learned(profile)
    for neighbour in profile.network.ties:
        relation = neighbour.relation
        day = relation.since if by_event else _day(relation.stated_at)
        if day:
            title = f"{neighbour.one} {relation.get_kind_display()} {neighbour.two}"
            source = relation.get_source_display()
            address = neighbour.subject.address
            events.append(Event(day, title, source, "", RELATIONS, tie=neighbour.key, address=address))
    if not by_event:
        for judged in profile.cluster.judgements:
            title = f"Beoordeeld: {judged.get_verdict_display()}"
            events.append(Event(_day(judged.judged_at), title, judged.why, judged.judged_by.name, JUDGEMENTS))
    return sorted(events, key=lambda event: (event.day, event.title), reverse=True)


def with_gaps(events: list[Event]) -> list[Event]:
    """Each event with how many whole years before it nothing is known; the oldest has none."""
    found = []
    for place, event in enumerate(events):
        before = events[place + 1] if place + 1 < len(events) else event
        years = _whole_years(before.day, event.day)
        found.append(replace(event, gap=years if years > GAP else 0))
    return found


def _whole_years(first: str, last: str) -> int:
    """The years that surely lie between two days in register notation; 0 where a year is unknown."""
    if "0000" in {first[:4], last[:4]}:
        return 0
    # An unknown month may be December of the first, January of the last.
    began = int(first[:4]) * 12 + (int(first[5:7]) or 12)
    ended = int(last[:4]) * 12 + (int(last[5:7]) or 1)
    return max(0, ended - began) // 12


def _happened(profile: Profile) -> list[Event]:
    """Each fact of which the first day is known."""
    return [
        Event(row.since, f"{line.fact.label}: {_shown(line, row)}", row.get_source_display(), _who(row))
        for line in profile.facts
        for row in line.statements
        if row.since
    ]


def _learned(profile: Profile) -> list[Event]:
    """What one person recorded from one source on one day is one event."""
    together: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for line in profile.facts:
        for row in line.statements:
            source = " ".join(filter(None, [row.get_source_display(), row.source_number]))
            together[_day(row.stated_at), source, _who(row)].append(line.fact.label.lower())
    return [
        Event(day, f"Vastgelegd: {', '.join(dict.fromkeys(labels))}", source, who)
        for (day, source, who), labels in together.items()
    ]


def _shown(line: FactLine, row: Statement) -> str:
    return facts.masked(row.value) if line.masked else row.shown


def _day(moment: object) -> str:
    return timezone.localtime(moment).date().isoformat()  # type: ignore[arg-type]


def _who(row: object) -> str:
    by = getattr(row, "stated_by", None)
    return by.name if by else ""
