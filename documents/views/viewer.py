"""Look at a document: its pages as pictures, or its text, with what is known of it beside it."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from access.explain import explain, level_sentence
from access.roles import may
from audit.queries import readers_of
from core import clock
from documents.filetypes import Part
from documents.models import Document
from documents.operations.giving import watermark
from documents.queries import bearer_of, redactions_of, versions_of
from documents.rules import strictest
from documents.views.base import DocumentRecordPage
from documents.woo import GROUNDS
from reference.models import LegalRegime
from reference.queries import by_code

MOST_SHOWN: Final = 150
LONGEST_TEXT: Final = 200_000


class ShowDocument(DocumentRecordPage):
    """One page at a time, or all of them to print; an office file as its text."""

    template_name = "documents/page.html"
    versions: list[Document]
    redactions: list[Document]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log, then show."""
        document = self.record
        self.versions = versions_of(self.actor, document)
        self.redactions = redactions_of(self.actor, document)
        self.log_read()
        bearer = bearer_of(self.actor, document)
        pages = document.pages or 1
        page = self._page(pages)
        everything = request.GET.get("alles") == "1" and pages <= MOST_SHOWN
        text = self.part(Part.TEXT).decode() if Part.TEXT in document.parts else ""
        changeable = bearer is not None and self._may("edit") and self._open(bearer)
        return self.show(
            bearer=bearer,
            shown=range(1, pages + 1) if everything else [page],
            page_number=page,
            pages=pages,
            everything=everything,
            can_show_all=1 < pages <= MOST_SHOWN,
            text=text[:LONGEST_TEXT],
            text_cut=len(text) > LONGEST_TEXT,
            mark=watermark(self.actor, document),
            seen_at=timezone.localtime(clock.now()),
            versions=self.versions,
            redactions=self.redactions,
            grounds=self._grounds(),
            regime=by_code(LegalRegime, strictest(document.regimes)),
            can_change=changeable,
            can_redact=changeable and self._may("redact") and document.has_pages and not document.redacts_id,
            can_copy=self._may("copy") and document.has_pages,
            can_original=self._may("original"),
            rail=self._rail(),
        )

    def beside(self) -> list[UUID]:
        """The other versions, and the redacted ones."""
        return [row.pk for row in (*self.versions, *self.redactions)]

    def _may(self, action: str) -> bool:
        return bool(self.record.policy.decide(self.actor, action, self.record))

    def _open(self, bearer: Any) -> bool:
        allowed = bearer.policy.decide(self.actor, bearer.documents_action, bearer)
        return bool(allowed) and not bearer.why_no_documents()

    def _page(self, pages: int) -> int:
        """The page that is asked; anything else is the first."""
        asked = self.request.GET.get("blad", "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
        return number if 1 <= number <= pages else 1

    def _grounds(self) -> list[str]:
        """The Woo grounds on which parts of a redacted version are gone."""
        codes = {mark["ground"] for mark in self.record.marks or []}
        return [label for code, label in GROUNDS.items() if code in codes]

    def _rail(self) -> dict[str, Any]:
        reads = readers_of(str(self.record.pk))
        everybody = may(self.actor, "audit.view")
        return {
            "told": explain(self.actor, self.record),
            "level": level_sentence(self.actor, self.record),
            "reads": [line for line in reads if everybody or line.actor_id == self.actor.pk],
            "everybody": everybody,
        }
