"""Sections that rooms above add to the page of a subject: the page itself knows nothing of them.

A room offers its section when it starts (``AppConfig.ready``). It gets the actor, the records on the
page and the moment as of which is looked (None: now), and returns only what the actor may see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Span:
    """Something of a section that lasts: drawn as a bar in time; ``last`` is None when no end is known."""

    label: str
    first: date
    last: date | None
    address: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One section: its heading, the partial that draws ``rows``, and what of it goes into the log."""

    code: str
    title: str
    template: str
    counted: str
    empty: str
    rows: Sequence[Any] = ()
    record_type: str = ""
    shown: Sequence[str] = field(default=())
    spans: Sequence[Span] = ()


Provider = Callable[["User", Sequence[UUID], "datetime | None"], Panel]
_OFFERED: list[Provider] = []


def offer(provider: Provider) -> None:
    """Add a section to every page of a subject or object; offering it again adds nothing."""
    if provider not in _OFFERED:
        _OFFERED.append(provider)


def panels_for(actor: User, subjects: Sequence[UUID], at: datetime | None) -> list[Panel]:
    """All sections, in the order in which the rooms stand in the house."""
    return [provider(actor, subjects, at) for provider in _OFFERED]
