"""What rooms above know beside a signal in triage: the pane itself knows nothing of them.

A room offers its cards when it starts (``AppConfig.ready``), as it does for the page of a subject. It gets
the actor and the records that the signal is about, and returns only what the actor may see. No card
names a person: before weging 1 nobody may be named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from signals.queries.evidence import Card

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Beside:
    """The cards of one room, and which of its records they show: for the log."""

    cards: Sequence[Card]
    record_type: str
    shown: Sequence[str] = field(default=())


Provider = Callable[["User", Collection[UUID]], Beside | None]
_OFFERED: list[Provider] = []


def offer_beside(provider: Provider) -> None:
    """Add cards beside every signal; offering it again adds nothing."""
    if provider not in _OFFERED:
        _OFFERED.append(provider)


def beside(actor: User, subjects: Collection[UUID]) -> list[Beside]:
    """What the rooms above know about these records, in the order in which they stand in the house."""
    if not subjects:
        return []
    found = (provider(actor, subjects) for provider in _OFFERED)
    return [one for one in found if one is not None and one.cards]
