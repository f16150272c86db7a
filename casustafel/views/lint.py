"""The check of an agenda: who sits at the table and may not hear an item, why, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from casustafel.queries.agenda import Agenda, Cell, Line
from casustafel.rules import first_broken, hindrances


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Somebody who may not hear an item as it is now."""

    cell: Cell
    sentence: str
    # He is invited to this very item: that must be solved before the agenda can be sent.
    blocks: bool
    # He is invited to an item that comes later, and would sit in the room.
    stays: bool


@dataclass(frozen=True, slots=True)
class Badge:
    """One organisation at one item."""

    cell: Cell
    state: str  # in | may | no

    @property
    def tone(self) -> str:
        """The colour; the word and the sign say the same."""
        return {"in": "ok", "may": "neutral", "no": "warn"}[self.state]

    @property
    def icon(self) -> str:
        """The sign."""
        return {"in": "check", "may": "plus", "no": "no-symbol"}[self.state]

    @property
    def words(self) -> str:
        """What a screen reader says."""
        name = self.cell.user.name
        return {
            "in": f"{name} is uitgenodigd voor dit punt",
            "may": f"{name} is niet uitgenodigd voor dit punt",
            "no": f"{name} mag dit punt niet horen",
        }[self.state]


@dataclass(frozen=True, slots=True)
class Linted:
    """One item of the agenda with its badges and what stands in the way."""

    line: Line
    badges: tuple[Badge, ...]
    hindrances: tuple[Hindrance, ...]
    budget_over: bool
    # Why the case of the item is not on the table; empty when it is, or comes there by sending.
    case_stays: str = ""

    @property
    def blocked(self) -> bool:
        """Must something be solved before sending?"""
        return any(row.blocks for row in self.hindrances)


def linted(agenda: Agenda, off_table: Mapping[UUID, str] | None = None) -> list[Linted]:
    """Every item with its check, in order; ``off_table`` are cases that are not on the table, and why."""
    last = _last_places(agenda)
    found, spent = [], 0
    for line in agenda.lines:
        spent += line.item.minutes
        rows = []
        for cell in line.cells:
            broken = first_broken(cell.guest) if cell.invitee is not None else None
            law = hindrances(cell.guest)
            rule = broken or (law[0] if law else None)
            if rule is not None:
                stays = last.get(cell.user.pk, 0) > line.place
                rows.append(Hindrance(cell, rule.sentence(), cell.invitee is not None, stays))
        badges = tuple(Badge(cell, _state(cell, rows)) for cell in line.cells)
        case = line.item.case_id
        why = (off_table or {}).get(case, "") if case is not None else ""
        found.append(Linted(line, badges, tuple(rows), spent > agenda.meeting.minutes, why))
    return found


def _last_places(agenda: Agenda) -> dict[int, int]:
    """The place of the last item that each is invited to."""
    last: dict[int, int] = {}
    for line in agenda.lines:
        for cell in line.cells:
            if cell.invitee is not None:
                last[cell.user.pk] = line.place
    return last


def _state(cell: Cell, rows: list[Hindrance]) -> str:
    if any(row.cell is cell for row in rows):
        return "no"
    return "in" if cell.invitee is not None else "may"
