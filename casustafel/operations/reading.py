"""That somebody opened what was sent to him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from access.records import locked
from audit.models import Action
from casustafel.models import Pack
from casustafel.operations.holding import log
from core import clock

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def open_pack(*, by: User, pack: Pack) -> Pack:
    """Log that a recipient reads his agenda, and remember the first time: later changes are told from there."""
    log(pack, Action.READ, edition=pack.edition)
    if pack.seen_at is not None or pack.recipient_id != by.pk:
        return pack
    row = locked(Pack, by, pack.pk)
    if row.seen_at is None:
        row.seen_at = clock.now()
        row.save()
    return row
