"""Tables of the room casustafel, one file per thing."""

from casustafel.models.item import AgendaItem, ItemDocument, ItemInvitee
from casustafel.models.meeting import Attendance, Invitation, Meeting
from casustafel.models.minutes import (
    Block,
    BlockVersion,
    Minutes,
    MinutesCount,
    MinutesEdition,
    RoomScreen,
    TableDecision,
)
from casustafel.models.pack import Pack
from casustafel.models.series import FixedItem, Series, UsualInvitee

__all__ = [
    "AgendaItem",
    "Attendance",
    "Block",
    "BlockVersion",
    "FixedItem",
    "Invitation",
    "ItemDocument",
    "ItemInvitee",
    "Meeting",
    "Minutes",
    "MinutesCount",
    "MinutesEdition",
    "Pack",
    "RoomScreen",
    "Series",
    "TableDecision",
    "UsualInvitee",
]
