"""An old register that is read in: received, mapped, started, its rows settled, its questions answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from celery import current_app
from django.db import transaction

from access.decisions import Denied, deny, require
from access.records import locked
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.numbers import next_number
from encryption.blind_index import blind_index
from measures.models import MatchQuestion, Measure, RegisterRow, RegisterRun, RowState, RunState
from subjects.models import Subject, Verdict
from subjects.operations import judge

if TYPE_CHECKING:
    from accounts.models import Organisation, User

JOB: Final = "measures.tasks.read_register"
WHY: Final = "rows of one register"
SEPARATOR: Final = "\x1f"
BATCH: Final = 500
# What a person did with a row holds for the same row in a later file.
SETTLED: Final = (RowState.MADE, RowState.DROPPED, RowState.REFUSED)


def cells_key(owner: Organisation, cells: Iterable[str]) -> bytes:
    """The keyed hash of the cells of a row, whatever spaces and capitals."""
    texts = (" ".join(text.split()).casefold() for text in cells)
    return blind_index(SEPARATOR.join([owner.code, *texts]), context="measures.register.cells")


def facts_key(owner: Organisation, facts: Sequence[str]) -> bytes:
    """The keyed hash of what makes a measure this one: the same in whatever file it stands."""
    return blind_index(SEPARATOR.join([owner.code, *facts]), context="measures.register.facts")


@transaction.atomic
def receive_register(
    *,
    by: User,
    filename: str,
    headings: Sequence[str],
    mapping: Mapping[str, str],
    rows: Iterable[tuple[str, int, Mapping[str, str]]],
) -> RegisterRun:
    """Keep the rows ``(sheet, number, cells)`` of a file; no measure is made yet."""
    if not may(by, "measures.import"):
        raise Denied(deny(refusal("measures.import")))
    run = RegisterRun(
        number=next_number("MI", clock.today().year),
        owner=by.organisation,
        regimes=["avg_internal"],
        filename=filename[:255],
        headings=list(headings),
        mapping=dict(mapping),
        by=by,
    )
    run.save()
    kept = [
        RegisterRow(
            run=run,
            position=position,
            sheet=sheet[:80],
            row_number=number,
            cells_key=cells_key(run.owner, cells.values()),
            original=dict(cells),
        )
        for position, (sheet, number, cells) in enumerate(rows)
    ]
    RegisterRow.objects.bulk_create(kept, batch_size=BATCH)
    _log(run, Action.IMPORT, {"rows": len(kept)})
    return run


@transaction.atomic
def map_columns(*, by: User, run: RegisterRun, mapping: Mapping[str, str]) -> RegisterRun:
    """Say which column means what, before the reading starts."""
    run = _held(by, run)
    if run.state != RunState.PREVIEW:
        raise Refused("Dit register is al ingelezen: de kolommen staan vast.")
    run.mapping = dict(mapping)
    run.save()
    _log(run, Action.CHANGE, {"columns": len(mapping)})
    return run


@transaction.atomic
def start_run(*, by: User, run: RegisterRun, at_once: bool = False) -> RegisterRun:
    """Begin reading, or go on after a stop; ``at_once`` leaves the work to the caller (the command)."""
    run = _held(by, run)
    if run.state == RunState.DONE:
        raise Refused("Dit register is al ingelezen.")
    run.state = RunState.RUNNING
    run.by = by
    run.started_at = run.started_at or clock.now()
    run.save()
    _log(run, Action.IMPORT, {"started": True})
    if not at_once:
        send(run)
    return run


def send(run: RegisterRun) -> None:
    """Hand the run to a worker once this transaction stands; the job stands above, so by its name."""
    run_id = str(run.pk)
    transaction.on_commit(lambda: current_app.tasks[JOB].delay(run_id))


@transaction.atomic
def discard_run(*, by: User, run: RegisterRun) -> None:
    """Throw away a register that was never started."""
    run = _held(by, run)
    if run.state != RunState.PREVIEW:
        raise Refused("Dit register is al gestart en blijft daarom bewaard.")
    _log(
        run, Action.DESTROY, {"rows": run.rows.model._default_manager.filter(run=run).visible_to(by).count()}
    )
    run.delete()


def finish(run: RegisterRun) -> None:
    """The last row was seen."""
    run.state = RunState.DONE
    run.finished_at = clock.now()
    run.save()
    _log(run, Action.IMPORT, {"finished": True})


def settle_row(
    row: RegisterRow,
    state: str,
    *,
    by: User,
    measure: Measure | None = None,
    reason: str = "",
    field: str = "",
) -> RegisterRow:
    """Write down what became of a row; of a made or known measure the measure is enough."""
    row.state, row.measure, row.reason, row.field = state, measure, reason[:300], field[:40]
    if state in {RowState.MADE, RowState.KNOWN, RowState.IGNORED}:
        row.original = None
    row.settled_by, row.settled_at = by, clock.now()
    row.save()
    return row


def known_row(row: RegisterRow, owner: Organisation) -> RegisterRow | None:
    """The same cells in an earlier row that was dealt with, or waits for somebody."""
    same = RegisterRow.objects.filter(run__owner=owner, cells_key=row.cells_key, state__in=SETTLED)
    return same.exclude(pk=row.pk).unrestricted(why=WHY).order_by("created_at").first()


@transaction.atomic
def set_row_aside(*, by: User, row: RegisterRow, why: str) -> RegisterRow:
    """Lay a row of the foutenbak aside with a reason; it stays visible with the register."""
    row = refused_row(by=by, row=row)
    if not why.strip():
        raise Refused("Schrijf op waarom deze regel geen maatregel wordt.", field="why")
    settle_row(row, RowState.DROPPED, by=by, reason=why.strip())
    log_row(row, why.strip())
    return row


def refused_row(*, by: User, row: RegisterRow) -> RegisterRow:
    """The row, held for a change; refused when somebody else has dealt with it."""
    held = RegisterRow.objects.visible_to(by).select_for_update(of=("self",))
    found = held.select_related("run__owner").get(pk=row.pk)
    require(by, "change", found.run)
    if found.state != RowState.REFUSED:
        raise Refused("Deze regel is al afgehandeld.")
    return found


def log_row(row: RegisterRow, reason: str = "") -> None:
    """One audit line for a row that a person dealt with."""
    record_event(
        Action.CHANGE,
        record_type=row._meta.label_lower,
        record_id=str(row.pk),
        reason=reason[:500],
        details={"row": row.row_number, "state": str(row.state)},
    )


def ask_whether_same(run: RegisterRun, subject: Subject, others: Iterable[Subject]) -> None:
    """Keep the question whether a new registration is one that was known."""
    for other in others:
        MatchQuestion(run=run, subject=subject, other=other).save()


@transaction.atomic
def answer_question(*, by: User, question: MatchQuestion, verdict: str) -> MatchQuestion:
    """Judge two registrations *same*, *different* or *unknown* in the ledger; it can be taken back there."""
    held = MatchQuestion.objects.visible_to(by).select_for_update(of=("self",))
    row = held.select_related("run").get(pk=question.pk)
    require(by, "change", row.run)
    if row.answered_at is not None:
        raise Refused("Deze vraag is al beantwoord.")
    if verdict not in Verdict.values:
        raise Refused("Kies een antwoord.", field="verdict")
    seen = Subject.objects.visible_to(by)
    judge(
        by=by,
        subject=seen.get(pk=row.subject_id),
        other=seen.get(pk=row.other_id),
        verdict=verdict,
        why=f"Beoordeeld bij het inlezen van het oude register ({row.run.number}).",
    )
    row.answered_at = clock.now()
    row.save()
    _log(row.run, Action.CHANGE, {"answer": str(verdict)})
    return row


def _held(by: User, run: RegisterRun) -> RegisterRun:
    found = locked(RegisterRun, by, run.pk)
    require(by, "change", found)
    return found


def _log(run: RegisterRun, action: str, details: dict[str, Any]) -> None:
    record_event(
        Action(action),
        record_type=run._meta.label_lower,
        record_id=str(run.pk),
        regime=run.regimes,
        details=details,
    )
