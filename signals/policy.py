"""Who may see and do what with a signal, a report and an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from access.decisions import Decision, allow, deny
from access.principals import groups_of
from access.roles import may, refusal
from accounts.models import Role

if TYPE_CHECKING:
    from accounts.models import User

TRIAGE = (Role.COORDINATOR, Role.ANALYST)
# The words of the policy to the actions of the role table.
ACTION_OF = {
    "view": "signals.view",
    "share": "signals.share",
    "change": "signals.edit",
}


class SignalPolicy:
    """Coordinators and analysts of the municipality that owns the signal."""

    def principals(self, record: Any) -> set[int]:
        """The triage roles of the owner."""
        return groups_of(record.owner_id, TRIAGE)

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table decides; content of another owner is opened by a grant, to read only."""
        asked = ACTION_OF.get(action, action)
        if not may(actor, asked):
            return deny(refusal(asked))
        if actor.organisation_id != record.owner_id and asked != "signals.view":
            return deny("Dit signaal is van een andere organisatie: u kunt het alleen inzien.")
        return allow("rol")


class ReportPolicy:
    """A report with the identity of its reporter: for the reporter alone."""

    def principals(self, record: Any) -> set[int]:
        """The reporter, when he has an account."""
        return {record.reporter_id} if record.reporter_id else set()

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The reporter may read his own report."""
        if record.reporter_id == actor.pk and action in {"view", "answer"}:
            return allow("eigen melding")
        return deny("Alleen de melder zelf kan dit zien.")


class ImportPolicy:
    """An import run with its rows: for the coordinators of the municipality."""

    def principals(self, record: Any) -> set[int]:
        """The coordinators of the owner."""
        return groups_of(record.owner_id, (Role.COORDINATOR,))

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """Whoever may import may look at and mend imports."""
        if may(actor, "signals.import") and actor.organisation_id == record.owner_id:
            return allow("rol Coördinator")
        return deny(refusal("signals.import"))


class OwnFilterPolicy:
    """A saved view of the inbox: for its maker alone."""

    def principals(self, record: Any) -> set[int]:
        """The user himself."""
        return {record.user_id}

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """Everything with one's own view, nothing with another's."""
        if record.user_id == actor.pk:
            return allow("eigen weergave")
        return deny("Deze weergave is van een collega.")
