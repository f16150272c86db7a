"""Take a copy with a watermark along."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from access.views import OperationPage
from core.errors import Refused
from documents.filetypes import PDF
from documents.forms import CopyForm
from documents.operations.giving import give_copy
from documents.rules import strictest
from documents.views.base import DocumentRecordPage
from documents.views.sending import file_response
from reference.models import LegalRegime
from reference.queries import by_code


class GiveCopyPage(DocumentRecordPage, OperationPage):
    """For whom and why; then the copy comes as a download."""

    action = "documents.copy"
    record_action = "copy"
    purpose = "Kopie van een document meenemen"
    template_name = "documents/copy.html"
    form_class = CopyForm

    def context(self, **extra: Any) -> dict[str, Any]:
        """What the regime says of passing on, before anything is chosen."""
        regime = by_code(LegalRegime, strictest(self.record.regimes))
        return super().context(back_url=self.record.address, regime=regime, **extra)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The copy, or the form with what is missing."""
        form: Any = self.form(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                raw = give_copy(
                    by=self.actor,
                    document=self.record,
                    outside=data["whereto"] == "OUTSIDE",
                    basis=data["basis"],
                    recipient=data["recipient"],
                    why=data["why"],
                )
            except Refused as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                return file_response(raw, PDF, f"{self.record.number}-kopie.pdf", download=True)
        return self.show(422, form=form)
