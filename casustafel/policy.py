"""Who may see and do what with a meeting, an item of its agenda, and what was sent to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from access.decisions import Decision, allow, deny
from access.principals import groups_of
from access.roles import may, refusal
from accounts.models import Role

if TYPE_CHECKING:
    from accounts.models import User

HOSTS = (Role.CHAIR, Role.COORDINATOR)
ACTION_OF = {
    "view": "casustafel.view",
    "change": "casustafel.prepare",
    "answer": "casustafel.view",
    "lead": "casustafel.lead",
}
FOR_GUESTS = frozenset({"casustafel.view"})
NOT_YOURS = "Dit doet de gemeente die het overleg houdt: haar voorzitter, secretaris of coördinator."


class SeriesPolicy:
    """A series of meetings: for who prepares them."""

    def principals(self, record: Any) -> set[int]:
        """Chairs and coordinators of the owner, and who is secretary."""
        return groups_of(record.owner_id, HOSTS) | {key for key in (record.secretary_id,) if key}

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table within the own municipality."""
        asked = ACTION_OF.get(action, action)
        if not may(actor, asked):
            return deny(refusal(asked))
        if actor.organisation_id != record.owner_id:
            return deny(NOT_YOURS)
        return allow("rol")


class MeetingPolicy:
    """The hosts keep a meeting; whoever is invited reads it from publication until access ends by itself.

    The invited stand in the acl through :meth:`Meeting.derive_acl`, as those of an item do through
    :meth:`AgendaItem.derive_acl`.
    """

    def principals(self, record: Any) -> set[int]:
        """The hosts: chairs and coordinators of the owner, and the chair and secretary of this meeting."""
        return groups_of(record.owner_id, HOSTS) | {
            key for key in (record.chair_id, record.secretary_id) if key
        }

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table; who is a guest reads and answers, nothing else."""
        asked = ACTION_OF.get(action, action)
        if not may(actor, asked):
            return deny(refusal(asked))
        if asked not in FOR_GUESTS and not is_host(actor, record):
            return deny(NOT_YOURS)
        return allow("host" if is_host(actor, record) else "genodigd")


class ItemPolicy(MeetingPolicy):
    """An item: as its meeting for the hosts; others only when they are invited to this very item."""

    def principals(self, record: Any) -> set[int]:
        """The hosts, and chair and secretary of the meeting that it is on."""
        meeting = record.meeting
        found = groups_of(record.owner_id, HOSTS)
        if meeting is not None:
            found |= {key for key in (meeting.chair_id, meeting.secretary_id) if key}
        return found


class PackPolicy(ItemPolicy):
    """What was sent to one person: for the hosts, and for him through :meth:`Pack.derive_acl`."""


class MinutesPolicy:
    """The minutes of an item: written by the hosts, read along by its guests once proposed.

    The guests stand in the acl through :meth:`Minutes.derive_acl`.
    """

    def principals(self, record: Any) -> set[int]:
        """As the item: the hosts, and chair and secretary of the meeting."""
        return ItemPolicy().principals(record.item)

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """As for the item."""
        asked = f"casustafel.{action}" if action in {"lead", "adopt"} else action
        return ItemPolicy().decide(actor, asked, record.item)


def is_host(actor: User, record: Any) -> bool:
    """Does this user keep the meeting: chair or coordinator of the owner, or its chair or secretary?"""
    if actor.organisation_id != record.owner_id:
        return False
    meeting = record if hasattr(record, "chair_id") else record.meeting
    named = meeting is not None and actor.pk in {meeting.chair_id, meeting.secretary_id}
    return named or not actor.roles().isdisjoint(HOSTS)
