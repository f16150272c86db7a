"""The answer to "may this actor do this?": yes or no, always with a reason to show and to log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.models import Action, Result
from audit.record import record_event

if TYPE_CHECKING:
    from access.records import ProtectedModel
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or not, and the sentence that says why."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


def allow(reason: str) -> Decision:
    """Yes, because."""
    return Decision(True, reason)


def deny(reason: str) -> Decision:
    """No, because."""
    return Decision(False, reason)


class Denied(PermissionError):
    """The policy said no; the reason is a sentence for the user."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        super().__init__(decision.reason)


def require(actor: User, action: str, record: ProtectedModel) -> Decision:
    """Ask the policy of a record; a no is logged and raised as :class:`Denied`."""
    decision: Decision = record.policy.decide(actor, action, record)
    if not decision:
        log_denial(action, record._meta.label_lower, str(record.pk))
        raise Denied(decision)
    return decision


def log_denial(action: str, record_type: str = "", record_id: str = "") -> None:
    """Write one audit line about a refusal: what was asked, of which record."""
    record_event(
        Action.DENIED,
        record_type=record_type,
        record_id=record_id,
        result=Result.DENIED,
        details={"asked": action},
    )
