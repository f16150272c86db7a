"""Every term in which the municipality must act is watched: by a row that stays open until it was met.

A watch is derived, never typed: each change of a measure or claim brings its watches up to date, so
that no claim can near its verjaring without an open reminder. What passed can't be hidden, only explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from access.decisions import require
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from measures.deadlines import OpenTerm
from measures.models import Claim, ClaimReminder, Measure, Reminder

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "terms are watched"


def watch_measure(measure: Measure, terms: Sequence[OpenTerm]) -> None:
    """Let the watches of a measure follow its own terms."""
    wanted = {row.key: row.on for row in terms if row.ours and not row.claim}
    rows = Reminder.objects.filter(measure=measure).unrestricted(why=WHY)
    _follow(rows, wanted, lambda code, on: Reminder(measure=measure, code=code, due_on=on))


def watch_claim(claim: Claim, terms: Sequence[OpenTerm]) -> None:
    """Let the watches of a claim follow its terms."""
    wanted = {row.code: row.on for row in terms if row.ours and row.claim == claim.number}
    rows = ClaimReminder.objects.filter(claim=claim).unrestricted(why=WHY)
    _follow(rows, wanted, lambda code, on: ClaimReminder(claim=claim, code=code, due_on=on))


def _follow(rows: Any, wanted: dict[str, date], make: Any) -> None:
    now = clock.now()
    there = list(rows.select_for_update(of=("self",)))
    open_now = {row.code: row for row in there if row.met_at is None and row.explained_at is None}
    explained = {(row.code, row.due_on) for row in there if row.explained_at is not None}
    for code, row in open_now.items():
        if code not in wanted:
            row.met_at = now
            row.save()
        elif row.due_on != wanted[code]:
            # Another day is another warning: the ladder starts anew.
            row.due_on, row.days_sent, row.escalated_at = wanted[code], None, None
            row.save()
    for code, on in wanted.items():
        if code not in open_now and (code, on) not in explained:
            make(code, on).save()


@transaction.atomic
def explain_overdue(*, by: User, watch: Reminder | ClaimReminder, why: str) -> Reminder | ClaimReminder:
    """Say why a term passed without being met; the row stays to be seen with who said so.

    Raises :class:`Refused` without an explanation, and for a term that still runs or was met.
    """
    row: Any = type(watch).objects.filter(pk=watch.pk).visible_to(by).select_for_update(of=("self",)).get()
    record = row.measure if isinstance(row, Reminder) else row.claim
    require(by, "change", record)
    if not why.strip():
        raise Refused("Leg uit waarom deze termijn voorbijging.", field="why")
    if row.met_at is not None or row.explained_at is not None:
        raise Refused("Deze termijn is al afgehandeld.")
    if row.due_on >= clock.today():
        raise Refused("Deze termijn loopt nog.")
    row.explained, row.explained_by, row.explained_at = why.strip(), by, clock.now()
    row.save()
    record_event(
        Action.CHANGE,
        record_type=record._meta.label_lower,
        record_id=str(record.pk),
        regime=record.regimes,
        details={"kind": "overdue_explained", "code": row.code},
    )
    return row  # type: ignore[no-any-return]  # one of the two kinds of watch
