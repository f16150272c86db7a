"""What must be true of a decision before it counts, and of minutes before they are proposed and adopted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from casustafel.minutes_states import FOLLOW_UPS, DecisionKind
from core.errors import Refused
from core.rules import Rule, RuleBook

if TYPE_CHECKING:
    from casustafel.operations.deciding import NewDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """A decision as the rules see it."""

    kind: str
    reason: bool = False
    legal_basis: bool = False
    recipient: bool = False
    until: date | None = None
    sent: bool = False
    what: bool = False
    owner: bool = False
    due_on: date | None = None
    today: date = date.min

    @classmethod
    def of(cls, new: NewDecision, *, today: date) -> Deciding:
        """The facts of what was typed."""
        return cls(
            kind=new.kind,
            reason=bool(new.reason.strip()),
            legal_basis=bool(new.legal_basis.strip()),
            recipient=bool(new.recipient.strip()),
            until=new.until,
            sent=new.sent_on is not None,
            what=bool(new.what.strip()),
            owner=new.assignee is not None or new.organisation is not None,
            due_on=new.due_on,
            today=today,
        )

    def asks(self, field: str) -> bool:
        """Must this field be there for this kind?"""
        return field in FOLLOW_UPS[self.kind].fields


class KnownKind(Rule):
    """Kies een besluit uit de lijst."""

    name = "known_kind"
    field = "kind"

    @staticmethod
    def holds(facts: Deciding) -> bool:
        """Of the table of decisions."""
        return facts.kind in DecisionKind.values


class ReasonGiven(Rule):
    """Schrijf in ten hoogste drie regels waarom de tafel dit besluit."""

    name = "reason_given"
    field = "reason"

    @staticmethod
    def holds(facts: Deciding) -> bool:
        """Something was written."""
        return facts.reason


class EndGiven(Rule):
    """Monitoren kan alleen tot een einddatum. Kies een dag na vandaag."""

    name = "end_given"
    field = "until"

    @staticmethod
    def holds(facts: Deciding) -> bool:
        """A day to come."""
        return not facts.asks("until") or (facts.until is not None and facts.until > facts.today)


class BasisGiven(Rule):
    """Noem de grondslag waarop gegevens naar deze ontvanger gaan of worden opgevraagd."""

    name = "basis_given"
    field = "legal_basis"

    @staticmethod
    def holds(facts: Deciding) -> bool:
        """A basis is named where something leaves or comes in."""
        return not facts.asks("legal_basis") or facts.legal_basis


class RecipientGiven(Rule):
    """Schrijf naar welke organisatie dit gaat."""

    name = "recipient_given"
    field = "recipient"

    @staticmethod
    def holds(facts: Deciding) -> bool:
        """Named, where the kind does not name it."""
        return not facts.asks("recipient") or facts.recipient


class SendingPlanned(Rule):
    """Vul in wanneer dit naar de ontvanger gaat of ging."""

    name = "sending_planned"
    field = "sent_on"

    @staticmethod
    def holds(facts: Deciding) -> bool:
        """A day."""
        return not facts.asks("sent_on") or facts.sent


class ActionGiven(Rule):
    """Bij dit besluit hoort een actie. Schrijf wat er gebeurt."""

    name = "action_given"
    field = "what"

    @staticmethod
    def holds(facts: Deciding) -> bool:
        """What somebody will do."""
        return facts.what or not FOLLOW_UPS[facts.kind].action


class OwnerGiven(Rule):
    """Kies wie de actie doet."""

    name = "owner_given"
    field = "assignee"

    @staticmethod
    def holds(facts: Deciding) -> bool:
        """No action without an owner."""
        return facts.owner or not facts.what


class DueGiven(Rule):
    """Kies wanneer de actie klaar is. Die dag ligt niet in het verleden."""

    name = "due_given"
    field = "due_on"

    @staticmethod
    def holds(facts: Deciding) -> bool:
        """A day from today on."""
        return not facts.what or (facts.due_on is not None and facts.due_on >= facts.today)


_DECIDING: Final = (
    KnownKind,
    ReasonGiven,
    RecipientGiven,
    BasisGiven,
    EndGiven,
    SendingPlanned,
    ActionGiven,
    OwnerGiven,
    DueGiven,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """All minutes of a meeting as the checklist sees them."""

    without_outcome: tuple[str, ...] = ()
    actions_without_owner: tuple[str, ...] = ()
    double: tuple[str, ...] = ()
    why: bool = False
    readers: frozenset[int] = frozenset()
    by: int = 0


class EveryItemAnOutcome(Rule):
    """Elk agendapunt heeft een uitkomst nodig: een besluit, of schuif het punt door."""

    name = "every_item_an_outcome"

    @staticmethod
    def holds(facts: Closing) -> bool:
        """Nothing was left open."""
        return not facts.without_outcome


class EveryActionAnOwner(Rule):
    """Elke actie heeft een actiehouder en een datum nodig."""

    name = "every_action_an_owner"

    @staticmethod
    def holds(facts: Closing) -> bool:
        """Blocks of the kind action lead to an action."""
        return not facts.actions_without_owner


class NothingDouble(Rule):
    """In een blok staan twee versies naast elkaar. Kies eerst welke blijft, of voeg ze samen."""

    name = "nothing_double"

    @staticmethod
    def holds(facts: Closing) -> bool:
        """No two versions beside each other."""
        return not facts.double


class TwoReaders(Rule):
    """Het verslag wordt vastgesteld door de voorzitter én een tweede lezer. Een ander moet dit nu doen."""

    name = "two_readers"

    @staticmethod
    def holds(facts: Closing) -> bool:
        """Two different people."""
        return len(facts.readers) >= 2


_PROPOSING: Final = (EveryItemAnOutcome, EveryActionAnOwner, NothingDouble)


class MinutesRules(RuleBook):
    """The rules of minutes; those of a decision are asked together."""

    def demand(self, facts: Deciding) -> None:
        """Refuse a decision at its first rule that is not met."""
        for rule in _DECIDING:
            if not rule.holds(facts):
                raise Refused(rule.sentence(), field=rule.field)

    def missing(self, facts: Closing) -> list[type[Rule]]:
        """What the checklist still asks for before minutes can be proposed."""
        return [rule for rule in _PROPOSING if not rule.holds(facts)]


MINUTES_RULES: Final = MinutesRules((*_PROPOSING, TwoReaders), typed=())
