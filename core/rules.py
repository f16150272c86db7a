"""Conditions of a step as classes whose docstring the user reads; each room has its own facts and rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from core.errors import Refused
from core.flow import Transition


class Rule:
    """One condition.

    ``name`` is the word in the table of states, ``field`` the form field it is about, ``article`` where it
    stands in the law.
    """

    name: ClassVar[str]
    field: ClassVar[str | None] = None
    article: ClassVar[str] = ""

    @staticmethod
    def holds(facts: Any) -> bool:
        """Is the condition met?"""
        raise NotImplementedError

    @classmethod
    def sentence(cls) -> str:
        """What the user reads when it is not, with the article."""
        text = " ".join((cls.__doc__ or "").split())
        return f"{text} ({cls.article})" if cls.article else text


class RuleBook:
    """The rules of one room. ``typed`` are those that the form of the step itself can mend."""

    def __init__(self, rules: Iterable[type[Rule]], *, typed: Iterable[type[Rule]]) -> None:
        self.rules = {rule.name: rule for rule in rules}
        self.typed = frozenset(rule.name for rule in typed)

    def broken(self, transition: Transition, facts: Any, *, typed: bool = True) -> list[type[Rule]]:
        """The rules of a step that are not met; without ``typed`` only those that its form can't mend."""
        return [
            self.rules[name]
            for name in transition.needs
            if (typed or name not in self.typed) and not self.rules[name].holds(facts)
        ]

    def require(self, transition: Transition, facts: Any) -> None:
        """Refuse a step at its first rule that is not met, with the article of the rule or the step."""
        for rule in self.broken(transition, facts):
            raise Refused(rule.sentence(), field=rule.field, article=rule.article or transition.article)
