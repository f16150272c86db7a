"""The letters of a measure as its pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from measures.models import Claim, Letter, LetterState, Measure

if TYPE_CHECKING:
    from accounts.models import User


def letters_of(actor: User, measure: Measure, claim: Claim | None = None) -> list[Letter]:
    """The letters that were not dropped, the newest first; with ``claim`` only those about it."""
    rows = Letter.objects.filter(measure=measure).exclude(state=LetterState.DROPPED).visible_to(actor)
    if claim is not None:
        rows = rows.filter(claim=claim)
    return list(rows.select_related("recipient", "document", "written_by").order_by("-written_at", "-id"))


def letter_of(actor: User, measure: Measure, key: UUID) -> Letter | None:
    """One letter of a measure."""
    rows = Letter.objects.filter(pk=key, measure=measure).visible_to(actor)
    return rows.select_related("recipient", "claim", "text", "document", "written_by", "made_by").first()


def editions_of(actor: User, letter: Letter) -> list[Letter]:
    """Every edition of a letter, the newest first."""
    rows = Letter.objects.filter(series=letter.series).visible_to(actor)
    return list(rows.select_related("document", "made_by").order_by("-edition"))
