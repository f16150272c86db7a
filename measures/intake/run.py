"""Carry out the reading of a register: row after row, each in its own transaction.

What became of a row stands in the same transaction as its measure, so each row is dealt with exactly
once, also after a crash; whoever goes on begins at the first row that still waits.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Count

from access.contexts import SYSTEM, acting_as, elevated
from access.roles import may
from core import clock
from measures.intake.making import do_row, reader_of
from measures.intake.reading.rows import NotAMeasure, RowProblem
from measures.models import MatchQuestion, RegisterRow, RegisterRun, RowState, RunState
from measures.operations.registers import finish, send

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from accounts.models import User

log = logging.getLogger("vik.imports")
PURPOSE: Final = "Inlezen van een oud register"
WHY: Final = "rows of one register"


def read_to_the_end(run_id: UUID | str) -> None:
    """Do every row that still waits; safe to call twice, also at the same moment."""
    with acting_as(SYSTEM, why="an old register is read"):
        rows = RegisterRun.objects.filter(pk=run_id, state=RunState.RUNNING).unrestricted(why="job")
        run = rows.select_related("by__organisation").first()
        user = run.by if run is not None and may(run.by, "measures.import") else None
    if run is None or user is None:
        return
    reader = reader_of(run.mapping, clock.today())
    while _next_row(run.pk, user, reader):
        pass


def _next_row(run_id: UUID, user: User, reader: Any) -> bool:
    with acting_as(user, why="import_measures", purpose=PURPOSE), elevated(why="keys of other rows, numbers"):
        held = RegisterRun.objects.filter(pk=run_id).unrestricted(why=WHY).select_for_update(of=("self",))
        run = held.get()
        waiting = RegisterRow.objects.filter(run=run, state=RowState.WAITING).unrestricted(why=WHY)
        row = waiting.select_related("run__owner").order_by("position").first()
        if run.state != RunState.RUNNING:
            return False
        if row is None:
            finish(run)
            return False
        do_row(by=user, row=row, reader=reader)
        return True


def report_of(run: RegisterRun, actor: User) -> dict[str, Any]:
    """What became of the rows: counts, reasons, and how many questions are open. Three queries."""
    rows = RegisterRow.objects.filter(run=run).visible_to(actor)
    counts = dict(rows.values_list("state").annotate(Count("id")))
    told = rows.exclude(reason="").values_list("state", "reason").annotate(many=Count("id"))
    questions = MatchQuestion.objects.filter(run=run, answered_at=None).visible_to(actor).count()
    return _report(counts, [(state, reason, many) for state, reason, many in told]) | {"questions": questions}


def _report(counts: Mapping[str, int], told: Iterable[tuple[str, str, int]]) -> dict[str, Any]:
    names = {
        "waiting": RowState.WAITING,
        "made": RowState.MADE,
        "known": RowState.KNOWN,
        "refused": RowState.REFUSED,
        "ignored": RowState.IGNORED,
        "dropped": RowState.DROPPED,
    }
    found: dict[str, Any] = {"seen": sum(counts.values())}
    found |= {name: counts.get(state, 0) for name, state in names.items()}
    found["reasons"] = [
        {"state": name, "reason": reason, "rows": many}
        for name, state in names.items()
        for at, reason, many in sorted(told, key=lambda line: (-line[2], line[1]))
        if at == state
    ]
    found["refused_reasons"] = [line for line in found["reasons"] if line["state"] == "refused"]
    found["dealt_with"] = found["seen"] - found["waiting"]
    return found


def trial(rows: Iterable[tuple[str, int, Mapping[str, str]]], mapping: Mapping[str, str]) -> dict[str, Any]:
    """What reading would make of the rows, each by itself, without writing or looking anything up."""
    reader = reader_of(mapping, clock.today())
    counts: dict[str, int] = {}
    told: dict[tuple[str, str], int] = {}
    seen: set[tuple[str, ...]] = set()
    for _, _, cells in rows:
        found = reader.read(cells)
        if isinstance(found, NotAMeasure | RowProblem):
            state = RowState.IGNORED if isinstance(found, NotAMeasure) else RowState.REFUSED
            told[state, found.reason] = told.get((state, found.reason), 0) + 1
        else:
            state = RowState.KNOWN if found.facts in seen else RowState.MADE
            seen.add(found.facts)
        counts[state] = counts.get(state, 0) + 1
    return _report(counts, [(state, reason, many) for (state, reason), many in told.items()])


def take_up_silent_runs() -> int:
    """Put registers back in the queue whose worker fell away; safe when one still works."""
    silent = RegisterRun.objects.filter(state=RunState.RUNNING).unrestricted(why="job")
    count = 0
    for run in silent:
        send(run)
        count += 1
    return count
