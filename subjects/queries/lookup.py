"""What of a text is already known: marks in the text, and the records that carry the same value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz import fuzz

from subjects import facts
from subjects.deriving import key_for
from subjects.extraction.extract import extract
from subjects.extraction.spans import (
    ADDRESS,
    BSN,
    IBAN,
    KVK,
    ORGANISATION,
    PERSON,
    PHONE,
    PLATE,
    Span,
)
from subjects.matching.compare import compare
from subjects.models import Kind, Subject, SubjectKey
from subjects.queries.named import alike
from subjects.queries.noise import not_common

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

# The marks that can be somebody or something, with the search key that finds it and how to say that.
KEYS: Final = {
    PLATE: ("PLATE", "zelfde kenteken"),
    PHONE: ("PHONE", "zelfde telefoonnummer"),
    BSN: ("BSN", "zelfde BSN"),
    KVK: ("KVK", "zelfde KvK-nummer"),
    IBAN: ("IBAN", "zelfde rekening"),
    ADDRESS: ("ADDRESS", "zelfde adres"),
}
NAMES: Final = {PERSON: (Kind.PERSON, "person"), ORGANISATION: (Kind.ORGANISATION, "company")}
# Of a text with a whole list of names the first are looked up; the search box does the rest.
MOST_NAMES: Final = 8
SHORTEST: Final = 3
MOST_HITS: Final = 5
# Comparing in earnest takes most of the time beside a text; a few more than are shown leave something to choose.
MOST_COMPARED: Final = 6
MOST_ROWS: Final = 200
# Below this two names are only alike in part; the number orders and chooses, nobody sees it.
ALIKE: Final = 0.3
_NEW: Final = {
    PERSON: (Kind.PERSON, "name"),
    ORGANISATION: (Kind.ORGANISATION, "name"),
    ADDRESS: (Kind.PREMISES, "location"),
    PLATE: (Kind.VEHICLE, "plate"),
    PHONE: (Kind.PHONE, "phone"),
    IBAN: (Kind.ACCOUNT, "iban"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One value found in a text, with what it could become in the register."""

    kind: str
    value: str
    text: str

    @property
    def becomes(self) -> tuple[str, str] | None:
        """Kind of record and fact for a new registration; None for a value that is only a detail."""
        return _NEW.get(self.kind)


@dataclass(frozen=True, slots=True)
class Hit:
    """A known record with the reason why it comes up."""

    subject: Subject
    why: str


def kept_value(code: str, value: str) -> str:
    """A value in the form in which the register keeps this fact."""
    return facts.BY_CODE[code].read(value)


def marks_in(text: str) -> list[Mark]:
    """Every different value in a text that stands for somebody or something, in reading order."""
    found: dict[tuple[str, str], Mark] = {}
    for span in extract(text):
        if span.kind in KEYS or span.kind in NAMES:
            found.setdefault((span.kind, span.value.casefold()), _mark(span))
    return list(found.values())


def _mark(span: Span) -> Mark:
    return Mark(span.kind, span.value, span.text)


def known(actor: User, marks: Sequence[Mark]) -> dict[Mark, list[Hit]]:
    """The records behind each mark that the actor may see: five queries, however many marks.

    What is noted as common (a flat, an agency) is passed over until its review date.
    """
    found: defaultdict[Mark, list[Hit]] = defaultdict(list)
    _by_key(actor, marks, found)
    _by_name(actor, [mark for mark in marks if mark.kind in NAMES][:MOST_NAMES], found)
    return dict(found)


def _by_key(actor: User, marks: Sequence[Mark], found: defaultdict[Mark, list[Hit]]) -> None:
    wanted: dict[tuple[str, bytes], Mark] = {}
    for mark in marks:
        if mark.kind in KEYS:
            kind = KEYS[mark.kind][0]
            wanted |= {(kind, key): mark for key in key_for(kind, mark.value)}
    if not wanted:
        return
    rows = SubjectKey.objects.filter(key__in=[key for _, key in wanted]).visible_to(actor)
    rows = rows.filter(not_common("subject__"))
    for row in rows.select_related("subject").order_by("subject__number")[:MOST_ROWS]:
        hit = wanted.get((row.kind, bytes(row.key)))
        if hit is not None and len(found[hit]) < MOST_HITS:
            found[hit].append(Hit(row.subject, KEYS[hit.kind][1]))


def _by_name(actor: User, marks: Sequence[Mark], found: defaultdict[Mark, list[Hit]]) -> None:
    marks = [mark for mark in marks if len(facts.plain_name(mark.value)) > SHORTEST]
    near = alike([(NAMES[mark.kind][0], mark.value) for mark in marks])
    keys = {pk for pks in near for pk in pks}
    if not keys:
        return
    mine = Subject.objects.visible_to(actor).filter(not_common(), pk__in=keys)
    written = {row.pk: row for row in mine.values_list("pk", "kind", "names", "number", named=True)}
    chosen = [
        _nearest(
            mark.value,
            [written[pk] for pk in pks if pk in written and written[pk].kind == NAMES[mark.kind][0]],
        )
        for mark, pks in zip(marks, near, strict=True)
    ]
    rows = Subject.objects.visible_to(actor).in_bulk([pk for pks in chosen for pk in pks])
    for mark, pks in zip(marks, chosen, strict=True):
        likest = [rows[pk] for pk in pks if pk in rows]
        scores = {label: _score(mark, label) for label in {row.label for row in likest}}
        likely = sorted((-scores[row.label], row.number, row) for row in likest if scores[row.label] >= ALIKE)
        found[mark] += [Hit(row, "naam lijkt hierop") for _, _, row in likely[:MOST_HITS]]


def _score(mark: Mark, label: str) -> float:
    """How alike a name in a text is to the name of a record."""
    word = NAMES[mark.kind][1]
    return compare({"type": word, "name": mark.value}, {"type": word, "name": label}).score


def _nearest(name: str, rows: Sequence[Any]) -> list[UUID]:
    """Of records that sound like this name, so many as are compared in earnest: those written most alike."""
    plain = facts.plain_name(name)
    likest = sorted(rows, key=lambda row: (-fuzz.token_set_ratio(plain, row.names), row.number))
    return [row.pk for row in likest[:MOST_COMPARED]]
