"""Put a file with an item."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404

from access.forms import WhyForm
from casustafel.forms.items import DocumentForm
from casustafel.models import ItemDocument
from casustafel.operations.documents import add_document, take_document
from casustafel.views.base import ItemOperation


class AddDocumentPage(ItemOperation):
    """A file that guests of this item open after the next sending."""

    template_name = "casustafel/add_document.html"
    form_class = DocumentForm
    heading = "Stuk toevoegen"
    button = "Voeg toe"

    def form_kwargs(self) -> dict[str, Any]:
        """The usual kind of data."""
        return {"initial": {"regime": "avg_internal"}}

    def operate(self, form: Any) -> str:
        """Keep it."""
        data = form.cleaned_data
        add_document(
            by=self.actor,
            item=self.record,
            upload=data["upload"],
            caption=data["caption"],
            regime=data["regime"],
        )
        messages.success(self.request, "Het stuk is bewaard. Genodigden zien het na de volgende verzending.")
        return str(self.record.address)


class TakeDocumentPage(ItemOperation):
    """Take a file away, named by ``?stuk=``."""

    form_class = WhyForm
    heading = "Stuk weghalen"
    intro = "Niemand opent dit stuk nog. Wat al verstrekt is, blijft vastgelegd."
    button = "Haal weg"
    danger = True

    def prepare(self, **kwargs: Any) -> None:
        """A file of this item."""
        super().prepare(**kwargs)
        rows = ItemDocument.objects.filter(item=self.record).visible_to(self.actor).select_related("document")
        numbers = [row.document.number for row in rows]
        asked = self.request.GET.get("stuk", "")
        self.number = asked or (numbers[0] if numbers else "")
        if self.number not in numbers:
            raise Http404

    def operate(self, form: Any) -> str:
        """Take it away."""
        take_document(by=self.actor, item=self.record, number=self.number, why=form.cleaned_data["why"])
        return str(self.record.address)
