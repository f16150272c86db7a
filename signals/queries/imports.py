"""What the pages of the imports read: runs, their rows, how far they came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Count

from core import clock
from signals.models import ColumnMapping, ImportRow, ImportRun, RowState, RunState

if TYPE_CHECKING:
    from accounts.models import Organisation, User

# A run that says nothing for this long has lost its worker and is taken up again.
SILENCE: Final = timedelta(minutes=5)
RUNS_PAGE: Final = 50
ROWS_PAGE: Final = 50
# Before so many rows a forecast is a guess.
ENOUGH_FOR_FORECAST: Final = 50
MINUTE: Final = 60
BIN, NO_SIGNAL, ASIDE, MENDED = "foutenbak", "geen-signaal", "terzijde", "hersteld"
LISTS: Final = {
    BIN: (RowState.REFUSED,),
    NO_SIGNAL: (RowState.IGNORED,),
    ASIDE: (RowState.DROPPED,),
    MENDED: (RowState.MADE, RowState.KNOWN),
}


def import_runs(actor: User) -> list[ImportRun]:
    """The newest imports that the actor may see."""
    rows = ImportRun.objects.visible_to(actor).select_related("by").defer("mapping")
    return list(rows.order_by("-created_at")[:RUNS_PAGE])


def run_of(actor: User, number: str) -> ImportRun | None:
    """One import, without its mapping."""
    return ImportRun.objects.filter(number=number).visible_to(actor).defer("mapping").first()


def same_file(run: ImportRun, actor: User) -> ImportRun | None:
    """An earlier import of exactly this file."""
    rows = ImportRun.objects.filter(file_digest=run.file_digest, created_at__lt=run.created_at)
    return rows.visible_to(actor).exclude(state=RunState.PREVIEW).order_by("-created_at").first()


def remembered_mapping(organisation: Organisation, source_type: str, signature: str) -> dict[str, str] | None:
    """What this organisation chose for this source and heading the last time."""
    found = ColumnMapping.objects.filter(
        organisation=organisation, source_type=source_type, header_signature=signature
    ).first()
    return dict(found.columns) if found else None


def counts_of_rows(run: ImportRun, actor: User) -> dict[str, int]:
    """How many kept rows there are per list of the result page."""
    rows = ImportRow.objects.filter(run=run).visible_to(actor).values_list("state").annotate(Count("pk"))
    per_state = dict(rows.order_by())
    return {name: sum(per_state.get(state, 0) for state in states) for name, states in LISTS.items()}


def reasons_of(run: ImportRun, actor: User, states: tuple[RowState, ...]) -> list[tuple[str, int]]:
    """The reasons of kept rows with their number, most frequent first."""
    rows = ImportRow.objects.filter(run=run, state__in=states).visible_to(actor)
    return list(rows.values_list("reason").annotate(number=Count("pk")).order_by("-number", "reason"))


def rows_of(run: ImportRun, actor: User, listed: str, after: int = 0) -> list[ImportRow]:
    """One page of kept rows, in the order of the file, and one more when there is a next page."""
    rows = ImportRow.objects.filter(run=run, state__in=LISTS[listed], row_number__gt=after)
    return list(rows.visible_to(actor).select_related("mended_by").order_by("row_number")[: ROWS_PAGE + 1])


def row_of(run: ImportRun, actor: User, pk: UUID) -> ImportRow | None:
    """One kept row."""
    return ImportRow.objects.filter(run=run, pk=pk).visible_to(actor).select_related("run__owner").first()


def next_refused(run: ImportRun, actor: User) -> ImportRow | None:
    """The first row that still waits in the foutenbak."""
    rows = ImportRow.objects.filter(run=run, state=RowState.REFUSED).visible_to(actor)
    return rows.order_by("row_number").first()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run came, in numbers and in words."""

    done: int
    total: int | None
    left: str
    silent: bool


def progress_of(run: ImportRun) -> Progress:
    """Rows done and the time that the rest will take at the same pace."""
    now = clock.now()
    left = ""
    if run.started_at and run.rows_total and run.rows_seen >= ENOUGH_FOR_FORECAST:
        seconds = (now - run.started_at).total_seconds() * (run.rows_total - run.rows_seen) / run.rows_seen
        left = in_words(seconds)
    waiting = run.state in {RunState.WAITING, RunState.RUNNING}
    return Progress(run.rows_seen, run.rows_total, left, waiting and now - run.changed_at > SILENCE)


def in_words(seconds: float) -> str:
    """A duration as one says it: *minder dan een minuut*, *3 minuten*."""
    minutes = round(seconds / MINUTE)
    if minutes < 1:
        return "minder dan een minuut"
    return "1 minuut" if minutes == 1 else f"{minutes} minuten"
