"""Dwangsommen stop at their maximum, and policy proposes a duration."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.closures import Find, PolicyRule, propose
from legal.penalties import incur

EURO = st.decimals(Decimal("0.01"), Decimal("100000"), places=2)


def test_a_breach_costs_its_amount_until_the_maximum() -> None:
    first = incur("PER_BREACH", Decimal(5000), Decimal(12000), Decimal(0))
    assert (first.amount, first.left, first.capped) == (Decimal(5000), Decimal(7000), False)
    third = incur("PER_BREACH", Decimal(5000), Decimal(12000), Decimal(10000))
    assert (third.amount, third.left, third.capped) == (Decimal(2000), Decimal(0), True)
    assert third.maximum_reached
    assert incur("PER_PERIOD", Decimal(1000), Decimal(10000), Decimal(0), times=3).amount == Decimal(3000)
    assert incur("AT_ONCE", Decimal(10000), Decimal(10000), Decimal(0), times=4).amount == Decimal(10000)
    assert incur("AT_ONCE", Decimal(10000), Decimal(20000), Decimal(10000)).amount == Decimal(0)


@pytest.mark.parametrize(
    "wrong", [("DAILY", 1, 1, 0, 1), ("PER_BREACH", 1, 1, 0, 0), ("PER_BREACH", -1, 1, 0, 1)]
)
def test_no_such_last(wrong: tuple[str, int, int, int, int]) -> None:
    mode, amount, maximum, before, times = wrong
    with pytest.raises(ValueError, match="no such"):
        incur(mode, Decimal(amount), Decimal(maximum), Decimal(before), times=times)


@given(amount=EURO, maximum=EURO, breaches=st.integers(1, 30))
def test_all_breaches_together_never_pass_the_maximum(
    amount: Decimal, maximum: Decimal, breaches: int
) -> None:
    total = Decimal(0)
    for _ in range(breaches):
        total += incur("PER_BREACH", amount, maximum, total).amount
    assert total == min(amount * breaches, maximum)


def row(drug_list: str, above: str, up_to: str | None, unit: str, *outcomes: str) -> list[PolicyRule]:
    """The columns of a policy table: 1st, 2nd, 3rd time; ``w`` is a warning, ``4w`` weeks, ``3m`` months."""
    found = []
    for time, outcome in enumerate(outcomes, 1):
        number = int(outcome[:-1] or 0)
        found.append(
            PolicyRule(
                policy="Beleidsregel Westervoort 2017",
                premises="ANY",
                drug_list=drug_list,
                unit=unit,
                above=Decimal(above),
                up_to=Decimal(up_to) if up_to else None,
                occurrence=time,
                outcome="CLOSURE" if number else "WARNING",
                weeks=number if number and outcome.endswith("w") else None,
                months=number if outcome.endswith("m") else None,
                valid_from=date(2017, 6, 1),
                valid_to=date(2024, 12, 31),
            )
        )
    return found


WESTERVOORT = [
    *row("II", "5", "30", "GRAM", "w", "4w", "3m"),
    *row("II", "5", "30", "PLANTS", "w", "4w", "3m"),
    *row("II", "30", None, "GRAM", "4w", "3m", "6m"),
    *row("II", "30", None, "PLANTS", "4w", "3m", "6m"),
    *row("I", "0.5", "5", "GRAM", "w", "4w", "3m"),
    *row("I", "5", None, "GRAM", "3m", "6m", "12m"),
]


@pytest.mark.parametrize(
    ("find", "earlier", "outcome"),
    [
        (("II", "20", "GRAM"), 0, ("WARNING", None, None)),
        (("II", "20", "PLANTS"), 1, ("CLOSURE", 4, None)),
        (("II", "31", "PLANTS"), 0, ("CLOSURE", 4, None)),
        (("II", "300", "GRAM"), 2, ("CLOSURE", None, 6)),
        (("I", "5", "GRAM"), 0, ("WARNING", None, None)),
        (("I", "5.1", "GRAM"), 0, ("CLOSURE", None, 3)),
        (("I", "340", "GRAM"), 1, ("CLOSURE", None, 6)),
        (("I", "340", "GRAM"), 7, ("CLOSURE", None, 12)),
    ],
)
def test_the_policy_of_westervoort(
    find: tuple[str, str, str], earlier: int, outcome: tuple[str, int | None, int | None]
) -> None:
    found = propose(
        WESTERVOORT,
        premises="DWELLING",
        finds=[Find(find[0], Decimal(find[1]), find[2])],
        found_on=date(2020, 5, 1),
        earlier=[date(2019, 1, 1)] * earlier,
    )
    assert found is not None
    assert (found.rule.outcome, found.rule.weeks, found.rule.months) == outcome
    assert "Awb 4:84" in found.explanation


def test_the_heaviest_find_decides_and_what_lies_too_far_back_counts_not() -> None:
    finds = [Find("II", Decimal(20), "GRAM"), Find("I", Decimal(12), "GRAM")]
    found = propose(
        WESTERVOORT, premises="ROOM", finds=finds, found_on=date(2023, 5, 1), earlier=[date(2018, 4, 30)]
    )
    assert found is not None
    assert (found.rule.months, found.occurrence) == (3, 1)


def test_below_the_threshold_or_outside_the_policy_nothing_is_proposed() -> None:
    little = [Find("I", Decimal("0.5"), "GRAM")]
    assert propose(WESTERVOORT, premises="ROOM", finds=little, found_on=date(2020, 5, 1)) is None
    much = [Find("I", Decimal(50), "GRAM")]
    assert propose(WESTERVOORT, premises="ROOM", finds=much, found_on=date(2025, 1, 1)) is None
    assert propose([], premises="ROOM", finds=much, found_on=date(2020, 1, 1)) is None
