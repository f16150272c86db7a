"""Meetings as iCalendar (RFC 5545): a number and a time; no name, no place in a feed, no subject."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from icalendar import Calendar, Event

from casustafel.models import Meeting
from casustafel.states import MeetingState


def one_event(meeting: Meeting) -> bytes:
    """The file of one meeting, with the room: it is fetched by who may read the meeting."""
    event = _event(meeting)
    if meeting.place:
        event.add("location", meeting.place)
    return _calendar([event])


def feed(meetings: Iterable[Meeting]) -> bytes:
    """All meetings of somebody; who gets hold of the address learns when, and nothing else."""
    return _calendar([_event(meeting) for meeting in meetings])


def _calendar(events: Iterable[Event]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//VIK//casustafel//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", f"{meeting.number}@vik")
    event.add("summary", f"Overleg {meeting.number}")
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("dtstamp", meeting.changed_at)
    event.add("sequence", meeting.version)
    event.add("class", "PRIVATE")
    event.add("url", f"{settings.BASE_URL.rstrip('/')}{meeting.address}")
    cancelled = meeting.state == MeetingState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event
