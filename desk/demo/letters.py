"""A closure with its letters and a procesdossier, made through the operations that the jurist uses. All invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from access.contexts import acting_as
from core import clock
from measures.letters import recipients_for
from measures.models import Letter, Measure
from measures.models.proportionality import ASKED, BLOCKS
from measures.operations import (
    NewMeasure,
    Step,
    add_ground,
    record_drugs,
    register_party,
    start_measure,
    take_step,
    write_proportionality,
)
from measures.operations.writing import draft_letters, make_letter
from measures.queries.register import parties_by_measure
from reference.models import Letterhead, LetterText, MeasureType
from reference.operations import correct_entry
from reference.queries import by_code
from subjects.operations import NewFact

if TYPE_CHECKING:
    from accounts.models import User

HEAD: Final = {
    "visit": "Stadsplein 1, Almelo",
    "post": "Postbus 1000, 7600 AA Almelo",
    "phone": "0546 00 00 00",
    "email": "handhaving@almelo.example",
    "website": "www.almelo.example",
    "objection_address": "commissie bezwaarschriften, Postbus 1000, 7600 AA Almelo",
    "account": "NL00 BANK 0123 4567 89",
    "mayor": "A. Voorbeeld",
    "secretary": "B. Voorbeeld",
}
REASON: Final = (
    "Bij een doorzoeking vond de politie in de keuken en in de schuur 340 gram cocaïne, een weegschaal en "
    "gripzakjes. Buurtbewoners zagen al maanden dat er kort bezoek kwam, ook ’s nachts."
)
TEST: Final = {
    "suitable_conclusion": "De sluiting haalt de woning uit het drugscircuit en herstelt de rust in de straat.",
    "necessary_conclusion": "Het gaat om veel meer dan een handelshoeveelheid harddrugs; een waarschuwing helpt niet.",
    "balanced_conclusion": "De bewoner woont er alleen en kan tijdelijk elders terecht.",
    "replacement_housing": "De bewoner kan bij familie in Borne wonen.",
}
PARTIES: Final = (
    (
        "PERSON",
        "OFFENDER",
        (("name", "Kevin ter Steege"), ("address", "Bornerbroeksestraat 210, 7601 BK Almelo")),
    ),
    (
        "ORGANISATION",
        "OWNER",
        (("name", "Woningstichting Twenteveste"), ("address", "Haven 4, 7607 AA Almelo")),
    ),
    ("PREMISES", "OBJECT", (("location", "Bornerbroeksestraat 210, Almelo"),)),
)


def letters(jurist: User, admin: User) -> int:
    """The letterhead, and a closure with a made voornemen and a draft of the decision; how many letters."""
    with acting_as(admin, why="demo", purpose="Proefdata"):
        head = by_code(Letterhead, "almelo")
        if head is not None:
            correct_entry(by=admin, entry=head, values=HEAD, why="Proefdata")
    with acting_as(jurist, why="demo", purpose="Proefdata"):
        measure = _closure(jurist)
        made = _write(jurist, measure, "intention_closure")
        for letter in made:
            make_letter(by=jurist, letter=letter)
        step = Step(to="VIEW_RECEIVED", on=clock.today() - timedelta(days=3))
        measure = take_step(by=jurist, measure=measure, step=step)
        return len(made) + len(_write(jurist, measure, "decision_closure_opiumwet"))


def _closure(jurist: User) -> Measure:
    kind = by_code(MeasureType, "closure_opiumwet")
    assert kind is not None
    today = clock.today()
    measure = start_measure(
        by=jurist,
        new=NewMeasure(
            type=kind,
            owner=jurist.organisation,
            target="PREMISES",
            reason=REASON,
            breach="handel in drugs vanuit Bornerbroeksestraat 210",
            found_on=today - timedelta(days=24),
            reported_on=today - timedelta(days=21),
            report_number="PL0500-2026-88001",
        ),
    )
    for kind_of, role, facts in PARTIES:
        named = [NewFact(name, value) for name, value in facts]
        register_party(by=jurist, measure=measure, kind=kind_of, facts=named, role=role)
    day = today - timedelta(days=21)
    add_ground(by=jurist, measure=measure, kind="POLICE_REPORT", reference="PL0500-2026-88001", dated=day)
    find = {"drug_list": "I", "substance": "cocaïne", "amount": "340", "unit": "GRAM"}
    record_drugs(by=jurist, measure=measure, finds=[find])
    blank = {f"{block}_{asked}": "Zie de rapportage." for block in BLOCKS for asked in ASKED}
    write_proportionality(by=jurist, measure=measure, texts=blank | TEST)
    measure = take_step(by=jurist, measure=measure, step=Step(to="ASSESSING"))
    until = today - timedelta(days=4)
    sent = Step(to="INTENTION_SENT", on=today - timedelta(days=18), values={"view_until": until})
    return take_step(by=jurist, measure=measure, step=sent)


def _write(jurist: User, measure: Measure, code: str) -> list[Letter]:
    text = by_code(LetterText, code)
    assert text is not None
    parties = parties_by_measure(jurist, [measure.pk])[measure.pk]
    people = recipients_for(parties, text.letter_kind)
    return draft_letters(by=jurist, measure=measure, text=text, recipients=people)
