"""Who may see and do what with a measure and with a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from access.decisions import Decision, allow, deny
from access.principals import groups_of
from access.roles import may, refusal
from accounts.models import Role
from measures.states import MeasureState

if TYPE_CHECKING:
    from accounts.models import User

READERS = (Role.LEGAL, Role.COORDINATOR, Role.ANALYST, Role.BIBOB)
ACTION_OF = {"view": "measures.view", "change": "measures.edit", "share": "measures.share"}


class MeasurePolicy:
    """Jurists keep measures; coordinators, analysts and Bibob specialists of the municipality read them."""

    def principals(self, record: Any) -> set[int]:
        """The roles of the owner that work with measures."""
        return groups_of(record.owner_id, READERS)

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table decides; what another municipality keeps can only be read."""
        asked = ACTION_OF.get(action, action)
        if not may(actor, asked):
            return deny(refusal(asked))
        if actor.organisation_id != record.owner_id and asked != "measures.view":
            return deny("Dit is van een andere organisatie: u kunt het alleen inzien.")
        if record.state == MeasureState.DESTROYED and asked != "measures.view":
            return deny("Deze maatregel is na de bewaartermijn vernietigd: er valt niets meer te wijzigen.")
        return allow("rol")


class ClaimPolicy(MeasurePolicy):
    """A claim is as visible as measures are: what it is for stands in its kind, never more."""


class RegisterPolicy:
    """An old register that is read in: for the jurists of the municipality."""

    def principals(self, record: Any) -> set[int]:
        """The jurists of the owner."""
        return groups_of(record.owner_id, (Role.LEGAL,))

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """Whoever may import may look at and mend what came in."""
        if may(actor, "measures.import") and actor.organisation_id == record.owner_id:
            return allow("rol Jurist")
        return deny(refusal("measures.import"))
