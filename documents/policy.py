"""Who may open a file: whoever may see the record that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from access.decisions import Decision, allow, deny
from access.roles import may, refusal

if TYPE_CHECKING:
    from accounts.models import User


class DocumentPolicy:
    """A document carries the principals of its record; it has no audience of its own."""

    def principals(self, record: Any) -> set[int]:
        """What the owning room put on it (:func:`documents.operations.attach_to`)."""
        return set(record.audience)

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """Seeing the shown copy goes with the record; the original asks for a role."""
        asked = f"documents.{action}"
        if record.destroyed_at is not None:
            return deny("Dit bestand is vernietigd.")
        if record.hidden_at is not None:
            return deny("Dit bestand is verborgen.")
        if may(actor, asked):
            return allow("hoort bij het dossier")
        return deny(refusal(asked))
