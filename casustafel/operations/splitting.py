"""Two ways out when somebody may not hear an item: split off what he may hear, or another order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from audit.models import Action
from casustafel.models import AgendaItem, ItemInvitee
from casustafel.operations.arranging import move_item
from casustafel.operations.holding import WHY, changed, held_item, log
from casustafel.operations.inviting import derive_now_of, invite
from casustafel.operations.items import NewItem, add
from casustafel.queries.guests import Need
from casustafel.states import ON_AGENDA
from core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User


@transaction.atomic
def split_item(
    *, by: User, item: AgendaItem, question: str, regimes: Sequence[str], minutes: int, need: Need
) -> AgendaItem:
    """Make an item of its own of the part that somebody may hear, and invite him to that.

    It takes neither the note, nor the files, nor the link to case or signal: those carry what he may not
    hear. Raises :class:`Refused` when he may not hear the part either.
    """
    row = held_item(by, item)
    if row.meeting is None:
        raise Refused("Dit punt staat niet op een agenda.")
    part = add(
        by,
        row.meeting,
        NewItem(
            title=row.title,
            question=question,
            kind=row.kind,
            goal=row.goal,
            minutes=minutes,
            brought_by=row.brought_by,
            regimes=regimes,
            territory=row.territory,
        ),
    )
    part.split_from = row
    # What comes from anonymous information stays so, in whichever part it is told.
    part.alignment = row.alignment
    part.save()
    invite(by, part, need)
    following = AgendaItem.objects.filter(
        meeting=row.meeting, state__in=ON_AGENDA, position__gt=row.position
    ).visible_to(by)
    after = following.exclude(pk=part.pk).order_by("position").first()
    if after is not None:
        part = move_item(by=by, item=part, before=after)
    changed(row.meeting)
    derive_now_of(part)
    log(part, Action.CREATE, kind="split")
    return part


@transaction.atomic
def move_behind_guest(*, by: User, item: AgendaItem, user: User) -> AgendaItem:
    """Put an item behind the last one that somebody is invited to, so that he can leave before it."""
    row = held_item(by, item)
    rows = ItemInvitee.objects.filter(
        item__meeting=row.meeting_id, item__state__in=ON_AGENDA, user=user, withdrawn_at=None
    ).unrestricted(why=WHY)
    last = rows.select_related("item").order_by("-item__position").first()
    if last is None or last.item.position < row.position:
        raise Refused("Dit punt staat al na alles waarvoor deze persoon is genodigd.")
    following = AgendaItem.objects.filter(
        meeting=row.meeting_id, state__in=ON_AGENDA, position__gt=last.item.position
    ).visible_to(by)
    return move_item(by=by, item=row, before=following.exclude(pk=row.pk).order_by("position").first())
