"""Every hour the state of the log is signed outside the database, and nothing signed is covered up."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connections

from audit import checkpoints, tasks
from audit.models import Action
from audit.record import record_event
from audit.verify import Verification
from core import clock
from tests.audit.owner import TABLE, Owner

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)


def at(hour: int, minute: int = 0, day: int = 1) -> Any:
    """A moment in March 2026, in UTC."""
    return time_machine.travel(datetime(2026, 3, day, hour, minute, tzinfo=UTC), tick=False)


def signed() -> list[tuple[str, int]]:
    """What the file says: day and number."""
    return [
        (point["day"], point["seq"])
        for point in map(json.loads, checkpoints.path().read_text(encoding="utf-8").splitlines())
    ]


def problems() -> list[str]:
    """Everything a verification finds."""
    key = checkpoints.private_key().public_key()
    return [str(problem.finding) for problem in Verification(keys=(key,)).problems()]


def test_every_run_signs_today_even_when_nothing_happened(empty_log: Owner, checkpoint_folder: Path) -> None:
    with at(10):
        tasks.write_checkpoint()
    empty_log.invent(DAY, 2)
    with at(11):
        tasks.write_checkpoint()
    with at(12):
        tasks.write_checkpoint()
    assert signed() == [("2026-03-01", 0), ("2026-03-01", 2), ("2026-03-01", 2)]
    assert problems() == []


def test_the_last_lines_of_yesterday_are_signed_after_midnight(
    empty_log: Owner, checkpoint_folder: Path
) -> None:
    with at(23):
        checkpoints.write_checkpoint()
    empty_log.invent(DAY, 2)
    with at(0, 0, day=2):
        checkpoints.write_checkpoint()
    # A line that was on its way at midnight.
    empty_log.invent(DAY, 1)
    with at(1, 0, day=2):
        checkpoints.write_checkpoint()
    with at(2, 0, day=2):
        checkpoints.write_checkpoint()
    assert signed() == [
        ("2026-03-01", 0),
        ("2026-03-01", 2),
        ("2026-03-02", 0),
        ("2026-03-01", 3),
        ("2026-03-02", 0),
        ("2026-03-02", 0),
    ]
    assert problems() == []


def test_days_before_the_first_checkpoint_are_signed_with_it(
    empty_log: Owner, checkpoint_folder: Path
) -> None:
    for day in (1, 3, 4):
        empty_log.invent(date(2026, 3, day), 1)
    with at(9, day=9):
        checkpoints.write_checkpoint()
    assert signed() == [("2026-03-01", 1), ("2026-03-03", 1), ("2026-03-04", 1), ("2026-03-09", 0)]
    assert problems() == []


def test_a_server_that_stood_still_for_days_catches_up(empty_log: Owner, checkpoint_folder: Path) -> None:
    empty_log.invent(DAY, 1)
    with at(10):
        checkpoints.write_checkpoint()
    empty_log.invent(DAY, 1)
    empty_log.invent(date(2026, 3, 2), 1)
    with at(9, day=9):
        checkpoints.write_checkpoint()
    assert signed() == [("2026-03-01", 1), ("2026-03-01", 2), ("2026-03-02", 1), ("2026-03-09", 0)]
    assert problems() == []


def test_nothing_is_signed_over_what_was_signed_before(empty_log: Owner, checkpoint_folder: Path) -> None:
    empty_log.invent(DAY, 3)
    with at(10):
        checkpoints.write_checkpoint()
    with empty_log.unguarded():
        empty_log.run(f"DELETE FROM {TABLE} WHERE seq = 3")
    with at(11), pytest.raises(checkpoints.CheckpointMismatch):
        tasks.write_checkpoint()
    with at(11), pytest.raises(CommandError, match="Draai audit_verify"):
        call_command("audit_checkpoint")
    assert signed() == [("2026-03-01", 3)]
    assert problems() == ["TAIL_MISSING"]


def test_two_workers_at_once_continue_each_others_file(empty_log: Owner, checkpoint_folder: Path) -> None:
    record_event(Action.READ)

    def work(_: int) -> None:
        try:
            checkpoints.write_checkpoint()
        finally:
            connections["audit"].close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(8)))
    assert len(signed()) == 8
    assert problems() == []


def test_a_line_torn_by_a_power_cut_does_not_spoil_the_next(
    empty_log: Owner, checkpoint_folder: Path
) -> None:
    with at(10):
        checkpoints.write_checkpoint()
    with checkpoints.path().open("ab") as file:
        file.write(b'{"count":0,"da')
    with at(11):
        checkpoints.write_checkpoint()
    assert problems() == ["CHECKPOINT_UNREADABLE"]


@pytest.mark.parametrize("key", ["", "x", "QUJD", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZn"])
def test_without_a_proper_key_nothing_is_signed(
    key: str, empty_log: Owner, checkpoint_folder: Path, settings: Any
) -> None:
    settings.VIK_CHECKPOINT_KEY = key
    with pytest.raises(ImproperlyConfigured):
        checkpoints.write_checkpoint()
    for command in ("audit_checkpoint", "audit_verify"):
        with pytest.raises(CommandError, match="VIK_CHECKPOINT_KEY"):
            call_command(command)


def test_the_auditor_gets_the_public_key_only(checkpoint_folder: Path, settings: Any) -> None:
    out = StringIO()
    call_command("audit_checkpoint", "--public-key", stdout=out)
    text = out.getvalue().strip()
    assert text == checkpoints.public_text(checkpoints.private_key().public_key())
    assert text != settings.VIK_CHECKPOINT_KEY
    assert not checkpoints.path().exists()


def test_the_command_says_what_it_signed(empty_log: Owner, checkpoint_folder: Path) -> None:
    record_event(Action.READ)
    out = StringIO()
    call_command("audit_checkpoint", stdout=out)
    assert out.getvalue() == f"{clock.now().astimezone(UTC).date()}: 1 regels ondertekend\n"
