"""Who may see and do what with a case and with an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from access.decisions import Decision, allow, deny
from access.principals import groups_of
from access.roles import may, refusal
from accounts.models import Role
from cases.states import CaseState

if TYPE_CHECKING:
    from accounts.models import User

KEEPERS: Final = (Role.COORDINATOR, Role.ANALYST)
# These read the row of a case, not what lies in it (domain 1.5).
FROM_OUTSIDE: Final = (Role.CHAIR, Role.PRIVACY_OFFICER)
ACTION_OF: Final = {"view": "cases.view", "share": "cases.share", "change": "cases.edit"}
# What is left of a destroyed case can be read.
READING: Final = frozenset({"cases.view", "cases.parts"})
# What somebody does with an action that was given to him, from wherever he is.
OWN_ACTS: Final = frozenset({"cases.action", "cases.report_action"})
NOT_YOURS: Final = "Alleen de actiehouder kan hierover berichten."


class CasePolicy:
    """The keepers of the municipality and who is named in the case; of a compartmented case only the named.

    The chair sees a case once it has been on the table, the privacy officer once its destruction was
    proposed or stopped: he decides about it on a list without content.
    """

    def principals(self, record: Any) -> set[int]:
        """The named people; without a compartment also the roles that keep cases."""
        named = set(record.named)
        if record.destroy_proposed_at or record.held_at:
            named |= groups_of(record.owner_id, (Role.PRIVACY_OFFICER,))
        if record.compartmented:
            return named
        roles = (*KEEPERS, Role.CHAIR) if record.tabled else KEEPERS
        return named | groups_of(record.owner_id, roles)

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table decides; what another municipality or partner was shown can only be read."""
        asked = ACTION_OF.get(action, action)
        if not may(actor, asked):
            return deny(refusal(asked))
        if actor.organisation_id != record.owner_id and asked != "cases.view":
            return deny("Deze casus is van een andere organisatie: u kunt die alleen inzien.")
        if record.state == CaseState.DESTROYED and asked not in READING:
            return deny("Deze casus is na de bewaartermijn vernietigd: er valt niets meer te wijzigen.")
        return allow("rol")


class ActionPolicy:
    """Who carries the action out, wherever he works; and who keeps the case it belongs to."""

    def principals(self, record: Any) -> set[int]:
        """The owner of the action, or the table partners of his organisation; and the keepers."""
        found = set(record.named)
        if record.assignee_id:
            found.add(record.assignee_id)
        else:
            found |= groups_of(record.organisation_id, (Role.PARTICIPANT,))
        if not record.compartmented:
            found |= groups_of(record.owner_id, (*KEEPERS, Role.CHAIR))
        return found

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table; somebody of another organisation reads and reports on his own, nothing else."""
        asked = {"view": "cases.action", "evidence": "cases.report_action"}.get(action, action)
        if not may(actor, asked):
            return deny(refusal(asked))
        if actor.organisation_id != record.owner_id and asked not in OWN_ACTS:
            return deny(
                "Deze actie is door een andere organisatie uitgezet: u kunt er alleen over berichten."
            )
        if action == "evidence" and not may_report(actor, record):
            return deny(NOT_YOURS)
        return allow("eigen actie" if record.assignee_id == actor.pk else "rol")


def may_report(actor: User, action: Any) -> bool:
    """Only the owner reports, a table partner of the organisation that was asked, or who keeps actions."""
    own = action.assignee_id == actor.pk or (
        action.assignee_id is None
        and action.organisation_id == actor.organisation_id
        and actor.has_role(Role.PARTICIPANT)
    )
    return bool(own or (actor.organisation_id == action.owner_id and may(actor, "cases.assign_action")))
