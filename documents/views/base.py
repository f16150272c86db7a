"""What the pages of one document have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from access.decisions import Denied, deny, log_denial
from access.views import OperationPage, RecordPage
from audit.models import Action
from audit.record import record_event
from documents.filetypes import Part
from documents.models import Bearer, Document
from documents.queries import bearer_of
from documents.unsealing import opened


class DocumentRecordPage(RecordPage):
    """A page about one document."""

    abstract = True
    action = "documents.view"
    purpose = "Document bij een dossier bekijken"
    model = Document

    def select(self, queryset: Any) -> Any:
        """Who stored it and what it was made of are named."""
        return queryset.select_related("owner", "stored_by", "redacts")

    def log_read(self) -> None:
        """The numbers of its record and of what was made of it stand on the page: those were seen as well."""
        beside = {self.record.record_id, self.record.redacts_id, *self.beside()} - {None, self.record.pk}
        record_event(
            Action.READ,
            record_type=self.model._meta.label_lower,
            record_id=str(self.record.pk),
            shown=sorted(str(key) for key in beside),
            regime=self.record.regimes,
        )

    def beside(self) -> Iterable[UUID]:
        """Hook: further records that the page names."""
        return ()

    def part(self, part: Part) -> bytes:
        """Open one part wholly; a sentence when that can't be."""
        return opened(self.record, part)


class ChangeDocumentPage(DocumentRecordPage, OperationPage):
    """One operation on one document; the record it belongs to must be open to the change."""

    abstract = True
    action = "documents.edit"
    record_action = "edit"
    template_name = "documents/step.html"
    heading = ""
    intro = ""
    button = "Vastleggen"
    bearer: Bearer

    def prepare(self, **kwargs: Any) -> None:
        """Ask the record of the document too, before anything is shown."""
        super().prepare(**kwargs)
        bearer = bearer_of(self.actor, self.record)
        decision = (
            bearer.policy.decide(self.actor, bearer.documents_action, bearer)
            if bearer is not None
            else deny("Dit document hoort bij een dossier dat u niet kunt wijzigen.")
        )
        if bearer is None or not decision:
            log_denial(self.record_action, self.model._meta.label_lower, str(self.record.pk))
            raise Denied(decision)
        self.bearer = bearer

    def context(self, **extra: Any) -> dict[str, Any]:
        """Where the user came from."""
        return super().context(bearer=self.bearer, back_url=self.record.address, **extra)
