"""Who saw this, what did he do, what happened on this day: every answer complete, newest first."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from audit import queries
from audit.models import Action, AuditEvent, Result
from audit.origin import Origin, origin
from audit.queries import Cursor
from audit.record import Line, record_event, record_many
from audit.sentences import ROLES, describe, moment
from core.ids import uuid7
from tests.audit.owner import TABLE, Owner

pytestmark = pytest.mark.django_db


def key() -> str:
    """A fresh key of a record."""
    return str(uuid7())


def test_who_saw_a_record_also_finds_the_lists_that_showed_it() -> None:
    record, other = key(), key()
    record_event(Action.READ, record_type="signals.signal", record_id=record)
    record_event(Action.LIST, record_type="signals.signal", shown=[other, record])
    record_event(Action.SEARCH, record_type="signals.signal", shown=[record])
    record_event(Action.READ, record_type="signals.signal", record_id=other)
    record_event(Action.CHANGE, record_type="signals.signal", record_id=record)
    found = queries.events_of_record(record)
    assert [event.action for event in found.events] == ["CHANGE", "SEARCH", "LIST", "READ"]
    assert found.following is None
    assert [event.action for event in queries.readers_of(record)] == ["SEARCH", "LIST", "READ"]


def test_pages_follow_each_other_without_gap_or_double() -> None:
    actor = uuid7().int % 2**60
    with origin(Origin(actor, "S. Broekhuis")):
        record_many([Line(action=Action.READ, record_id=f"k-{number}") for number in range(120)])
        first = queries.events_of_user(actor)
        record_event(Action.READ, record_id="meanwhile")
    seen, cursor = list(first.events), first.following
    while cursor is not None:
        page = queries.events_of_user(actor, Cursor.read(str(cursor)))
        seen, cursor = seen + page.events, page.following
    assert [event.record_id for event in seen] == [f"k-{number}" for number in reversed(range(120))]


@pytest.mark.parametrize("text", ["", "x", "2026-13-01.1", "2026-03-01", "2026-03-01.x", ".", "1.2.3"])
def test_a_spoilt_cursor_begins_at_the_first_page(text: str) -> None:
    assert Cursor.read(text) is None


def test_a_day_is_one_of_amsterdam(empty_log: Owner) -> None:
    for day in (date(2026, 3, 1), date(2026, 3, 2)):
        empty_log.invent(day, 2)
        with empty_log.unguarded():
            # Half past midnight in Amsterdam is half past eleven the evening before in UTC.
            empty_log.run(
                f"UPDATE {TABLE} SET at = (day + time '23:30') AT TIME ZONE 'UTC' WHERE day = %s AND seq = 2",
                day,
            )
    found = queries.events_of_day(date(2026, 3, 2)).events
    assert [(event.day, event.seq) for event in found] == [(date(2026, 3, 2), 1), (date(2026, 3, 1), 2)]


def test_refusals_and_failures_stand_together() -> None:
    denied, failed, fine = key(), key(), key()
    record_event(Action.READ, record_id=denied, result=Result.DENIED)
    record_event(Action.IMPORT, record_id=failed, result=Result.FAILED)
    record_event(Action.READ, record_id=fine)
    found = [event.record_id for event in queries.denials().events]
    assert found[:2] == [failed, denied]
    assert fine not in found


def test_what_left_vik() -> None:
    keys = [key() for _ in range(4)]
    for action, record in zip(
        [Action.EXPORT, Action.PRINT, Action.DOWNLOAD, Action.DISCLOSE], keys, strict=True
    ):
        record_event(action, record_id=record)
    record_event(Action.READ, record_id=key())
    assert [event.record_id for event in queries.exports().events][:4] == keys[::-1]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: queries.events_of_record("x"),
        lambda: queries.events_of_user(1),
        lambda: queries.events_of_day(date(2026, 3, 1)),
        queries.denials,
        queries.exports,
        lambda: queries.readers_of("x"),
    ],
    ids=["record", "user", "day", "denials", "exports", "readers"],
)
def test_every_answer_takes_one_query_through_the_audit_door(ask: Any) -> None:
    with (
        CaptureQueriesContext(connections["audit"]) as audit,
        CaptureQueriesContext(connections["default"]) as business,
    ):
        ask()
    assert (len(audit), len(business)) == (1, 0)


def event(**facts: Any) -> AuditEvent:
    """A line that needs no database."""
    here: dict[str, Any] = {
        "actor_label": "S. Broekhuis",
        "roles": ["ANALYST"],
        "action": "READ",
        "record_type": "signals.signal",
        "record_id": "1",
        "shown": [],
        "result": "OK",
        "purpose": "",
        "context": "",
    }
    return AuditEvent(**(here | facts))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "S. Broekhuis (analist) bekeek signaal S-2026-00417"),
        (
            {"purpose": "Weging", "context": "triage"},
            "S. Broekhuis (analist) bekeek signaal S-2026-00417 · doel: Weging · triage",
        ),
        (
            {"action": "LIST", "shown": ["1", "2"], "record_id": ""},
            "S. Broekhuis (analist) bekeek een lijst van 2 × signaal",
        ),
        ({"result": "DENIED"}, "S. Broekhuis (analist) bekeek signaal S-2026-00417 (geweigerd)"),
        ({"record_id": "2"}, "S. Broekhuis (analist) bekeek signaal"),
        (
            {"action": "SIGN_IN", "record_type": "accounts.user", "record_id": "7"},
            "S. Broekhuis (analist) logde in",
        ),
        ({"roles": [], "actor_label": "systeem"}, "systeem bekeek signaal S-2026-00417"),
        (
            {"roles": ["COORDINATOR", "M_AUTHORISED"]},
            "S. Broekhuis (coördinator ondermijning, M.-gemachtigde) bekeek signaal S-2026-00417",
        ),
    ],
)
def test_a_line_reads_as_a_dutch_sentence(facts: dict[str, Any], sentence: str) -> None:
    assert describe(event(**facts), {"1": "S-2026-00417"}) == sentence


def test_every_action_has_a_sentence_of_its_own() -> None:
    sentences = {describe(event(action=action)) for action in Action}
    assert len(sentences) == len(Action)


def test_every_role_has_its_dutch_word() -> None:
    assert {code: label.lower() for code, label in Role.choices} == {
        code: word.lower() for code, word in ROLES.items()
    }


def test_a_moment_is_told_in_amsterdam_time() -> None:
    record = key()
    record_event(Action.READ, record_id=record)
    line = AuditEvent.objects.using("audit").get(record_id=record)
    line.at = line.at.replace(year=2026, month=7, day=6, hour=7, minute=14, second=9)
    assert moment(line) == "ma 6 jul 2026, 09:14:09"


def test_the_origin_of_a_user_holds_his_roles_of_that_moment() -> None:
    user = SimpleNamespace(
        pk=3,
        name="S. Broekhuis",
        organisation=SimpleNamespace(code="almelo"),
        roles=lambda: frozenset({Role.COORDINATOR, Role.ANALYST}),
    )
    assert Origin.of_user(user) == Origin(3, "S. Broekhuis", ("ANALYST", "COORDINATOR"), "almelo")
