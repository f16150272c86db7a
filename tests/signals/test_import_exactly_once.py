"""Exactly once: after a crash half-way, with two workers, with the same row in another file."""

from __future__ import annotations

import resource
from unittest import mock

import pytest

from access.contexts import acting_as
from accounts.models import Role, RoleAssignment, User, role_group
from signals.intake import run as engine
from signals.intake.run import run_to_the_end
from signals.operations.imports import start_run
from signals.operations.register import register_signal
from tests.signals.importing import (
    HEADING,
    a_row,
    all_signals,
    counts,
    csv_bytes,
    fresh,
    imported,
    kept_rows,
    received,
)

pytestmark = pytest.mark.django_db
KIBIBYTE = 1024


class PowerCut(RuntimeError):
    """The machine falls away in the middle of the work."""


def _started(user: User, content: bytes):
    run = received(user, content)
    with acting_as(user, why="test"):
        return start_run(by=user, run=run, at_once=True)


def _falls_away_after(rows: int):
    done = iter(range(rows))

    def register(**kwargs):
        if next(done, None) is None:
            raise PowerCut
        return register_signal(**kwargs)

    return mock.patch.object(engine, "register_signal", register)


def test_after_a_crash_half_way_every_row_is_there_exactly_once(cast, monkeypatch):
    monkeypatch.setattr(engine, "CHUNK", 10)
    broken = a_row(14, Bevindingen="")
    rows = [broken if number == 14 else a_row(number) for number in range(1, 36)]
    run = _started(cast["coordinator"], csv_bytes(rows))
    with _falls_away_after(23), pytest.raises(PowerCut):
        run_to_the_end(run.pk)
    halfway = fresh(run)
    assert (halfway.state, halfway.rows_seen, halfway.rows_made) == ("FAILED", 20, 19)
    assert "Ga verder" in halfway.reason
    assert len(all_signals()) == 19

    run_to_the_end(run.pk)
    done = fresh(run)
    assert (done.state, done.rows_seen) == ("DONE", 35)
    assert counts(done) == (34, 0, 1, 0)
    assert sorted(signal.external_number for signal in all_signals()) == [
        row["Zaaknummer"] for row in rows if row is not broken
    ]
    assert [row.row_number for row in kept_rows(run)] == [15]


def test_a_run_that_is_done_is_not_done_again(cast):
    run = imported(cast["coordinator"], csv_bytes([a_row(1)]))
    run_to_the_end(run.pk)
    assert counts(fresh(run)) == (1, 0, 0, 0)


def test_a_second_worker_on_the_same_run_makes_nothing_double(cast, monkeypatch):
    monkeypatch.setattr(engine, "CHUNK", 5)
    run = _started(cast["coordinator"], csv_bytes([a_row(number) for number in range(1, 13)]))
    calls = []

    def register(**kwargs):
        calls.append(1)
        if len(calls) == 7:
            # While the first worker is in its second chunk, another one does the rest of the file.
            monkeypatch.setattr(engine, "register_signal", register_signal)
        return register_signal(**kwargs)

    monkeypatch.setattr(engine, "register_signal", register)
    run_to_the_end(run.pk)
    run_to_the_end(run.pk)
    assert counts(fresh(run)) == (12, 0, 0, 0)
    assert len(all_signals()) == 12


def test_a_worker_that_was_overtaken_stops(cast, monkeypatch):
    monkeypatch.setattr(engine, "CHUNK", 5)
    user = cast["coordinator"]
    run = _started(user, csv_bytes([a_row(number) for number in range(1, 13)]))
    run_to_the_end(run.pk)
    with acting_as(user, why="test"):
        plan = engine.Plan.of(fresh(run))
    with engine.opened(run.file_key) as spool:
        engine._do_chunks(run.pk, user, engine.judged_rows(spool, plan), 5)
    assert counts(fresh(run)) == (12, 0, 0, 0)
    assert len(all_signals()) == 12


def test_the_same_row_in_another_order_of_columns_and_form_of_date_is_known(cast):
    imported(cast["coordinator"], csv_bytes([a_row(1), a_row(2)]))
    other = csv_bytes(
        [a_row(2, **{"Datum bezoek": "3 aug 2026"}), a_row(3)],
        tuple(reversed(HEADING)),
        encoding="cp1252",
        delimiter=",",
    )
    run = imported(cast["coordinator"], other)
    assert counts(run) == (1, 1, 0, 0)
    assert len(all_signals()) == 3


def test_the_same_row_twice_in_one_file_is_one_signal(cast):
    run = imported(cast["coordinator"], csv_bytes([a_row(1), a_row(1), a_row(2)]))
    assert counts(run) == (2, 1, 0, 0)


def test_two_visits_under_one_number_are_two_signals(cast):
    second = a_row(
        1, **{"Datum bezoek": "10-08-2026", "Bevindingen": "Bij het tweede bezoek was alles leeg."}
    )
    run = imported(cast["coordinator"], csv_bytes([a_row(1), second]))
    assert counts(run) == (2, 0, 0, 0)


def test_the_same_row_of_another_municipality_is_its_own_signal(cast):
    neighbour = cast["twenterand_analyst"]
    group = role_group(neighbour.organisation, Role.COORDINATOR)
    RoleAssignment.objects.create(user=neighbour, role_group=group, reason="test", granted_by=cast["admin"])
    neighbour.forget_roles()
    imported(cast["coordinator"], csv_bytes([a_row(1)]))
    run = imported(neighbour, csv_bytes([a_row(1)]))
    assert counts(run) == (1, 0, 0, 0)
    assert sorted(signal.owner.code for signal in all_signals()) == ["almelo", "twenterand"]


@pytest.mark.slow
def test_ten_times_as_many_rows_take_no_more_memory(cast):
    """The high-water mark of the whole process, native memory of readers and driver included."""

    def read(first: int, count: int) -> int:
        run = _started(
            cast["coordinator"], csv_bytes([a_row(number) for number in range(first, first + count)])
        )
        run_to_the_end(run.pk)
        assert counts(fresh(run)) == (count, 0, 0, 0)
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE

    after_few = read(10, 500)
    after_many = read(20_000, 5_000)
    assert after_many - after_few < 12 * KIBIBYTE * KIBIBYTE
