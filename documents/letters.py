"""A letter as plain data, and the PDF of it: the house style of the municipality around any text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.prose import Block, as_data
from documents.typesetting import typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who writes: the name large, something small below it, and the lines of the address."""

    name: str
    under: str = ""
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One letter. ``draft`` is written across each page; a letter that leaves has none.

    ``references`` are pairs of label and value on the line above the text (*Ons kenmerk*), ``signature``
    is in whose name it is signed and below the room for that by whom. A ``poster`` is read from a distance.
    """

    sender: Sender
    recipient: Sequence[str]
    subject: str
    blocks: Sequence[Block]
    references: Sequence[tuple[str, str]] = ()
    signature: Sequence[str] = ()
    enclosures: Sequence[str] = ()
    manner: str = ""
    footer: str = ""
    draft: str = ""
    greeting: str = "Met vriendelijke groet,"
    poster: bool = False

    def data(self) -> dict[str, Any]:
        """What the template reads."""
        return {
            "title": self.subject,
            "sender": {
                "name": self.sender.name,
                "under": self.sender.under,
                "lines": list(self.sender.lines),
            },
            "recipient": list(self.recipient),
            "subject": self.subject,
            "references": [list(pair) for pair in self.references],
            "blocks": as_data(self.blocks),
            "signature": list(self.signature),
            "enclosures": list(self.enclosures),
            "manner": self.manner,
            "footer": self.footer,
            "draft": self.draft,
            "greeting": self.greeting,
            "poster": self.poster,
        }


def typeset_letter(paper: Paper) -> bytes:
    """The letter as a tagged PDF; raises :class:`core.errors.Refused` when it can't be made."""
    return typeset("letter", paper.data())
