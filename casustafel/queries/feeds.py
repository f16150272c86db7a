"""Which meetings somebody's calendar tells of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from casustafel.models import Invitation, Meeting
from casustafel.states import OPEN_TO_GUESTS, Answer
from core import clock

if TYPE_CHECKING:
    from accounts.models import User


def meetings_for_feed(actor: User) -> list[Meeting]:
    """The published meetings of the last month and to come that somebody did not decline. Two queries."""
    since = clock.now() - timedelta(days=31)
    rows = Meeting.objects.filter(starts_at__gte=since, state__in=OPEN_TO_GUESTS).visible_to(actor)
    no = Invitation.objects.filter(user=actor, answer=Answer.DECLINED, withdrawn_at=None).visible_to(actor)
    declined = set(no.values_list("meeting_id", flat=True))
    return [row for row in rows.order_by("starts_at")[:200] if row.pk not in declined]
