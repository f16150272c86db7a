"""The closure policy of a municipality (Damocles, Opiumwet 13b): which duration it proposes, and why.

The policy is a table that each municipality keeps, versioned by date: the version of the day of
constatering counts. The proposal is a default, never a rule: who deviates gives a reason (Awb 4:84).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from legal.retention import add_months


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRule:
    """One row: for which premises, list and amount (more than ``above``, up to ``up_to``), which time."""

    policy: str
    premises: str  # DWELLING, ROOM or ANY
    drug_list: str  # I, II, IA, PREPARATION
    unit: str  # GRAM, PLANTS, ML, PIECES
    above: Decimal
    up_to: Decimal | None
    occurrence: int
    outcome: str  # WARNING or CLOSURE
    months: int | None = None
    weeks: int | None = None
    lookback_years: int = 5
    valid_from: date = date.min
    valid_to: date = date.max


@dataclass(frozen=True, slots=True)
class Find:
    """What was found: list, amount and unit."""

    drug_list: str
    amount: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the policy proposes, by which rule, and why."""

    rule: PolicyRule
    find: Find
    occurrence: int
    reasons: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """*Waarom dit voorstel*, in Dutch."""
        return " ".join(self.reasons)


def occurrence_on(found_on: date, earlier: Iterable[date], lookback_years: int) -> int:
    """Which time this is: earlier measures within the look-back of the policy, and this one."""
    since = add_months(found_on, -12 * lookback_years)
    return 1 + sum(since <= day < found_on for day in earlier)


def propose(
    rules: Iterable[PolicyRule],
    *,
    premises: str,
    finds: Iterable[Find],
    found_on: date,
    earlier: Iterable[date] = (),
) -> Proposal | None:
    """The heaviest outcome that the policy of ``found_on`` gives to what was found.

    ``premises`` is DWELLING, ROOM or YARD (which follows the dwelling), ``earlier`` the days of
    earlier measures at these premises. A time beyond the last row of the table counts as the last.
    None when no row fits: below the threshold, or without policy.
    """
    kind = "DWELLING" if premises == "YARD" else premises
    holding = [
        rule
        for rule in rules
        if rule.valid_from <= found_on <= rule.valid_to and rule.premises in {"ANY", kind}
    ]
    past = list(earlier)
    options = []
    for find in finds:
        fitting = [
            rule
            for rule in holding
            if (rule.drug_list, rule.unit) == (find.drug_list, find.unit)
            and rule.above < find.amount
            and (rule.up_to is None or find.amount <= rule.up_to)
        ]
        if not fitting:
            continue
        time = occurrence_on(found_on, past, max(rule.lookback_years for rule in fitting))
        row = min(time, max(rule.occurrence for rule in fitting))
        chosen = [rule for rule in fitting if rule.occurrence == row]
        options += [(_weight(rule), rule, find, time) for rule in chosen]
    if not options:
        return None
    _, rule, find, time = max(options, key=lambda option: option[0])
    return Proposal(rule, find, time, _reasons(rule, find, time, found_on))


def _weight(rule: PolicyRule) -> int:
    """Days of closure, roughly; a warning weighs nothing."""
    if rule.outcome == "WARNING":
        return 0
    return (rule.months or 0) * 30 + (rule.weeks or 0) * 7


def _reasons(rule: PolicyRule, find: Find, time: int, found_on: date) -> tuple[str, ...]:
    units = {"GRAM": "gram", "PLANTS": "planten", "ML": "milliliter", "PIECES": "stuks"}
    amount = f"{find.amount.normalize():f}".replace(".", ",")
    span = "een waarschuwing"
    if rule.outcome == "CLOSURE":
        span = f"{rule.months} maanden" if rule.months else f"{rule.weeks} weken"
        span = f"sluiting voor {span}"
    return (
        f"{rule.policy}, zoals het gold op {found_on:%d-%m-%Y}.",
        f"Gevonden: {amount} {units[find.unit]} van lijst {find.drug_list.replace('PREPARATION', 'voorbereiding')}.",
        f"Het is de {time}e keer binnen {rule.lookback_years} jaar.",
        f"Het beleid stelt voor: {span}. Afwijken kan, met een reden (Awb 4:84).",
    )
