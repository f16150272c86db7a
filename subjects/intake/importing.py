"""Bring the persons of a register file in: each once, related to each other, whatever was there before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core.errors import Refused
from encryption.blind_index import blind_index
from subjects import facts
from subjects.deriving import key_for
from subjects.intake.lo3 import LoPerson, Related, Said
from subjects.models import Certainty, Kind, RelationKind, Statement, Subject, SubjectKey
from subjects.operations.register import NewFact, NewSubject, Source, register_subject, state_fact
from subjects.operations.relating import relate

if TYPE_CHECKING:
    from accounts.models import User

BRP: Final = Source(kind="REGISTER", number="BRP", reliability="A", credibility="1")
# A value that the register itself marks as wrong is kept as what it is.
WRONG: Final = Source(kind="REGISTER", number="BRP", reliability="A", credibility="5")
REGIME: Final = "brp"
BATCH: Final = 50


@dataclass(slots=True)
class Report:
    """What an import did, or would do."""

    persons: int = 0
    made: int = 0
    known: int = 0
    completed: int = 0
    related: int = 0
    relations: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, object]:
        """For machines."""
        return {
            "persons": self.persons,
            "made": self.made,
            "already_there": self.known,
            "completed": self.completed,
            "related_persons_made": self.related,
            "relations": self.relations,
            "refused": [{"line": line, "reason": reason} for line, reason in self.refused],
            "left_out": dict(sorted(self.left_out.items())),
        }


def import_persons(*, by: User, persons: Iterable[LoPerson], store: bool = True) -> Report:
    """Register every person of a file with facts, relations and history; again changes nothing.

    Works in batches, each in a transaction of its own, so a broken run goes on where it was. With
    ``store=False`` it only counts. Raises :class:`Denied` without the right. A value that can't be is
    kept out with its line and reason; the rest of the person comes in.
    """
    if not may(by, "subjects.import"):
        raise Denied(deny(refusal("subjects.import")))
    report = Report()
    batch: list[LoPerson] = []
    waiting: list[LoPerson] = []
    for person in persons:
        batch.append(person)
        if len(batch) == BATCH:
            waiting += _store(by, batch, report, store=store)
            batch = []
    waiting += _store(by, batch, report, store=store)
    # Only when everybody is in can a parent be found who stands further down.
    for start in range(0, len(waiting), BATCH):
        with transaction.atomic():
            for person in waiting[start : start + BATCH]:
                _relate_all(by, person, report)
    if store:
        record_event(
            Action.IMPORT,
            record_type="subjects.subject",
            details={
                "source": "BRP",
                "persons": report.persons,
                "made": report.made,
                "refused": len(report.refused),
            },
        )
    return report


def _store(by: User, batch: Sequence[LoPerson], report: Report, *, store: bool) -> list[LoPerson]:
    with transaction.atomic():
        for person in batch:
            report.persons += 1
            report.left_out += person.left_out
            good = _checked(person.said, person.line, report)
            subject = _find(by, person.said)
            if subject is not None:
                report.known += 1
                if store:
                    report.completed += _complete(by, subject, good)
            elif not store or _register(by, good, _key(person.said)) is not None:
                report.made += 1
            else:
                report.refused.append((person.line, "Deze persoon heeft geen naam"))
    return list(batch) if store else []


def _checked(said: Iterable[Said], line: int, report: Report) -> list[Said]:
    """What can be kept; the rest is told with its line, without the value."""
    good = []
    for row in said:
        label = facts.BY_CODE[row.fact].label
        try:
            facts.read_fact(Kind.PERSON, row.fact, row.value)
        except facts.FactProblem:
            report.refused.append((line, f"{label} kan niet worden gelezen"))
            continue
        days = [_possible_day(day) for day in (row.since, row.until)]
        if days != [row.since, row.until]:
            report.refused.append((line, f"{label}: een dag bestaat niet en is weggelaten"))
        good.append(replace(row, since=days[0], until=days[1]))
    return good


def _possible_day(day: str) -> str:
    try:
        return facts.read_incomplete_date(day) if day else ""
    except facts.FactProblem:
        return ""


def _register(by: User, said: Iterable[Said], key: bytes) -> Subject | None:
    rows = list(said)
    right = [NewFact(row.fact, row.value, row.since, row.until) for row in rows if not row.wrong]
    wrong = [NewFact(row.fact, row.value, row.since, row.until) for row in rows if row.wrong]
    new = NewSubject(
        kind=Kind.PERSON,
        owner=by.organisation,
        facts=right,
        doubtful=wrong,
        doubtful_source=WRONG,
        source=BRP,
        regimes=(REGIME,),
        origin_key=key,
    )
    try:
        return register_subject(by=by, new=new, action="subjects.import")
    except Refused:
        return None


def _complete(by: User, subject: Subject, said: Iterable[Said]) -> bool:
    """Who came in as a relative gets his own facts and history when his own row comes; True when any came."""
    there = {
        (row.fact, row.value, row.since)
        for row in Statement.objects.filter(subject=subject, source=BRP.kind).visible_to(by)
    }
    fresh = [row for row in said if (row.fact, row.value, row.since) not in there]
    for row in fresh:
        state_fact(
            by=by,
            subject=subject,
            fact=NewFact(row.fact, row.value, row.since, row.until),
            source=WRONG if row.wrong else BRP,
        )
    return bool(fresh)


def _relate_all(by: User, person: LoPerson, report: Report) -> None:
    subject = _find(by, person.said)
    if subject is None:
        return
    for related in person.related:
        other = _find(by, related.said, beside=person, role=related.role)
        if other is None:
            good = _checked(related.said, person.line, report)
            other = _register(by, good, _key(related.said, beside=person, role=related.role))
            report.related += other is not None
        if other is None or other.pk == subject.pk:
            continue
        report.relations += _lay(by, subject, other, related)


def _lay(by: User, subject: Subject, other: Subject, related: Related) -> bool:
    """Lay the relation, unless it is there: from either side, a file tells it twice."""
    if related.role == "PARTNER":
        first, second = sorted((subject, other), key=lambda one: str(one.pk))
        kind = RelationKind.PARTNER
    else:
        child_first = related.role == "PARENT"
        first, second = (other, subject) if child_first else (subject, other)
        kind = RelationKind.PARENT
    try:
        with transaction.atomic():
            relate(
                by=by,
                subject=first,
                other=second,
                kind=kind,
                certainty=Certainty.ESTABLISHED,
                source=BRP,
                since=related.since,
                until=related.until,
            )
    except Refused:
        return False
    return True


def _find(
    by: User, said: Iterable[Said], *, beside: LoPerson | None = None, role: str = ""
) -> Subject | None:
    """The record of a person: by the key it came in with, else by A-number or BSN."""
    said = list(said)
    mine = Subject.objects.filter(owner=by.organisation, kind=Kind.PERSON).visible_to(by)
    found = mine.filter(origin_key=_key(said, beside=beside, role=role)).first()
    if found is not None:
        return found
    for code in ("administration_number", "bsn"):
        value = _values(said).get(code, "")
        kind = facts.BY_CODE[code].key
        for key in key_for(kind, value) if value else ():
            holders = SubjectKey.objects.filter(kind=kind, key=key).visible_to(by)
            rows = mine.filter(pk__in=holders.values("subject_id"), regimes__contains=[REGIME])
            if code == "bsn" and _values(said).get("administration_number"):
                # Two A-numbers are two persons, also when the register once gave them one BSN.
                numbered = SubjectKey.objects.filter(kind="ANUMBER").visible_to(by)
                rows = rows.exclude(pk__in=numbered.values("subject_id"))
            if found := rows.order_by("number").first():
                return found
    return None


def _key(said: Iterable[Said], *, beside: LoPerson | None = None, role: str = "") -> bytes:
    """Under which a person of the register stays the same: A-number, else BSN.

    A relative without a number is only known beside the person he is named with: two strangers with
    one name and birth date are not tied together. A person judges that.
    """
    values = _values(said)
    own = values.get("administration_number") or values.get("bsn")
    if not own:
        named = [values.get(code, "") for code in ("given_names", "prefix", "surname", "birth_date")]
        other = _values(beside.said) if beside else {}
        of = other.get("administration_number") or other.get("bsn") or other.get("surname", "")
        own = "|".join([of, role, *named] if beside else named)
    return blind_index(f"brp|{own}", context="subjects.origin")


def _values(said: Iterable[Said]) -> dict[str, str]:
    return {row.fact: row.value for row in reversed(list(said)) if not row.wrong}
