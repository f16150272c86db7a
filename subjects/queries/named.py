"""Records by name, spelling and typing errors forgiven: the one place that asks the indexes on names.

Each index works only inside a function of the database, which holds the second lock itself; the first
lock comes after it. See :func:`access.rls.finder`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

from subjects import facts
from subjects.deriving import name_key
from subjects.naming import TELLING, key_just_so, keys_asked, keys_near, word_key

# So many of a name are enough to choose from beside a text; the search box goes on where this ends.
ENOUGH: Final = 4
MOST_SURE: Final = 8
MOST_NEAR: Final = 3
# So many of one name are compared in earnest, those that sound alike in whole first.
MOST_EACH: Final = 16
# A word that so many share finds nobody by likeness either: that would be read for nothing.
COMMON: Final = 50
MOST_LIKE: Final = 200
# A word that one of a thousand records has in its name, and not a few of them, says too little to look for by
# likeness.
COMMON_SHARE: Final = 0.001
COMMON_NAMES: Final = "subjects.common_names"
REMEMBERED: Final = 3600
TELLING_SIGNS: Final = 3
FEW: Final = 20
# As alike as the index on names asks (the setting of PostgreSQL).
LIKE: Final = 0.6
NAMED_KINDS: Final = (facts.PERSON, facts.ORGANISATION)
NEAR_KINDS: Final = (*NAMED_KINDS, facts.PREMISES)
# Prefixes written as one word: few write them so, yet they look like half of all names.
GLUED: Final = frozenset(("vande", "vander", "vanden", "vant", "opde", "opden", "inde", "inden"))
MOST_WORDS: Final = 10
# Forms of a name in which all of it sounds: "f" its words, "s" a surname alone, "o" one word of a company.
WHOLE: Final = frozenset("fso")
# The form in which a letter stands for the given name.
INITIAL: Final = "i"
# As alike as one sound counts, and as a letter that fits.
SOUNDS: Final = 0.75
FITS: Final = 0.7


def likest(
    plain: str,
    kinds: Sequence[str] = (),
    most: int = MOST_LIKE,
    *,
    told: Mapping[UUID, float] | None = None,
) -> dict[UUID, float]:
    """The keys of at most so many records with such a name, the likest first, with how alike (0 to 1).

    ``plain`` is a name from :func:`subjects.facts.plain_name`. One word that many records share is
    looked up as it stands: among them likeness has nothing to choose by. ``told`` is what
    :func:`by_telling_words` gave of it, where that was asked already.
    """
    if " " not in plain:
        shared = _keyed([word_key(plain)], most, kinds)
        same = [pk for pks in shared.values() for pk in pks]
        if len(same) >= COMMON:
            return dict.fromkeys(same, 1.0)
    found = by_telling_words(plain, kinds, most) if told is None else dict(told)
    if len(found) < FEW and max(found.values(), default=0.0) < 1.0:
        # Nobody is called just so, and few nearly so: a slip may stand in the very word that tells.
        found |= _named_by("subjects_named(%s, %s::text[], %s)", [plain, list(kinds), most])
    return dict(sorted(found.items(), key=lambda hit: (-hit[1], hit[0]))[:most])


def by_telling_words(plain: str, kinds: Sequence[str] = (), most: int = MOST_LIKE) -> dict[UUID, float]:
    """As :func:`likest`, of those that have the words that few have; nobody where there are no such words."""
    telling = _telling(plain.split())
    if not telling:
        return {}
    return _named_by("subjects_named_by(%s, %s, %s::text[], %s)", [telling, plain, list(kinds), most])


def called_just_so(text: str, kinds: Sequence[str] = (), most: int = MOST_LIKE) -> list[UUID]:
    """The keys of records with this very name, its words in any order: one query."""
    forms = dict.fromkeys(key_just_so(kind, text) for kind in NEAR_KINDS)
    found = _keyed(forms, most, kinds)
    return _joined(found, found)[:most]


def near(text: str, kinds: Sequence[str] = (), most: int = MOST_LIKE) -> dict[UUID, float]:
    """The keys of who sounds so, differs by one slip or has all of these words, with how alike: one query.

    Ten times as fast as :func:`likest`, by keys alone. Of a form that more than ``MOST_LIKE`` records have,
    only so many come up.
    """
    plain = facts.plain_name(text)
    words = plain.split()[:MOST_WORDS]
    rare = _rare(words)
    asked = [kind for kind in NEAR_KINDS if kind in kinds or not kinds]
    forms = {form for kind in asked for form in keys_near(kind, text, rare or words)}
    whole = {word_key(word) for word in words if len(word) >= TELLING_SIGNS}
    if len(whole) < 2 and not rare:
        whole = set()  # one word that many have is nobody's name
    keys = [sorted(map(name_key, some)) for some in (forms, whole)]
    question = "subjects_near(%s, %s::bigint[], %s::bigint[], %s::text[], %s, %s)"
    return _named_by(question, [plain, *keys, list(kinds), min(most, MOST_LIKE), most])


def _named_by(function: str, asked: list[Any]) -> dict[UUID, float]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, likeness FROM {function}", asked)  # noqa: S608 -- names of this file
        return dict(cursor.fetchall())


def _telling(words: Sequence[str]) -> str:
    """The words of a name that few records have; empty where the whole name is sought as fast.

    That is slow only where what many have is nearly the whole name (*Autohandel Bruir B.V.*), so that all of
    those come up, and for a house, of which all of its street would.
    """
    rare = _rare(words)
    kept = [word for word in rare if len(word) >= TELLING_SIGNS]
    if len(rare) == len(words) or not any(len(word) >= TELLING for word in kept):
        return ""
    house = any(word[0].isdigit() for word in kept)
    return " ".join(kept) if house or _signs(kept) <= (1 - LIKE) * _signs(words) else ""


def _rare(words: Sequence[str]) -> list[str]:
    common = _common_names()
    return [word for word in words if word not in GLUED and name_key(word_key(word)) not in common]


def _signs(words: Sequence[str]) -> int:
    """Of how many groups of three signs these words are made, by which PostgreSQL compares."""
    return sum(len(word) + 1 for word in words)


def _common_names() -> frozenset[int]:
    """The keys of words that many have, remembered for an hour; without the memory nothing counts as common."""
    try:
        known: frozenset[int] | None = cache.get(COMMON_NAMES)
        if known is None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT key FROM subjects_common_names(%s, %s)", [COMMON_SHARE, COMMON])
                known = frozenset(key for (key,) in cursor.fetchall())
            cache.set(COMMON_NAMES, known, REMEMBERED)
    except RedisError:
        return frozenset()
    return known


def sounding(name: str, kinds: Sequence[str] = (), most: int = MOST_LIKE) -> dict[UUID, float]:
    """The keys of records of which a whole name sounds like this, with how alike: one query.

    However it is written; also with only the first letter of the given name (*M. Yildiz* for Mehmet Yildiz).
    """
    sure = dict.fromkeys(form for kind in NAMED_KINDS for form in keys_asked(kind, name).sure)
    found = _keyed([form for form in sure if form[0] in WHOLE or form[0] == INITIAL], most, kinds)
    whole = [form for form in found if form[0] in WHOLE]
    fitting = [form for form in found if form[0] == INITIAL]
    hits = dict.fromkeys(_joined(fitting, found), FITS) | dict.fromkeys(_joined(whole, found), SOUNDS)
    return dict(sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))[:most])


def alike(wanted: Sequence[tuple[str, str]]) -> list[list[UUID]]:
    """For each ``(kind, name)`` the keys of records that may have it: two queries, however many names.

    Names that sound the same come first; only where these are few, names that differ by one slip too.
    """
    asked = [keys_asked(kind, name) for kind, name in wanted]
    sure = _keyed({form for one in asked for form in one.sure}, MOST_SURE)
    found = [_joined(one.sure, sure) for one in asked]
    poor = [place for place, keys in enumerate(found) if len(keys) < ENOUGH]
    near = _keyed({form for place in poor for form in asked[place].near}, MOST_NEAR)
    for place in poor:
        found[place] = list(dict.fromkeys([*found[place], *_joined(asked[place].near, near)]))
    return [keys[:MOST_EACH] for keys in found]


def _joined(forms: Iterable[str], hits: dict[str, list[UUID]]) -> list[UUID]:
    return list(dict.fromkeys(pk for form in forms for pk in hits.get(form, ())))


def _keyed(forms: Iterable[str], most: int, kinds: Sequence[str] = ()) -> dict[str, list[UUID]]:
    """At most so many records under each form of a name."""
    by_key = {name_key(form): form for form in forms}
    found: dict[str, list[UUID]] = {}
    if by_key:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT key, id FROM subjects_keyed(%s::bigint[], %s::text[], %s)",
                [list(by_key), list(kinds), most],
            )
            for key, pk in cursor.fetchall():
                found.setdefault(by_key[key], []).append(pk)
    return found
