"""Keep received files and rows no longer than needed, and take up runs that lost their worker."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from audit.models import Action
from audit.record import record_event
from core import clock
from signals.intake.files import forget_file
from signals.models import ImportRow, ImportRun, RunState
from signals.operations.imports import send
from signals.queries.imports import SILENCE

# The file is needed while rows wait in the foutenbak; after that only to explain a question.
KEPT_AFTER: Final = timedelta(days=90)
NEVER_STARTED: Final = timedelta(days=14)
BATCH: Final = 200


def clear_old_imports() -> int:
    """Forget files of imports that were finished long ago, and the cells of their settled rows."""
    now = clock.now()
    runs = ImportRun.objects.unrestricted(why="retention").exclude(file_key="")
    forgotten = 0
    for run in runs.filter(state=RunState.PREVIEW, created_at__lt=now - NEVER_STARTED)[:BATCH]:
        forget_file(run.file_key)
        run.delete()
        forgotten += 1
    done = runs.filter(state=RunState.DONE, finished_at__lt=now - KEPT_AFTER, rows_refused=0)
    for run in done[:BATCH]:
        forget_file(run.file_key)
        run.file_key = ""
        run.save()
        for row in ImportRow.objects.filter(run=run).unrestricted(why="retention").iterator(BATCH):
            row.original, row.corrected = {}, None
            row.save(update_fields=["original", "corrected"])
        forgotten += 1
    if forgotten:
        record_event(Action.DESTROY, record_type="signals.importrun", details={"files": forgotten})
    return forgotten


def take_up_silent_runs() -> int:
    """Put runs back in the queue that said nothing for a while; safe when they still work."""
    silent = ImportRun.objects.unrestricted(why="job").filter(
        state__in=[RunState.WAITING, RunState.RUNNING], changed_at__lt=clock.now() - SILENCE
    )
    count = 0
    for run in silent[:BATCH]:
        send(run)
        count += 1
    return count
