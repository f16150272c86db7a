"""Why a name was found, in words: it is the name, another name of the same, sounds so, or looks so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from subjects import facts
from subjects.deriving import written_names
from subjects.matching.writing import closeness, sound
from subjects.models import Statement, Subject
from subjects.naming import fits_initial

if TYPE_CHECKING:
    from accounts.models import User

SAME: Final = "naam"
ALIKE: Final = "naam lijkt hierop"
INITIAL: Final = "voorletter past"
# The facts of which a name is made.
PARTS: Final = (*(fact.code for fact in facts.FACTS if fact.named), "given_names", "prefix", "surname")


def whys_of_names(actor: User, asked: str, rows: Sequence[Subject]) -> dict[UUID, str]:
    """Why each of these records was found by a name: one query, of what the actor may see and still stands."""
    said: defaultdict[UUID, list[Statement]] = defaultdict(list)
    statements = Statement.objects.filter(subject__in=rows, fact__in=PARTS, withdrawn_at=None)
    for row in statements.visible_to(actor).order_by("stated_at", "pk"):
        said[row.subject_id].append(row)
    return {
        row.pk: why_of_name(asked, row.label, written_names(said[row.pk]), person=row.kind == facts.PERSON)
        for row in rows
    }


def why_of_name(asked: str, label: str, names: Iterable[str], *, person: bool = True) -> str:
    """Why ``asked`` finds what is shown as ``label`` and is also called ``names``; only a ``person`` has initials."""
    wanted = _words(asked)
    others = [name for name in dict.fromkeys(names) if _words(name) != _words(label)]
    if _holds(wanted, _words(label)):
        return SAME
    for name in others:
        if _holds(wanted, _words(name)):
            return f"ook bekend als {name}"
    if _sounds(wanted, _words(label)):
        return f"klinkt als {label}"
    for name in others:
        if _sounds(wanted, _words(name)):
            return f"klinkt als {name}, zoals ook bekend"
    if person and fits_initial(asked, label):
        return INITIAL
    if fitting := next((name for name in others if person and fits_initial(asked, name)), ""):
        return f"{INITIAL} bij {fitting}, zoals ook bekend"
    near = max(others, key=lambda name: _near(wanted, _words(name)), default="")
    if near and _near(wanted, _words(near)) > _near(wanted, _words(label)):
        return f"lijkt op {near}, zoals ook bekend"
    return ALIKE


def _words(name: str) -> list[str]:
    return facts.plain_name(name).split()


def _holds(wanted: list[str], words: list[str]) -> bool:
    """Do all sought words stand in the name?"""
    return bool(wanted) and set(wanted) <= set(words)


def _sounds(wanted: list[str], words: list[str]) -> bool:
    """Do all sought words sound in the name?"""
    return bool(wanted) and {sound(word) for word in wanted} <= {sound(word) for word in words}


def _near(wanted: list[str], words: list[str]) -> float:
    """How well each sought word fits its best word of the name."""
    return sum(max((closeness(one, word) for word in words), default=0.0) for one in wanted)
