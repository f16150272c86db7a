"""Who may see a file: its specialist and the deputy, nobody else (Wet Bibob 28)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from access.decisions import Decision, allow, deny
from access.roles import may, refusal

if TYPE_CHECKING:
    from accounts.models import User


class InvestigationPolicy:
    """Access per file, named on the file itself."""

    def principals(self, record: Any) -> set[int]:
        """The specialist and the deputy."""
        return {key for key in (record.specialist_id, record.deputy_id) if key}

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table within the own municipality; sharing never."""
        if action == "share":
            return deny("Gegevens uit een Bibob-onderzoek worden niet gedeeld (Wet Bibob 28).")
        asked = action if "." in action else "bibob.edit"
        if actor.organisation_id == record.owner_id and may(actor, asked):
            return allow("Bibob-specialist van dit dossier")
        return deny(refusal(asked))


class LookUpPolicy:
    """A look-up: for who made it."""

    def principals(self, record: Any) -> set[int]:
        """Its maker."""
        return {record.by_id}

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """One's own look-ups, as long as the role lasts."""
        if record.by_id == actor.pk and may(actor, "bibob.lookup"):
            return allow("eigen raadpleging")
        return deny(refusal("bibob.lookup"))
