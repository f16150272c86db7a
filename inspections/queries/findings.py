"""Findings: those that wait for a jurist, and what hangs on one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inspections.models import Finding
from inspections.states import FindingState

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Proposals:
    """What waits for an answer, and what was answered last."""

    waiting: list[Finding]
    answered: list[Finding]

    @property
    def rows(self) -> list[Finding]:
        """All of them, for the log."""
        return [*self.waiting, *self.answered]


def proposals(actor: User) -> Proposals:
    """Findings for which a measure was proposed, the oldest first, and the last twenty answers."""
    rows = Finding.objects.visible_to(actor).select_related("by")
    waiting = rows.filter(state=FindingState.PROPOSED).order_by("seen_at", "id")
    answered = rows.filter(state__in=[FindingState.TAKEN, FindingState.DECLINED])
    return Proposals(list(waiting[:MOST]), list(answered.order_by("-changed_at", "-id")[:20]))
