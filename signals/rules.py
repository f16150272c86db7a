"""What must be true before a signal takes a step; each rule is a class whose docstring the user reads.

The names in :data:`signals.states.FLOW` are the names here. Pure: facts in, yes or no out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from core.rules import Rule, RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules look at: the answers that stand, what was filled in, and the dates."""

    answers: Mapping[str, bool] = field(default_factory=dict)
    why: str = ""
    recipient: str = ""
    legal_basis: str = ""
    purpose: str = ""
    anonymous: bool = False
    police_agreed: bool = False
    kept_until: date | None = None
    today: date | None = None


class FirstWeighingYes(Rule):
    """Beantwoord eerst weging 1 met ja."""

    name = "first_weighing_yes"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.answers.get("W1") is True


class FirstWeighingNo(Rule):
    """Dit kan alleen als weging 1 met nee is beantwoord."""

    name = "first_weighing_no"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.answers.get("W1") is False


class SecondWeighingYes(Rule):
    """Beantwoord eerst weging 2A en 2B met ja."""

    name = "second_weighing_yes"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.answers.get("W2A") is True and facts.answers.get("W2B") is True


class SecondWeighingNo(Rule):
    """Doorverwijzen kan alleen als weging 2A of 2B met nee is beantwoord."""

    name = "second_weighing_no"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.answers.get("W2A") is False or facts.answers.get("W2B") is False


class ThirdWeighingAnswered(Rule):
    """Beantwoord eerst weging 3."""

    name = "third_weighing_answered"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return "W3" in facts.answers


class ReasonGiven(Rule):
    """Schrijf in één of twee zinnen waarom."""

    name = "reason_given"
    field = "why"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.why.strip())


class LegalBasisGiven(Rule):
    """Vul in wie het signaal krijgt, op welke grondslag en met welk doel."""

    name = "legal_basis_given"
    field = "legal_basis"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return all(text.strip() for text in (facts.recipient, facts.legal_basis, facts.purpose))


class PoliceAgreed(Rule):
    """Dit is anonieme informatie. Vervolg kan pas als de politie akkoord is.

    De M.-gemachtigde legt dat vast.
    """

    name = "police_agreed"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.police_agreed or not facts.anonymous


class SealedYearOver(Rule):
    """Het jaar van bewaren is nog niet voorbij."""

    name = "sealed_year_over"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.kept_until and facts.today and facts.kept_until < facts.today)


class RetentionOver(Rule):
    """De bewaartermijn is nog niet voorbij."""

    name = "retention_over"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return SealedYearOver.holds(facts)


# What is filled in on the form of the step itself is typed; the rest must be true before the form is shown.
BOOK: Final = RuleBook(
    (
        FirstWeighingYes,
        FirstWeighingNo,
        SecondWeighingYes,
        SecondWeighingNo,
        ThirdWeighingAnswered,
        ReasonGiven,
        LegalBasisGiven,
        PoliceAgreed,
        SealedYearOver,
        RetentionOver,
    ),
    typed=(ReasonGiven, LegalBasisGiven),
)
RULES: Final = BOOK.rules
broken, require_rules = BOOK.broken, BOOK.require
