"""What the end of a meeting still asks for: an outcome of every item, an owner of every action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casustafel.minutes_rules import Closing
from casustafel.minutes_states import BlockKind
from casustafel.models import AgendaItem, Meeting, Minutes, TableDecision
from casustafel.queries.minutes import BlockLine, decisions_by, lines_by
from casustafel.states import ON_AGENDA, Goal, ItemState

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Check:
    """One item on the list, with what it lacks."""

    item: AgendaItem
    outcome: str
    lacks: tuple[str, ...]

    @property
    def done(self) -> bool:
        """Nothing is lacking."""
        return not self.lacks


def checks_of(actor: User, meeting: Meeting, *, only: Minutes | None = None) -> list[Check]:
    """Every item of the agenda with its outcome, or with what is missing, for the end of the meeting."""
    rows = Minutes.objects.visible_to(actor).filter(item__meeting=meeting, item__state__in=ON_AGENDA)
    if only is not None:
        rows = rows.filter(pk=only.pk)
    whole = list(rows.select_related("item").order_by("item__position"))
    lines, decisions = lines_by(actor, whole), decisions_by(actor, whole)
    return [_check(minutes.item, lines[minutes.pk], decisions[minutes.pk]) for minutes in whole]


def _check(item: AgendaItem, lines: Sequence[BlockLine], recorded: Sequence[TableDecision]) -> Check:
    decisions = [one for one in recorded if one.withdrawn_at is None]
    settled = {one.block_id for one in decisions if one.action_id}
    lacks = []
    if not outcome_of(item, bool(decisions)):
        lacks.append("geen uitkomst")
    if any(line.head.kind == BlockKind.ACTION and line.key not in settled for line in lines):
        lacks.append("actie zonder actiehouder of datum")
    if any(line.others for line in lines):
        lacks.append("twee versies naast elkaar")
    return Check(item, outcome_of(item, bool(decisions)), tuple(lacks))


def outcome_of(item: AgendaItem, decided: bool) -> str:
    """What came of an item; empty when nothing did. What only informs needs no decision."""
    if decided:
        return "besluit"
    if item.state == ItemState.CARRIED:
        return "doorgeschoven"
    if item.state == ItemState.DISCUSSED and item.goal == Goal.INFORM:
        return "besproken"
    return ""


def closing_of(actor: User, meeting: Meeting | None, *, only: Minutes | None = None) -> Closing:
    """The same for the rules."""
    checks = checks_of(actor, meeting, only=only) if meeting is not None else []
    return Closing(
        without_outcome=tuple(one.item.number for one in checks if not one.outcome),
        actions_without_owner=tuple(
            one.item.number for one in checks if "actie zonder actiehouder of datum" in one.lacks
        ),
        double=tuple(one.item.number for one in checks if "twee versies naast elkaar" in one.lacks),
    )
