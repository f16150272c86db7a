"""What must be true before a measure takes a step; each rule is a class whose docstring the user reads.

The names in :mod:`measures.states` are the names here. Pure: facts in, yes or no out. Sources: the Awb
as in each rule's ``article``, and the validation rules of the product.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core.rules import Rule, RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules look at: the measure as it would be after the step, and the dates."""

    today: date
    on: date | None = None
    not_before: date | None = None  # the day of the step before this one
    why: str = ""
    target: str = ""
    authority: str = ""
    authorities: frozenset[str] = frozenset()
    grounds: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    urgent: bool = False
    unheard: str = ""
    view_until: date | None = None
    notice: str = ""
    compliance_until: datetime | None = None
    now: datetime | None = None
    maximum: object = None
    mode: str = ""
    has_duration: bool = False
    deviates: bool = False
    deviation: str = ""
    proportionate: bool = False
    ends_on: date | None = None
    early_answer: str = ""
    kept_until: date | None = None
    held: bool = False


class ReasonGiven(Rule):
    """Schrijf in één of twee zinnen waarom."""

    name = "reason_given"
    field = "why"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.why.strip())


class DayGiven(Rule):
    """Vul in op welke dag dit gebeurde: niet in de toekomst en niet vóór de vorige stap."""

    name = "day_given"
    field = "on"

    @staticmethod
    def holds(facts: Facts) -> bool:
        if facts.on is None or facts.on > facts.today:
            return False
        return facts.not_before is None or facts.on >= facts.not_before


class GroundsGiven(Rule):
    """Leg eerst vast waar de maatregel op rust: een rapportage, een controle of een andere bron."""

    name = "grounds_given"
    article = "Awb 3:2 en 3:46"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.grounds)


class NotAnonymousAlone(Rule):
    """Anonieme informatie mag niet de enige bron zijn. Leg een tweede, onafhankelijke bron vast."""

    name = "not_anonymous_alone"
    article = "contract M."

    @staticmethod
    def holds(facts: Facts) -> bool:
        return not facts.grounds or any(kind != "ANONYMOUS" for kind in facts.grounds)


class AuthorityFits(Rule):
    """Dit bestuursorgaan mag deze maatregel niet opleggen. Kies het bevoegd gezag dat bij de grondslag past."""

    name = "authority_fits"
    field = "authority"
    article = "Awb 5:4; bevoegdheid volgens de grondslag"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.authority in facts.authorities


class OffenderKnown(Rule):
    """Leg eerst vast wie de overtreder is, of om wie het gaat."""

    name = "offender_known"
    article = "Awb 5:1 lid 2"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.roles & {"OFFENDER", "APPLICANT", "OPERATOR"}) or facts.target == "AREA"


class RecipientsKnown(Rule):
    """Het besluit gaat naar de overtreder, naar rechthebbenden op de zaak en naar de aanvrager. Leg vast wie
    dat zijn: bij een pand ook de eigenaar of een andere rechthebbende.
    """

    name = "recipients_known"
    article = "Awb 5:24 lid 3"

    @staticmethod
    def holds(facts: Facts) -> bool:
        if facts.target == "AREA":
            return True
        holders = {"RIGHT_HOLDER", "OWNER", "LANDLORD"}
        people = {"OFFENDER", "APPLICANT", "OPERATOR", "TENANT", "OCCUPANT"} | holders
        if facts.target == "PREMISES":
            return bool(facts.roles & holders)
        return bool(facts.roles & people)


class ProportionalityComplete(Rule):
    """Vul eerst de evenredigheidstoets in: is sluiten geschikt, noodzakelijk en evenwichtig?"""

    name = "proportionality_complete"
    article = "Awb 3:4 lid 2; ABRvS 2-2-2022, ECLI:NL:RVS:2022:285"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.proportionate


class DeviationExplained(Rule):
    """De duur wijkt af van het beleid. Leg bij de sluiting vast waarom."""

    name = "deviation_explained"
    article = "Awb 4:84"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return not facts.deviates or bool(facts.deviation.strip())


class DurationGiven(Rule):
    """Vul in hoe lang de maatregel duurt, of tot welke dag."""

    name = "duration_given"
    field = "months"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.has_duration


class ViewTermGiven(Rule):
    """Vul in tot en met welke dag een zienswijze mogelijk is, na de dag van verzending."""

    name = "view_term_given"
    field = "view_until"
    article = "Awb 4:8"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.view_until is not None and (facts.on is None or facts.view_until >= facts.on)


class ViewTermOver(Rule):
    """De termijn voor een zienswijze loopt nog."""

    name = "view_term_over"
    article = "Awb 4:8"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.view_until is not None and facts.view_until < facts.today


class HeardOrExcused(Rule):
    """Zonder voornemen en zienswijze kan dit alleen als de wet dat toelaat: kies waarom."""

    name = "heard_or_excused"
    field = "unheard_ground"
    article = "Awb 4:11"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.unheard)


class Urgent(Rule):
    """Dit kan alleen bij spoed."""

    name = "urgent"
    article = "Awb 5:31"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.urgent


class NoticeGiven(Rule):
    """Kies hoe het besluit bekend is gemaakt."""

    name = "notice_given"
    field = "notice"
    article = "Awb 3:41"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.notice)


class MaximumGiven(Rule):
    """Een last onder dwangsom heeft een wijze en een maximum. Vul ze eerst in."""

    name = "maximum_given"
    article = "Awb 5:32b"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return bool(facts.mode) and facts.maximum is not None


class ComplianceTermOver(Rule):
    """De begunstigingstermijn loopt nog."""

    name = "compliance_term_over"
    article = "Awb 5:24 lid 2; 5:32a lid 2"

    @staticmethod
    def holds(facts: Facts) -> bool:
        if facts.compliance_until is None or facts.now is None:
            return True
        return facts.compliance_until < facts.now


class ClosureOver(Rule):
    """De sluiting duurt nog. Eerder heropenen kan op verzoek, of als de rechter de sluiting schorst of vernietigt."""

    name = "closure_over"
    field = "on"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.on is None or facts.ends_on is None or facts.on >= facts.ends_on


class EarlyGranted(Rule):
    """Leg eerst in het sluitingsregister vast dat om eerder heropenen is gevraagd, en dat dit is toegewezen."""

    name = "early_granted"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.early_answer == "YES"


class KeptLongEnough(Rule):
    """De bewaartermijn is nog niet voorbij."""

    name = "kept_long_enough"
    article = "Archiefwet 5"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return facts.kept_until is not None and facts.kept_until < facts.today


class NothingOpen(Rule):
    """Er loopt nog bezwaar, beroep of een vordering. Zolang dat loopt, wordt er niets vernietigd."""

    name = "nothing_open"

    @staticmethod
    def holds(facts: Facts) -> bool:
        return not facts.held


# What is filled in on the form of the step itself is typed; the rest must be true before the form is shown.
BOOK: Final = RuleBook(
    (
        ReasonGiven,
        DayGiven,
        GroundsGiven,
        NotAnonymousAlone,
        AuthorityFits,
        OffenderKnown,
        RecipientsKnown,
        ProportionalityComplete,
        DeviationExplained,
        DurationGiven,
        ViewTermGiven,
        ViewTermOver,
        HeardOrExcused,
        Urgent,
        NoticeGiven,
        MaximumGiven,
        ComplianceTermOver,
        ClosureOver,
        EarlyGranted,
        KeptLongEnough,
        NothingOpen,
    ),
    typed=(ReasonGiven, DayGiven, DurationGiven, ViewTermGiven, HeardOrExcused, NoticeGiven, ClosureOver),
)
RULES: Final = BOOK.rules
broken, require_rules = BOOK.broken, BOOK.require


def both_sanctions(workflow: str, others: frozenset[str]) -> str:
    """The warning of Awb 5:6: no second herstelsanctie for the same breach while the first runs.

    ``others`` are the workflows of other running measures on the same breach. Empty when there is none.
    """
    pair = {"PENALTY": "ENFORCEMENT", "ENFORCEMENT": "PENALTY"}
    also = {pair.get(workflow, ""), "CLOSURE" if workflow == "PENALTY" else ""} - {""}
    if workflow == "CLOSURE":
        also = {"PENALTY"}
    if not also & others:
        return ""
    return (
        "Voor dezelfde overtreding loopt al een andere herstelsanctie. Een last onder bestuursdwang en een last "
        "onder dwangsom mogen niet tegelijk gelden (Awb 5:6)."
    )
