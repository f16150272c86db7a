"""What hosts and guests do in tests, through the real operations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from casustafel.models import AgendaItem, Meeting
from casustafel.operations import (
    Need,
    NewItem,
    NewMeeting,
    accept_secrecy,
    ask_to_meeting,
    invite_to_item,
    open_meeting,
    put_on_agenda,
    release,
    send_agenda,
)
from core import clock

GUESTS = ("police", "riec", "odt", "srt", "twenterand_analyst")
BASIS = "Taak van algemeen belang (AVG 6 lid 1 onder e)"


class Table:
    """The chair and the coordinator of Almelo at work."""

    def __init__(self, people: dict[str, User]) -> None:
        self.people = people
        self.chair, self.second = people["chair"], people["coordinator"]

    def plan(self, *, days: int = 14, guests: tuple[str, ...] = GUESTS, minutes: int = 90) -> Meeting:
        """A meeting to which these are asked."""
        with acting_as(self.chair):
            new = NewMeeting(
                name="Casustafel",
                starts_at=clock.now() + timedelta(days=days),
                chair=self.chair,
                minutes=minutes,
                place="Zaal 2",
            )
            meeting = open_meeting(by=self.chair, new=new)
            for part in guests:
                ask_to_meeting(by=self.chair, meeting=meeting, user=self.people[part])
        return self.fresh(meeting)

    def item(self, meeting: Meeting, title: str = "Zilvermeeuw", **words: Any) -> AgendaItem:
        """An item with a question."""
        new = {
            "title": title,
            "question": f"Wat doen we met {title}?",
            "kind": "RUNNING_CASE",
            "regimes": ["avg_internal"],
        } | words
        with acting_as(self.chair):
            return put_on_agenda(by=self.chair, meeting=meeting, new=NewItem(**new))

    def invite(self, item: AgendaItem, part: str, **need: Any) -> Any:
        """Invite somebody to an item, with why and basis."""
        asked = {"why": f"Nodig voor {part}", "legal_basis": BASIS} | need
        with acting_as(self.chair):
            return invite_to_item(by=self.chair, item=item, need=Need(user=self.people[part], **asked))

    def send(self, meeting: Meeting) -> Meeting:
        """The chair releases, the coordinator sends."""
        with acting_as(self.chair):
            release(by=self.chair, meeting=meeting)
        with acting_as(self.second):
            return send_agenda(by=self.second, meeting=self.fresh(meeting))

    def accept(self, meeting: Meeting, *parts: str) -> None:
        """These accept the text about secrecy."""
        for part in parts or GUESTS:
            with acting_as(self.people[part]):
                accept_secrecy(by=self.people[part], meeting=meeting)

    def fresh(self, row: Any) -> Any:
        """The row as it is in the database now."""
        with acting_as(SYSTEM, why="test"):
            return type(row).objects.unrestricted(why="test").get(pk=row.pk)

    def sees(self, part: str, row: Any) -> bool:
        """Does somebody see this row, through both locks, now?"""
        user = self.people[part]
        user.forget_roles()
        with acting_as(user):
            return bool(type(row).objects.visible_to(user).filter(pk=row.pk).exists())

    def all(self, model: Any, **which: Any) -> list[Any]:
        """Every row of a kind, past both locks."""
        with acting_as(SYSTEM, why="test"):
            return list(model.objects.filter(**which).unrestricted(why="test"))
