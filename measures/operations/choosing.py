"""Which steps may follow, and what still stands in their way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from access.roles import may
from core.flow import Transition
from core.rules import Rule
from measures.models import Measure
from measures.operations.stepping import facts_of
from measures.rules import broken
from measures.states import FLOWS, SYSTEM, MeasureState

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that the table allows from here, and what still stands in its way."""

    transition: Transition
    label: str
    missing: Sequence[type[Rule]]

    @property
    def code(self) -> str:
        """The state as it stands in an address."""
        return self.transition.target.lower()


def steps_open(actor: User, measure: Measure) -> list[OpenStep]:
    """The steps from the present state that the actor's role may take."""
    facts = facts_of(measure)
    labels = dict(MeasureState.choices)
    return [
        OpenStep(step, labels[step.target], broken(step, facts, typed=False))
        for step in FLOWS[measure.workflow].steps_from(measure.state)
        if step.action != SYSTEM and may(actor, step.action)
    ]
