"""The values of the fields of a letter, from what is kept of a measure; what is not known has no value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from core import clock
from core.money import euros
from documents.house_style import day_of_letter, name_of_authority, town_of
from encryption.fields import readable
from legal.retention import add_months
from legal.terms import term
from measures.letters.of_claims import claim_values
from measures.models import (
    Claim,
    Closure,
    Ground,
    GroundKind,
    Measure,
    Party,
    PartyRole,
    PenaltyOrder,
    Unheard,
)
from measures.queries.page import MeasurePicture, duration_of
from measures.queries.proposal import proposal_of
from measures.wording import neutral
from reference.models import Letterhead
from reference.queries import free_days
from subjects.queries.candidates import values_of as facts_of_subjects

if TYPE_CHECKING:
    from accounts.models import User
    from subjects.models import Subject

WHY_RECIPIENT: Final[dict[str, str]] = {
    PartyRole.OFFENDER: "u volgens mij de overtreder bent",
    PartyRole.RIGHT_HOLDER: "u rechten hebt op het pand",
    PartyRole.APPLICANT: "u om dit besluit hebt gevraagd",
    PartyRole.OWNER: "u eigenaar bent van het pand",
    PartyRole.LANDLORD: "u het pand verhuurt",
    PartyRole.TENANT: "u het pand huurt",
    PartyRole.OCCUPANT: "u in het pand woont",
    PartyRole.OPERATOR: "u de exploitant bent",
    PartyRole.MANAGER: "u leidinggevende bent",
    PartyRole.OTHER: "u bij deze zaak betrokken bent",
}
SOURCES: Final[dict[str, str]] = {
    GroundKind.POLICE_REPORT: "de bestuurlijke rapportage van de politie",
    GroundKind.CONTROL: "een controle van de gemeente",
    GroundKind.SIGNAL: "informatie van de gemeente",
    GroundKind.ANONYMOUS: "anonieme informatie",
    GroundKind.REGISTER: "gegevens uit een basisregistratie",
    GroundKind.BIBOB: "een onderzoek op grond van de Wet Bibob",
    GroundKind.STATEMENT: "een verklaring",
    GroundKind.OTHER: "andere gegevens",
}
UNHEARD: Final[dict[str, str]] = {
    Unheard.URGENT: "omdat er te veel spoed was (artikel 4:11, onder a",
    Unheard.HEARD_BEFORE: "omdat u al eerder bent gehoord en er niets nieuws is (artikel 4:11, onder b",
    Unheard.DEFEATS_PURPOSE: "omdat het doel alleen zonder aankondiging te bereiken was (artikel 4:11, onder c",
}
# Of these a letter names no day: a day can lead to who told it.
DAYLESS: Final = frozenset({GroundKind.ANONYMOUS, GroundKind.SIGNAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Everything from which one letter is filled. ``claim`` only for a letter about money."""

    measure: Measure
    picture: MeasurePicture
    letterhead: Letterhead
    recipient: Subject
    roles: Sequence[str]
    on: date
    claim: Claim | None = None


def values_of(actor: User, given: Given) -> dict[str, str]:
    """The value of every field that is known; only of what the actor may see."""
    measure, picture = given.measure, given.picture
    found = _of_municipality(given) | _of_measure(given) | _of_decision(measure)
    found |= _of_recipient(actor, given) | _of_order(measure, picture.order)
    found |= _of_closure(measure, picture)
    if given.claim is not None:
        found |= claim_values(given.claim, picture.events.get(given.claim.pk, ()), given.letterhead, given.on)
    # A reason may name M. in the record; a letter never does.
    return {name: neutral(value) for name, value in found.items() if value}


def day(value: date | None) -> str:
    """A day as a letter writes it; empty when it is not known."""
    return day_of_letter(value) if value else ""


def moment(value: datetime | None, *, last: bool = False) -> str:
    """A day with its hour; the end of a day is 24.00 uur."""
    if value is None:
        return ""
    here = timezone.localtime(value)
    hour = "24.00" if last and (here.hour, here.minute) == (23, 59) else f"{here.hour}.{here.minute:02}"
    return f"{day_of_letter(here.date())} om {hour} uur"


def _of_municipality(given: Given) -> dict[str, str]:
    head = given.letterhead
    return {
        "gemeente.naam": town_of(head),
        "gemeente.plaats": head.place,
        "gemeente.bezoekadres": head.visit,
        "gemeente.postadres": head.post,
        "gemeente.telefoon": head.phone,
        "gemeente.email": head.email,
        "gemeente.website": head.website,
        "gemeente.bezwaaradres": head.objection_address or head.post,
        "gemeente.rekening": head.account,
        "brief.datum": day(given.on),
    }


def _of_measure(given: Given) -> dict[str, str]:
    measure, picture = given.measure, given.picture
    steps = {line.step.target: line for line in reversed(picture.history) if not line.undone}
    acted, extended = steps.get("ACTED"), steps.get("EXTENDED")
    last = _last_day(measure)
    return {
        "maatregel.nummer": measure.number,
        "maatregel.soort": measure.type.label,
        "maatregel.grondslag": measure.article,
        "maatregel.gezag": name_of_authority(measure.authority, town_of(given.letterhead)),
        "maatregel.pand": _premises(picture.parties),
        "maatregel.overtreding": measure.breach,
        "maatregel.reden": measure.reason,
        "maatregel.bronnen": _sources(picture.grounds),
        "maatregel.geconstateerd": day(measure.found_on),
        "maatregel.rapportage": day(measure.reported_on),
        "maatregel.rapportagenummer": measure.report_number or "",
        "maatregel.duur": duration_of(measure) or _proposed(measure, picture.closure),
        "maatregel.ingang": moment(measure.starts_at),
        "maatregel.einde": f"{day(last)} om 24.00 uur" if last else "",
        "maatregel.behandelaar": measure.handler.name if measure.handler else "",
        "maatregel.verlenging": extended.why if extended else "",
        "besluit.toegepast": day(acted.step.happened_on) if acted else "",
        "heropening.datum": day(measure.ended_on),
    }


def _proposed(measure: Measure, closure: Closure | None) -> str:
    """The duration that the policy proposes, as long as nothing was decided."""
    proposal = proposal_of(measure, closure)
    if proposal is None:
        return ""
    return duration_of(Measure(months=proposal.rule.months, weeks=proposal.rule.weeks))


def _last_day(measure: Measure) -> date | None:
    """The last day as it stands, or as it follows from the beginning; never moved for a weekend (Atw 4)."""
    if measure.ends_on or measure.starts_at is None or not measure.months:
        return measure.ends_on
    return add_months(timezone.localdate(measure.starts_at), measure.months)


def _premises(parties: Sequence[Party]) -> str:
    here = [party.subject for party in parties if party.role == PartyRole.OBJECT]
    return " en ".join(dict.fromkeys(subject.label for subject in here))


def _sources(grounds: Sequence[Ground]) -> str:
    found = []
    for row in grounds:
        known = row.dated is not None and row.kind not in DAYLESS
        found.append(f"{SOURCES[row.kind]} van {day(row.dated)}" if known else SOURCES[row.kind])
    found = list(dict.fromkeys(found))
    return " en ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def _of_decision(measure: Measure) -> dict[str, str]:
    made_known = measure.notified_on
    heard = ""
    if measure.view_on:
        heard = f"U hebt op {day(measure.view_on)} een zienswijze gegeven."
    elif measure.intention_on and measure.view_until and measure.view_until < clock.today():
        heard = f"Ik heb u op {day(measure.intention_on)} om uw zienswijze gevraagd. U hebt niet gereageerd."
    elif measure.unheard_ground:
        heard = (
            f"Ik heb u niet eerst om een zienswijze gevraagd, {UNHEARD[measure.unheard_ground]}, van de Awb)."
        )
    return {
        "voornemen.datum": day(measure.intention_on),
        "zienswijze.uiterlijk": day(measure.view_until),
        "zienswijze.verloop": heard,
        "besluit.datum": day(measure.decided_on),
        "besluit.kenmerk": measure.decision_number or "",
        "besluit.bekendgemaakt": day(made_known),
        "bezwaar.uiterlijk": day(term("bezwaar", made_known, free_days()).end) if made_known else "",
        "begunstiging.uiterlijk": moment(measure.compliance_until, last=True),
    }


def address_of(actor: User, subject: Subject) -> list[str]:
    """The lines of an address as they are known: name, street and town."""
    facts = facts_of_subjects(actor, [subject])[subject.pk]
    return _lines(subject, facts)


def _lines(subject: Subject, facts: Mapping[str, str]) -> list[str]:
    street = facts.get("postal_address") or facts.get("address") or facts.get("location") or ""
    parts = [part.strip() for part in street.split(",") if part.strip()]
    place = " ".join(filter(None, (facts.get("postcode", ""), facts.get("town", ""))))
    name = "" if facts.get("location") == subject.label else subject.label
    lines = [name, *parts, *([place] if place and place not in street else [])]
    return [line for line in lines if line]


def _of_recipient(actor: User, given: Given) -> dict[str, str]:
    roles = list(dict.fromkeys(role for role in given.roles if role in WHY_RECIPIENT))
    reasons = [WHY_RECIPIENT[role] for role in roles] or ["u bij deze zaak betrokken bent"]
    return {
        "ontvanger.naam": given.recipient.label,
        "ontvanger.adres": ", ".join(address_of(actor, given.recipient)[1:]),
        "ontvanger.rol": ", ".join(str(PartyRole(role).label) for role in roles),
        "ontvanger.waarom": " en omdat ".join(reasons),
    }


def _of_order(measure: Measure, order: PenaltyOrder | None) -> dict[str, str]:
    if order is None:
        return {}
    per = f" ({order.period})" if order.period else ""
    if measure.compliance_until:
        until = moment(measure.compliance_until, last=True)
        works = f"U hebt tijd tot en met {until} om aan de last te voldoen. Daarna werkt de last."
    else:
        works = "De last werkt meteen na de bekendmaking van dit besluit."
    return {
        "dwangsom.last": order.order,
        "dwangsom.bedrag": euros(order.amount),
        "dwangsom.wijze": f"{order.get_mode_display()}{per}",
        "dwangsom.maximum": euros(order.maximum) if order.maximum is not None else "",
        "dwangsom.vanaf": works,
    }


def _of_closure(measure: Measure, picture: MeasurePicture) -> dict[str, str]:
    closure, test = picture.closure, picture.proportionality
    found = {
        "sluiting.middelen": ", ".join(
            f"{row.quantity} {row.substance} van {row.get_drug_list_display()}" for row in picture.drugs
        )
    }
    if closure is not None:
        found |= _closed(measure, closure)
    if test is not None:
        found |= {
            f"evenredigheid.{name}": str(readable(test, field, otherwise="") or "")
            for name, field in (
                ("geschikt", "suitable_conclusion"),
                ("noodzakelijk", "necessary_conclusion"),
                ("evenwichtig", "balanced_conclusion"),
                ("woonruimte", "replacement_housing"),
            )
        }
    return found


def _closed(measure: Measure, closure: Closure) -> dict[str, str]:
    proposal = proposal_of(measure, closure)
    return {
        "sluiting.wat": str(closure.get_use_display()),
        "sluiting.deel": closure.part,
        "sluiting.goederen": closure.goods or "",
        "sluiting.wapens": closure.weapons or "",
        "sluiting.beleid": " ".join(
            filter(None, (proposal.explanation if proposal else "", closure.deviation))
        ),
        "sluiting.afwijking": closure.deviation or "",
        "sluiting.zegels": closure.seals or "",
    }
