"""Who sees a meeting and its items: before publication, after it, and when access has ended by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from access.contexts import acting_as
from casustafel.models import Meeting, Pack
from casustafel.operations import NewMeeting, cancel_meeting, change_meeting, uninvite, withdraw_invitation
from core import clock
from tests.casustafel.table import GUESTS, Table

pytestmark = pytest.mark.django_db


def test_before_the_agenda_is_sent_nobody_who_is_invited_sees_anything(
    table: Table, meeting: Meeting
) -> None:
    item = table.item(meeting)
    table.invite(item, "police")
    assert table.sees("chair", item) and table.sees("coordinator", item)
    assert not any(table.sees(part, row) for part in GUESTS for row in (meeting, item))


def test_after_sending_each_sees_the_meeting_and_only_who_is_invited_to_it_the_item(
    table: Table, meeting: Meeting
) -> None:
    item, other = table.item(meeting), table.item(meeting, "Kievit")
    table.invite(item, "police")
    table.send(meeting)
    table.accept(meeting)
    assert {part for part in GUESTS if table.sees(part, meeting)} == set(GUESTS)
    assert {part for part in GUESTS if table.sees(part, item)} == {"police"}
    assert {part for part in GUESTS if table.sees(part, other)} == set()


def test_before_secrecy_is_accepted_no_item_is_seen(table: Table, meeting: Meeting) -> None:
    item = table.item(meeting)
    table.invite(item, "police")
    table.send(meeting)
    assert not table.sees("police", item)
    table.accept(meeting, "police")
    assert table.sees("police", item)


def test_access_ends_by_itself_without_a_job(table: Table, meeting: Meeting) -> None:
    item, short = table.item(meeting), table.item(meeting, "Kort")
    table.invite(item, "police")
    table.invite(short, "police", ends_at=meeting.ends_at + timedelta(days=1))
    table.send(meeting)
    table.accept(meeting, "police")
    pack = _pack_of(table, meeting)
    assert all(table.sees("police", row) for row in (meeting, item, short, pack))
    with time_machine.travel(meeting.ends_at + timedelta(days=2), tick=False):
        assert table.sees("police", item) and not table.sees("police", short)
    with time_machine.travel(meeting.access_until + timedelta(seconds=1), tick=False):
        assert not any(table.sees("police", row) for row in (meeting, item, short, pack))
        assert table.sees("chair", item)


def test_who_is_taken_off_an_item_or_the_meeting_sees_it_no_more_from_that_moment(
    table: Table, meeting: Meeting
) -> None:
    item, other = table.item(meeting), table.item(meeting, "Kievit")
    for row in (item, other):
        table.invite(row, "police")
    table.send(meeting)
    table.accept(meeting, "police")
    with acting_as(table.chair):
        uninvite(by=table.chair, item=item, user=table.people["police"])
    assert not table.sees("police", item) and table.sees("police", other)
    with acting_as(table.chair):
        withdraw_invitation(by=table.chair, meeting=meeting, user=table.people["police"])
    assert not table.sees("police", other) and not table.sees("police", meeting)


def test_a_meeting_that_is_called_off_keeps_its_shell(table: Table, meeting: Meeting) -> None:
    item = table.item(meeting)
    table.invite(item, "police")
    table.send(meeting)
    table.accept(meeting, "police")
    with acting_as(table.chair):
        cancel_meeting(by=table.chair, meeting=meeting, why="Te weinig deelnemers")
    assert table.sees("police", meeting)
    assert not table.sees("police", item) and not table.sees("police", _pack_of(table, meeting))


def test_an_earlier_end_of_the_meeting_ends_everything_earlier(table: Table, meeting: Meeting) -> None:
    item = table.item(meeting)
    table.invite(item, "police")
    table.send(meeting)
    table.accept(meeting, "police")
    with acting_as(table.chair):
        new = NewMeeting(name="Casustafel", starts_at=meeting.starts_at, chair=table.chair, access_days=3)
        change_meeting(by=table.chair, meeting=meeting, new=new, version=table.fresh(meeting).version)
    with time_machine.travel(meeting.ends_at + timedelta(days=2), tick=False):
        assert table.sees("police", item)
    with time_machine.travel(meeting.ends_at + timedelta(days=4), tick=False):
        rows = (meeting, item, _pack_of(table, meeting))
        assert not any(table.sees("police", row) for row in rows)


def test_somebody_added_later_reads_after_the_next_sending_only(table: Table, meeting: Meeting) -> None:
    item = table.item(meeting)
    table.invite(item, "police")
    table.send(meeting)
    table.accept(meeting, "police", "riec")
    table.invite(item, "riec")
    assert not table.sees("riec", item)
    table.send(table.fresh(meeting))
    assert table.sees("riec", item)
    assert clock.now() < meeting.starts_at


def _pack_of(table: Table, meeting: Meeting) -> Pack:
    with acting_as(table.chair):
        rows = Pack.objects.filter(meeting=meeting, recipient=table.people["police"])
        return rows.visible_to(table.chair).get()
