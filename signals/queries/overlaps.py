"""Which other signals share something with these: by keyed hashes, in one query, only visible ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import connection

from signals.models import KeyKind
from signals.states import SignalState

if TYPE_CHECKING:
    from accounts.models import User

# A place with more signals than this is known well enough; counting on would only cost time.
MOST: Final = 25
# Two texts share a band of their sketch by chance now and then, two bands hardly ever.
BANDS_IN_COMMON: Final = 2
OUT_OF_SIGHT: Final = (str(SignalState.DESTROYED),)

# The same predicate as ``visible_to`` stands inside, so that the index on (kind, key) leads.
_SQL: Final = """
SELECT mine.signal_id, mine.kind, other.signal_id, count(*)
FROM signals_signalkey mine
CROSS JOIN LATERAL (
    SELECT same.signal_id
    FROM signals_signalkey same JOIN signals_signal found ON found.id = same.signal_id
    WHERE same.kind = mine.kind AND same.key = mine.key AND same.signal_id <> mine.signal_id
      AND found.acl && %s::int[] AND found.confidentiality <= %s AND found.state <> ALL(%s)
    LIMIT %s
) other
WHERE mine.signal_id = ANY(%s::uuid[])
GROUP BY 1, 2, 3
"""
_WORDS: Final = {
    KeyKind.LOCATION: "plaats gelijk",
    KeyKind.EXTERNAL: "nummer bij de bron gelijk",
    KeyKind.TWIN: "tekst vrijwel gelijk",
    KeyKind.PLATE: "kenteken gelijk",
    KeyKind.PHONE: "telefoonnummer gelijk",
}


@dataclass(slots=True)
class Overlaps:
    """Per signal, per kind of key, the other signals."""

    found: dict[UUID, dict[str, set[UUID]]] = field(default_factory=dict)

    def kinds(self, pk: UUID) -> dict[str, set[UUID]]:
        """The other signals of one signal, per kind."""
        return self.found.get(pk, {})

    def total(self, pk: UUID) -> int:
        """How many other signals share anything with this one."""
        return len(set().union(*self.kinds(pk).values()))


def overlap_counts(actor: User, ids: Sequence[UUID]) -> Overlaps:
    """What these signals, which the actor sees, share with others that he sees."""
    result = Overlaps()
    if not ids:
        return result
    params: list[Any] = [
        list(actor.principals()),
        actor.clearance,
        list(OUT_OF_SIGHT),
        MOST,
        [str(pk) for pk in ids],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_SQL, params)
        for pk, kind, other, times in cursor.fetchall():
            if kind == KeyKind.TWIN and times < BANDS_IN_COMMON:
                continue
            result.found.setdefault(pk, {}).setdefault(kind, set()).add(other)
    return result


def overlap_sentence(kinds: dict[str, set[UUID]]) -> str:
    """*plaats gelijk met 2 signalen, kenteken gelijk met 1 signaal*."""
    parts = [
        f"{words} met {len(kinds[kind])} {'signaal' if len(kinds[kind]) == 1 else 'signalen'}"
        for kind, words in _WORDS.items()
        if kind in kinds
    ]
    return ", ".join(parts)
