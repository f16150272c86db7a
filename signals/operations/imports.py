"""Changes of an import: made, mapped, started, advanced by a chunk, mended, set aside, forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from celery import current_app
from django.db import transaction

from access.decisions import Denied, deny, require
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.numbers import next_number
from signals.models import ColumnMapping, ImportRow, ImportRun, RowState, RunState, Signal
from signals.operations.forgetting import is_shut

if TYPE_CHECKING:
    from accounts.models import User

JOB: Final = "signals.tasks.run_import"
UNFINISHED: Final = (RunState.WAITING, RunState.RUNNING, RunState.FAILED)
COUNTER_OF: Final = {
    RowState.MADE: "rows_made",
    RowState.KNOWN: "rows_known",
    RowState.REFUSED: "rows_refused",
    RowState.IGNORED: "rows_ignored",
}


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row of the file."""

    sheet: str
    number: int
    state: RowState
    cells: Mapping[str, str] = field(default_factory=dict)
    cells_key: bytes | None = None
    reason: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class NewRun:
    """A file that was received and read so far as its heading."""

    source_type: str
    source_name: str
    filename: str
    file_key: str
    file_digest: bytes
    header_signature: str
    mapping: Mapping[str, Any]
    rows_total: int


@transaction.atomic
def create_run(*, by: User, new: NewRun) -> ImportRun:
    """Begin an import: the file is kept, nothing is made of it yet."""
    _ask(by)
    run = ImportRun(
        number=next_number("I", clock.today().year),
        owner=by.organisation,
        regimes=["avg_internal"],
        source_type=new.source_type,
        source_name=new.source_name[:80],
        filename=new.filename[:255],
        file_key=new.file_key,
        file_digest=new.file_digest,
        header_signature=new.header_signature,
        mapping=dict(new.mapping),
        rows_total=new.rows_total,
        by=by,
    )
    run.save()
    record_event(
        Action.IMPORT,
        record_type=run._meta.label_lower,
        record_id=str(run.pk),
        details={"source": new.source_type, "rows": new.rows_total},
    )
    return run


@transaction.atomic
def map_columns(*, by: User, run: ImportRun, mapping: Mapping[str, Any], remember: bool = True) -> ImportRun:
    """Say which column means what; remembered for the next file of this source with the same heading."""
    require(by, "change", run)
    if run.state != RunState.PREVIEW:
        raise Refused("Deze import is al gestart: de kolommen staan vast.")
    run.mapping = dict(mapping)
    run.save()
    if remember and run.header_signature:
        ColumnMapping.objects.update_or_create(
            organisation=run.owner,
            source_type=run.source_type,
            header_signature=run.header_signature,
            defaults={"columns": dict(mapping), "by": by},
        )
    return run


@transaction.atomic
def start_run(*, by: User, run: ImportRun, at_once: bool = False) -> ImportRun:
    """Put the import in the queue, or go on with one that stopped half-way.

    ``at_once`` leaves the work to the caller (the command), who runs it in the foreground.
    """
    require(by, "change", run)
    if run.state not in {RunState.PREVIEW, RunState.FAILED}:
        raise Refused("Deze import loopt al of is klaar.")
    run.state = RunState.WAITING
    run.reason = ""
    run.by = by
    run.save()
    if not at_once:
        send(run)
    return run


def send(run: ImportRun) -> None:
    """Hand the run to a worker once this transaction stands.

    The job stands above the operations in the house, so it is called by its name.
    """
    run_id = str(run.pk)
    transaction.on_commit(lambda: current_app.tasks[JOB].delay(run_id))


@transaction.atomic
def discard_run(*, by: User, run: ImportRun) -> str:
    """Throw away an import that was never started; the key of its file, for who keeps files."""
    require(by, "change", run)
    if run.state != RunState.PREVIEW:
        raise Refused("Deze import is al gestart en blijft daarom bewaard.")
    file_key = run.file_key
    record_event(
        Action.DESTROY, record_type=run._meta.label_lower, record_id=str(run.pk), reason="niet gestart"
    )
    run.delete()
    return file_key


def begin(run: ImportRun) -> None:
    """A worker takes the run up."""
    run.state = RunState.RUNNING
    run.started_at = run.started_at or clock.now()
    run.save()


def record_rows(run: ImportRun, results: Sequence[RowResult]) -> None:
    """Write down what became of a chunk, in the transaction that made its signals.

    Only rows that need a person or an explanation are kept; of a made signal the signal is enough.
    """
    kept = [
        ImportRow(
            run=run,
            sheet=result.sheet[:80],
            row_number=result.number,
            original=dict(result.cells),
            origin_key=result.cells_key,
            state=result.state,
            reason=result.reason[:300],
            field=result.field[:40],
        )
        for result in results
        if result.state in {RowState.REFUSED, RowState.IGNORED}
    ]
    ImportRow.objects.bulk_create(kept)
    for state, count in Counter(result.state for result in results).items():
        name = COUNTER_OF[state]
        setattr(run, name, getattr(run, name) + count)
    run.rows_seen += len(results)
    run.save()


def finish(run: ImportRun) -> None:
    """The last row was seen."""
    run.state = RunState.DONE
    run.reason = ""
    run.rows_total = run.rows_seen
    run.finished_at = clock.now()
    run.save()
    record_event(
        Action.IMPORT,
        record_type=run._meta.label_lower,
        record_id=str(run.pk),
        details=numbers(run) | {"finished": True},
    )


def stop(run: ImportRun, reason: str) -> None:
    """Something went wrong; what was made stands, the rest waits."""
    run.state = RunState.FAILED
    run.reason = reason[:300]
    run.save()


def numbers(run: ImportRun) -> dict[str, int]:
    """The counts of a run, as the page and the command show them."""
    return {
        "seen": run.rows_seen,
        "made": run.rows_made,
        "known": run.rows_known,
        "refused": run.rows_refused,
        "ignored": run.rows_ignored,
    }


def settle_row(
    *, by: User, row: ImportRow, corrected: Mapping[str, str], signal: Signal | None, state: RowState
) -> ImportRow:
    """A row from the foutenbak became a signal, or turned out to be one that is known."""
    row.state = state
    row.signal = signal
    row.corrected = dict(corrected)
    if signal is not None and is_shut(signal):
        # It was known already, and may no longer be read: then not here either.
        row.original, row.corrected, row.reason = None, None, ""
    row.mended_by = by
    row.mended_at = clock.now()
    row.save()
    _count_mended(row.run, state)
    record_event(
        Action.CHANGE,
        record_type=row._meta.label_lower,
        record_id=str(row.pk),
        details={"row": row.row_number, "state": str(state)},
    )
    return row


@transaction.atomic
def set_row_aside(*, by: User, row: ImportRow, why: str) -> ImportRow:
    """Lay a row of the foutenbak aside with a reason; it stays visible with the import."""
    require(by, "change", row.run)
    row = refused_row(by, row)
    if not why.strip():
        raise Refused("Schrijf op waarom deze regel geen signaal wordt.", field="why")
    row.state = RowState.DROPPED
    row.reason = why.strip()[:300]
    row.mended_by = by
    row.mended_at = clock.now()
    row.save()
    _count_mended(row.run, RowState.IGNORED)
    record_event(
        Action.CHANGE,
        record_type=row._meta.label_lower,
        record_id=str(row.pk),
        reason=why.strip(),
        details={"row": row.row_number, "state": str(RowState.DROPPED)},
    )
    return row


def refused_row(by: User, row: ImportRow) -> ImportRow:
    """The row, held for a change; refused when somebody else has dealt with it."""
    found = (
        ImportRow.objects.visible_to(by).select_for_update(of=("self",)).select_related("run").get(pk=row.pk)
    )
    if found.state != RowState.REFUSED:
        raise Refused("Deze regel is al afgehandeld.")
    return found


def _count_mended(run: ImportRun, state: RowState) -> None:
    """Move one row from refused to what became of it, without losing a count to a colleague."""
    held = ImportRun.objects.unrestricted(why="the row was visible").select_for_update().get(pk=run.pk)
    held.rows_refused -= 1
    name = COUNTER_OF[state]
    setattr(held, name, getattr(held, name) + 1)
    held.save()


def _ask(by: User) -> None:
    if not may(by, "signals.import"):
        raise Denied(deny(refusal("signals.import")))
