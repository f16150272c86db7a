"""Opening one record for one person: with a reason, a grantor and an end, and no longer."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connections

from access.acl import rebuild_all
from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from access.explain import explain
from access.grants import grant, revoke
from accounts.models import User
from audit.models import AuditEvent
from core import clock
from core.errors import Refused
from signals.models import Signal
from tests.guards.world import World, build

pytestmark = pytest.mark.django_db
WHY = "Gezamenlijke controle op de gemeentegrens"


@pytest.fixture
def world(cast: dict[str, User]) -> World:
    return build(cast)


def seen_by(user: User) -> set[str]:
    """What a user sees, by each lock apart; they must agree."""
    user.forget_roles()
    with acting_as(user):
        first = set(Signal.objects.visible_to(user).values_list("number", flat=True))
        second = set(Signal.objects.unrestricted(why="second lock only").values_list("number", flat=True))
    assert first == second
    return first


def open_for(world: World, to: Any, **options: Any) -> Any:
    coordinator, signal = world.people["coordinator"], world.own[Signal]
    options = {"why": WHY, "ends_at": clock.now() + timedelta(days=7)} | options
    with acting_as(coordinator):
        return grant(by=coordinator, record=signal, to=to, **options)


def test_a_neighbour_sees_the_signal_from_the_grant_until_its_end(world: World) -> None:
    neighbour, number = world.people["twenterand_analyst"], world.own[Signal].number
    assert number not in seen_by(neighbour)
    open_for(world, neighbour)
    assert number in seen_by(neighbour)
    with acting_as(neighbour):
        reasons = explain(neighbour, Signal.objects.visible_to(neighbour).get(number=number)).mine
    assert [reason.text for reason in reasons] == [WHY]


def test_an_expired_grant_gives_nothing_without_a_job_having_run(world: World, as_user: Any) -> None:
    neighbour, number = world.people["twenterand_analyst"], world.own[Signal].number
    open_for(world, neighbour, ends_at=clock.now() + timedelta(hours=1))
    address = f"/signalen/{number}/"
    assert as_user(neighbour).get(address).status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert as_user(neighbour).get(address).status_code == 404
        assert number not in seen_by(neighbour)


def test_an_expired_grant_gives_nothing_outside_a_request_either(world: World) -> None:
    neighbour, number = world.people["twenterand_analyst"], world.own[Signal].number
    open_for(world, neighbour, ends_at=clock.now() + timedelta(hours=1))
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert number not in seen_by(neighbour)


def test_a_grant_that_starts_later_opens_by_itself(world: World) -> None:
    neighbour, number = world.people["twenterand_analyst"], world.own[Signal].number
    start = clock.now() + timedelta(days=1)
    open_for(world, neighbour, starts_at=start, ends_at=start + timedelta(days=1))
    assert number not in seen_by(neighbour)
    with time_machine.travel(start + timedelta(minutes=1), tick=False):
        assert number in seen_by(neighbour)


def test_a_revoked_grant_ends_at_once_and_stays_in_the_ledger(world: World) -> None:
    neighbour, coordinator = world.people["twenterand_analyst"], world.people["coordinator"]
    signal = world.own[Signal]
    row = open_for(world, neighbour)
    with acting_as(coordinator):
        fresh = Signal.objects.visible_to(coordinator).get(pk=signal.pk)
        revoke(by=coordinator, record=fresh, row=row, why="controle is klaar")
    assert signal.number not in seen_by(neighbour)
    with acting_as(SYSTEM, why="test"):
        assert Signal.user_grants.objects.get(pk=row.pk).revoked_at is not None
    actions = (
        AuditEvent.objects.using("audit").filter(record_id=str(signal.pk)).values_list("action", flat=True)
    )
    assert {"GRANT", "REVOKE"} <= set(actions)


def test_a_grant_goes_no_higher_than_the_clearance(world: World) -> None:
    inspector, signal = world.people["reporter"], world.own[Signal]
    open_for(world, inspector)
    assert signal.confidentiality > inspector.clearance
    assert signal.number not in seen_by(inspector)


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"why": " "}, "why"),
        ({"ends_at": datetime(2020, 1, 1, tzinfo=UTC)}, "ends_at"),
        ({"permission": "own"}, "permission"),
    ],
)
def test_a_grant_needs_a_reason_an_end_and_a_known_right(
    world: World, options: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        open_for(world, world.people["twenterand_analyst"], **options)
    assert refusal.value.field == field


def test_nobody_opens_a_record_for_himself(world: World) -> None:
    with pytest.raises(Refused, match="niet uzelf"):
        open_for(world, world.people["coordinator"])


def test_an_analyst_may_not_share(world: World) -> None:
    analyst, signal = world.people["analyst"], world.own[Signal]
    with acting_as(analyst), pytest.raises(Denied):
        grant(
            by=analyst,
            record=signal,
            to=world.people["twenterand_analyst"],
            why=WHY,
            ends_at=clock.now() + timedelta(days=1),
        )


def test_a_drifted_acl_is_repaired_and_counted(world: World) -> None:
    with acting_as(SYSTEM, why="test"):
        rows = Signal.objects.filter(pk=world.own[Signal].pk).unrestricted(why="make drift")
        rows.update(acl=[0, world.people["police"].pk])
    assert world.own[Signal].number in seen_by(world.people["police"])
    repaired = {drift.model: drift.repaired for drift in rebuild_all()}
    assert repaired["signals.signal"] == 1
    assert world.own[Signal].number not in seen_by(world.people["police"])
    assert sum(drift.repaired for drift in rebuild_all()) == 0


def test_what_a_colleague_changed_meanwhile_is_not_written_back(world: World) -> None:
    coordinator, neighbour = world.people["coordinator"], world.people["twenterand_analyst"]
    with acting_as(coordinator):
        as_opened = Signal.objects.visible_to(coordinator).get(pk=world.own[Signal].pk)
        meanwhile = Signal.objects.visible_to(coordinator).get(pk=as_opened.pk)
        meanwhile.title = "Bus bij de andere loods"
        meanwhile.save()
        ends_at = clock.now() + timedelta(days=7)
        row = grant(by=coordinator, record=as_opened, to=neighbour, why=WHY, ends_at=ends_at)
        assert Signal.objects.visible_to(coordinator).get(pk=as_opened.pk).title == meanwhile.title
        revoke(by=coordinator, record=as_opened, row=row, why="klaar")
        assert Signal.objects.visible_to(coordinator).get(pk=as_opened.pk).title == meanwhile.title


def test_a_grant_is_ended_once(world: World) -> None:
    coordinator, signal = world.people["coordinator"], world.own[Signal]
    row = open_for(world, world.people["twenterand_analyst"])
    with acting_as(coordinator):
        other_tab = type(row).objects.get(pk=row.pk)
        revoke(by=coordinator, record=signal, row=row, why="klaar")
        revoke(by=coordinator, record=signal, row=other_tab, why="nog eens")
        assert type(row).objects.get(pk=row.pk).revoked_at == row.revoked_at
    lines = AuditEvent.objects.using("audit").filter(record_id=str(signal.pk), action="REVOKE")
    assert lines.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_grants_at_the_same_moment_both_count(world: World) -> None:
    coordinator, signal = world.people["coordinator"], world.own[Signal]
    first, second = world.people["twenterand_analyst"], world.people["legal"]
    open_for(world, world.people["manager"])

    def at_the_same_moment() -> None:
        try:
            open_for(world, second)
        finally:
            connections.close_all()

    thread = threading.Thread(target=at_the_same_moment)
    with acting_as(coordinator):
        options: dict[str, Any] = {"why": WHY, "ends_at": clock.now() + timedelta(days=7)}
        grant(by=coordinator, record=signal, to=first, **options)
        thread.start()
        _until_somebody_waits()
    thread.join()
    with acting_as(SYSTEM, why="test"):
        acl = Signal.objects.unrestricted(why="test").get(pk=signal.pk).acl
    assert {first.pk, second.pk} <= set(acl)


def _until_somebody_waits() -> None:
    """The other one has come as far as it can without us."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    for _ in range(2000):
        with connections["default"].cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.005)
    raise AssertionError("nobody waited")
