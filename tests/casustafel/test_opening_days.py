"""On which days a meeting may be planned: from yesterday on, at whatever hour somebody does it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from access.contexts import acting_as
from casustafel.models import Meeting
from casustafel.operations import NewMeeting, open_meeting
from core.errors import Refused
from tests.casustafel.table import Table

pytestmark = pytest.mark.django_db
HOURS = [(0, 5), (9, 29), (9, 31), (13, 0), (23, 55)]


def plan(table: Table, starts_at: datetime) -> Meeting:
    with acting_as(table.chair):
        return open_meeting(
            by=table.chair, new=NewMeeting(name="Casustafel", starts_at=starts_at, chair=table.chair)
        )


@pytest.mark.parametrize(("hour", "minute"), HOURS)
def test_a_meeting_of_yesterday_is_put_on_record_at_any_hour(table: Table, hour: int, minute: int) -> None:
    now = timezone.localtime().replace(hour=hour, minute=minute) + timedelta(days=7)
    with time_machine.travel(now, tick=False):
        begun = now.replace(hour=9, minute=30) - timedelta(days=1)
        assert plan(table, begun).starts_at == begun
        assert plan(table, begun.replace(hour=0, minute=0)).pk
        with pytest.raises(Refused, match="al voorbij"):
            plan(table, begun.replace(hour=23, minute=59) - timedelta(days=1))
