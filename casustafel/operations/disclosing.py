"""Every item that another organisation reads stands in the register of verstrekkingen, until it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from access.contexts import elevated
from access.models import Disclosure
from casustafel.models import ItemInvitee
from core import clock
from core.levels import Confidentiality
from core.numbers import next_number

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "the register of verstrekkingen is the privacy officer's"
PURPOSE: Final = "Bespreking aan de casustafel"


def enter_register(by: User, invitee: ItemInvitee) -> None:
    """Write that an item was opened for somebody of another organisation, once.

    What rests on no basis holds no data of anybody, and is no verstrekking.
    """
    item = invitee.item
    if invitee.starts_at is None or not invitee.legal_basis:
        return
    if invitee.user.organisation_id == item.owner_id:
        return
    line = Disclosure(
        owner_id=item.owner_id,
        regimes=list(item.regimes),
        confidentiality=Confidentiality.INTERN,
        record_type=item._meta.label_lower,
        record_id=item.pk,
        record_number=item.number,
        to_user=invitee.user,
        to_organisation=invitee.user.organisation,
        legal_basis=invitee.legal_basis,
        purpose=PURPOSE,
        why=invitee.why,
        starts_at=invitee.starts_at,
        ends_at=invitee.ends_at,
        by=by,
    )
    with elevated(why=WHY):
        line.number = next_number("VS", clock.today().year)
        line.save()


def correct_register(invitee: ItemInvitee) -> None:
    """Let the line of an invitation end when the access really ends: earlier, later, or now."""
    end = invitee.withdrawn_at or invitee.ends_at
    with elevated(why=WHY):
        lines = Disclosure.objects.filter(
            record_id=invitee.item_id, to_user=invitee.user_id, ends_at__gt=clock.now()
        )
        for line in lines.unrestricted(why=WHY).select_for_update(of=("self",)):
            line.ends_at = max(line.starts_at, end)
            line.save()
