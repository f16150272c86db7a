"""Public numbers for keys in the log: an overseer reads numbers, never content."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from access.acl import record_models
from access.contexts import elevated
from accounts.models import User


def numbers_of(keys: Iterable[str]) -> dict[str, str]:
    """The public number of every record key in a page of the log; users by their name.

    Looks past the overseer's own sight, at numbers only: which record was read is what he checks.
    """
    found: dict[str, str] = {}
    ids = {key for key in keys if _is_uuid(key)}
    with elevated(why="audit viewer: public numbers only"):
        for model in record_models():
            rows = model.objects.filter(pk__in=ids).unrestricted(why="audit viewer: numbers only")
            found |= {str(pk): number for pk, number in rows.values_list("pk", "number")}
    people = User.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])
    return found | {str(pk): name for pk, name in people.values_list("pk", "name")}


def numbers_seen_by(user: User, keys: Iterable[str]) -> dict[str, str]:
    """The public numbers of those records that this user still sees."""
    ids = {key for key in keys if _is_uuid(key)}
    found: dict[str, str] = {}
    for model in record_models():
        rows = model.objects.visible_to(user).filter(pk__in=ids)
        found |= {str(pk): number for pk, number in rows.values_list("pk", "number")}
    return found


def keys_of_number(number: str) -> list[str]:
    """The keys of the record with a public number."""
    found: list[str] = []
    with elevated(why="audit viewer: from number to key"):
        for model in record_models():
            rows = model.objects.filter(number__iexact=number).unrestricted(why="audit viewer: numbers only")
            found += [str(pk) for pk in rows.values_list("pk", flat=True)[:1]]
    return found


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
