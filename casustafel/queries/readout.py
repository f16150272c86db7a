"""Decisions and actions as they are read out: line by line, and only what everybody who is present may hear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.dateformat import format as written_as

from casustafel.minutes_states import BlockKind
from casustafel.models import AgendaItem, Meeting, Minutes, TableDecision
from casustafel.queries.live import outsiders, principals_of
from casustafel.queries.minutes import BlockLine, decisions_by, lines_by, present
from casustafel.states import ON_AGENDA

if TYPE_CHECKING:
    from accounts.models import User

SPOKEN: Final = frozenset({BlockKind.DECISION, BlockKind.ACTION, BlockKind.FOLLOW_UP})
BESIDE: Final = "Er staan twee versies naast elkaar. Kies eerst welke geldt."


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line that is read out, with who does it and by when below it."""

    key: str
    item: AgendaItem
    label: str
    text: str
    under: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ReadOut:
    """What is read out, and at which line the reader is."""

    lines: Sequence[Spoken]
    at: int

    @property
    def place(self) -> int:
        """Counted from one."""
        return self.at + 1

    @property
    def current(self) -> Spoken | None:
        """The line on the screen."""
        return self.lines[self.at] if self.lines else None

    @property
    def previous(self) -> Spoken | None:
        """The line before it."""
        return self.lines[self.at - 1] if self.at else None

    @property
    def following(self) -> Spoken | None:
        """The line after it."""
        return self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None


def read_out(actor: User, meeting: Meeting, *, number: str = "", key: str = "") -> ReadOut:
    """The lines of one item or of the whole meeting, at the line with this key or at the first.

    An item that somebody who is present may not see leaves no trace, also not in the count.
    """
    rows = AgendaItem.objects.visible_to(actor).filter(meeting=meeting, state__in=ON_AGENDA)
    if number:
        rows = rows.filter(number=number.replace("\x00", " "))
    here = [one.user for one in present(actor, meeting)]
    stand = principals_of(here)
    items = [item for item in rows.order_by("position") if not outsiders(item, here, stand)]
    whole = {minutes.item_id: minutes for minutes in Minutes.objects.visible_to(actor).filter(item__in=items)}
    lines, decisions = lines_by(actor, whole.values()), decisions_by(actor, whole.values())
    found = [
        spoken
        for item in items
        if (minutes := whole.get(item.pk)) is not None
        for spoken in _spoken(item, lines[minutes.pk], decisions[minutes.pk])
    ]
    at = next((place for place, one in enumerate(found) if one.key == key), 0)
    return ReadOut(found, at)


def _spoken(
    item: AgendaItem, lines: Sequence[BlockLine], decisions: Sequence[TableDecision]
) -> Iterator[Spoken]:
    """What was typed, each with what was recorded on it; then what was recorded without a block."""
    standing = [one for one in decisions if one.withdrawn_at is None]
    typed = {line.key for line in lines if _is_spoken(line)}
    for line in lines:
        if line.key not in typed:
            continue
        own = [one for one in standing if one.block_id == line.key]
        labels = [line.head.label, *(str(one.get_kind_display()) for one in own)]
        under = [one.reason for one in own if one.reason and one.reason != line.head.text]
        under += [words for one in own for words in _what_follows(one)]
        if line.others:
            under.append(BESIDE)
        yield Spoken(str(line.key), item, " · ".join(labels), line.head.text, under)
    for one in standing:
        if one.block_id not in typed:
            text = one.reason or str(one.get_kind_display())
            yield Spoken(str(one.pk), item, f"Besluit · {one.get_kind_display()}", text, _what_follows(one))


def _is_spoken(line: BlockLine) -> bool:
    return line.head.kind in SPOKEN and bool(line.head.text.strip())


def _what_follows(one: TableDecision) -> list[str]:
    """Who does it and by when, until when it holds, to whom it goes."""
    found = []
    if one.action:
        who = one.action.assignee.name if one.action.assignee else one.action.organisation.name
        found.append(f"{who}, uiterlijk {_day(one.action.due_on)}")
    if one.until:
        found.append(f"Tot en met {_day(one.until)}")
    if one.recipient:
        found.append(f"Aan {one.recipient}")
    return found


def _day(day: date) -> str:
    return written_as(day, "j F Y").lower()
