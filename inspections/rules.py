"""Conditions of the steps of a control and of what is written down, each the sentence that the user reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from core.errors import Refused
from core.flow import Transition
from core.rules import Rule, RuleBook
from inspections import states
from inspections.states import Power
from reference.models import PartnerKind


@dataclass(frozen=True, slots=True)
class Partner:
    """What the rules look at of one organisation."""

    kind: str
    power: str
    purpose: str
    basis: str


@dataclass(frozen=True, slots=True)
class Address:
    """What the rules look at of one stop."""

    chosen_why: str
    dwelling: bool
    covered: bool
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A control as the rules see it."""

    starts_at: datetime | None = None
    aim: str = ""
    partners: Sequence[Partner] = ()
    stops: Sequence[Address] = ()
    municipal_members: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts:
    """A finding as the rules see it."""

    breach: bool
    rule: str
    why: str = ""
    number: str = ""


class MomentGiven(Rule):
    """Vul de dag en de tijd in waarop de controle begint."""

    name: ClassVar[str] = states.MOMENT
    field: ClassVar[str | None] = "day"

    @staticmethod
    def holds(facts: Facts) -> bool:
        """Is there a moment?"""
        return facts.starts_at is not None


class OwnPurpose(Rule):
    """Schrijf op wat de gemeente zelf wil nagaan, en zet de gemeente bij de deelnemers. Een controle alleen om de
    politie te laten zoeken mag niet (détournement de pouvoir)."""

    name: ClassVar[str] = states.PURPOSE
    field: ClassVar[str | None] = "aim"

    @staticmethod
    def holds(facts: Facts) -> bool:
        """Does the municipality take part, with an aim of its own?"""
        own = [row for row in facts.partners if row.kind == PartnerKind.MUNICIPALITY]
        return bool(facts.aim.strip()) and bool(own) and all(row.purpose.strip() for row in own)


class PowersGiven(Rule):
    """Vul van elke organisatie het eigen doel en de grondslag in: iedere organisatie gebruikt alleen de eigen
    bevoegdheid."""

    name: ClassVar[str] = states.PARTNERS

    @staticmethod
    def holds(facts: Facts) -> bool:
        """Has everybody that takes part a purpose and a basis?"""
        return bool(facts.partners) and all(
            row.power and row.purpose.strip() and row.basis.strip() for row in facts.partners
        )


class StrongArm(Rule):
    """De politie gaat alleen mee als sterke arm."""

    name: ClassVar[str] = states.POLICE

    @staticmethod
    def holds(facts: Facts) -> bool:
        """Is the police only the strong arm?"""
        return all(row.power == Power.STRONG_ARM for row in facts.partners if row.kind == PartnerKind.POLICE)


class TeamNamed(Rule):
    """Zet minstens één toezichthouder van de gemeente in het team."""

    name: ClassVar[str] = states.TEAM

    @staticmethod
    def holds(facts: Facts) -> bool:
        """Is somebody of the municipality there?"""
        return facts.municipal_members > 0


class RouteMade(Rule):
    """Zet minstens één adres op de route."""

    name: ClassVar[str] = states.ROUTE

    @staticmethod
    def holds(facts: Facts) -> bool:
        """Is there an address?"""
        return bool(facts.stops)


class ReasonsGiven(Rule):
    """Schrijf bij elk adres waarom het is gekozen."""

    name: ClassVar[str] = states.REASONS

    @staticmethod
    def holds(facts: Facts) -> bool:
        """Has every address its reason?"""
        return all(row.chosen_why.strip() for row in facts.stops)


class DwellingsCovered(Rule):
    """Een woning gaat niet mee zonder toestemming of machtiging: leg die vast, of haal het adres van de route."""

    name: ClassVar[str] = states.DWELLINGS
    article: ClassVar[str] = "Algemene wet op het binnentreden 2 en 3; Awb 5:15"

    @staticmethod
    def holds(facts: Facts) -> bool:
        """Is every dwelling covered?"""
        return all(row.covered for row in facts.stops if row.dwelling)


class OutcomesGiven(Rule):
    """Geef eerst elk adres een uitkomst: gecontroleerd, niemand aangetroffen, geen toegang of niet bezocht."""

    name: ClassVar[str] = states.OUTCOMES

    @staticmethod
    def holds(facts: Facts) -> bool:
        """Has every address an outcome?"""
        return bool(facts.stops) and all(row.outcome for row in facts.stops)


class ReasonGiven(Rule):
    """Schrijf in één of twee zinnen waarom."""

    name: ClassVar[str] = states.WHY
    field: ClassVar[str | None] = "why"

    @staticmethod
    def holds(facts: Facts | FindingFacts) -> bool:
        """Is there a reason?"""
        return bool(facts.why.strip())


class IsBreach(Rule):
    """Een maatregel kan alleen bij een overtreding met een artikel."""

    name: ClassVar[str] = states.BREACH

    @staticmethod
    def holds(facts: FindingFacts) -> bool:
        """Is it a breach of a rule?"""
        return facts.breach and bool(facts.rule.strip())


class MeasureNamed(Rule):
    """Vul het nummer van de maatregel in, bijvoorbeeld MA-2026-00012."""

    name: ClassVar[str] = states.NUMBER
    field: ClassVar[str | None] = "number"

    @staticmethod
    def holds(facts: FindingFacts) -> bool:
        """Is it the number of a measure?"""
        return bool(_MEASURE.fullmatch(facts.number.strip().upper()))


_MEASURE: Final = re.compile(r"MA-\d{4}-\d{5,}")
_BOOK: Final = RuleBook(
    (
        MomentGiven,
        OwnPurpose,
        PowersGiven,
        StrongArm,
        TeamNamed,
        RouteMade,
        ReasonsGiven,
        DwellingsCovered,
        OutcomesGiven,
        ReasonGiven,
        IsBreach,
        MeasureNamed,
    ),
    typed=(ReasonGiven, MeasureNamed),
)


def broken(transition: Transition, facts: Facts | FindingFacts) -> list[type[Rule]]:
    """What stands in the way of a step and can't be mended by its own form."""
    return _BOOK.broken(transition, facts, typed=False)


def require_rules(transition: Transition, facts: Facts | FindingFacts) -> None:
    """Refuse a step at its first rule that is not met."""
    _BOOK.require(transition, facts)


_ORIGIN: Final = re.compile(r"\b(nationaliteit\w*|etnicit\w*|etnisch\w*|afkomst|landaard)\b", re.IGNORECASE)


def require_no_origin(text: str, *, field: str) -> None:
    """Refuse a text that tells of somebody's nationality or descent: that is never recorded (AVG 9)."""
    if _ORIGIN.search(text):
        raise Refused(
            "Schrijf geen nationaliteit of afkomst op. Laat dat weg; de rest kunt u bewaren.", field=field
        )
