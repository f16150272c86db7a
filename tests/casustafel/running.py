"""A meeting that runs, with police and ODT in the room, and a writer's way to its minutes."""

from __future__ import annotations

import uuid
from typing import Any

from access.contexts import acting_as
from accounts.models import User
from casustafel.blocks import Edit
from casustafel.models import AgendaItem, Meeting, Minutes
from casustafel.operations.leading import begin_meeting, note_arrival
from casustafel.operations.writing import Saved, save_edits
from tests.casustafel.table import Table


class Running:
    """Two items: one for police and ODT, one for the police alone."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.chair, self.second = table.chair, table.second
        meeting = table.plan(days=0, guests=("police", "odt"))
        self.shared = table.item(meeting, "Zilvermeeuw")
        self.police_only = table.item(meeting, "Kokmeeuw")
        table.invite(self.shared, "police")
        table.invite(self.shared, "odt")
        table.invite(self.police_only, "police")
        table.send(meeting)
        table.accept(meeting, "police", "odt")
        with acting_as(self.chair):
            begin_meeting(by=self.chair, meeting=table.fresh(meeting))
        self._meeting = meeting

    @property
    def meeting(self) -> Meeting:
        """As it is now."""
        return self.table.fresh(self._meeting)

    def arrive(self, *parts: str) -> None:
        """These come in."""
        with acting_as(self.chair):
            for part in parts:
                note_arrival(by=self.chair, meeting=self.meeting, user=self.table.people[part])

    def minutes(self, item: AgendaItem | None = None) -> Minutes:
        """The minutes of an item."""
        with acting_as(self.chair):
            return (
                Minutes.objects.visible_to(self.chair)
                .select_related("item__meeting")
                .get(item=item or self.shared)
            )

    def write(self, *edits: Edit, by: User | None = None) -> Saved:
        """Store edits as the chair."""
        actor = by or self.chair
        with acting_as(actor):
            return save_edits(by=actor, meeting=self.meeting, edits=edits)


def edit(item: AgendaItem, text: str, **words: Any) -> Edit:
    """An edit of a fresh block, unless told otherwise."""
    told: dict[str, Any] = {
        "key": uuid.uuid4(),
        "block": uuid.uuid4(),
        "item": item.number,
        "kind": "INFORMATION",
        "text": text,
        "follows": (),
    }
    return Edit(**(told | words))


def as_json(one: Edit) -> dict[str, Any]:
    """The edit as the page sends it."""
    return {
        "id": str(one.key),
        "block": str(one.block),
        "item": one.item,
        "kind": one.kind,
        "text": one.text,
        "bases": [str(key) for key in one.follows],
        "after": str(one.after) if one.after else None,
        "removed": one.removed,
    }
