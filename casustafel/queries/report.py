"""The minutes of a meeting as one reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from casustafel.models import Meeting, Minutes, MinutesEdition, TableDecision
from casustafel.queries.minutes import BlockLine, decisions_by, lines_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User


@dataclass(frozen=True, slots=True)
class ReportPart:
    """One item of the report."""

    minutes: Minutes
    lines: Sequence[BlockLine]
    decisions: Sequence[TableDecision]
    editions: Sequence[MinutesEdition]


def report_of(actor: User, meeting: Meeting) -> list[ReportPart]:
    """The items whose minutes the reader sees, in the order of the agenda; others leave no trace."""
    rows = Minutes.objects.visible_to(actor).filter(item__meeting=meeting)
    whole = list(rows.select_related("item__meeting").order_by("item__position"))
    lines, decisions = lines_by(actor, whole), decisions_by(actor, whole)
    editions: dict[UUID, list[MinutesEdition]] = {minutes.pk: [] for minutes in whole}
    adopted = MinutesEdition.objects.visible_to(actor).filter(
        minutes__in=whole, chair_at__isnull=False, second_at__isnull=False
    )
    for edition in adopted.select_related("chair", "second").order_by("-edition"):
        editions[edition.minutes_id].append(edition)
    return [
        ReportPart(minutes, lines[minutes.pk], decisions[minutes.pk], editions[minutes.pk])
        for minutes in whole
    ]
