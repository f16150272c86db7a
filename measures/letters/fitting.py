"""Which letters a measure or claim can have now, the likeliest first, and to whom they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from measures.models import Claim, Measure, Party, PartyRole
from measures.states import MeasureState
from reference.models import LetterKind, LetterText
from reference.queries import letter_texts
from subjects.models import Subject

K, S = LetterKind, MeasureState
OF_CLAIM: Final = frozenset({K.COLLECTION_INTENTION, K.COLLECTION, K.REMINDER, K.WRIT})
# The letter that belongs to a state; several where more than one can be next.
NEXT: Final[dict[str, tuple[str, ...]]] = {
    S.REPORTED: (K.INTENTION,),
    S.ASSESSING: (K.INTENTION, K.WARNING),
    S.WARNED: (K.WARNING,),
    S.VIEW_RECEIVED: (K.DECISION,),
    S.NO_VIEW: (K.DECISION,),
    S.ACTED: (K.URGENT,),
    S.DECIDED: (K.DECISION, K.URGENT),
    S.NOTIFIED: (K.NOTICE, K.COMPLIANCE),
    S.COMPLIANCE_TERM: (K.COMPLIANCE,),
    S.CLOSED: (K.NOTICE, K.REOPENING),
    S.EXTENDED: (K.EXTENSION, K.REOPENING),
    S.REOPENED: (K.REOPENING,),
}
AFTER: Final = {
    "DUE": K.COLLECTION_INTENTION,
    "UNPAID": K.COLLECTION_INTENTION,
    "INTENTION": K.COLLECTION,
    "COLLECTION": K.REMINDER,
    "REMINDED": K.WRIT,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A text that can be chosen; ``next`` says that it belongs to where the record stands."""

    text: LetterText
    next: bool


def choices_for(measure: Measure, claim: Claim | None = None) -> list[Choice]:
    """The texts of letters that fit: by workflow, type and municipality; for a claim those about money."""
    wanted = {AFTER.get(str(claim.state), "")} if claim is not None else set(NEXT.get(measure.state, ()))
    found = [
        Choice(text, text.letter_kind in wanted)
        for text in letter_texts(measure.owner.municipality_code)
        if _fits(text, measure, claim)
    ]
    return sorted(found, key=lambda choice: not choice.next)


def _fits(text: LetterText, measure: Measure, claim: Claim | None) -> bool:
    if text.letter_kind == K.CLAUSE or (text.letter_kind in OF_CLAIM) != (claim is not None):
        return False
    if text.letter_kind == K.URGENT and not measure.urgent:
        return False
    if text.workflows and measure.workflow not in text.workflows:
        return False
    return not text.types or measure.type.code in text.types


def recipients_for(parties: Sequence[Party], kind: str) -> list[tuple[Subject, list[str]]]:
    """Who gets a letter of this kind, with their roles: one letter for each (Awb 5:24 lid 3).

    A notice hangs on the building; everything else goes to overtreder, rechthebbenden and aanvrager.
    """
    found: dict[object, tuple[Subject, list[str]]] = {}
    for party in parties:
        if (party.role == PartyRole.OBJECT) == (kind == K.NOTICE):
            found.setdefault(party.subject_id, (party.subject, []))[1].append(party.role)
    return list(found.values())
