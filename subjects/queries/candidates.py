"""Who may be the same as this: candidates by keys and names, compared one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from subjects import facts
from subjects.deriving import best_values
from subjects.matching.card import EvidenceCard
from subjects.matching.compare import compare
from subjects.models import Kind, Statement, Subject, SubjectKey
from subjects.queries.named import likest
from subjects.queries.noise import not_common
from subjects.standing import known_at

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

# A key that more records share says nothing (a flat, an agency): fan-out stops there.
MOST_PER_KEY: Final = 50
MOST_COMPARED: Final = 40
SHOWN: Final = 10
_TYPES: Final = {
    Kind.PERSON: "person",
    Kind.ORGANISATION: "company",
    Kind.PREMISES: "address",
    Kind.VEHICLE: "vehicle",
}
_FIELDS: Final = {
    "birth_date": "geboortedatum",
    "address": "adres",
    "location": "adres",
    "phone": "telefoon",
    "plate": "kenteken",
    "bsn": "bsn",
    "kvk": "kvk",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be the same, with the evidence for and against. The score only orders."""

    subject: Subject
    card: EvidenceCard


def describe(kind: str, label: str, values: dict[str, str]) -> dict[str, object]:
    """A record as the comparison reads it."""
    found: dict[str, object] = {"type": _TYPES.get(Kind(kind), ""), "name": label}
    found |= {name: values[code] for code, name in _FIELDS.items() if values.get(code)}
    return found


def candidates(actor: User, subject: Subject) -> list[Candidate]:
    """The records most like this one, best first, of those that the actor may see."""
    found = _by_keys(actor, subject) | _by_names(actor, subject)
    if not found:
        return []
    pool = list(Subject.objects.filter(pk__in=list(found)[:MOST_COMPARED]).visible_to(actor))
    values = values_of(actor, [subject, *pool])
    here = describe(subject.kind, subject.label, values[subject.pk])
    cards = [
        Candidate(other, compare(here, describe(other.kind, other.label, values[other.pk]))) for other in pool
    ]
    cards.sort(key=lambda row: (-row.card.score, row.subject.number))
    return cards[:SHOWN]


def _by_keys(actor: User, subject: Subject) -> dict[UUID, None]:
    """Who shares a number, house or account; common ones are passed over until their review date."""
    own = list(SubjectKey.objects.filter(subject=subject).visible_to(actor).exclude(kind="BIRTH"))
    if not own:
        return {}
    rows = SubjectKey.objects.filter(key__in=[row.key for row in own], subject__kind=subject.kind)
    rows = rows.filter(not_common("subject__"))
    sharing: defaultdict[tuple[str, bytes], list[UUID]] = defaultdict(list)
    wanted = {(row.kind, bytes(row.key)) for row in own}
    others = rows.exclude(subject=subject).visible_to(actor).values_list("kind", "key", "subject_id")
    for kind, key, pk in others[: MOST_PER_KEY * (len(own) + 1)]:
        if (kind, bytes(key)) in wanted:
            sharing[kind, bytes(key)].append(pk)
    found: dict[UUID, None] = {}
    for keys in sharing.values():
        if len(keys) <= MOST_PER_KEY:
            found |= dict.fromkeys(keys)
    return found


def _by_names(actor: User, subject: Subject) -> dict[UUID, None]:
    name = facts.plain_name(subject.label)
    if len(name) <= 3:
        return {}
    alike = likest(name, [subject.kind])
    alike.pop(subject.pk, None)
    return dict.fromkeys(list(alike)[:MOST_COMPARED])


def values_of(actor: User, subjects: Iterable[Subject]) -> defaultdict[UUID, dict[str, str]]:
    """The shown value of each fact of these records, by the code of the fact. One query."""
    keys = [subject.pk for subject in subjects]
    said: defaultdict[UUID, list[Statement]] = defaultdict(list)
    for row in known_at(Statement.objects.filter(subject__in=keys).visible_to(actor), None):
        said[row.subject_id].append(row)
    found: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
    for key, rows in said.items():
        found[key] = best_values(rows)
    return found
