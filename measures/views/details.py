"""The parts of one kind of measure: closure register, drugs, proportionality, dwangsom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404

from encryption.fields import readable
from measures.forms import ClosureForm, DrugsForm, OrderForm, ProportionalityForm
from measures.models import Closure, DrugFind, PenaltyOrder, Proportionality
from measures.operations import fill_closure, record_drugs, set_order, write_proportionality
from measures.views.page import MeasureOperation
from reference.models import Workflow

EXTRA_ROWS = 3
MOST_ROWS = 20


class DetailPage(MeasureOperation):
    """Base: a part that only some workflows have; elsewhere it does not exist."""

    abstract = True
    overwrites = True
    workflows: frozenset[str] = frozenset({Workflow.CLOSURE})

    def prepare(self, **kwargs: Any) -> None:
        """404 where this measure has no such part."""
        super().prepare(**kwargs)
        if self.record.workflow not in self.workflows:
            raise Http404

    def form(self, data: Any = None, files: Any = None) -> Any:
        """Filled with what is kept already."""
        if data is not None:
            return super().form(data, files)
        return self.form_class(initial=self.kept(), **self.form_kwargs())

    def kept(self) -> dict[str, Any]:
        """What is kept already, by field."""
        raise NotImplementedError


class ClosurePage(DetailPage):
    """The closure register."""

    form_class = ClosureForm
    heading = "Sluitingsregister"
    intro = "Vul in wat bekend is; de rest kan later."
    button = "Bewaar"

    def kept(self) -> dict[str, Any]:
        """The row of the register."""
        row = Closure.objects.filter(measure=self.record).visible_to(self.actor).get()
        found = {name: getattr(row, name) for name in ClosureForm.base_fields}
        for name, field in ClosureForm.base_fields.items():
            if isinstance(field, forms.ChoiceField) and name in {"minors", "utilities_off", "notice_posted"}:
                found[name] = {True: "yes", False: "no"}.get(found[name], "")
            elif hasattr(found[name], "strftime"):
                found[name] = f"{found[name]:%d-%m-%Y}"
        if found["costs"] is not None:
            found["costs"] = str(found["costs"]).replace(".", ",")
        return found

    def operate(self, form: Any) -> str:
        """Keep it."""
        fill_closure(by=self.actor, measure=self.record, values=form.values())
        messages.success(self.request, "Het sluitingsregister is bijgewerkt.")
        return f"{self.record.address}#sluiting"


class ProportionalityPage(DetailPage):
    """Geschikt, noodzakelijk, evenwichtig."""

    form_class = ProportionalityForm
    template_name = "measures/proportionality.html"
    heading = "Evenredigheidstoets"
    intro = "Zonder deze toets kan er geen besluit tot sluiting komen. Half ingevuld bewaren mag."
    button = "Bewaar"

    def kept(self) -> dict[str, Any]:
        """What was written before."""
        row = Proportionality.objects.filter(measure=self.record).visible_to(self.actor).first()
        if row is None:
            return {}
        return {name: readable(row, name, otherwise="") for name in ProportionalityForm().fields}

    def operate(self, form: Any) -> str:
        """Keep it, complete or not."""
        row = write_proportionality(by=self.actor, measure=self.record, texts=form.cleaned_data)
        messages.success(
            self.request,
            "De toets is compleet." if row.complete else "Bewaard. Nog niet alle vragen zijn beantwoord.",
        )
        return f"{self.record.address}#evenredigheid"


class OrderPage(DetailPage):
    """Wijze, bedrag en maximum."""

    # The operation refuses where no dwangsom belongs, with the reason.
    workflows = frozenset(Workflow.values)
    form_class = OrderForm
    heading = "Dwangsom"
    intro = "Na het besluit liggen bedrag en maximum vast."

    def kept(self) -> dict[str, Any]:
        """What was set before, or the usual amount of this type."""
        row = PenaltyOrder.objects.filter(measure=self.record).visible_to(self.actor).first()
        if row is None:
            usual = self.record.type.default_amount
            return {"amount": str(usual).replace(".", ",") if usual else "", "mode": "PER_BREACH"}
        return {
            "order": readable(row, "order", otherwise=""),
            "mode": row.mode,
            "amount": str(row.amount).replace(".", ","),
            "maximum": str(row.maximum).replace(".", ",") if row.maximum else "",
            "period": row.period,
        }

    def operate(self, form: Any) -> str:
        """Set it."""
        set_order(by=self.actor, measure=self.record, **form.cleaned_data)
        messages.success(self.request, "De dwangsom is vastgelegd.")
        return f"{self.record.address}#dwangsom"


class DrugsPage(DetailPage):
    """What was found, one row per kind of drug."""

    form_class = DrugsForm
    template_name = "measures/drugs.html"
    heading = "Gevonden middelen"
    intro = "Hoeveelheid en lijst bepalen wat het beleid voorstelt."
    button = "Bewaar"

    def form_kwargs(self) -> dict[str, Any]:
        """As many rows as are kept, and some empty ones below."""
        kept = DrugFind.objects.filter(measure=self.record).visible_to(self.actor).count()
        return {"rows": min(kept + EXTRA_ROWS, MOST_ROWS)}

    def kept(self) -> dict[str, Any]:
        """The rows as they stand."""
        finds = DrugFind.objects.filter(measure=self.record).visible_to(self.actor).order_by("created_at")
        found: dict[str, Any] = {}
        for place, row in enumerate(finds[:MOST_ROWS]):
            found |= {
                f"list_{place}": row.drug_list,
                f"substance_{place}": readable(row, "substance", otherwise=""),
                f"amount_{place}": row.quantity.partition(" ")[0],
                f"unit_{place}": row.unit,
            }
        return found

    def operate(self, form: Any) -> str:
        """Replace the list."""
        record_drugs(by=self.actor, measure=self.record, finds=form.finds())
        messages.success(self.request, "De gevonden middelen zijn vastgelegd.")
        return f"{self.record.address}#middelen"
