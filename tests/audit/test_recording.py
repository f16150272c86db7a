"""A line is written before what it tells happens, stays whatever happens, and holds no content."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Action, AuditEvent, ReasonKey, Result
from audit.origin import NOBODY, Origin, current_origin, origin
from audit.reasons import destroy_reasons, read_reasons
from audit.record import (
    AuditUnavailable,
    ContentInAuditLine,
    Line,
    hashed_session,
    record_event,
    record_many,
)
from core import clock
from core.ids import uuid7
from tests.audit.owner import Owner

pytestmark = pytest.mark.django_db

ANALYST = Origin(
    actor_id=7,
    actor_label="S. Broekhuis",
    roles=("ANALYST",),
    organisation="almelo",
    address="192.0.2.1",
    session="secret-session-key",
    request_id="r-1",
    purpose="Weging",
    context="triage",
)


def line_of(record_id: object) -> AuditEvent:
    """The one line about a record."""
    return AuditEvent.objects.using("audit").get(record_id=str(record_id))


def test_a_line_tells_who_did_what_from_where_and_what_for() -> None:
    record = uuid7()
    with origin(ANALYST):
        record_event(
            Action.LIST,
            record_type="signals.signal",
            record_id=str(record),
            shown=["a", "b"],
            regime=["WPG_BOA"],
            details={"rows": 2, "filter": "state", "masked": True},
        )
    line = line_of(record)
    assert (line.actor_id, line.actor_label, line.roles, line.organisation) == (
        7,
        "S. Broekhuis",
        ["ANALYST"],
        "almelo",
    )
    assert (line.action, line.result, line.shown, line.regime) == ("LIST", "OK", ["a", "b"], ["WPG_BOA"])
    assert (line.purpose, line.context, line.address, line.request_id) == (
        "Weging",
        "triage",
        "192.0.2.1",
        "r-1",
    )
    assert line.details == {"rows": 2, "filter": "state", "masked": True}
    assert abs(line.at - clock.now()) < timedelta(minutes=1)


def test_a_session_is_recognised_but_cannot_be_taken_over() -> None:
    record = uuid7()
    with origin(ANALYST):
        record_event(Action.READ, record_id=str(record))
    assert line_of(record).session == hashed_session("secret-session-key")
    assert "secret" not in line_of(record).session


def test_an_inner_origin_gives_way_to_the_outer_one() -> None:
    assert current_origin() == NOBODY
    with origin(ANALYST):
        with pytest.raises(RuntimeError), origin(Origin.system()):
            assert current_origin().actor_label == "systeem"
            raise RuntimeError
        assert current_origin() == ANALYST
    assert current_origin() == NOBODY


def test_a_line_survives_the_rollback_of_what_it_tells() -> None:
    record = uuid7()
    with pytest.raises(RuntimeError), transaction.atomic():
        record_event(Action.CHANGE, record_id=str(record))
        raise RuntimeError
    assert line_of(record).action == "CHANGE"


@pytest.fixture
def broken_door(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The way to the log leads nowhere."""
    connections["audit"].close()
    monkeypatch.setitem(connections["audit"].settings_dict, "HOST", "/nowhere")
    yield monkeypatch
    connections["audit"].close()


def test_without_the_log_nothing_happens(broken_door: pytest.MonkeyPatch) -> None:
    with pytest.raises(AuditUnavailable) as refusal:
        record_event(Action.READ, record_id="x")
    assert refusal.value.status == 503
    assert "laat VIK niets zien" in refusal.value.message
    broken_door.undo()
    record = uuid7()
    record_event(Action.READ, record_id=str(record))
    assert line_of(record)


@pytest.mark.slow
def test_a_stuck_session_does_not_stop_everybody_for_good(owner: Owner) -> None:
    owner.run("SELECT pg_advisory_lock(8150, 1)")
    with pytest.raises(AuditUnavailable):
        record_event(Action.READ, record_id="x")
    owner.run("SELECT pg_advisory_unlock(8150, 1)")
    record_event(Action.READ, record_id="x")


def test_a_batch_is_written_wholly_or_not_at_all() -> None:
    first, second = uuid7(), uuid7()
    with pytest.raises(ContentInAuditLine):
        record_many(
            [
                Line(action=Action.EXPORT, record_id=str(first)),
                Line(action=Action.EXPORT, record_id="Jan Jansen"),
            ]
        )
    assert not AuditEvent.objects.using("audit").filter(record_id=str(first)).exists()
    record_many([Line(action=Action.EXPORT, record_id=str(key), reason="nodig") for key in (first, second)])
    assert line_of(second).seq == line_of(first).seq + 1
    assert bytes(line_of(second).prev) == bytes(line_of(first).hash)
    record_many([])


def test_a_very_long_list_is_recorded_whole_in_parts() -> None:
    record, keys = uuid7(), [f"k-{number}" for number in range(2500)]
    record_event(Action.EXPORT, record_id=str(record), shown=keys)
    parts = list(AuditEvent.objects.using("audit").filter(record_id=str(record)).order_by("seq"))
    assert [key for part in parts for key in part.shown] == keys
    assert [part.details for part in parts] == [{"part": number, "parts": 3} for number in (1, 2, 3)]


@given(text=st.text(min_size=1, max_size=200).filter(lambda text: " " in text or not text.isascii()))
def test_what_reads_like_a_sentence_or_a_name_is_refused(text: str) -> None:
    for refused in (
        {"details": {"value": text}},
        {"details": {"values": [text]}},
        {"details": {text: 1}},
        {"record_id": text},
        {"shown": [text]},
    ):
        with pytest.raises(ContentInAuditLine):
            record_event(Action.READ, **refused)


@pytest.mark.parametrize(
    "value", ["123456782", "jan@example.nl", "x" * 65, 1.5, {"a": 1}, b"x", clock.now(), 2**63, ["x"] * 201]
)
def test_only_codes_and_counts_are_details(value: Any) -> None:
    with pytest.raises(ContentInAuditLine):
        record_event(Action.READ, details={"value": value})


@given(key=st.uuids())
def test_a_key_is_never_taken_for_a_citizen_service_number(key: UUID) -> None:
    record_event(Action.TASK, details={"grant": str(key)})


def test_a_typed_reason_is_readable_until_its_key_is_destroyed(empty_log: Owner) -> None:
    record, reason = uuid7(), "Buurman J. Jansen belde opnieuw"
    record_event(Action.BREAK_GLASS, record_id=str(record), reason=reason)
    line = line_of(record)
    assert b"Jansen" not in bytes(line.reason)
    assert read_reasons([line]) == {line.id: reason}
    before = bytes(line.hash)
    assert destroy_reasons([line.id]) == 1
    assert read_reasons([line]) == {line.id: None}
    assert bytes(line_of(record).hash) == before
    with connections["audit"].cursor() as cursor:
        cursor.execute("SELECT hash = sha256(convert_to(audit_canonical(e), 'UTF8')) FROM audit_auditevent e")
        assert cursor.fetchall() == [(True,)]


def test_a_reason_cannot_be_moved_to_another_line() -> None:
    first, second = uuid7(), uuid7()
    record_event(Action.BREAK_GLASS, record_id=str(first), reason="een")
    record_event(Action.BREAK_GLASS, record_id=str(second), reason="twee", result=Result.DENIED)
    one, two = line_of(first), line_of(second)
    ReasonKey.objects.filter(pk=one.id).update(wrapped=ReasonKey.objects.get(pk=two.id).wrapped)
    assert read_reasons([one, two]) == {one.id: None, two.id: "twee"}


def test_a_reason_of_more_than_five_hundred_characters_is_refused() -> None:
    with pytest.raises(ContentInAuditLine):
        record_event(Action.BREAK_GLASS, reason="x" * 501)
