"""What belongs in the procesdossier of a measure: its documents in order, and what is made of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from documents.filetypes import CSV, DOCX, MAIL, ODT, TEXT, takes_pages
from documents.models import Document
from documents.queries.listing import documents_of
from encryption.fields import readable
from measures.models import Dossier, Letter, LetterState, Measure

if TYPE_CHECKING:
    from accounts.models import User

# Only its circle may read it; it never leaves in a file (contract M.).
NEVER: Final = "m_report"
# Of these the words go along as text; of a sheet of figures they would not be the same.
AS_TEXT: Final = frozenset({DOCX, ODT, MAIL, TEXT, CSV})
RECORD: Final = (
    ("verloop", "Overzicht van de maatregel en het verloop"),
    ("feiten", "Vastgelegde feiten en afwegingen"),
    ("geld", "Vorderingen en betalingen"),
    ("rechtsmiddelen", "Bezwaar, beroep en voorlopige voorziening"),
)


@dataclass(frozen=True, slots=True)
class Stuk:
    """One piece: a sheet of the record (``code``), or a document."""

    code: str
    title: str
    on: date | None
    document: Document | None = None

    @property
    def secret(self) -> bool:
        """Is it for the court only (Awb 8:29)?"""
        return self.document is not None and self.document.secret

    @property
    def why_secret(self) -> str:
        """The weighty reasons."""
        return str(readable(self.document, "secret_why", otherwise="") or "") if self.document else ""

    @property
    def how(self) -> str:
        """How it goes along: whole, as text, or as a file of its own."""
        if self.document is None or takes_pages(self.document.media_type):
            return "heel"
        return "tekst" if self.document.media_type in AS_TEXT else "los bestand"


def pieces_of(actor: User, measure: Measure) -> list[Stuk]:
    """Every piece in its order: the sheets of the record, then the documents, the oldest first.

    A redacted version goes along where the whole is secret; beside the whole it would be there twice. What
    VIK itself bundled before is no piece, nor what is under the regime of M.
    """
    rows = [row for row in documents_of(actor, [measure.pk]) if NEVER not in row.regimes]
    bundles = _bundles(actor, measure)
    dates = _dates_of_letters(actor, measure)
    secret = {row.series for row in rows if row.secret}
    found = []
    for row in rows:
        if row.pk in bundles or (row.redacts is not None and row.redacts.series not in secret):
            continue
        on = dates.get(row.pk) or timezone.localdate(row.created_at)
        found.append(Stuk(f"document-{row.pk.hex}", row.name, on, row))
    found.sort(key=lambda one: (one.on or date.min, one.code))
    return [*(Stuk(code, title, None) for code, title in RECORD), *found]


def _bundles(actor: User, measure: Measure) -> set[UUID]:
    rows = Dossier.objects.filter(measure=measure).visible_to(actor)
    return {key for pair in rows.values_list("document_id", "secret_document_id") for key in pair if key}


def _dates_of_letters(actor: User, measure: Measure) -> dict[UUID, date]:
    rows = Letter.objects.filter(measure=measure, state=LetterState.MADE).visible_to(actor)
    return {key: on for key, on in rows.values_list("document_id", "dated") if key is not None}


def dossiers_of(actor: User, measure: Measure) -> Sequence[Dossier]:
    """The editions that were made, the newest first."""
    rows = Dossier.objects.filter(measure=measure).visible_to(actor)
    return list(rows.select_related("asked_by", "remedy", "document", "secret_document").order_by("-edition"))
