"""Carry out the reading of a register: row after row, each in its own transaction.

What became of a row stands in the same transaction as its measure, so each row is dealt with exactly
once, also after a crash; whoever goes on begins at the first row that still waits.
"""

from __future__ import annotations

import logging
from collections import Counter
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Count

from access.contexts import SYSTEM, acting_as, elevated
from access.roles import may
from core import clock
from measures.intake.making import ALREADY_KNOWN, do_row, reader_of
from measures.intake.reading.rows import NotAMeasure, ReceivedMeasure, RowProblem
from measures.models import MatchQuestion, Measure, RegisterRow, RegisterRun, RowState, RunState
from measures.operations.registers import SETTLED, cells_key, facts_key, finish, send

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from accounts.models import Organisation, User

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


def trial(
    rows: Sequence[tuple[str, int, Mapping[str, str]]], mapping: Mapping[str, str], owner: Organisation
) -> dict[str, Any]:
    """What reading would make of the rows, without writing anything. Two queries, however many rows."""
    reader = reader_of(mapping, clock.today())
    keys = [cells_key(owner, cells.values()) for _, _, cells in rows]
    read = [reader.read(cells) for _, _, cells in rows]
    facts = {row: facts_key(owner, row.facts) for row in read if isinstance(row, ReceivedMeasure)}
    settled, made = _known_before(owner, keys, list(facts.values()))
    counts: Counter[str] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    for key, found in zip(keys, read, strict=True):
        state, reason = RowState.MADE, ""
        if key in settled or (isinstance(found, ReceivedMeasure) and facts[found] in made):
            state, reason = RowState.KNOWN, ALREADY_KNOWN
        elif isinstance(found, NotAMeasure):
            state, reason = RowState.IGNORED, found.reason
        elif isinstance(found, RowProblem):
            state, reason = RowState.REFUSED, found.reason
        if state in {RowState.MADE, RowState.REFUSED}:
            settled.add(key)
        if isinstance(found, ReceivedMeasure):
            made.add(facts[found])
        counts[state] += 1
        if reason:
            told[state, reason] += 1
    return _report(counts, [(state, reason, many) for (state, reason), many in told.items()])


def _known_before(
    owner: Organisation, cells: Sequence[bytes], facts: Sequence[bytes]
) -> tuple[set[bytes], set[bytes]]:
    """The keys of rows that were dealt with, and of measures that stand in VIK."""
    with elevated(why=WHY):
        rows = RegisterRow.objects.filter(run__owner=owner, cells_key__in=cells, state__in=SETTLED)
        measures = Measure.objects.filter(owner=owner, origin_key__in=facts)
        return (
            {bytes(key) for key in rows.unrestricted(why=WHY).values_list("cells_key", flat=True)},
            {
                bytes(key)
                for key in measures.unrestricted(why=WHY).values_list("origin_key", flat=True)
                if key
            },
        )


def take_up_silent_runs() -> int:
    """Put registers back in the queue whose worker fell away; safe when one still works."""
    silent = RegisterRun.objects.filter(state=RunState.RUNNING).unrestricted(why="job")
    count = 0
    for run in silent:
        send(run)
        count += 1
    return count
