"""Measures for tests, made through the operations that users use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from access.contexts import acting_as
from accounts.models import User
from measures.models import Measure
from measures.models.proportionality import ASKED, BLOCKS
from measures.operations import (
    NewMeasure,
    Step,
    add_ground,
    register_party,
    set_order,
    start_measure,
    take_step,
    write_proportionality,
)
from reference.models import Letterhead, MeasureType
from reference.queries import by_code
from subjects.operations import NewFact

NAME = "Kevin op den Dries"
HOUSE = "Grotestraat 12, Almelo"


def fill_in_letterhead() -> None:
    """The letterhead of Almelo as its beheerder fills it in."""
    Letterhead.objects.filter(code="almelo").update(
        post="Postbus 1000, 7600 AA Almelo",
        phone="14 0546",
        email="handhaving@almelo.example",
        account="NL00 BANK 0123 4567 89",
        mayor="A. Voorbeeld",
        secretary="B. Voorbeeld",
    )


def started(by: User, code: str = "closure_opiumwet", **extra: Any) -> Measure:
    """A measure in its first state."""
    kind = by_code(MeasureType, code)
    assert kind is not None
    values: dict[str, Any] = {
        "target": kind.targets[0],
        "authority": kind.authorities[0],
        "reason": "Inval: 340 gram cocaïne in de keuken.",
    }
    new = NewMeasure(type=kind, owner=by.organisation, **(values | extra))
    with acting_as(by):
        return start_measure(by=by, new=new)


def step(
    by: User, measure: Measure, to: str, on: date | None = None, why: str = "", **values: Any
) -> Measure:
    """One step, as the user takes it."""
    with acting_as(by):
        return take_step(by=by, measure=measure, step=Step(to=to, on=on, why=why, values=values))


def furnished(by: User, measure: Measure) -> Measure:
    """With parties, a source and, where it belongs, a complete test or a dwangsom."""
    with acting_as(by):
        register_party(
            by=by,
            measure=measure,
            kind="PERSON",
            facts=[NewFact("name", NAME), NewFact("birth_date", "27-10-1985")],
            role="OFFENDER",
        )
        register_party(
            by=by, measure=measure, kind="PREMISES", facts=[NewFact("location", HOUSE)], role="OBJECT"
        )
        register_party(
            by=by,
            measure=measure,
            kind="ORGANISATION",
            facts=[NewFact("name", "Woningstichting Twentewonen")],
            role="OWNER",
        )
        add_ground(by=by, measure=measure, kind="POLICE_REPORT", reference="PL0500-2026012345")
        if measure.workflow == "CLOSURE":
            texts = {f"{block}_{asked}": f"{block} {asked}" for block in BLOCKS for asked in ASKED}
            write_proportionality(by=by, measure=measure, texts=texts)
        if measure.workflow == "PENALTY":
            set_order(
                by=by,
                measure=measure,
                mode="PER_BREACH",
                amount=Decimal("5000"),
                maximum=Decimal("20000"),
                order="Niet meer handelen in drugs.",
            )
    return measure


def notified(by: User, code: str = "closure_opiumwet", *, on: date, **values: Any) -> Measure:
    """A measure that was decided and made known on one day, without a hearing."""
    measure = furnished(by, started(by, code))
    step(by, measure, "ASSESSING")
    duration = values or ({"months": 6} if measure.workflow == "CLOSURE" else {})
    step(by, measure, "DECIDED", on=on, unheard_ground="URGENT", **duration)
    return step(by, measure, "NOTIFIED", on=on, notice="SENT")
