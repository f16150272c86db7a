"""Two people: the M.-gemachtigden of the municipality, each with a signed secrecy statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from access.decisions import Decision, allow, deny
from access.principals import groups_of
from access.roles import may, refusal
from accounts.models import Role

if TYPE_CHECKING:
    from accounts.models import User


class MReportPolicy:
    """Nobody but the M.-gemachtigden; a raw report is never shared."""

    def principals(self, record: Any) -> set[int]:
        """The M.-gemachtigden of the owner."""
        return groups_of(record.owner_id, (Role.M_AUTHORISED,))

    def decide(self, actor: User, action: str, record: Any) -> Decision:
        """The role table, within the own municipality; sharing never."""
        if action == "share":
            return deny("Een melding van M. wordt met niemand gedeeld (contract M.).")
        asked = f"mreports.{action}" if "." not in action else action
        if actor.organisation_id == record.owner_id and may(actor, asked):
            return allow("M.-gemachtigde")
        return deny(refusal(asked))
