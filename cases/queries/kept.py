"""Closed cases after their retention period: what is proposed, what is held, what went. Without content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cases.models import Case, CaseStep
from cases.queries.listing import past_retention
from cases.states import CaseState
from encryption.fields import readable

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 100
TEXTS: Final = ("summary", "evaluation")


@dataclass(frozen=True, slots=True)
class Marked:
    """A case with who did something to it, and why: who holds it, or who was the second to agree."""

    case: Case
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The lists of the page."""

    proposed: list[Case]
    held: list[Marked]
    gone: list[Marked]
    more: bool

    @property
    def shown(self) -> list[Case]:
        """Every case on the page, for the log."""
        return [*self.proposed, *(row.case for row in (*self.held, *self.gone))]


def kept_cases(actor: User) -> Kept:
    """Of the own municipality, at most a hundred of each. Five queries."""
    rows = Case.objects.filter(owner=actor.organisation).visible_to(actor)
    rows = rows.select_related("destroy_agreed_by", "held_by").defer(*TEXTS)
    due = rows.filter(destroy_proposed_at__isnull=False)
    proposed = list(past_retention(due).order_by("retention_until", "number")[: MOST + 1])
    held = list(rows.filter(held_at__isnull=False).order_by("held_at")[:MOST])
    gone = list(rows.filter(state=CaseState.DESTROYED).order_by("-destroyed_at")[:MOST])
    steps = _last_steps(actor, [*held, *gone])
    return Kept(
        proposed=proposed[:MOST],
        held=[_marked(case, steps.get((case.pk, "kept"))) for case in held],
        gone=[_marked(case, steps.get((case.pk, "destroyed"))) for case in gone],
        more=len(proposed) > MOST,
    )


def waiting_for(actor: User) -> Any:
    """Proposed cases to which this user has not agreed yet."""
    rows = Case.objects.filter(owner=actor.organisation, destroy_proposed_at__isnull=False)
    return past_retention(rows.visible_to(actor)).exclude(destroy_agreed_by=actor.pk)


def _last_steps(actor: User, cases: list[Case]) -> dict[tuple[Any, str], CaseStep]:
    rows = CaseStep.objects.filter(case__in=cases, kind__in=("kept", "destroyed")).visible_to(actor)
    return {(row.case_id, row.kind): row for row in rows.select_related("by").order_by("at")}


def _marked(case: Case, step: CaseStep | None) -> Marked:
    if step is None:
        return Marked(case, "", "")
    return Marked(case, step.by.name if step.by else "", readable(step, "why", otherwise="") or "")
