"""Measures that are at work: made by the jurist through the operations that he uses. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from access.contexts import acting_as
from core import clock
from measures.models import Claim, Measure
from measures.models.proportionality import ASKED, BLOCKS
from measures.operations import (
    Breach,
    Decision,
    Happening,
    NewCheck,
    NewMeasure,
    NewRemedy,
    Step,
    add_ground,
    check_seals,
    enter_event,
    file_remedy,
    fill_closure,
    incur_penalty,
    record_claim,
    record_drugs,
    register_party,
    set_order,
    start_measure,
    take_step,
    treat_remedy,
    write_proportionality,
)
from reference.models import MeasureType
from reference.queries import by_code
from subjects.operations import NewFact

if TYPE_CHECKING:
    from accounts.models import User
    from subjects.models import Subject

ANSWERS: Final = {
    "facts": "Bestuurlijke rapportage en eigen onderzoek: handel vanuit het pand, loop in de avond.",
    "source": "Rapportage van de politie, gesprek met de bewoner, basisregistratie.",
    "weight": "Zwaar: harddrugs, meldingen van buren, geen eerdere stap die hielp.",
    "conclusion": "Ja. Een lichter middel neemt de loop naar het pand niet weg.",
}
PARENTS: Final = "Drie kinderen in de woning; de burgemeester bekort de sluiting tot vier maanden."


@dataclass(frozen=True, slots=True)
class Case:
    """Who and what a measure is about: the offender, his date of birth, the premises and their owner."""

    offender: str
    born: str
    house: str = ""
    owner: str = ""


KEVIN: Final = Case(
    "Kevin op den Dries", "27-10-1985", "Grotestraat 118, 7607 CV Almelo", "Beter Wonen Twente"
)
SANDRA: Final = Case("Sandra Wijnbergen", "04-02-1990", "Windslaan 14, 7602 GH Almelo", "Beter Wonen Twente")
JACOB: Final = Case(
    "Jacob van der Meulen", "30-04-1963", "Plesmanweg 95 bis, 7607 GA Almelo", "Thuisbest Twente B.V."
)
TOM: Final = Case("Tom Averesch", "11-09-2001")
RIK: Final = Case("Rik Slotboom", "23-05-1997")
ILSE: Final = Case("Ilse ter Brugge", "18-12-1978", "Haven Noordzijde 71 H, Almelo", "Thuisbest Twente B.V.")


def impose(legal: User) -> int:
    """Closures, lasten, an area ban and claims in every stage; returns how many measures."""
    with acting_as(legal, why="demo", purpose="Proefdata"):
        made = [
            _reported(legal),
            _heard(legal),
            _made_known(legal),
            _closed(legal),
            _shortened(legal),
            _street_dealing(legal),
            _burglary_tools(legal),
            _to_comply(legal),
            _banned(legal),
        ]
        _other_claims(legal, made[5])
    return len(made)


def _ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def _start(legal: User, code: str, case: Case, reason: str, days: int, **more: Any) -> Measure:
    kind = by_code(MeasureType, code)
    assert kind is not None
    measure = start_measure(
        by=legal,
        new=NewMeasure(
            type=kind,
            owner=legal.organisation,
            target=kind.targets[0],
            authority=kind.authorities[0],
            reason=reason,
            reported_on=_ago(days),
            found_on=_ago(days + 3),
            report_number=f"PL0500-2026{70_000 + days}",
            **more,
        ),
    )
    _party(legal, measure, "PERSON", "OFFENDER", ("name", case.offender), ("birth_date", case.born))
    if case.house:
        _party(legal, measure, "PREMISES", "OBJECT", ("location", case.house))
        _party(legal, measure, "ORGANISATION", "OWNER", ("name", case.owner))
    add_ground(
        by=legal,
        measure=measure,
        kind="POLICE_REPORT",
        reference=f"PL0500-2026{70_000 + days}",
        dated=_ago(days + 1),
    )
    if kind.workflow == "CLOSURE":
        texts = {f"{block}_{asked}": ANSWERS[asked] for block in BLOCKS for asked in ASKED}
        write_proportionality(by=legal, measure=measure, texts=texts)
    return measure


def _party(legal: User, measure: Measure, kind: str, role: str, *facts: tuple[str, str]) -> Subject:
    told = [NewFact(code, value) for code, value in facts]
    return register_party(by=legal, measure=measure, kind=kind, facts=told, role=role).subject


def _step(
    legal: User, measure: Measure, to: str, days: int | None = None, why: str = "", **values: Any
) -> Measure:
    on = None if days is None else _ago(days)
    return take_step(by=legal, measure=measure, step=Step(to=to, on=on, why=why, values=values))


def _known(legal: User, measure: Measure, days: int, **duration: Any) -> Measure:
    """From the assessment to the bekendmaking, with a zienswijze that came."""
    _step(legal, measure, "ASSESSING")
    _step(legal, measure, "INTENTION_SENT", days + 20, view_until=_ago(days + 10))
    _step(legal, measure, "VIEW_RECEIVED", days + 12)
    _step(legal, measure, "DECIDED", days + 1, decision_number=f"B-26-{measure.number[-3:]}", **duration)
    return _step(legal, measure, "NOTIFIED", days, notice="SENT")


def _reported(legal: User) -> Measure:
    """Only reported: what comes shows beside a signal."""
    return _start(
        legal, "closure_opiumwet", JACOB, "Inval: 1,2 kilo hennep en een weegschaal in het lokaal.", 4
    )


def _heard(legal: User) -> Measure:
    measure = _start(
        legal, "closure_opiumwet", ILSE, "Inval: 62 gram cocaïne, verpakt in bolletjes.", 12, use="ROOM"
    )
    finds = [{"drug_list": "I", "substance": "cocaïne", "amount": "62", "unit": "GRAM"}]
    record_drugs(by=legal, measure=measure, finds=finds)
    _step(legal, measure, "ASSESSING")
    return _step(legal, measure, "INTENTION_SENT", 5, view_until=_ago(-9))


def _made_known(legal: User) -> Measure:
    measure = _start(
        legal, "closure_sex", SANDRA, "Controle: prostitutie zonder vergunning in de woning.", 40
    )
    return _known(legal, measure, 1, months=3)


def _closed(legal: User) -> Measure:
    """Closed, with a broken seal and a bezwaar that must be decided on soon."""
    measure = _start(
        legal, "closure_opiumwet", KEVIN, "Inval: 340 gram cocaïne en € 8.000 in kleine coupures.", 190
    )
    finds = [{"drug_list": "I", "substance": "cocaïne", "amount": "340", "unit": "GRAM"}]
    record_drugs(by=legal, measure=measure, finds=finds)
    _known(legal, measure, 120, months=6)
    values = {"wkpb_on": _ago(118), "wkpb_number": "BRK-PB 2026-4471", "occupants": 1, "minors": False}
    fill_closure(
        by=legal, measure=measure, values=values | {"seals": "A 4410, A 4411", "costs": Decimal("1250")}
    )
    measure = _step(legal, measure, "CLOSED", 118)
    check_seals(by=legal, measure=measure, new=NewCheck(on=_ago(90), observer="boa 217"))
    broken = "Lint weg, slot geforceerd. Niemand binnen. Opnieuw verzegeld met A 4498."
    check_seals(
        by=legal, measure=measure, new=NewCheck(on=_ago(20), broken=True, observer="boa 217", note=broken)
    )
    remedy = file_remedy(
        by=legal, measure=measure, new=NewRemedy(kind="OBJECTION", filed_on=_ago(100), committee=True)
    )
    treat_remedy(by=legal, remedy=remedy, what=Decision(hearing_on=_ago(30), extended_on=_ago(25)))
    return measure


def _shortened(legal: User) -> Measure:
    """Four months instead of six: the policy is a default, the reason decides."""
    case = Case("Natasja Kolk", "02-07-1988", "Violierstraat 70, 7609 VD Almelo", "Beter Wonen Twente")
    measure = _start(legal, "closure_opiumwet", case, "Hennepkwekerij: 49 planten en 2 kilo toppen.", 150)
    finds = [{"drug_list": "II", "substance": "hennepplanten", "amount": "49", "unit": "PLANTS"}]
    record_drugs(by=legal, measure=measure, finds=finds)
    fill_closure(by=legal, measure=measure, values={"deviation": PARENTS, "minors": True, "occupants": 4})
    _known(legal, measure, 100, months=4)
    fill_closure(by=legal, measure=measure, values={"wkpb_on": _ago(98), "wkpb_number": "BRK-PB 2026-4502"})
    return _step(legal, measure, "CLOSED", 97)


def _penalty(legal: User, code: str, case: Case, reason: str, *, days: int, amount: int) -> Measure:
    measure = _start(legal, code, case, reason, days + 30)
    set_order(
        by=legal,
        measure=measure,
        mode="PER_BREACH",
        amount=Decimal(amount),
        maximum=Decimal(amount * 4),
        order="Niet meer doen wat hierboven staat, op openbare plaatsen in Almelo.",
    )
    return _step(legal, _known(legal, measure, days), "ACTIVE")


def _seen(legal: User, measure: Measure, days: int, what: str) -> Claim:
    seen = Breach(
        on=_ago(days), at=time(22, 40), place="Marktplein, Almelo", observer="agent 4711", evidence=what
    )
    return incur_penalty(by=legal, measure=measure, breach=seen)


def _street_dealing(legal: User) -> Measure:
    """Two verbeurten: one collected, one that nearly lapses."""
    measure = _penalty(
        legal,
        "penalty_street_dealing",
        TOM,
        "Straathandel in cocaïne op het Marktplein.",
        days=380,
        amount=5000,
    )
    paid = _seen(legal, measure, 352, "Verkocht drie bolletjes aan een voorbijganger.")
    for kind, days in (("COLLECTION", 290), ("REMINDER", 240), ("WRIT", 200)):
        enter_event(by=legal, claim=paid, new=Happening(kind=kind, on=_ago(days)))
    enter_event(by=legal, claim=paid, new=Happening(kind="PAYMENT", on=_ago(150), amount=Decimal(5000)))
    _seen(legal, measure, 341, "Gaf een wikkel aan een automobilist en nam geld aan.")
    return measure


def _burglary_tools(legal: User) -> Measure:
    measure = _penalty(
        legal, "penalty_burglary_tools", RIK, "Met inbrekerswerktuig in de binnenstad.", days=150, amount=2500
    )
    claim = _seen(legal, measure, 110, "Schroevendraaier, handschoenen en breekijzer in de jas.")
    enter_event(by=legal, claim=claim, new=Happening(kind="COLLECTION", on=_ago(60)))
    enter_event(by=legal, claim=claim, new=Happening(kind="REMINDER", on=_ago(10)))
    late = _seen(legal, measure, 30, "Opnieuw met een breekijzer, na middernacht bij de garageboxen.")
    enter_event(by=legal, claim=late, new=Happening(kind="INTENTION", on=_ago(12)))
    return measure


def _to_comply(legal: User) -> Measure:
    case = Case(
        "Twente Metaal Recycling V.O.F.",
        "",
        "Plesmanweg 81 H, 7607 JR Almelo",
        "Twente Metaal Recycling V.O.F.",
    )
    company = Case("Marcel Hofstede", "15-03-1971", case.house, case.owner)
    measure = _start(legal, "enforcement_order", company, "Opslag van autowrakken zonder vergunning.", 45)
    _known(legal, measure, 9)
    until = timezone.make_aware(datetime.combine(_ago(-5), time(23, 59)))
    return _step(legal, measure, "COMPLIANCE_TERM", compliance_until=until)


def _banned(legal: User) -> Measure:
    case = Case("Dion Hesselink", "30-01-2003")
    measure = _start(legal, "area_ban", case, "Herhaald geweld rond het uitgaansgebied.", 110)
    _known(legal, measure, 80, months=3)
    return _step(legal, measure, "ACTIVE", 78)


def _other_claims(legal: User, last: Measure) -> None:
    """What other teams claim: of benefit and tax the balance only."""
    debtor = Claim.objects.filter(measure=last).visible_to(legal).select_related("debtor")[0].debtor
    for kind, amount, days in (("BENEFIT", "7340.12", 700), ("TAX", "1185.00", 420), ("FEES", "312.50", 60)):
        record_claim(
            by=legal,
            owner=legal.organisation,
            kind=kind,
            debtor=debtor,
            amount=Decimal(amount),
            incurred_on=_ago(days),
        )
    fine = record_claim(
        by=legal,
        owner=legal.organisation,
        kind="FINE",
        debtor=debtor,
        amount=Decimal("1350"),
        incurred_on=_ago(300),
        note="Verstoring van de openbare orde.",
    )
    plan = Happening(kind="ARRANGEMENT", on=_ago(180), until=_ago(-180), amount=Decimal(1350), instalments=12)
    enter_event(by=legal, claim=fine, new=plan)
    for days in (150, 120):
        enter_event(
            by=legal, claim=fine, new=Happening(kind="PAYMENT", on=_ago(days), amount=Decimal("112.50"))
        )
