"""Mend a row of the foutenbak and try it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from access.contexts import elevated
from access.decisions import require
from core.errors import Refused
from signals.intake.rows import Plan, fields_of, judge_mended
from signals.models import ImportRow, RowState, Signal
from signals.operations.imports import refused_row, settle_row
from signals.operations.register import register_signal

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def retry_row(*, by: User, row: ImportRow, values: Mapping[str, str]) -> ImportRow:
    """Make a signal of a row with mended fields; raises :class:`Refused` with what is still wrong.

    The original stays as it came in. A report that is known already makes no second signal.
    """
    require(by, "change", row.run)
    row = refused_row(by, row)
    plan = Plan.of(row.run)
    judged = judge_mended(values, plan, row.original or {})
    if judged.new is None:
        raise Refused(judged.reason, field=judged.field or None)
    with elevated(why="is the row known already?"):
        before = Signal.objects.filter(owner=row.run.owner, origin_key=judged.new.origin_key)
        known = before.unrestricted(why="known rows").first()
    if known is None:
        try:
            with transaction.atomic():
                made = register_signal(
                    by=by, new=judged.new, reporter=judged.reporter, action="signals.import"
                )
        except IntegrityError:
            raise Refused("Een collega heeft deze regel net ingelezen. Laad de pagina opnieuw.") from None
        return settle_row(by=by, row=row, corrected=dict(values), signal=made, state=RowState.MADE)
    return settle_row(by=by, row=row, corrected=dict(values), signal=known, state=RowState.KNOWN)


def fields_to_mend(row: ImportRow) -> dict[str, str]:
    """The cells of a row per field, as the mapping of its run reads them."""
    return fields_of(row.original or {}, row.run.mapping)
