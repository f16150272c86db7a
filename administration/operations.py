"""What needs more than accounts alone: closing an account also ends what was opened for that person."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from access.acl import record_models
from access.contexts import elevated
from accounts import operations
from accounts.models import User
from audit.models import Action
from audit.record import record_event
from core import clock


@transaction.atomic
def close_account(*, by: User, user: User, why: str) -> int:
    """Close an account with all its rights, also those on single records; returns how many of the latter.

    Without this they would hold again the day the account is opened again. Raises
    :class:`core.errors.Refused` as :func:`accounts.operations.deactivate_user` does.
    """
    operations.deactivate_user(by=by, user=user, why=why)
    at = clock.now()
    ended = 0
    with elevated(why="a closed account loses what was opened for it"):
        for model in record_models():
            if model.user_grants is None:
                continue
            rows = model.user_grants._default_manager.filter(user=user, revoked_at=None, ends_at__gt=at)
            for row in rows.select_for_update():
                row.revoked_at = at
                row.save(update_fields=["revoked_at"])
                _derive_again(model, row.content_object_id)
                ended += 1
    if ended:
        record_event(
            Action.REVOKE,
            record_type="accounts.user",
            record_id=str(user.pk),
            reason=why,
            details={"grants": ended},
        )
    return ended


def _derive_again(model: Any, pk: object) -> None:
    """Saving derives the acl of a record from its policy and the grants in force."""
    record = model.objects.filter(pk=pk).unrestricted(why="a grant ended").first()
    if record is not None:
        record.save()
