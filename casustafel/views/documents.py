"""Put a file with an item."""

from __future__ import annotations

from typing import Any

from django.contrib import messages

from casustafel.forms.items import DocumentForm
from casustafel.operations.documents import add_document
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
