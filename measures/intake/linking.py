"""Who and what a row is about: known by a number or address, else registered anew with a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from legal.addresses import split_address
from legal.identifiers import normalise_postcode
from measures.intake.reading.rows import ReceivedMeasure
from measures.models import PartyRole
from reference.models import Workflow
from subjects.models import Kind, SourceKind, Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject
from subjects.queries.candidates import candidates
from subjects.queries.certain import known_by_address, known_by_number

if TYPE_CHECKING:
    from accounts.models import User

ALSO_FOR: Final = ("LEGAL", "BIBOB")
# From here two registrations are so alike that a person is asked; the order of the cards, never a verdict.
WORTH_ASKING: Final = 0.5
MOST_ASKED: Final = 3


@dataclass(slots=True)
class Linked:
    """The parties of a measure with their roles, and which of them may be somebody that was known."""

    parties: list[tuple[Subject, str]] = field(default_factory=list)
    doubts: list[tuple[Subject, list[Subject]]] = field(default_factory=list)

    def add(self, found: tuple[Subject, list[Subject]], role: str) -> None:
        """One more party, with the known records that it may be."""
        subject, near = found
        if near:
            self.doubts.append((subject, near))
        if (subject, role) not in self.parties:
            self.parties.append((subject, role))


def linked(by: User, found: ReceivedMeasure, workflow: str, source: str) -> Linked:
    """Every party of a row. What a number or address makes certain is linked; all else is registered.

    ``source`` is the number of the register that tells it.
    """
    result = Linked()
    for name, is_person in ((found.name, found.is_person), (found.company, False)):
        if name:
            values = _values(found, name, person=is_person)
            kind = Kind.PERSON if is_person else Kind.ORGANISATION
            result.add(_link(by, kind, values, source), role_in(workflow))
    if found.address:
        values = {"location": found.address}
        if postcode := normalise_postcode(split_address(found.address).postcode):
            values["postcode"] = postcode
        role = PartyRole.OBJECT if found.target != "PERSON" else PartyRole.OTHER
        result.add(_link(by, Kind.PREMISES, values, source), role)
    return result


def role_in(workflow: str) -> PartyRole:
    """The part of whom a register names, as far as the kind of measure tells it."""
    if workflow == Workflow.CLOSURE:
        return PartyRole.OTHER
    return PartyRole.OPERATOR if workflow == Workflow.PERMIT else PartyRole.OFFENDER


def _values(found: ReceivedMeasure, name: str, *, person: bool) -> dict[str, str]:
    if not person:
        return {"name": name} | ({"kvk": found.kvk} if found.kvk else {})
    values = {"name": name}
    if found.birth_date:
        values["birth_date"] = found.birth_date
    if found.bsn:
        values["bsn"] = found.bsn
    return values


def _link(by: User, kind: Kind, values: dict[str, str], source: str) -> tuple[Subject, list[Subject]]:
    """The known record, or a new one with those that it may be."""
    if known := _certain(by, kind, values):
        return known, []
    made = register_subject(
        by=by,
        new=NewSubject(
            kind=kind,
            owner=by.organisation,
            facts=[NewFact(code, value) for code, value in values.items()],
            source=Source(kind=SourceKind.DOCUMENT, number=source, reliability="B", credibility="2"),
            also_for=ALSO_FOR,
        ),
        action="measures.import",
    )
    near = [row.subject for row in candidates(by, made) if row.card.score >= WORTH_ASKING]
    return made, near[:MOST_ASKED]


def _certain(by: User, kind: Kind, values: dict[str, str]) -> Subject | None:
    """The one known record that has the same number with such a name, or stands at the same address."""
    if kind == Kind.PREMISES:
        return known_by_address(by, values)
    code = "bsn" if kind == Kind.PERSON else "kvk"
    return known_by_number(by, kind, code, values[code], values["name"]) if values.get(code) else None
