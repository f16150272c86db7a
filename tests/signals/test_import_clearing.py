"""Received files are kept no longer than needed, and a run that lost its worker is taken up again."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from access.contexts import SYSTEM, acting_as
from audit.models import Action, AuditEvent
from audit.reasons import read_reasons
from core import clock
from core.ids import uuid7
from legal.retention import RULES
from signals.models import ImportRun
from signals.operations.imports import set_row_aside, start_run
from signals.tasks import forget_imports, resume_imports
from tests.signals.importing import (
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
TOTAL = {"Zaaknummer": "Totaal: 1"}


@pytest.fixture
def store(settings, tmp_path) -> Path:
    settings.VIK_DOCUMENT_STORE = str(tmp_path)
    return tmp_path


def files_in(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def put_back(run, **moments):
    with acting_as(SYSTEM, why="test"):
        ImportRun.objects.filter(pk=run.pk).unrestricted(why="test").update(**moments)


def test_a_finished_file_is_forgotten_after_its_term_with_the_cells_of_its_rows(cast, store):
    run = imported(cast["coordinator"], csv_bytes([a_row(1), TOTAL]))
    forget_imports()
    assert len(files_in(store)) == 1
    put_back(run, finished_at=clock.now() - timedelta(days=35))
    forget_imports()
    assert files_in(store) == []
    assert fresh(run).file_key == ""
    assert [(row.original, row.reason != "") for row in kept_rows(run)] == [(None, True)]
    assert len(all_signals()) == 1


def test_a_file_is_kept_while_rows_wait_in_the_foutenbak(cast, store):
    run = imported(cast["coordinator"], csv_bytes([a_row(1), a_row(2, Bevindingen="")]))
    put_back(run, finished_at=clock.now() - timedelta(days=300))
    forget_imports()
    assert len(files_in(store)) == 1
    assert kept_rows(run)[0].original["Zaaknummer"] == "Z2026-00000002"


@pytest.mark.parametrize("state", ["DONE", "FAILED"])
def test_no_file_outlives_a_signal_that_came_from_it(cast, store, state):
    run = imported(cast["coordinator"], csv_bytes([a_row(1), a_row(2, Bevindingen="")]))
    put_back(run, state=state, created_at=clock.now() - timedelta(days=340))
    forget_imports()
    assert files_in(store) == []
    assert fresh(run).file_key == ""
    shortest = min(rule.months for kind, rule in RULES.items() if kind.startswith("signal_"))
    assert RULES["import_file_last"].months < shortest


def test_a_row_that_waits_stays_whole_when_the_file_goes(cast, store):
    run = imported(cast["coordinator"], csv_bytes([a_row(1), a_row(2, Bevindingen="")]))
    put_back(run, finished_at=clock.now() - timedelta(days=400), created_at=clock.now() - timedelta(days=400))
    forget_imports()
    assert files_in(store) == []
    assert kept_rows(run)[0].original["Zaaknummer"] == "Z2026-00000002"


def test_a_file_that_nobody_started_is_forgotten(cast, store):
    run = received(cast["coordinator"], csv_bytes([a_row(1)]))
    put_back(run, created_at=clock.now() - timedelta(days=15))
    forget_imports()
    assert files_in(store) == []
    with acting_as(SYSTEM, why="test"):
        assert not ImportRun.objects.filter(pk=run.pk).unrestricted(why="test").exists()


def test_a_silent_run_is_taken_up_and_a_busy_one_is_left(cast, after_commit):
    user = cast["coordinator"]
    silent, busy = (received(user, csv_bytes([a_row(number)])) for number in (1, 2))
    for run in (silent, busy):
        with acting_as(user, why="test"):
            start_run(by=user, run=run, at_once=True)
    put_back(silent, state="RUNNING", changed_at=clock.now() - timedelta(minutes=6))
    put_back(busy, state="RUNNING", changed_at=clock.now())
    with after_commit():
        resume_imports()
    assert counts(fresh(silent)) == (1, 0, 0, 0)
    assert counts(fresh(busy)) == (0, 0, 0, 0)


def test_every_file_that_goes_is_a_line_in_the_log(cast, store):
    run = imported(cast["coordinator"], csv_bytes([a_row(1)]))
    put_back(run, finished_at=clock.now() - timedelta(days=35))
    forget_imports()
    forget_imports()
    lines = AuditEvent.objects.using("audit").filter(record_id=str(run.pk), action=Action.DESTROY)
    assert [line.details for line in lines] == [{"files": 1}]


def test_what_a_colleague_typed_to_set_a_row_aside_goes_with_the_row(cast, store):
    coordinator = cast["coordinator"]
    run = imported(coordinator, csv_bytes([a_row(1, Bevindingen="")]))
    (row,) = kept_rows(run)
    with acting_as(coordinator, why="test"):
        set_row_aside(by=coordinator, row=row, why="gaat over Henk de Vries")
    lines = list(AuditEvent.objects.using("audit").filter(record_id=str(row.pk)).exclude(reason=b""))
    assert list(read_reasons(lines).values()) == ["gaat over Henk de Vries"]
    with acting_as(SYSTEM, why="test"):
        past = clock.now() - timedelta(days=35)
        type(row).objects.filter(pk=row.pk).unrestricted(why="test").update(mended_at=past)
    forget_imports()
    (row,) = kept_rows(run)
    assert (row.state, row.row_number, row.original, row.reason) == ("DROPPED", 2, None, "")
    assert list(read_reasons(lines).values()) == [None]


def test_a_file_of_an_upload_that_was_broken_off_is_removed_after_a_day(cast, store):
    run = received(cast["coordinator"], csv_bytes([a_row(1)]))
    stray, young = (store / "imports" / name for name in (f"{uuid7()}.part", str(uuid7())))
    for path in (stray, young):
        path.write_bytes(b"sealed")
    yesterday = (clock.now() - timedelta(days=2)).timestamp()
    for path in (stray, store / "imports" / run.file_key):
        os.utime(path, (yesterday, yesterday))
    forget_imports()
    assert {path.name for path in files_in(store)} == {run.file_key, young.name}
