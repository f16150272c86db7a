"""A writer at the table: the queue of the page (static/js/minutesqueue.js) in Python, to be cut off and killed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

Post = Callable[[list[dict[str, Any]]], dict[str, Any]]


class Cut(Exception):
    """The line broke: nobody knows whether the server heard it."""


@dataclass
class Line:
    """One block as a writer has it."""

    heads: list[str] = field(default_factory=list)
    shown: str | None = None
    text: str = ""
    sent: dict[str, Any] | None = None
    next: dict[str, Any] | None = None


@dataclass
class Writer:
    """Types, sends, is cut off, comes back; remembers what the server confirmed."""

    name: str
    item: str
    dice: random.Random
    post: Post
    lines: dict[str, Line] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)  # key of an edit -> its text
    refused: list[str] = field(default_factory=list)

    def key(self) -> str:
        """A fresh key, from the dice of this run so that it can be run again."""
        return str(UUID(int=self.dice.getrandbits(128), version=4))

    def type(self, block: str, text: str) -> None:
        """The block should say this now."""
        line = self.lines.setdefault(block, Line())
        line.text = text
        if line.next:
            line.next["text"] = text
            return
        before = [line.sent["id"]] if line.sent else [line.shown] if line.shown else []
        line.next = {
            "id": self.key(),
            "block": block,
            "item": self.item,
            "kind": "INFORMATION",
            "text": text,
            "bases": before,
            "after": None,
        }

    def flush(self) -> bool:
        """Send what waits; true when the server answered."""
        edits = []
        for line in self.lines.values():
            if line.sent is None:
                line.sent, line.next = line.next, None
            if line.sent:
                edits.append(line.sent)
        if not edits:
            return True
        try:
            answer = self.post(json.loads(json.dumps(edits)))
        except Cut:
            return False
        for ack in answer["acks"]:
            line = self.lines[ack["block"]]
            if line.sent and line.sent["id"] == ack["id"]:
                self.confirmed[ack["id"]] = line.sent["text"]
                line.sent, line.shown, line.heads = None, ack["id"], ack["heads"]
        self.refused += [one["why"] for one in answer["refused"]]
        return True

    def see(self, block: str, heads: list[dict[str, Any]]) -> None:
        """The server tells what stands in a block; what is being typed here stays."""
        line = self.lines.setdefault(block, Line())
        line.heads = [head["id"] for head in heads]
        if not line.sent and not line.next and line.shown not in line.heads:
            line.shown, line.text = heads[0]["id"], heads[0]["text"]

    @property
    def waiting(self) -> bool:
        """Is there anything that the server has not confirmed?"""
        return any(line.sent or line.next for line in self.lines.values())
