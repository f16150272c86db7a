"""Who and what is in a signal: what is linked, what is found in the text, and what of it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q

from encryption.blind_index import blind_index
from encryption.fields import readable
from signals.models import Involvement, RejectedMark, Signal
from signals.queries.inbox import week_label
from subjects.queries import Hit, Mark, Panel, known, marks_in

if TYPE_CHECKING:
    from accounts.models import User

MOST_SIGNALS: Final = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A mark in the text with the records that it may stand for."""

    mark: Mark
    hits: list[Hit] = field(default_factory=list)
    rejected: bool = False

    @property
    def key(self) -> str:
        """How a form names the mark: a keyed hash, so that no value travels."""
        return mark_key(self.mark).hex()


@dataclass(frozen=True, slots=True)
class Picture:
    """What a signal is about: links, open marks, rejected marks."""

    linked: list[Involvement]
    open: list[Found]
    rejected: list[Found]

    @property
    def subjects(self) -> set[UUID]:
        """Every record that is shown."""
        return {row.subject_id for row in self.linked} | {
            hit.subject.pk for found in self.open for hit in found.hits
        }

    @property
    def hits(self) -> list[Hit]:
        """Each known record once, with its first reason."""
        found: dict[UUID, Hit] = {}
        for row in self.open:
            for hit in row.hits:
                found.setdefault(hit.subject.pk, hit)
        return list(found.values())


def picture_of(actor: User, signal: Signal) -> Picture:
    """What is linked, and what the text holds besides. A constant number of queries."""
    if signal.sealed_at is not None:
        return Picture([], [], [])
    rows = Involvement.objects.filter(signal=signal, withdrawn_at=None).visible_to(actor)
    linked = list(rows.select_related("subject").order_by("linked_at", "id"))
    there = {row.subject_id for row in linked}
    refused = {
        bytes(key)
        for key in RejectedMark.objects.filter(signal=signal)
        .visible_to(actor)
        .values_list("mark_key", flat=True)
    }
    marks = marks_in(text_of(signal))
    hits = known(actor, marks)
    still_open, rejected = [], []
    for mark in marks:
        mine = hits.get(mark, [])
        if mark_key(mark) in refused:
            rejected.append(Found(mark, rejected=True))
        elif not any(hit.subject.pk in there for hit in mine):
            still_open.append(Found(mark, mine))
    return Picture(linked, still_open, rejected)


@dataclass(frozen=True, slots=True)
class Appearance:
    """A record in one signal: as what, and how certain."""

    signal: Signal
    role: str
    certainty: str
    # Of an anonymous report only the week in which it came in may be shown.
    week: str


def signals_with(actor: User, subjects: Sequence[UUID], at: datetime | None) -> Panel:
    """The section *Signalen* on the page of a subject: the newest signals it was linked to at a moment."""
    stood = Q(withdrawn_at=None) if at is None else Q(linked_at__lte=at)
    rows = Involvement.objects.filter(stood, subject__in=subjects)
    if at is not None:
        rows = rows.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))
    rows = rows.visible_to(actor).select_related("signal").order_by("-signal__received_at", "-id")
    # Two registrations of one person may stand in one signal: it is one signal, with both parts.
    together: dict[UUID, list[Involvement]] = {}
    for row in rows[:MOST_SIGNALS]:
        together.setdefault(row.signal_id, []).append(row)
    found = [
        Appearance(
            links[0].signal,
            ", ".join(dict.fromkeys(str(row.get_role_display()) for row in links)),
            ", ".join(dict.fromkeys(str(row.get_certainty_display()) for row in links)),
            week_label(links[0].signal),
        )
        for links in together.values()
    ]
    return Panel(
        code="signals",
        title="Signalen",
        template="signals/_panel_signals.html",
        counted="signaal,signalen",
        empty="Dit staat in geen signaal dat u kunt zien.",
        rows=found,
        record_type="signals.signal",
        shown=sorted({str(row.signal.pk) for row in found}),
    )


def text_of(signal: Signal) -> str:
    """Everything in which a name or number can stand."""
    parts = (readable(signal, name, otherwise="") for name in ("location", "narrative", "involved"))
    return "\n".join(filter(None, parts))


def mark_by_key(signal: Signal, key: str) -> Mark | None:
    """The mark that a form named; None when the text no longer holds it."""
    return next((mark for mark in marks_in(text_of(signal)) if mark_key(mark).hex() == key), None)


def mark_key(mark: Mark) -> bytes:
    """The keyed hash of a mark: tells only which marks are equal."""
    return blind_index(f"{mark.kind}|{mark.value.casefold()}", context="signals.mark")
