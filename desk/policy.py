"""Who may see and do what with a saved search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from access.decisions import Decision, allow, deny
from access.roles import may, refusal

if TYPE_CHECKING:
    from accounts.models import User


class OwnSearchPolicy:
    """A saved search: for its maker alone, as long as he may search."""

    def principals(self, record: Any) -> set[int]:
        """The user himself."""
        return {record.user_id}

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """Everything with one's own search, nothing with another's."""
        if not may(actor, "search.use"):
            return deny(refusal("search.use"))
        if record.user_id == actor.pk:
            return allow("eigen zoekvraag")
        return deny("Deze zoekvraag is van een collega.")
