"""Many texts at once: which records stand under each number or name. A few queries, however many texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from subjects import facts
from subjects.matching.compare import compare
from subjects.models import Kind, Subject, SubjectKey
from subjects.queries.finding import REASONS, FoundSubject
from subjects.queries.named import alike
from subjects.queries.register import keys_in

if TYPE_CHECKING:
    from accounts.models import User

MOST_EACH: Final = 10
# Below this two names are only alike in part; a list is read by eye, so it is stricter than beside a text.
ALIKE: Final = 0.5
_NAMED: Final = ((Kind.PERSON, "person"), (Kind.ORGANISATION, "company"))


def find_many(actor: User, texts: Sequence[str]) -> list[list[FoundSubject]]:
    """For each text at most ten records that the actor may see: exact numbers first, then like names."""
    found: list[dict[UUID, FoundSubject]] = [{} for _ in texts]
    _by_number(actor, texts, found)
    _by_key(actor, texts, found)
    _by_name(actor, texts, found)
    return [list(rows.values())[:MOST_EACH] for rows in found]


def _by_number(actor: User, texts: Sequence[str], found: list[dict[UUID, FoundSubject]]) -> None:
    wanted = {text.upper() for text in texts}
    rows = {row.number: row for row in Subject.objects.visible_to(actor).filter(number__in=wanted)}
    for place, text in enumerate(texts):
        if row := rows.get(text.upper()):
            found[place][row.pk] = FoundSubject(row, "nummer")


def _by_key(actor: User, texts: Sequence[str], found: list[dict[UUID, FoundSubject]]) -> None:
    asked: defaultdict[tuple[str, bytes], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for pair in keys_in(text):
            asked[pair].append(place)
    if not asked:
        return
    kinds, keys = {kind for kind, _ in asked}, {key for _, key in asked}
    holders = SubjectKey.objects.filter(kind__in=kinds, key__in=keys).visible_to(actor)
    for holder in holders.select_related("subject").order_by("subject__number"):
        for place in asked.get((holder.kind, bytes(holder.key)), ()):
            if len(found[place]) < MOST_EACH:
                hit = FoundSubject(holder.subject, REASONS[holder.kind])
                found[place].setdefault(holder.subject_id, hit)


def _by_name(actor: User, texts: Sequence[str], found: list[dict[UUID, FoundSubject]]) -> None:
    places = [place for place, text in enumerate(texts) if not found[place] and _may_be_name(text)]
    wanted = [(kind, texts[place]) for place in places for kind, _ in _NAMED]
    near = alike(wanted) if wanted else []
    rows = Subject.objects.visible_to(actor).in_bulk({pk for pks in near for pk in pks})
    for number, pks in enumerate(near):
        place, (kind, word) = places[number // len(_NAMED)], _NAMED[number % len(_NAMED)]
        likely = []
        for row in (rows[pk] for pk in pks if pk in rows and rows[pk].kind == kind):
            card = compare({"type": word, "name": texts[place]}, {"type": word, "name": row.label})
            if card.score >= ALIKE:
                likely.append((-card.score, row.number, row))
        for _, _, row in sorted(likely)[:MOST_EACH]:
            same = facts.plain_name(texts[place]) in row.names.split("|")
            found[place].setdefault(row.pk, FoundSubject(row, "naam" if same else "naam lijkt hierop"))


def _may_be_name(text: str) -> bool:
    plain = facts.plain_name(text)
    return len(plain) > 2 and sum(sign.isalpha() for sign in plain) * 2 > len(plain)
