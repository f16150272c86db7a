"""Saved searches about somebody whose record was destroyed go with it (AVG art. 5(1)(e))."""

from __future__ import annotations

from typing import Final

from audit.models import Action
from audit.record import record_event
from desk.models import SavedSearch
from desk.question import PARTS, Question
from subjects import facts
from subjects.matching.writing import sound
from subjects.models import Subject, SubjectKey
from subjects.operations import Departed
from subjects.queries.finding import keys_in
from subjects.queries.named import likest, sounding
from subjects.queries.register import TRIED

WHY: Final = "a saved search goes with whom it seeks"


def let_go_of(gone: Departed) -> None:
    """Destroy every saved search that still names the destroyed record: by its number, a key or a name.

    A name that another record still bears stays: the search is about that one too. Runs in the context
    of the system, within the destruction.
    """
    for row in SavedSearch.objects.unrestricted(why=WHY):
        if not _names(row, gone):
            continue
        record_event(
            Action.DESTROY,
            record_type=row._meta.label_lower,
            record_id=str(row.pk),
            details={"step": "forgotten", "purpose": row.purpose, "until": row.ends_on.isoformat()},
        )
        row.delete()


def _names(row: SavedSearch, gone: Departed) -> bool:
    question = Question.read(row.question)
    texts = [question.text, row.name]
    if any(gone.number.casefold() in text.casefold() for text in (row.question, row.name)):
        return True
    asked = {pair for text in texts for pair in keys_in(text, TRIED).items()}
    asked |= {
        pair
        for name, value in question.parts.items()
        if PARTS[name][1]  # a word that may be a fact
        for pair in keys_in(value, PARTS[name][1]).items()
    }
    if any(not _held(kind, key) for kind, key in asked & gone.keys):
        return True
    return any(_says(facts.plain_name(text), name) for text in texts for name in gone.names)


def _held(kind: str, key: bytes) -> bool:
    """Does a record that is left have this number or house?"""
    return SubjectKey.objects.filter(kind=kind, key=key).unrestricted(why=WHY).exists()


def _says(text: str, name: str) -> bool:
    """Does a text say this name as it sounds, or a part of it, and does nobody else bear that?"""
    said, words = _sounds(text), _sounds(name)
    shared = [word for word in name.split() if sound(word) in said]
    return bool(shared) and (words <= said or said <= words) and not _borne(" ".join(shared))


def _borne(name: str) -> bool:
    near = {*likest(name), *sounding(name)}
    rows = Subject.objects.filter(pk__in=near).unrestricted(why=WHY)
    return any(_sounds(name) <= _sounds(row.names.replace("|", " ")) for row in rows)


def _sounds(text: str) -> set[str]:
    return {sound(word) for word in text.split()}
