"""Bezwaar, beroep and voorlopige voorziening of a measure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404

from measures.forms import RemedyForm, TreatForm
from measures.models import Claim, ClaimEventKind, Remedy
from measures.operations import Decision, NewRemedy, file_remedy, treat_remedy
from measures.views.page import MeasureOperation


class FileRemedyPage(MeasureOperation):
    """Somebody objects or appeals."""

    form_class = RemedyForm
    heading = "Bezwaar of beroep vastleggen"
    intro = "De termijn om te beslissen, de verjaring en of het besluit onherroepelijk is, volgen vanzelf."

    def form_kwargs(self) -> dict[str, Any]:
        """Besides the decision itself: the claims that are being collected."""
        rows = Claim.objects.filter(measure=self.record, events__kind=ClaimEventKind.COLLECTION)
        return {"claims": list(rows.visible_to(self.actor).distinct().order_by("number"))}

    def operate(self, form: Any) -> str:
        """Keep it."""
        data = dict(form.cleaned_data)
        claim = form.claims.get(data.pop("against", ""))
        file_remedy(by=self.actor, measure=self.record, new=NewRemedy(**data), claim=claim)
        messages.success(self.request, "Vastgelegd.")
        return f"{self.record.address}#rechtsmiddelen"


class TreatRemedyPage(MeasureOperation):
    """Hearing, advice, decision, suspension."""

    form_class = TreatForm
    overwrites = True
    heading = "Behandeling en beslissing"
    intro = "Vul in wat bekend is; de rest kan later."
    button = "Bewaar"
    remedy: Remedy

    def prepare(self, **kwargs: Any) -> None:
        """Fetch the remedy too; of another measure it does not exist."""
        super().prepare(**kwargs)
        rows = Remedy.objects.filter(pk=kwargs["remedy"], measure=self.record).visible_to(self.actor)
        self.remedy = get_object_or_404(rows)

    def form(self, data: Any = None, files: Any = None) -> Any:
        """Filled with what is kept already."""
        if data is not None:
            return super().form(data, files)
        kept = {name: getattr(self.remedy, name) for name in TreatForm.base_fields}
        shown = {
            name: f"{value:%d-%m-%Y}" if hasattr(value, "strftime") else value for name, value in kept.items()
        }
        return TreatForm(initial=shown)

    def operate(self, form: Any) -> str:
        """Keep it."""
        treat_remedy(by=self.actor, remedy=self.remedy, what=Decision(**form.cleaned_data))
        messages.success(self.request, "Bijgewerkt.")
        return f"{self.record.address}#rechtsmiddelen"
