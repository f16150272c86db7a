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
        """What its record put on it (:mod:`documents.following`)."""
        return set(record.audience)

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """Seeing the shown copy goes with the record; everything else asks for a role, and at the owner."""
        asked = f"documents.{action}"
        if record.destroyed_at is not None:
            return deny("Dit bestand is vernietigd.")
        if record.hidden_at is not None:
            return deny("Dit bestand is verborgen.")
        if not may(actor, asked):
            return deny(refusal(asked))
        if actor.organisation_id != record.owner_id and action != "view":
            return deny("Dit is van een andere organisatie: u kunt het alleen inzien.")
        return allow("hoort bij het dossier")
