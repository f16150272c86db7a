"""What the vault of Bibob may know of signals: whether there is something, never what (Wet Bibob 28, Wpg 7)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final
from uuid import UUID

from access.contexts import elevated
from signals.models import Involvement, Signal, SignalKey
from signals.queries.finding import Wanted, keys_of
from signals.states import Lane
from subjects.queries.certain import exact_holders

if TYPE_CHECKING:
    from accounts.models import Organisation

WHY: Final = "Bibob may know whether there is something, not what"
# What shut without follow-up says nothing any more: it only waits for its destruction.
OVER: Final = (Lane.SEALED,)


def something_known(owner: Organisation, subjects: Collection[UUID], text: str) -> bool:
    """Is there a signal of this municipality about these records, or about this address, plate or telephone?"""
    with elevated(why=WHY):
        subjects = {*subjects, *exact_holders(text, why=WHY)}
        mine = Signal.objects.filter(owner=owner).exclude(lane__in=OVER).unrestricted(why=WHY)
        links = Involvement.objects.filter(subject__in=subjects, withdrawn_at=None).unrestricted(why=WHY)
        if subjects and mine.filter(pk__in=links.values("signal_id")).exists():
            return True
        asked = Wanted(address=text, plate=text, phone=text)
        for _, kind, key in keys_of(asked):
            holders = SignalKey.objects.filter(kind=kind, key=key).unrestricted(why=WHY)
            if mine.filter(pk__in=holders.values("signal_id")).exists():
                return True
        return False
