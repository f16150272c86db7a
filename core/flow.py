"""Transition tables: which state may follow which, who may do it, and what must be true first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.errors import Refused


@dataclass(frozen=True, slots=True)
class Transition:
    """One legal step.

    ``action`` is the permission it asks for, ``needs`` the names of the conditions that must hold
    (each room has a rule of that name), ``article`` the source in law or protocol.
    """

    source: str
    target: str
    action: str
    needs: tuple[str, ...] = ()
    article: str = ""


class IllegalTransition(Refused):
    """The table has no such step."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A closed set of transitions with one initial state."""

    initial: str
    transitions: tuple[Transition, ...]
    labels: dict[str, str] = field(default_factory=dict)

    def step(self, source: str, target: str) -> Transition:
        """The transition from one state to another; raises :class:`IllegalTransition`."""
        for transition in self.transitions:
            if (transition.source, transition.target) == (source, target):
                return transition
        names = (self.labels.get(source, source), self.labels.get(target, target))
        raise IllegalTransition(f"Van “{names[0]}” kan dit niet naar “{names[1]}”.")

    def steps_from(self, source: str) -> list[Transition]:
        """Every step that leaves a state, in the order of the table."""
        return [t for t in self.transitions if t.source == source]

    def unreachable(self, states: Iterable[str]) -> set[str]:
        """States that no path from the initial state reaches; must be empty."""
        seen: set[str] = set()
        todo = [self.initial]
        while todo:
            state = todo.pop()
            if state not in seen:
                seen.add(state)
                todo += [t.target for t in self.steps_from(state)]
        return set(states) - seen
