"""Fill in what belongs to one kind of measure: the closure register, the test, the dwangsom, the drugs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from core import clock
from core.errors import Refused
from measures.models import (
    Closure,
    DrugFind,
    Measure,
    PenaltyMode,
    PenaltyOrder,
    Proportionality,
)
from measures.models.proportionality import ASKED, BLOCKS
from measures.operations.settling import for_change, settle, write_step
from reference.models import RuleDrugs, RuleUnit, Workflow

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "the one row of its kind"
TEXTS: Final = (*(f"{block}_{asked}" for block in BLOCKS for asked in ASKED), "replacement_housing")


@transaction.atomic
def fill_closure(
    *, by: User, measure: Measure, values: Mapping[str, Any], version: int | None = None
) -> Closure:
    """Fill in fields of the closure register; unknown names are refused, the rest stays as it is."""
    measure = for_change(by, measure, version=version)
    row = Closure.objects.filter(measure=measure).visible_to(by).select_for_update(of=("self",)).first()
    if row is None:
        raise Refused("Bij deze maatregel hoort geen sluiting.")
    known = {field.name for field in Closure._meta.concrete_fields} - {
        "id",
        "measure",
        "created_at",
        "changed_at",
    }
    for name, value in values.items():
        if name not in known:
            raise Refused("Dit veld hoort niet bij een sluiting.", field=name)
        setattr(row, name, value)
    _in_time(measure, row)
    row.save()
    settle(measure)
    write_step(measure, kind="closure_filled", by=by)
    return row


def _in_time(measure: Measure, row: Closure) -> None:
    today = clock.today()
    for name in ("neighbours_on", "wkpb_on", "wkpb_removed_on", "tenancy_ended_on", "early_request_on"):
        day = getattr(row, name)
        if day is not None and day > today:
            raise Refused("Deze dag ligt in de toekomst.", field=name)
    if row.wkpb_on and measure.notified_on and row.wkpb_on < measure.notified_on:
        raise Refused("Inschrijven kan pas na de bekendmaking.", field="wkpb_on", article="Wkpb")


@transaction.atomic
def record_drugs(*, by: User, measure: Measure, finds: Sequence[Mapping[str, Any]]) -> list[DrugFind]:
    """Replace the list of what was found; each row has drug_list, substance, amount, unit."""
    measure = for_change(by, measure)
    for old in DrugFind.objects.filter(measure=measure).visible_to(by):
        old.delete()
    rows = []
    for find in finds:
        amount = Decimal(find["amount"])
        if find["drug_list"] not in RuleDrugs.values or find["unit"] not in RuleUnit.values or amount <= 0:
            raise Refused("Vul lijst, middel, hoeveelheid en eenheid in.", field="amount")
        row = DrugFind(
            measure=measure,
            drug_list=find["drug_list"],
            substance=str(find["substance"]).strip()[:80],
            amount=amount,
            unit=find["unit"],
        )
        row.save()
        rows.append(row)
    settle(measure)
    write_step(measure, kind="drugs_recorded", by=by)
    return rows


@transaction.atomic
def write_proportionality(
    *, by: User, measure: Measure, texts: Mapping[str, str], version: int | None = None
) -> Proportionality:
    """Keep the test of proportionality, complete or not: nothing typed is lost."""
    measure = for_change(by, measure, version=version)
    rows = Proportionality.objects.filter(measure=measure).visible_to(by)
    row = rows.select_for_update(of=("self",)).first() or Proportionality(measure=measure)
    for name, text in texts.items():
        if name not in TEXTS:
            raise Refused("Dit veld hoort niet bij de toets.", field=name)
        setattr(row, name, text.strip())
    row.written_by, row.written_at = by, clock.now()
    row.save()
    settle(measure)
    write_step(measure, kind="proportionality_written", by=by)
    return row


@transaction.atomic
def set_order(
    *,
    by: User,
    measure: Measure,
    mode: str,
    amount: Decimal,
    maximum: Decimal | None,
    order: str = "",
    period: str = "",
) -> PenaltyOrder:
    """Keep what the last threatens with. Raises :class:`Refused` without a maximum (Awb 5:32b lid 2)."""
    measure = for_change(by, measure)
    if measure.workflow != Workflow.PENALTY:
        raise Refused("Alleen bij een last onder dwangsom horen een bedrag en een maximum.")
    if measure.decided_on is not None:
        raise Refused("Het besluit is genomen: het bedrag en het maximum liggen vast.")
    if mode not in PenaltyMode.values:
        raise Refused("Kies hoe de dwangsom wordt verbeurd.", field="mode", article="Awb 5:32b lid 1")
    if amount <= 0:
        raise Refused("Vul een bedrag boven nul in.", field="amount")
    if maximum is None:
        raise Refused(
            "Een maximum is verplicht bij elke last onder dwangsom (Awb 5:32b lid 2).",
            field="maximum",
            article="Awb 5:32b lid 2",
        )
    if maximum < amount:
        raise Refused("Het maximum is lager dan het bedrag zelf.", field="maximum", article="Awb 5:32b lid 2")
    rows = PenaltyOrder.objects.filter(measure=measure).visible_to(by)
    row = rows.select_for_update(of=("self",)).first() or PenaltyOrder(measure=measure)
    row.mode, row.amount, row.maximum = mode, amount, maximum
    row.order, row.period = order.strip(), period.strip()
    row.save()
    settle(measure)
    write_step(measure, kind="order_set", by=by)
    return row
