"""Every change in the room casustafel: one function per act, in one transaction."""

from casustafel.operations.arranging import carry_over, move_item, park_item, put_aside, put_back
from casustafel.operations.inviting import (
    accept_secrecy,
    answer_invitation,
    ask_to_meeting,
    invite_to_item,
    uninvite,
    withdraw_invitation,
)
from casustafel.operations.items import NewItem, change_item, put_on_agenda
from casustafel.operations.meetings import (
    NewMeeting,
    cancel_meeting,
    change_meeting,
    open_meeting,
)
from casustafel.operations.publishing import release, send_agenda, take_release_back
from casustafel.operations.reading import open_pack
from casustafel.operations.series import NewFixedItem, NewSeries, change_series, open_series
from casustafel.operations.splitting import move_behind_guest, split_item
from casustafel.queries.guests import Need

__all__ = [
    "Need",
    "NewFixedItem",
    "NewItem",
    "NewMeeting",
    "NewSeries",
    "accept_secrecy",
    "answer_invitation",
    "ask_to_meeting",
    "cancel_meeting",
    "carry_over",
    "change_item",
    "change_meeting",
    "change_series",
    "invite_to_item",
    "move_behind_guest",
    "move_item",
    "open_meeting",
    "open_pack",
    "open_series",
    "park_item",
    "put_aside",
    "put_back",
    "put_on_agenda",
    "release",
    "send_agenda",
    "split_item",
    "take_release_back",
    "uninvite",
    "withdraw_invitation",
]
