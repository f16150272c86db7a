"""Many texts at once: in which signals each place, plate, telephone or number stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from signals.models import Signal, SignalKey
from signals.queries.finding import FoundSignal, Wanted, keys_of
from signals.queries.inbox import light

if TYPE_CHECKING:
    from accounts.models import User

MOST_EACH: Final = 10


def signals_of_many(actor: User, texts: Sequence[str]) -> list[list[FoundSignal]]:
    """For each text at most ten signals that the actor may see, the newest first. Three queries in all."""
    asked: defaultdict[tuple[str, bytes], list[tuple[int, str]]] = defaultdict(list)
    for place, text in enumerate(texts):
        for why, kind, key in keys_of(Wanted(address=text, plate=text, phone=text)):
            asked[str(kind), key].append((place, why))
    reasons: defaultdict[int, dict[UUID, str]] = defaultdict(dict)
    if asked:
        keys = SignalKey.objects.filter(
            kind__in={kind for kind, _ in asked}, key__in={key for _, key in asked}
        )
        for kind, raw, pk in keys.visible_to(actor).values_list("kind", "key", "signal_id"):
            for place, why in asked.get((kind, bytes(raw)), ()):
                reasons[place].setdefault(pk, why)
    numbers = {text.upper() for text in texts}
    mine = Signal.objects.visible_to(actor)
    rows = {row.pk: row for row in light(mine.filter(pk__in={pk for why in reasons.values() for pk in why}))}
    by_number = {row.number: row for row in light(mine.filter(number__in=numbers))}
    found = []
    for place, text in enumerate(texts):
        hits = [FoundSignal(rows[pk], why) for pk, why in reasons[place].items() if pk in rows]
        hits.sort(key=lambda hit: hit.signal.received_at, reverse=True)
        if row := by_number.get(text.upper()):
            hits.insert(0, FoundSignal(row, "nummer"))
        found.append(hits[:MOST_EACH])
    return found
