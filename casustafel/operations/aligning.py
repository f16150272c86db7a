"""What the police said at the table of anonymous information; *akkoord* releases the signal (contract M.)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.contexts import elevated
from access.decisions import require
from access.records import locked
from accounts.models import OrganisationKind
from audit.models import Action
from casustafel.models import AgendaItem, Attendance, Minutes
from casustafel.operations.holding import log
from casustafel.operations.leading import running
from casustafel.states import ItemKind
from core.errors import Refused
from signals.models import Signal
from signals.operations.alignment import record_police_alignment

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "the answer of the police goes to the signal of the item"
OTHER_ITEM: Final = "Afstemming met de politie hoort bij een punt van die soort, met een signaal."
NO_POLICE: Final = "De politie is niet als aanwezig genoteerd. Noteer eerst wie van de politie er is."


@transaction.atomic
def align_at_table(*, by: User, minutes: Minutes, answer: str) -> Signal:
    """Record what the police said; only in a running meeting, with somebody of the police there."""
    item = locked(AgendaItem, by, minutes.item_id)
    require(by, "casustafel.align", item)
    if item.kind != ItemKind.M_ALIGNMENT or item.signal_id is None or item.meeting is None:
        raise Refused(OTHER_ITEM)
    running(by, item.meeting)
    police = Attendance.objects.visible_to(by).filter(
        meeting=item.meeting, left_at=None, user__organisation__kind=OrganisationKind.POLICE
    )
    if not police.exists():
        raise Refused(NO_POLICE)
    with elevated(why=WHY):
        signal = Signal.objects.unrestricted(why=WHY).select_for_update(of=("self",)).get(pk=item.signal_id)
    released = record_police_alignment(by=by, signal=signal, answer=answer)
    item.alignment = answer
    item.save()
    log(item, Action.CHANGE, step="aligned", answer=answer)
    return released
