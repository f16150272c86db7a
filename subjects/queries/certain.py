"""Is somebody or something known for certain: by the same number with such a name, or at the same address?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from legal.addresses import split_address
from legal.identifiers import normalise_postcode
from subjects import facts
from subjects.models import Kind, Subject, SubjectKey
from subjects.queries.candidates import values_of
from subjects.queries.finding import find_subjects, keys_in
from subjects.queries.register import TRIED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from accounts.models import User

SHORTEST_WORD: Final = 3


def plain_name(name: str) -> str:
    """A name in the form in which names are compared: Latin letters, no capitals, accents or signs."""
    return facts.plain_name(name)


def known_by_number(actor: User, kind: Kind, code: str, value: str, name: str) -> Subject | None:
    """The record with this number (``code``: bsn, kvk) and at least a word of this name.

    A number with quite another name is a slip or a misuse: then a person must look.
    """
    hits = find_subjects(actor, value, kinds=(kind,), codes=(code,), names=False)
    words = {word for word in plain_name(name).split() if len(word) >= SHORTEST_WORD}
    return next((hit.subject for hit in hits if words & set(hit.subject.names.split())), None)


def known_by_address(actor: User, values: Mapping[str, str]) -> Subject | None:
    """The premises at this address (``location``, ``postcode``); none where two postcodes contradict."""
    hits = find_subjects(actor, values["location"], kinds=(Kind.PREMISES,), codes=("location",), names=False)
    subjects = [hit.subject for hit in hits]
    told = values_of(actor, subjects) if subjects else {}
    here = values.get("postcode", "")
    for subject in subjects:
        there = told[subject.pk]
        postcode = there.get("postcode") or split_address(there.get("location", "")).postcode
        other = normalise_postcode(postcode) if postcode else ""
        if not here or not other or here == other:
            return subject
    return None


def exact_holders(text: str, *, why: str) -> set[UUID]:
    """The keys of all records with exactly this number, plate, telephone or address, past the actor.

    Only to say whether there is something: call within ``elevated``, and show nothing of it.
    """
    keys = keys_in(text, TRIED)
    rows = SubjectKey.objects.filter(kind__in=list(keys), key__in=list(keys.values())).unrestricted(why=why)
    found = rows.exclude(kind="BIRTH").values_list("subject_id", "kind", "key")
    return {pk for pk, kind, key in found if keys.get(kind) == bytes(key)}
