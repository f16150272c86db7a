"""Sections that rooms above add to the page of a signal; the page itself knows nothing of them (decision 0013)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accounts.models import User
    from signals.models import Signal


@dataclass(frozen=True, slots=True)
class SignalPanel:
    """One section: its heading, the partial that draws ``rows``, and what of it goes into the log.

    ``can_act`` says whether the actor may do what the section offers; without rows or that it is left out.
    """

    title: str
    template: str
    rows: Sequence[Any] = ()
    can_act: bool = False
    record_type: str = ""
    shown: Sequence[str] = field(default=())


SignalProvider = Callable[["User", "Signal"], SignalPanel]
_OFFERED: list[SignalProvider] = []


def offer(provider: SignalProvider) -> None:
    """Add a section to the page of every signal; offering it again adds nothing."""
    if provider not in _OFFERED:
        _OFFERED.append(provider)


def panels_for(actor: User, signal: Signal) -> list[SignalPanel]:
    """The sections that have something to show or to do."""
    found = [provider(actor, signal) for provider in _OFFERED]
    return [panel for panel in found if panel.rows or panel.can_act]
