"""What a guest reads: the meeting, and of what was sent to him only what he may still see now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casustafel.models import AgendaItem, Invitation, Meeting, Pack
from casustafel.queries.meetings import own_invitation
from casustafel.wording import Difference, difference

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Reading:
    """One guest's agenda: the items that he may see, and what changed since he last looked."""

    invitation: Invitation | None
    pack: Pack | None
    items: tuple[dict[str, Any], ...]
    change: Difference | None

    @property
    def regimes(self) -> list[str]:
        """The regimes of what is shown."""
        return sorted({code for item in self.items for code in item["regimes"]})


def reading_of(actor: User, meeting: Meeting) -> Reading:
    """What somebody was sent of this meeting, as far as he may see it now. Three queries.

    An item that he may not see any more is left out, also of an old version; what stays is numbered anew.
    """
    invitation = own_invitation(actor, meeting)
    rows = Pack.objects.filter(meeting=meeting, recipient=actor).visible_to(actor).order_by("-edition")
    packs = list(rows)
    if not packs:
        return Reading(invitation, None, (), None)
    seen = set(AgendaItem.objects.filter(meeting=meeting).visible_to(actor).values_list("number", flat=True))
    now = _still_open(packs[0], seen)
    looked = next((pack for pack in packs[1:] if pack.seen_at is not None), None)
    change = difference(looked.content, packs[0].content) if looked is not None else None
    return Reading(invitation, packs[0], now, change)


def _still_open(pack: Pack, seen: set[str]) -> tuple[dict[str, Any], ...]:
    items = [item for item in pack.content["items"] if item["number"] in seen]
    return tuple(item | {"place": place} for place, item in enumerate(items, start=1))
