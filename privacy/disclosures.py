"""The register of verstrekkingen: what went to whom outside the municipality, on which basis (Wpg 32)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from access.disclosures import register_of
from access.views import Page
from accounts.models import Organisation
from audit.models import Action
from audit.record import record_event
from audit.sentences import KINDS
from core import clock
from encryption.fields import readable


class DisclosuresPage(Page):
    """Newest first, filtered by who received; number and kind of the record, never its content."""

    action = "privacy.disclosures"
    purpose = "Register van verstrekkingen"
    template_name = "privacy/disclosures.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read, log, show."""
        organisation = request.GET.get("aan", "").replace("\x00", "")[:30]
        after = request.GET.get("na", "").replace("\x00", "")[:24]
        rows, following = register_of(self.actor, organisation=organisation, after=after)
        self.log_shown(rows, record_type="access.disclosure")
        for kind in sorted({row.record_type for row in rows}):
            # The number of a record stands in the register, so whose it is was seen as well.
            shown = sorted({str(row.record_id) for row in rows if row.record_type == kind})
            record_event(Action.LIST, record_type=kind, shown=shown, details={"part": "disclosures"})
        now, here = clock.now(), reverse("privacy:disclosures")
        query = {"aan": organisation, "na": following}
        return self.show(
            rows=[
                (
                    row,
                    KINDS.get(row.record_type, row.record_type.rpartition(".")[2]).capitalize(),
                    readable(row, "why"),
                    row.ends_at > now,
                )
                for row in rows
            ],
            organisations=list(
                Organisation.objects.exclude(pk=self.actor.organisation_id).values_list("code", "name")
            ),
            organisation=organisation,
            next_url=f"{here}?{urlencode({name: value for name, value in query.items() if value})}"
            if following
            else "",
        )
