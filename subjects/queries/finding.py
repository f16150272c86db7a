"""Subjects and objects by name with typing errors, by number, address, plate or telephone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from subjects import facts
from subjects.deriving import key_for
from subjects.models import Subject, SubjectKey
from subjects.queries.named import likest
from subjects.queries.register import TRIED

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 50
REASONS: Final = {
    "BSN": "zelfde BSN",
    "ANUMBER": "zelfde A-nummer",
    "BIRTH": "zelfde geboortedatum",
    "RSIN": "zelfde RSIN",
    "KVK": "zelfde KvK-nummer",
    "PHONE": "zelfde telefoonnummer",
    "IBAN": "zelfde rekening",
    "PLATE": "zelfde kenteken",
    "ADDRESS": "zelfde adres",
    "ESTABLISHMENT": "zelfde vestiging",
    "BAG": "zelfde BAG-nummer",
    "EMAIL": "zelfde e-mailadres",
}


@dataclass(frozen=True, slots=True)
class FoundSubject:
    """A record with the reason why it was found."""

    subject: Subject
    why: str


def find_subjects(
    actor: User,
    text: str,
    *,
    kinds: Collection[str] = (),
    codes: tuple[str, ...] = TRIED,
    names: bool = True,
) -> list[FoundSubject]:
    """At most 50 records that the actor may see: exact numbers first, then the likest names.

    ``kinds`` limits what it may be (empty: anything), ``codes`` which facts the text may be
    (``("kvk",)``), ``names`` whether it may be a name.
    """
    found: dict[UUID, FoundSubject] = {}
    mine = Subject.objects.visible_to(actor)
    if kinds:
        mine = mine.filter(kind__in=kinds)
    for row in mine.filter(number=text.upper())[:1]:
        found[row.pk] = FoundSubject(row, "nummer")
    keys = _keys(text, codes)
    if keys:
        holders = SubjectKey.objects.filter(kind__in=list(keys), key__in=list(keys.values())).visible_to(
            actor
        )
        wanted = {(name, key) for name, key in keys.items()}
        rows = holders.select_related("subject").order_by("subject__number")[: 2 * MOST]
        for holder in rows:
            fits = (holder.kind, bytes(holder.key)) in wanted and (not kinds or holder.subject.kind in kinds)
            if fits:
                found.setdefault(holder.subject_id, FoundSubject(holder.subject, REASONS[holder.kind]))
    plain = facts.plain_name(text)
    if names and len(plain) > 2:
        likeness = likest(plain, list(kinds))
        alike = mine.filter(pk__in=list(likeness))
        for row in sorted(alike, key=lambda row: (-likeness[row.pk], row.number)):
            why = "naam" if plain in row.names else "naam lijkt hierop"
            found.setdefault(row.pk, FoundSubject(row, why))
    return list(found.values())[:MOST]


def _keys(text: str, codes: tuple[str, ...]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for code in codes:
        fact = facts.BY_CODE[code]
        try:
            value = fact.read(text)
        except facts.FactProblem:
            continue
        for key in key_for(fact.key, value):
            found.setdefault(fact.key, key)
    return found
