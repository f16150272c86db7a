"""What must be true before an agenda is sent, and before somebody is invited to an item.

Each rule is a class whose docstring the user reads. Pure: facts in, yes or no out. Who may hear what is the
table of regimes and the table *wie ziet wat* of the trade; a rule that is not met always comes with a way out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from casustafel.standing import POLICE, RIEC, Guest
from core.rules import Rule, RuleBook

# What the vaults keep; never content of the table, whoever asks.
NEVER: Final = {
    "bibob": "Gegevens uit een Bibob-onderzoek komen niet op de casustafel. (Wet Bibob 28)",
    "m_report": "Een ruwe M.-melding komt nooit op tafel, alleen het neutrale signaal. (contract met M.)",
}


class CanSignIn(Rule):
    """Deze persoon heeft geen rol waarmee hij aan tafel komt."""

    name = "can_sign_in"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """A role that reads meetings."""
        return facts.can_sign_in


class LevelEnough(Rule):
    """Deze persoon mag gegevens van dit niveau van vertrouwelijkheid niet zien."""

    name = "level_enough"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """His clearance reaches."""
        return facts.level


class WhyGiven(Rule):
    """Schrijf in één zin waarom deze persoon dit moet weten."""

    name = "why_given"
    field = "why"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """A sentence was written."""
        return facts.why


class BasisGiven(Rule):
    """Kies op welke grondslag u dit met een andere organisatie deelt."""

    name = "basis_given"
    field = "legal_basis"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """What holds no data of anybody needs none."""
        return facts.own or facts.basis or not facts.regimes


class PoliceDataOnlyForNamed(Rule):
    """Politiegegevens gaan alleen naar wie in de verstrekking van de politie staat, of met haar toestemming."""

    name = "police_data_only_for_named"
    field = "consent"
    article = "Wpg 7 lid 2; Wpg 16 tot en met 20"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """The police itself, or named."""
        return "wpg_received" not in facts.regimes or facts.is_of(POLICE) or facts.named


class OwnInvestigationOnlyForNamed(Rule):
    """Opsporingsgegevens van de eigen boa gaan alleen verder met een verstrekking die deze persoon noemt."""

    name = "own_investigation_only_for_named"
    field = "consent"
    article = "Wpg 46; Wpg 16 tot en met 20"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """Named in a provision."""
        return "wpg_own" not in facts.regimes or facts.named


class RiecDataWithConsent(Rule):
    """Gegevens uit het RIEC gaan alleen verder met toestemming van het RIEC."""

    name = "riec_data_with_consent"
    field = "consent"
    article = "WGS; RIEC-protocol"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """The RIEC itself, or named."""
        return "riec" not in facts.regimes or facts.is_of(RIEC) or facts.named


class JudicialDataOnlyForNamed(Rule):
    """Justitiële gegevens gaan alleen naar wie in de verstrekking staat."""

    name = "judicial_data_only_for_named"
    field = "consent"
    article = "Wjsg 39e en 39f"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """Named in the provision."""
        return "judicial" not in facts.regimes or facts.named


class SectorDataStays(Rule):
    """Gegevens over uitkering, zorg of belasting gaan niet naar een andere organisatie."""

    name = "sector_data_stays"
    article = "Participatiewet 65; Wmo; AWR 67"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """Nobody outside."""
        return "avg_sector" not in facts.regimes or facts.own


class RegisterDataStays(Rule):
    """Gegevens uit de BRP gaan niet verder naar een andere organisatie."""

    name = "register_data_stays"
    article = "Wet BRP 3.8 en 3.9"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """Nobody outside."""
        return "brp" not in facts.regimes or facts.own


class AnonymousFirstWithPolice(Rule):
    """Anonieme informatie stemt u eerst af met de politie. Tot die akkoord is, hoort alleen de politie dit."""

    name = "anonymous_first_with_police"
    article = "contract met M."

    @staticmethod
    def holds(facts: Guest) -> bool:
        """Aligned, or the police, or a colleague of the municipality that keeps it."""
        return facts.alignment in {"NOT_NEEDED", "AGREED"} or facts.is_of(POLICE) or facts.own


class AnonymousNotFurther(Rule):
    """Anonieme informatie gaat ook na de afstemming alleen naar politie en RIEC."""

    name = "anonymous_not_further"
    article = "contract met M."

    @staticmethod
    def holds(facts: Guest) -> bool:
        """The police, the RIEC, or a colleague."""
        return facts.alignment == "NOT_NEEDED" or facts.own or facts.is_of(POLICE, RIEC)


class NeighbourOnHisGround(Rule):
    """Een andere gemeente hoort alleen wat op haar eigen grondgebied speelt, of wat u bewust met haar deelt."""

    name = "neighbour_on_his_ground"
    field = "beyond_territory"
    article = "AVG 6 lid 4"

    @staticmethod
    def holds(facts: Guest) -> bool:
        """Their ground, or said on purpose with a basis; what holds no data of anybody is free."""
        on_purpose = facts.beyond_territory and facts.basis
        return not facts.neighbour or facts.on_his_ground or on_purpose or not facts.regimes


# What the law says, before what the form can mend.
LEGAL: Final[tuple[type[Rule], ...]] = (
    CanSignIn,
    LevelEnough,
    AnonymousFirstWithPolice,
    AnonymousNotFurther,
    SectorDataStays,
    RegisterDataStays,
    PoliceDataOnlyForNamed,
    OwnInvestigationOnlyForNamed,
    RiecDataWithConsent,
    JudicialDataOnlyForNamed,
    NeighbourOnHisGround,
)
ASKED: Final[tuple[type[Rule], ...]] = (WhyGiven, BasisGiven)


def hindrances(guest: Guest) -> list[type[Rule]]:
    """The rules of law that keep somebody from an item as it is now, in the order of the list."""
    return [rule for rule in LEGAL if not rule.holds(guest)]


def first_broken(guest: Guest) -> type[Rule] | None:
    """The first rule that is not met, of law or of the form; None when he may be invited."""
    return next((rule for rule in (*LEGAL, *ASKED) if not rule.holds(guest)), None)


def never_at_the_table(regimes: Iterable[str]) -> str | None:
    """Why something can't be on an agenda at all; None when it can."""
    return next((NEVER[code] for code in regimes if code in NEVER), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What the rules of sending look at."""

    items: int = 0
    hindered: tuple[str, ...] = ()
    released_by: int | None = None
    sender: int | None = None
    why: str = ""


class SomethingToDiscuss(Rule):
    """Zet eerst een punt op de agenda."""

    name = "something_to_discuss"

    @staticmethod
    def holds(facts: Agenda) -> bool:
        """At least one item."""
        return facts.items > 0


class EveryoneMay(Rule):
    """Bij een of meer punten is iemand genodigd die dit niet mag horen. Los dat eerst op."""

    name = "everyone_may"

    @staticmethod
    def holds(facts: Agenda) -> bool:
        """No item with a guest whom a rule keeps from it."""
        return not facts.hindered


class TwoPeople(Rule):
    """Een tweede persoon verstuurt de agenda: niet wie haar klaarzette."""

    name = "two_people"

    @staticmethod
    def holds(facts: Agenda) -> bool:
        """Released by one, sent by another."""
        return facts.released_by is not None and facts.released_by != facts.sender


class ReasonGiven(Rule):
    """Schrijf in één of twee zinnen waarom."""

    name = "reason_given"
    field = "why"

    @staticmethod
    def holds(facts: Agenda) -> bool:
        """A reason was written."""
        return bool(facts.why.strip())


RULES: Final = RuleBook((SomethingToDiscuss, EveryoneMay, TwoPeople, ReasonGiven), typed=(ReasonGiven,))
