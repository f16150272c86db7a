"""Looking after a closed building: its seals, and the costs of closing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from core.money import euros
from measures.forms import CostsForm, SealForm
from measures.models import Party
from measures.operations import NewCheck, charge_costs, check_seals
from measures.views.page import MeasureOperation


class SealPage(MeasureOperation):
    """One look at the door: whole, or broken."""

    form_class = SealForm
    heading = "Controle van de zegels"
    intro = "Leg elke controle vast, ook als alles in orde is. Een zegel verbreken is strafbaar (Sr 199)."

    def operate(self, form: Any) -> str:
        """Keep it."""
        row = check_seals(by=self.actor, measure=self.record, new=NewCheck(**form.cleaned_data))
        messages.success(
            self.request, "De zegelverbreking is vastgelegd." if row.broken else "De controle is vastgelegd."
        )
        return f"{self.record.address}#zegels"


class CostsPage(MeasureOperation):
    """The costs of bestuursdwang become a claim on one party (Awb 5:25)."""

    action = "measures.collect"
    record_action = "measures.collect"
    form_class = CostsForm
    heading = "Kosten van bestuursdwang"
    intro = "De kosten worden een eigen vordering, met betaaltermijn en verjaring (Awb 5:25, 4:87, 4:104)."

    def form_kwargs(self) -> dict[str, Any]:
        """Who can pay: the parties that are no object."""
        rows = Party.objects.filter(measure=self.record, withdrawn_at=None).visible_to(self.actor)
        parties = [row for row in rows.select_related("subject").order_by("added_at") if row.receives]
        return {"parties": parties}

    def operate(self, form: Any) -> str:
        """Charge them, and go to the claim."""
        data = form.cleaned_data
        claim = charge_costs(
            by=self.actor,
            measure=self.record,
            debtor=form.parties[data["debtor"]],
            amount=data["amount"],
            decided_on=data["decided_on"],
        )
        messages.success(self.request, f"{euros(claim.amount)} is in rekening gebracht ({claim.number}).")
        return claim.address
