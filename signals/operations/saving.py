"""Keep a user's standard view of the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from access.decisions import Denied, deny
from access.roles import may, refusal
from core.levels import Confidentiality
from signals.models import SavedFilter

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def save_view(*, by: User, query: str) -> SavedFilter:
    """Remember the query of the inbox's address for its user; it holds no searched words."""
    if not may(by, "signals.view"):
        raise Denied(deny(refusal("signals.view")))
    row = SavedFilter.objects.filter(user=by).visible_to(by).select_for_update(of=("self",)).first()
    if row is None:
        row = SavedFilter(
            number=f"F-{by.pk}", owner=by.organisation, user=by, confidentiality=Confidentiality.INTERN
        )
    row.query = query[:400]
    row.save()
    return row
