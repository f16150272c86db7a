"""What an import still holds of a signal: emptied as soon as the signal itself may no longer be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from audit.models import AuditEvent
from audit.reasons import destroy_reasons
from signals.models import ImportRow, RowState, Signal
from signals.states import SignalState

WHY: Final = "what was received goes with the signal"


def is_shut(signal: Signal) -> bool:
    """Whether the content of a signal is sealed or destroyed, so that nothing else may hold it."""
    return signal.sealed_at is not None or signal.state == SignalState.DESTROYED


def empty_rows_of(signal: Signal) -> int:
    """Empty the rows that became this signal; returns how many.

    Place, state and the name of the field that was wrong stay; what came in, what was typed to mend it
    and the sentence about it (which may quote a cell) are gone.
    """
    rows = ImportRow.objects.filter(signal=signal, original__isnull=False)
    return rows.unrestricted(why=WHY).update(original=None, corrected=None, reason="")


def empty_settled_rows(rows: QuerySet[ImportRow]) -> int:
    """Empty rows that nobody has to look at any more; returns how many.

    Our own sentence about a row that was no signal stays for the account; what a colleague typed when
    he set a row aside goes, also out of the log.
    """
    found = dict(rows.values_list("pk", "state"))
    typed = [pk for pk, state in found.items() if state == RowState.DROPPED]
    held = ImportRow.objects.filter(pk__in=found)
    held.unrestricted(why=WHY).update(original=None, corrected=None)
    held.filter(pk__in=typed).unrestricted(why=WHY).update(reason="")
    destroy_reasons(_lines_with_reason(typed))
    return len(found)


def _lines_with_reason(rows: Iterable[UUID]) -> list[UUID]:
    # The log is read through its own door; the application itself may not look into it.
    lines = AuditEvent.objects.using("audit").filter(record_id__in=[str(pk) for pk in rows])
    return list(lines.exclude(reason=b"").values_list("id", flat=True))
