"""What every operation of the room needs: the row held for a change, and the line in the log."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from access.contexts import elevated
from access.decisions import require
from access.models import GrantMoment
from access.records import Record, locked
from audit.models import Action
from audit.record import record_event
from casustafel.models import AgendaItem, Meeting, Pack
from casustafel.states import ARRANGEABLE
from core import clock
from core.errors import Refused
from encryption.blind_index import blind_index

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "arranging an agenda"
# Without letters and digits that are mistaken for one another.
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def held_meeting(by: User, meeting: Meeting, *, version: int | None = None, to: str = "change") -> Meeting:
    """The meeting as it is now, held; raises without the right and on a conflict."""
    row = locked(Meeting, by, meeting.pk, version=version)
    require(by, to, row)
    return row


def arrangeable(by: User, meeting: Meeting, *, version: int | None = None) -> Meeting:
    """As :func:`held_meeting`, for an agenda that can still be arranged."""
    row = held_meeting(by, meeting, version=version)
    if row.state not in ARRANGEABLE:
        raise Refused(f"De agenda van {row.number} ligt vast: {row.get_state_display().lower()}.")
    return row


def held_item(by: User, item: AgendaItem, *, version: int | None = None) -> AgendaItem:
    """The item as it is now, held with its meeting; raises without the right and on a conflict."""
    if item.meeting_id is not None:
        arrangeable(by, Meeting.objects.visible_to(by).get(pk=item.meeting_id))
    row = locked(AgendaItem, by, item.pk, version=version)
    require(by, "change", row)
    return row


def opaque_number(prefix: str) -> str:
    """A public number that tells nothing of how many there are, or which came before."""
    return f"{prefix}-" + "".join(secrets.choice(LETTERS) for _ in range(10))


def form_key(by: User, token: str) -> bytes | None:
    """The key of one form sent by one person; None for a form without a name."""
    return blind_index(f"{by.pk}|{token}", context="casustafel.form") if token else None


def changed(meeting: Meeting | None) -> None:
    """What was released by one person and then changed must be released again."""
    if meeting is not None and meeting.release_by_id is not None:
        meeting.release_by, meeting.release_at = None, None
        meeting.save()


def derive_at(record: Record, *moments: datetime | None) -> None:
    """Let the acl of a record be derived anew at these moments, by itself."""
    for moment in moments:
        if moment is not None and moment > clock.now():
            GrantMoment.objects.create(
                record_type=record._meta.label_lower, record_id=record.pk, due_at=moment
            )


def derive_now(meeting: Meeting) -> None:
    """Derive the acl of a meeting and of all that hangs under it, after something changed who may see it."""
    with elevated(why="who may see an agenda changed"):
        fresh = Meeting.objects.unrestricted(why=WHY).get(pk=meeting.pk)
        rows: list[Record] = [fresh]
        rows += list(AgendaItem.objects.filter(meeting=meeting.pk).unrestricted(why=WHY))
        rows += list(Pack.objects.filter(meeting=meeting.pk).unrestricted(why=WHY))
        for row in rows:
            if row.acl != row.derive_acl():
                row.save()


def log(record: Record, action: Action, *, reason: str = "", **details: Any) -> None:
    """One line about a change, with codes only."""
    record_event(
        action,
        record_type=record._meta.label_lower,
        record_id=str(record.pk),
        regime=record.regimes,
        reason=reason,
        details=details,
    )
