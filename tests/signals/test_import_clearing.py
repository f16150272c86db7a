"""Received files are kept no longer than needed, and a run that lost its worker is taken up again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from access.contexts import SYSTEM, acting_as
from core import clock
from signals.models import ImportRun
from signals.operations.imports import start_run
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
    put_back(run, finished_at=clock.now() - timedelta(days=91))
    forget_imports()
    assert files_in(store) == []
    assert fresh(run).file_key == ""
    assert [row.original for row in kept_rows(run)] == [{}]
    assert len(all_signals()) == 1


def test_a_file_is_kept_while_rows_wait_in_the_foutenbak(cast, store):
    run = imported(cast["coordinator"], csv_bytes([a_row(1), a_row(2, Bevindingen="")]))
    put_back(run, finished_at=clock.now() - timedelta(days=400))
    forget_imports()
    assert len(files_in(store)) == 1
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
