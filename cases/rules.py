"""What must be true before a case or an action takes a step; the user reads the docstring of each rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from core.rules import Rule, RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules look at: the case as it would stand after the step, and what was filled in."""

    today: date
    why: str = ""
    has_owner: bool = False
    has_basis: bool = False
    parts: int = 0
    open_actions: int = 0
    until: date | None = None
    result: str = ""
    evaluation: str = ""
    retention_from: date | None = None
    kept_until: date | None = None
    by_another: bool = True
    held: bool = False


class ReasonGiven(Rule):
    """Schrijf in één of twee zinnen waarom."""

    name = "reason_given"
    field = "why"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.why.strip())


class OwnerChosen(Rule):
    """Kies eerst een casuseigenaar."""

    name = "owner_chosen"
    field = "case_owner"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.has_owner


class BasisGiven(Rule):
    """Vul eerst de grondslag en het doel in: zonder die twee mag er niets worden verzameld."""

    name = "basis_given"
    field = "legal_basis"
    article = "AVG 5 lid 1 onder b"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.has_basis


class PartsPresent(Rule):
    """Voeg eerst een signaal, subject of object toe: een lege casus hoort niet op tafel."""

    name = "parts_present"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.parts > 0


class EndGiven(Rule):
    """Kies tot wanneer wordt gemonitord: een dag na vandaag, binnen een jaar."""

    name = "end_given"
    field = "until"
    article = "AVG 5 lid 1 onder e"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.until is not None and 0 < (facts.until - facts.today).days <= 366


class ResultGiven(Rule):
    """Vul in wat het resultaat is."""

    name = "result_given"
    field = "result"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.result.strip())


class EvaluationGiven(Rule):
    """Schrijf een korte evaluatie: wat werkte, wat niet?"""

    name = "evaluation_given"
    field = "evaluation"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.evaluation.strip())


class RetentionStartGiven(Rule):
    """Vul in op welke dag de bewaartermijn begint: niet na vandaag."""

    name = "retention_start_given"
    field = "retention_from"
    article = "AVG 5 lid 1 onder e"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.retention_from is not None and facts.retention_from <= facts.today


class ActionsOver(Rule):
    """Er staan nog acties open. Rond ze af, of laat ze vervallen met een reden."""

    name = "actions_over"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.open_actions == 0


class VerifiedByAnother(Rule):
    """Wie de actie uitvoerde, controleert die niet zelf."""

    name = "verified_by_another"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.by_another


class RetentionOver(Rule):
    """De bewaartermijn is nog niet voorbij."""

    name = "retention_over"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.kept_until is not None and facts.kept_until < facts.today


class Unheld(Rule):
    """Deze casus is nog nodig: een actie, maatregel of agendapunt loopt nog, of iemand houdt de casus vast."""

    name = "unheld"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return not facts.held


# What the form of the step itself asks is typed; the rest must be true before the form is shown.
BOOK: Final = RuleBook(
    (
        ReasonGiven,
        OwnerChosen,
        BasisGiven,
        PartsPresent,
        EndGiven,
        ResultGiven,
        EvaluationGiven,
        RetentionStartGiven,
        ActionsOver,
        VerifiedByAnother,
        RetentionOver,
        Unheld,
    ),
    typed=(ReasonGiven, EndGiven, ResultGiven, EvaluationGiven, RetentionStartGiven),
)
broken, require_rules = BOOK.broken, BOOK.require
