"""Reading the audit lines of one test; lines of other tests stay in the same table."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from audit.models import Action, AuditEvent


def lines_about(user: User, action: Action) -> list[Any]:
    """The lines about a user, oldest first."""
    rows = AuditEvent.objects.using("audit").filter(
        record_type="accounts.user", record_id=str(user.pk), action=action
    )
    return list(rows.order_by("day", "seq"))
