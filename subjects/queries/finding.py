"""Subjects and objects by name with typing errors, by number, address, plate or telephone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import QuerySet

from subjects import facts
from subjects.deriving import key_for
from subjects.models import Subject, SubjectKey
from subjects.queries.named import LIKE, by_telling_words, called_just_so, likest, near, sounding
from subjects.queries.named_why import whys_of_names
from subjects.queries.register import TRIED

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 50
# So many are counted; one more tells that there are more.
CAP: Final = 1000
# So alike is nobody by chance: then not all that looks like it is sought.
SURE: Final = 0.75
SHORTEST: Final = 3
BY_NAME: Final = ""
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
class Hit:
    """Why a record was found (``BY_NAME`` when by name), and its kind."""

    why: str
    kind: str


class Hits(dict[UUID, Hit]):
    """What was found, in order; ``narrowed`` when what is only written alike was not sought in full."""

    narrowed = False


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
    hits = subject_keys(actor, text, kinds=kinds, codes=codes, names=names, most=MOST)
    return found_subjects(actor, list(hits), _whys(hits), text)


def found_again(actor: User, text: str, keys: Sequence[UUID]) -> list[FoundSubject]:
    """The records that this text found before, in that order, as far as the actor still sees them; no index is asked."""
    by_number = _whys(subject_keys(actor, text, names=False, among=keys))
    return found_subjects(actor, keys, dict.fromkeys(keys, BY_NAME) | by_number, text)


def _whys(hits: dict[UUID, Hit]) -> dict[UUID, str]:
    return {key: hit.why for key, hit in hits.items()}


def subject_keys(
    actor: User,
    text: str,
    *,
    kinds: Collection[str] = (),
    codes: tuple[str, ...] = TRIED,
    names: bool = True,
    among: Collection[UUID] | None = None,
    most: int = CAP + 1,
    wide: bool = True,
) -> Hits:
    """The keys of at most so many records in their order, each with why and what it is.

    ``among`` limits the answer to records that were found already. Without ``wide`` a name of which somebody
    is called so, or nearly so, finds those only. At most ten queries.
    """
    mine = Subject.objects.visible_to(actor)
    holders = SubjectKey.objects.visible_to(actor)
    if kinds:
        mine, holders = mine.filter(kind__in=kinds), holders.filter(subject__kind__in=kinds)
    if among is not None:
        mine, holders = mine.filter(pk__in=among), holders.filter(subject__in=among)
    numbered = mine.filter(number=text.upper()).values_list("pk", "kind")[:1]
    found = Hits((pk, Hit("nummer", kind)) for pk, kind in numbered)
    if keys := keys_in(text, codes):
        wanted = set(keys.items())
        rows = holders.filter(kind__in=list(keys), key__in=list(keys.values())).order_by("subject__number")
        for pk, what, kind, key in rows.values_list("subject_id", "subject__kind", "kind", "key")[: 2 * most]:
            if (kind, bytes(key)) in wanted:
                found.setdefault(pk, Hit(REASONS[kind], what))
    plain = facts.plain_name(text)
    if names and len(plain) >= SHORTEST:
        if among is not None:
            named = _named_among(mine, plain, most)
        else:
            named, found.narrowed = _named(mine, text, sorted(kinds), most, wide=wide)
        for pk, what in named:
            found.setdefault(pk, Hit(BY_NAME, what))
    for pk in list(found)[most:]:
        del found[pk]
    return found


def found_subjects(actor: User, keys: Sequence[UUID], whys: dict[UUID, str], text: str) -> list[FoundSubject]:
    """The records of these keys in this order, each with its reason in words. Two queries."""
    rows = Subject.objects.visible_to(actor).in_bulk(list(keys))
    named = [rows[key] for key in keys if key in rows and whys[key] == BY_NAME]
    told = whys_of_names(actor, text, named)
    return [FoundSubject(rows[key], whys[key] or told[key]) for key in keys if key in rows]


def _named_among(some: QuerySet[Subject], plain: str, most: int) -> list[tuple[UUID, str]]:
    """Key and kind of these few that are called so, the likest first: too few to need the index."""
    alike = some.annotate(likeness=TrigramWordSimilarity(plain, "names")).filter(likeness__gte=LIKE)
    return list(alike.order_by("-likeness", "number").values_list("pk", "kind")[:most])


def _named(
    mine: QuerySet[Subject], text: str, kinds: Sequence[str], most: int, *, wide: bool
) -> tuple[list[tuple[UUID, str]], bool]:
    """Key and kind of what is called so, the likest first, and by number where likeness is the same.

    And whether that is not all: of several words, where not asked ``wide``, those that are called just so and
    nearly so come first, and what is written alike only where these are nobody for sure.
    """
    plain = facts.plain_name(text)
    likeness = sounding(text, kinds, most)
    told: dict[UUID, float] | None = None
    if not wide and " " in plain:
        just_so = dict.fromkeys(called_just_so(text, kinds, most), 1.0)
        likeness = _best(likeness, near(text, kinds, most), just_so)
        rows = _ordered(mine, likeness)
        if any(pk in just_so for pk, _ in rows):
            return rows, True
        told = by_telling_words(plain, kinds, most)
        likeness = _best(likeness, told)
        rows = _ordered(mine, likeness)
        if rows and likeness[rows[0][0]] >= SURE:
            return rows, True
    return _ordered(mine, _best(likeness, likest(plain, kinds, most, told=told))), False


def _best(*found: dict[UUID, float]) -> dict[UUID, float]:
    """Every key with the highest likeness that it has."""
    best: dict[UUID, float] = {}
    for pk, likeness in (pair for one in found for pair in one.items()):
        best[pk] = max(likeness, best.get(pk, 0.0))
    return best


def _ordered(mine: QuerySet[Subject], likeness: dict[UUID, float]) -> list[tuple[UUID, str]]:
    rows = list(mine.filter(pk__in=list(likeness)).values_list("pk", "kind", "number"))
    rows.sort(key=lambda row: (-likeness[row[0]], row[2]))
    return [(pk, kind) for pk, kind, _ in rows]


def keys_in(text: str, codes: tuple[str, ...]) -> dict[str, bytes]:
    """The search keys of a text, by kind of key, as far as it can be one of these facts."""
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
