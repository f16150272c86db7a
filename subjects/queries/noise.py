"""The noise list: what is noted as common, what must be looked at again first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from core import clock
from subjects.models import Statement, Subject

if TYPE_CHECKING:
    from accounts.models import User

MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Common:
    """A common record with the reason and whether its day of review has come."""

    subject: Subject
    reason: Statement | None
    due: bool


def not_common(prefix: str = "") -> Q:
    """Only what is not common: never noted so, or its day of review has come."""
    return Q(**{f"{prefix}common_until": None}) | Q(**{f"{prefix}common_until__lte": clock.today()})


def noise_list(actor: User, kinds: Sequence[str]) -> list[Common]:
    """The common records of these kinds that the actor may see, the first to review first. Two queries."""
    rows = Subject.objects.filter(kind__in=kinds, common_until__isnull=False).visible_to(actor)
    found = list(rows.order_by("common_until", "number")[:MOST])
    said = Statement.objects.filter(subject__in=found, fact="common", withdrawn_at=None).visible_to(actor)
    reasons = {row.subject_id: row for row in said.select_related("stated_by").order_by("stated_at")}
    today = clock.today()
    return [
        Common(row, reasons.get(row.pk), row.common_until is not None and row.common_until <= today)
        for row in found
    ]
