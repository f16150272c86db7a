"""Carry out an import: read the stored file, judge each row, make signals, chunk by chunk.

One transaction per chunk, in which also stands how far the run came. After a crash the next worker
goes on at the first row that was not written down, so each row is handled exactly once; the keys of
signals and rows see to the same across files.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from access.contexts import SYSTEM, acting_as, elevated
from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.record import AuditUnavailable
from core.errors import Refused
from signals.intake.files import opened
from signals.intake.rows import JudgedRow, Plan, judged_rows
from signals.models import ImportRow, ImportRun, RowState, RunState, Signal
from signals.operations.imports import RowResult, begin, finish, record_rows, stop
from signals.operations.register import register_signal
from signals.operations.tokens import cells_key

if TYPE_CHECKING:
    from accounts.models import Organisation, User

log = logging.getLogger("vik.imports")
CHUNK: Final = 200
PURPOSE: Final = "Inlezen van signalen"
ALREADY_KNOWN: Final = "Deze regel was al ingelezen."
UNREADABLE: Final = "Deze regel kon niet worden opgeslagen. Kijk de velden na."
STOPPED: Final = (
    "De import is gestopt na regel {seen}. Wat is ingelezen blijft staan; kies “Ga verder” voor de rest."
)


def run_to_the_end(run_id: UUID | str) -> None:
    """Do all chunks that are left of a run; safe to call twice, also at the same moment."""
    run, user = _taken_up(run_id)
    if run is None or user is None:
        return
    try:
        with opened(run.file_key) as spool, closing(judged_rows(spool, Plan.of(run))) as rows:
            _do_chunks(run.pk, user, rows, run.rows_seen)
    except Exception as problem:
        _stop(run_id, problem)
        raise


def _taken_up(run_id: UUID | str) -> tuple[ImportRun | None, User | None]:
    with acting_as(SYSTEM, why="an import starts or goes on"):
        rows = ImportRun.objects.unrestricted(why="job").select_related("by__organisation", "owner")
        run = rows.select_for_update(of=("self",)).filter(pk=run_id).first()
        if run is None or run.state not in {RunState.WAITING, RunState.RUNNING, RunState.FAILED}:
            return None, None
        if not may(run.by, "signals.import"):
            stop(run, "Wie deze import startte, mag niet meer importeren. Een collega kan verdergaan.")
            return None, None
        begin(run)
        return run, run.by


def _do_chunks(run_id: UUID, user: User, rows: Iterator[JudgedRow], seen: int) -> None:
    for _ in islice(rows, seen):
        pass
    while True:
        chunk = list(islice(rows, CHUNK))
        with acting_as(user, why="import", purpose=PURPOSE), elevated(why="keys of other rows, numbers"):
            held = ImportRun.objects.unrestricted(why="job").select_for_update(of=("self",))
            run = held.select_related("owner").get(pk=run_id)
            if run.rows_seen != seen or run.state != RunState.RUNNING:
                log.info("import %s was taken over by another worker", run_id)
                return
            if not chunk:
                finish(run)
                return
            record_rows(run, results_of(chunk, run.owner, user, run.source_type))
        seen += len(chunk)


def results_of(
    chunk: Sequence[JudgedRow], owner: Organisation, user: User, source_type: str
) -> list[RowResult]:
    """Make signals of a chunk and say per row what became of it."""
    if not may(user, "signals.import"):
        raise Denied(deny(refusal("signals.import")))
    known = Known(owner, source_type, chunk)
    return [_result(row, known, owner, user, source_type) for row in chunk]


def _result(row: JudgedRow, known: Known, owner: Organisation, user: User, source_type: str) -> RowResult:
    outcome, reason, field = known.outcome(row)
    if outcome is RowState.MADE:
        assert row.new is not None
        try:
            with transaction.atomic():
                register_signal(by=user, new=row.new, reporter=row.reporter, action="signals.import")
        except AuditUnavailable:
            raise
        except IntegrityError:
            outcome, reason = RowState.KNOWN, ALREADY_KNOWN
        except Refused as refusal_:
            outcome, reason, field = RowState.REFUSED, refusal_.message, refusal_.field or ""
        except (DataError, ValueError):
            outcome, reason = RowState.REFUSED, UNREADABLE
    return RowResult(
        sheet=row.sheet,
        number=row.number,
        state=outcome,
        cells=row.cells,
        cells_key=cells_key(owner, source_type, row.cells.values()),
        reason=reason,
        field=field,
    )


class Known:
    """Which rows of a chunk came in before: as a signal, or as a row that a person dealt with."""

    def __init__(self, owner: Organisation, source_type: str, chunk: Sequence[JudgedRow]) -> None:
        """Two questions to the database for the whole chunk; call with a context that sees all."""
        self.owner, self.source_type = owner, source_type
        wanted = [row.new.origin_key for row in chunk if row.new is not None and row.new.origin_key]
        signals = Signal.objects.filter(owner=owner, origin_key__in=wanted).unrestricted(why="known rows")
        self.signals = {bytes(key) for key in signals.values_list("origin_key", flat=True) if key}
        cells = [cells_key(owner, source_type, row.cells.values()) for row in chunk]
        rows = ImportRow.objects.filter(run__owner=owner, origin_key__in=cells).unrestricted(why="known rows")
        self.rows = {bytes(key): state for key, state in rows.values_list("origin_key", "state") if key}

    def outcome(self, row: JudgedRow) -> tuple[RowState, str, str]:
        """What must become of a row, with reason and field; remembers it for the rows after it."""
        if row.ignored:
            return RowState.IGNORED, row.reason, ""
        cells = cells_key(self.owner, self.source_type, row.cells.values())
        before = self.rows.get(cells)
        if before in {RowState.MADE, RowState.KNOWN, RowState.DROPPED}:
            return RowState.KNOWN, ALREADY_KNOWN, ""
        if row.new is None:
            if before == RowState.REFUSED:
                return RowState.KNOWN, ALREADY_KNOWN, ""
            self.rows[cells] = RowState.REFUSED
            return RowState.REFUSED, row.reason, row.field
        key = row.new.origin_key
        assert key is not None
        if key in self.signals:
            return RowState.KNOWN, ALREADY_KNOWN, ""
        self.signals.add(key)
        return RowState.MADE, "", ""


def _stop(run_id: UUID | str, problem: Exception) -> None:
    """Write down that the run stopped; the log gets the kind of error, never its content."""
    log.error("import %s stopped: %s", run_id, type(problem).__name__)
    with acting_as(SYSTEM, why="an import stopped"):
        run = ImportRun.objects.unrestricted(why="job").select_for_update(of=("self",)).get(pk=run_id)
        if run.state == RunState.RUNNING:
            known = problem.message if isinstance(problem, Refused) else ""
            stop(run, known or STOPPED.format(seen=run.rows_seen))
