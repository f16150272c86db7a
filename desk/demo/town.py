"""A believable town: families, businesses, premises and vehicles that the sample signals speak of.

All invented. Everything is registered, related and linked through the operations that people use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.contexts import acting_as
from core.errors import Refused
from signals.models import Signal
from signals.operations.involving import involve, register_mark
from signals.queries.involving import picture_of
from subjects.models import Subject
from subjects.operations import NewFact, NewSubject, Source, judge, register_subject, relate, state_fact

if TYPE_CHECKING:
    from accounts.models import User

BRP: Final = Source(kind="REGISTER", number="BRP", reliability="A", credibility="1")
KVK: Final = Source(kind="REGISTER", number="KvK", reliability="A", credibility="1")
RDW: Final = Source(kind="REGISTER", number="RDW", reliability="A", credibility="1")
CONTROL: Final = Source(kind="CONTROL", number="GUSTOS 2026-04", reliability="B", credibility="2")
HEARD: Final = Source(kind="COLLEAGUE", number="wijkteam", reliability="C", credibility="3")
PURPOSE: Final = "Proefdata"
# Signals whose text is worked out: what is known is linked, what is new is registered.
WORKED_OUT: Final = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One registration of the town: kind, source and facts."""

    kind: str
    source: Source
    facts: tuple[tuple[str, str], ...]


TOWN: Final = {
    "mehmet": Entry("PERSON", BRP, (
        ("given_names", "Mehmet"), ("surname", "Yıldız"), ("birth_date", "1979-06-14"), ("birth_place", "Almelo"),
        ("bsn", "999990019"), ("address", "Nieuwstraat 173, 7601 AA Almelo"), ("phone", "06 12345678"),
    )),
    "mehmet-heard": Entry("PERSON", HEARD, (
        ("name", "M. Yildiz"), ("birth_date", "1979"), ("phone", "06-12345678"), ("alias", "Memo"),
    )),
    "elif": Entry("PERSON", BRP, (
        ("given_names", "Elif"), ("surname", "Yıldız-Demir"), ("birth_date", "1982-11-02"),
        ("address", "Nieuwstraat 173, 7601 AA Almelo"),
    )),
    "ali": Entry("PERSON", BRP, (
        ("given_names", "Ali"), ("surname", "Demir"), ("birth_date", "1955-00-00"), ("birth_country", "Turkije"),
        ("address", "Windslaan 62, 7602 GH Almelo"),
    )),
    "dennis": Entry("PERSON", BRP, (
        ("given_names", "Dennis Hendrik"), ("prefix", "van 't"), ("surname", "Hof"), ("birth_date", "1991-02-28"),
        ("bsn", "999990032"), ("address", "Turfkade 34 H, 7604 AT Almelo"),
    )),
    "chantal": Entry("PERSON", BRP, (
        ("given_names", "Chantal"), ("prefix", "van 't"), ("surname", "Hof"), ("birth_date", "1969-08-19"),
        ("address", "Turfkade 34 H, 7604 AT Almelo"),
    )),
    "wolbers": Entry("PERSON", HEARD, (("name", "R. Wolbers"), ("phone", "06 87654321"))),
    "meulen": Entry("PERSON", BRP, (
        ("given_names", "Jacob"), ("prefix", "van der"), ("surname", "Meulen"), ("birth_date", "1963-04-30"),
        ("address", "Violierstraat 70, 7609 VD Almelo"),
    )),
    "piotr": Entry("PERSON", CONTROL, (("name", "Piotr Nowak"), ("birth_date", "1988-00-00"))),
    "autos": Entry("ORGANISATION", KVK, (
        ("name", "Yıldız Auto's"), ("legal_form", "Eenmanszaak"), ("kvk", "87654321"),
        ("address", "Plesmanweg 95 bis, 7607 GA Almelo"),
    )),
    "thuisbest": Entry("ORGANISATION", KVK, (
        ("name", "Thuisbest Twente B.V."), ("legal_form", "B.V."), ("kvk", "45678901"), ("rsin", "999990044"),
        ("address", "Haven Noordzijde 71 H, Almelo"),
    )),
    "metaal": Entry("ORGANISATION", KVK, (
        ("name", "Twente Metaal Recycling V.O.F."), ("legal_form", "V.O.F."), ("kvk", "34567890"),
        ("address", "Plesmanweg 81 H, 7607 JR Almelo"),
    )),
    "horizon": Entry("ORGANISATION", HEARD, (("name", "Stichting Nieuwe Horizon"),)),
    "nieuwstraat": Entry("PREMISES", CONTROL, (
        ("location", "Nieuwstraat 173"), ("postcode", "7601 AA"), ("town", "Almelo"), ("premises_type", "woning"),
    )),
    "plesmanweg": Entry("PREMISES", CONTROL, (
        ("location", "Plesmanweg 95 bis"), ("postcode", "7607 GA"), ("town", "Almelo"), ("premises_type", "lokaal"),
    )),
    "haven": Entry("PREMISES", CONTROL, (
        ("location", "Haven Noordzijde 71 H"), ("town", "Almelo"), ("premises_type", "lokaal"),
    )),
    "turfkade": Entry("PREMISES", CONTROL, (
        ("location", "Turfkade 34 H"), ("postcode", "7604 AT"), ("town", "Almelo"), ("premises_type", "woning"),
    )),
    "bus": Entry("VEHICLE", RDW, (("plate", "DX-951-H"), ("make", "Mercedes-Benz Sprinter"), ("colour", "Wit"))),
    "golf": Entry("VEHICLE", RDW, (("plate", "PK-191-X"), ("make", "Volkswagen Golf"), ("colour", "Grijs"))),
    "borken": Entry("VEHICLE", HEARD, (("plate", "BOR-KX 221"), ("plate_country", "Duitsland"))),
    "phone": Entry("PHONE", HEARD, (("phone", "+31 6 87654321"),)),
}  # fmt: skip

RELATIONS: Final = (
    ("mehmet", "PARTNER", "elif", BRP, "ESTABLISHED", "2005-07-09"),
    ("ali", "PARENT", "elif", BRP, "ESTABLISHED", ""),
    ("chantal", "PARENT", "dennis", BRP, "ESTABLISHED", ""),
    ("mehmet", "OWNER", "autos", KVK, "ESTABLISHED", "2014-03-01"),
    ("dennis", "WORKS_FOR", "autos", HEARD, "SUSPECTED", ""),
    ("meulen", "DIRECTOR", "thuisbest", KVK, "ESTABLISHED", "2021-01-15"),
    ("wolbers", "BUSINESS", "meulen", HEARD, "LIKELY", ""),
    ("autos", "ESTABLISHED", "plesmanweg", KVK, "ESTABLISHED", "2018-05-01"),
    ("thuisbest", "ESTABLISHED", "haven", KVK, "ESTABLISHED", "2021-01-15"),
    ("meulen", "OWNER", "plesmanweg", CONTROL, "LIKELY", ""),
    ("mehmet", "REGISTERED", "nieuwstraat", BRP, "ESTABLISHED", "2009-00-00"),
    ("elif", "REGISTERED", "nieuwstraat", BRP, "ESTABLISHED", "2009-00-00"),
    ("dennis", "REGISTERED", "turfkade", BRP, "ESTABLISHED", ""),
    ("piotr", "RESIDENT", "haven", CONTROL, "LIKELY", "2026-04-00"),
    ("autos", "PLATE_HOLDER", "bus", RDW, "ESTABLISHED", ""),
    ("dennis", "USER", "golf", HEARD, "SUSPECTED", ""),
    ("wolbers", "USER", "phone", HEARD, "LIKELY", ""),
    ("horizon", "SAME_ADDRESS", "thuisbest", HEARD, "SUSPECTED", ""),
)


def build_town(analyst: User) -> int:
    """Register and relate the town, judge two records the same; does nothing when it is there."""
    with acting_as(analyst, purpose=PURPOSE), transaction.atomic():
        if Subject.objects.visible_to(analyst).exists():
            return 0
        made = {name: _register(analyst, entry) for name, entry in TOWN.items()}
        for one, kind, other, source, certainty, since in RELATIONS:
            relate(
                by=analyst,
                subject=made[one],
                other=made[other],
                kind=kind,
                source=source,
                certainty=certainty,
                since=since,
            )
        # A source that says otherwise stays beside the register.
        state_fact(by=analyst, subject=made["ali"], fact=NewFact("birth_date", "1-1-1956"), source=HEARD)
        judge(
            by=analyst,
            subject=made["mehmet"],
            other=made["mehmet-heard"],
            verdict="SAME",
            why="Zelfde telefoonnummer, achternaam en geboortejaar; het wijkteam noemt ook het adres.",
        )
        return len(made)


def work_out_signals(analyst: User) -> int:
    """Of the first weighed signals, link what is known and register the first new finds."""
    count = 0
    with acting_as(analyst, purpose=PURPOSE), transaction.atomic():
        weighed = Signal.objects.filter(weighed_yes=True, sealed_at=None).visible_to(analyst)
        for signal in weighed.order_by("number")[:WORKED_OUT]:
            for found in picture_of(analyst, signal).open[:3]:
                try:
                    if found.hits:
                        involve(by=analyst, signal=signal, subject=found.hits[0].subject)
                    elif found.mark.becomes:
                        register_mark(by=analyst, signal=signal, mark=found.mark)
                    else:
                        continue
                except Refused:
                    continue
                count += 1
    return count


def _register(analyst: User, entry: Entry) -> Subject:
    facts = [NewFact(code, value) for code, value in entry.facts]
    regimes = ("brp",) if entry.source is BRP else ("avg_internal",)
    return register_subject(
        by=analyst,
        new=NewSubject(
            kind=entry.kind, owner=analyst.organisation, facts=facts, source=entry.source, regimes=regimes
        ),
    )
