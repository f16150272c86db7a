"""Records by name, typing errors forgiven: the one place that asks the index on names."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection


def likest(plain: str, kinds: Sequence[str] = ()) -> dict[UUID, float]:
    """The keys of at most 200 records with such a name, the likest first, with how alike (0 to 1).

    ``plain`` is a name from :func:`subjects.facts.plain_name`. The index works only inside this
    function of the database, which holds the second lock itself; the first lock comes after it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, likeness FROM subjects_named(%s, %s::text[])", [plain, list(kinds)])
        return dict(cursor.fetchall())


def alike(plain: Sequence[str], kinds: Sequence[str] = ()) -> set[UUID]:
    """The keys of the records like any of these names, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT found.id FROM unnest(%s::text[]) AS wanted(name), "
            "LATERAL subjects_named(wanted.name, %s::text[]) AS found",
            [list(plain), list(kinds)],
        )
        return {row[0] for row in cursor.fetchall()}
