"""Who may see and do what with a subject or object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from access.decisions import Decision, allow, deny
from access.principals import groups_of
from access.roles import may, refusal
from accounts.models import Role

if TYPE_CHECKING:
    from accounts.models import User

KEEPERS = (Role.COORDINATOR, Role.ANALYST)
ACTION_OF = {"view": "subjects.view", "share": "subjects.share", "change": "subjects.edit"}


class SubjectPolicy:
    """Coordinators and analysts of the municipality that keeps the record, and the roles it is opened for."""

    def principals(self, record: Any) -> set[int]:
        """The triage roles of the owner; of a row that is no registration (a link) only those."""
        also = [Role(code) for code in getattr(record, "also_for", ())]
        return groups_of(record.owner_id, (*KEEPERS, *also))

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table decides; what another municipality keeps can only be read."""
        asked = ACTION_OF.get(action, action)
        if not may(actor, asked):
            return deny(refusal(asked))
        if actor.organisation_id != record.owner_id and asked != "subjects.view":
            return deny("Dit is van een andere organisatie: u kunt het alleen inzien.")
        return allow("rol")
