"""A new version of a document, other words about it, or out of sight."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages

from access.forms import WhyForm
from documents.forms import DescribeForm, VersionForm
from documents.operations.versions import add_version, change_description, take_out_of_sight
from documents.views.base import ChangeDocumentPage


class AddVersionPage(ChangeDocumentPage):
    """A newer file in the place of this one."""

    template_name = "documents/version.html"
    form_class = VersionForm
    heading = "Nieuwe versie"
    intro = "De versie die er nu staat, blijft bewaard en te zien."
    button = "Toevoegen"

    def context(self, **extra: Any) -> dict[str, Any]:
        """The bound is told before anything is sent."""
        return super().context(max_bytes=settings.VIK_UPLOAD_MAX_BYTES, max_files=1, **extra)

    def operate(self, form: Any) -> str:
        """Keep it."""
        newer = add_version(by=self.actor, document=self.record, upload=form.cleaned_data["upload"][0])
        messages.success(self.request, f"Versie {newer.edition} is toegevoegd.")
        return newer.address


class DescribePage(ChangeDocumentPage):
    """Kind, title, source, regime, secrecy."""

    form_class = DescribeForm
    heading = "Gegevens van dit document"
    intro = "Wat u hier wijzigt, verandert niets aan het bestand zelf."
    button = "Bewaren"

    def form_kwargs(self) -> dict[str, Any]:
        """What may be chosen depends on the record and on who asks."""
        return {"record": self.bearer, "actor": self.actor, "document": self.record}

    def operate(self, form: Any) -> str:
        """Write it down."""
        changed = change_description(
            by=self.actor,
            document=self.record,
            described=form.described(),
            version=form.cleaned_data["version"],
        )
        messages.success(self.request, "De gegevens zijn bewaard.")
        return changed.address


class HidePage(ChangeDocumentPage):
    """Take a document out of sight, with a reason."""

    form_class = WhyForm
    heading = "Document verbergen"
    intro = (
        "Het is dan met al zijn versies voor niemand meer te zien. "
        "Dat het er was en waarom het weg moest, blijft bewaard."
    )
    button = "Verberg"

    def operate(self, form: Any) -> str:
        """Hide."""
        record = take_out_of_sight(by=self.actor, document=self.record, why=form.cleaned_data["why"])
        messages.success(self.request, "Het document is verborgen.")
        return record.documents_address
