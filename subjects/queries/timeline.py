"""What happened around a record, or when VIK learned of it, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from subjects import facts

if TYPE_CHECKING:
    from subjects.queries.page import Profile


@dataclass(frozen=True, slots=True)
class Event:
    """One line: a day in register notation (``1968-00-00``), what, and from which source."""

    day: str
    title: str
    text: str
    who: str = ""

    @property
    def shown_day(self) -> str:
        """As people write it: ``3-5-1968``, ``5-1968``, ``1968``."""
        return shown_day(self.day)


def timeline(profile: Profile, *, by_event: bool) -> list[Event]:
    """The events of a profile: by the day it happened (only what has one), or by the day VIK learned it."""
    events = []
    for line in profile.facts:
        for row in line.statements:
            day = row.since if by_event else _day(row.stated_at)
            if day:
                value = facts.masked(row.value) if line.fact.masked else row.value
                events.append(Event(day, f"{line.fact.label}: {value}", row.get_source_display(), _who(row)))
    for neighbour in profile.neighbours:
        relation = neighbour.relation
        day = relation.since if by_event else _day(relation.stated_at)
        if day:
            one, two = relation.subject.label, relation.other.label
            title = f"{one} {relation.get_kind_display()} {two}"
            events.append(Event(day, title, relation.get_source_display(), ""))
    if not by_event:
        for judged in profile.cluster.judgements:
            title = f"Beoordeeld: {judged.get_verdict_display()}"
            events.append(Event(_day(judged.judged_at), title, judged.why, judged.judged_by.name))
    return sorted(events, key=lambda event: (event.day, event.title), reverse=True)


def shown_day(day: str) -> str:
    """A day in register notation as people write it."""
    year, month, last = (int(part) for part in day.split("-"))
    known = [str(part) for part in (last, month, year) if part]
    return "-".join(known) or "onbekend"


def _day(moment: object) -> str:
    return timezone.localtime(moment).date().isoformat()  # type: ignore[arg-type]


def _who(row: object) -> str:
    by = getattr(row, "stated_by", None)
    return by.name if by else ""
