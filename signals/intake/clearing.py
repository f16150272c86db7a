"""Keep received files and rows no longer than needed, and take up runs that lost their worker."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from audit.models import Action
from audit.record import record_event
from core import clock
from legal.retention import kept_since
from signals.intake.files import forget_file, old_files
from signals.models import ImportRow, ImportRun, RowState, RunState
from signals.operations.forgetting import empty_settled_rows
from signals.operations.imports import send
from signals.queries.imports import SILENCE

NEVER_STARTED: Final = timedelta(days=14)
# A file that is being received has no row yet.
GRACE: Final = timedelta(days=1)
BATCH: Final = 200
WHY: Final = "retention"


def clear_old_imports() -> int:
    """Forget files and cells past their term, and files without a run; returns how many files went.

    The file goes a month after the last row was dealt with, and at the latest eleven months after it came
    in: before the first signal of it can be destroyed. Rows wait in the foutenbak without the file.
    """
    forgotten = _forget_never_started() + _forget_past_their_term() + _remove_strays()
    _empty_rows()
    return forgotten


def _forget_never_started() -> int:
    runs = ImportRun.objects.filter(state=RunState.PREVIEW, created_at__lt=clock.now() - NEVER_STARTED)
    found = list(runs.unrestricted(why=WHY).select_for_update(of=("self",))[:BATCH])
    for run in found:
        forget_file(run.file_key)
        _log(run, "niet gestart")
        run.delete()
    return len(found)


def _forget_past_their_term() -> int:
    settled = Q(state=RunState.DONE, rows_refused=0, finished_at__lt=_since("import_file"))
    too_long = Q(state__in=[RunState.DONE, RunState.FAILED], created_at__lt=_since("import_file_last"))
    runs = ImportRun.objects.filter(settled | too_long).exclude(file_key="")
    found = list(runs.unrestricted(why=WHY).select_for_update(of=("self",))[:BATCH])
    for run in found:
        forget_file(run.file_key)
        run.file_key = ""
        run.save()
        _log(run, "bewaartermijn voorbij")
    return len(found)


def _empty_rows() -> None:
    """The cells of rows that nobody has to look at any more."""
    before = _since("import_file")
    ended = Q(mended_at__lt=before) | Q(mended_at=None, run__finished_at__lt=before)
    stopped = Q(mended_at=None, run__state=RunState.FAILED, run__created_at__lt=before)
    rows = ImportRow.objects.filter(ended | stopped, original__isnull=False).exclude(state=RowState.REFUSED)
    emptied = empty_settled_rows(rows.unrestricted(why=WHY))
    if emptied:
        record_event(Action.DESTROY, record_type=ImportRow._meta.label_lower, details={"rows": emptied})


def _remove_strays() -> int:
    """Files of uploads that were broken off after the file was kept."""
    keys = old_files(clock.now() - GRACE)
    rows = ImportRun.objects.filter(file_key__in=keys).unrestricted(why=WHY)
    strays = keys - set(rows.values_list("file_key", flat=True))
    for key in strays:
        forget_file(key)
    if strays:
        record_event(
            Action.DESTROY, record_type=ImportRun._meta.label_lower, details={"orphans": len(strays)}
        )
    return len(strays)


def _since(kind: str) -> datetime:
    return timezone.make_aware(datetime.combine(kept_since(kind, clock.today()), time.min))


def _log(run: ImportRun, reason: str) -> None:
    record_event(
        Action.DESTROY,
        record_type=run._meta.label_lower,
        record_id=str(run.pk),
        regime=run.regimes,
        reason=reason,
        details={"files": 1},
    )


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
