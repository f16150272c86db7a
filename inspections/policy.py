"""Who may see and do what with a control and with a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from access.decisions import Decision, allow, deny
from access.principals import groups_of
from access.roles import may, refusal
from accounts.models import Role
from inspections.states import FindingState

if TYPE_CHECKING:
    from accounts.models import User

OVERSEERS = (Role.COORDINATOR, Role.ANALYST)
ACTION_OF = {"view": "inspections.view", "change": "inspections.plan"}
# With whom the jurist has to do: proposed, and what became of it.
FOR_LEGAL = frozenset({FindingState.PROPOSED, FindingState.TAKEN, FindingState.DECLINED})


class InspectionPolicy:
    """The team of a control, and who oversees all controls of the municipality."""

    def principals(self, record: Any) -> set[int]:
        """Coordinators and analysts of the owner, and the colleagues in the team."""
        return groups_of(record.owner_id, OVERSEERS) | set(record.team)

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table decides, within the own municipality."""
        asked = ACTION_OF.get(action, action)
        if not may(actor, asked):
            return deny(refusal(asked))
        if actor.organisation_id != record.owner_id:
            return deny("Deze controle is van een andere organisatie.")
        return allow("rol, en in het team of toezicht op alle controles")


class FindingPolicy:
    """A finding: for who sees its control, for jurists once a measure is proposed, for Bibob after the day."""

    def principals(self, record: Any) -> set[int]:
        """As the control, and the roles for which it counts."""
        found = InspectionPolicy().principals(record)
        if record.breach and record.state in FOR_LEGAL:
            found |= groups_of(record.owner_id, (Role.LEGAL,))
        if record.breach and record.final:
            found |= groups_of(record.owner_id, (Role.BIBOB,))
        return found

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table decides, within the own municipality."""
        asked = {"view": "inspections.findings", "change": "inspections.visit"}.get(action, action)
        if not may(actor, asked):
            return deny(refusal(asked))
        if actor.organisation_id != record.owner_id:
            return deny("Deze bevinding is van een andere organisatie.")
        return allow("rol")
