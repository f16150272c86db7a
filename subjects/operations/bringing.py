"""Bring many registrations of one source in at once: records, statements and relations, in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.decisions import Denied, deny, require
from access.roles import may, refusal
from audit.bulk import create_logged
from audit.models import Action
from audit.record import Line, record_many
from core import clock
from core.numbers import next_numbers
from subjects import facts
from subjects.deriving import best_values, keys_of, label_of, name_keys_of, names_of, written_names
from subjects.models import Certainty, Relation, Statement, Subject, SubjectKey
from subjects.operations.holding import held_by_system
from subjects.operations.keys import LONGEST_NAMES, follow_statements

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from subjects.operations.register import NewFact, Source

ACTION: Final = "subjects.import"
WHY: Final = "records that come in by the batch"
COMPLETED: Final = "Aangevuld door dezelfde bron"


@dataclass(slots=True)
class Incoming:
    """A record with what comes in for it: a new one, or one that stands and is completed.

    ``outdated`` are statements of the same source that one of ``entries`` says more fully.
    """

    subject: Subject
    is_new: bool
    entries: list[tuple[NewFact, Source]] = field(default_factory=list)
    outdated: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation that comes in."""

    subject: Subject
    other: Subject
    kind: str
    since: str = ""
    until: str = ""


@transaction.atomic
def bring_in(
    *,
    by: User,
    records: Sequence[Incoming],
    links: Sequence[Link],
    source: Source,
    outdated: Sequence[Relation] = (),
) -> None:
    """Write a batch: all of it or nothing.

    Values are read anew as the table of facts reads them. Raises :class:`Denied` without the right or for
    a record of another organisation, ``FactProblem`` for a value that can't be.
    """
    if not may(by, ACTION):
        raise Denied(deny(refusal(ACTION)))
    for record in records:
        require(by, ACTION, record.subject)
    _refresh(records)
    new = [record for record in records if record.is_new]
    changed = [record for record in records if not record.is_new and (record.entries or record.outdated)]
    statements = {record.subject.pk: _statements(record, by) for record in records}
    _write_new(new, statements)
    rows = Statement.objects.unrestricted(why=WHY)
    create_logged(rows, [row for record in records for row in statements[record.subject.pk]])
    _withdraw([row for record in changed for row in record.outdated], by)
    for record in changed:
        follow_statements(record.subject)
    _write_keys(new, statements)
    relations = Relation.objects.unrestricted(why=WHY)
    _withdraw(outdated, by)
    create_logged(relations, [_relation(link, source, by) for link in links])
    record_many([*_created(new, statements), *_changed(changed, statements), *_related(links)])


def _refresh(records: Iterable[Incoming]) -> None:
    """Hold what is there: what a colleague changed since it was read must not be written back."""
    touched = [record for record in records if record.entries or record.outdated]
    there = {record.subject.pk: record for record in touched if not record.is_new}
    for subject in held_by_system(there, why=WHY):
        there[subject.pk].subject = subject


def _statements(record: Incoming, by: User) -> list[Statement]:
    at = clock.now()
    return [
        Statement(
            subject=record.subject,
            fact=fact.code,
            value=facts.read_fact(record.subject.kind, fact.code, fact.value),
            since=fact.since,
            until=fact.until,
            source=source.kind,
            source_number=source.number,
            reliability=source.reliability,
            credibility=source.credibility,
            stated_by=by,
            stated_at=at,
        )
        for fact, source in record.entries
    ]


def _write_new(new: Sequence[Incoming], statements: dict[UUID, list[Statement]]) -> None:
    year = clock.now().year
    for prefix, kinds in (("SB", facts.SUBJECTS), ("OB", facts.OBJECTS)):
        rows = [record.subject for record in new if record.subject.kind in kinds]
        numbers = next_numbers(prefix, year, len(rows)) if rows else []
        for subject, number in zip(rows, numbers, strict=True):
            subject.number = number
    for record in new:
        subject, said = record.subject, statements[record.subject.pk]
        subject.label = label_of(subject.kind, best_values(said))[:300]
        subject.names = names_of(said)[:LONGEST_NAMES]
        subject.name_keys = name_keys_of(subject.kind, written_names(said))
        subject.acl = subject.derive_acl()
    create_logged(Subject.objects.unrestricted(why=WHY), [record.subject for record in new])


def _write_keys(new: Sequence[Incoming], statements: dict[UUID, list[Statement]]) -> None:
    SubjectKey.objects.unrestricted(why=WHY).bulk_create(
        SubjectKey(subject=record.subject, kind=kind, key=key)
        for record in new
        for kind, key in sorted(keys_of(statements[record.subject.pk]))
    )


def _withdraw(outdated: Sequence[Statement] | Sequence[Relation], by: User) -> None:
    """One by one: they are few, and a sealed reason is written only with its row."""
    at = clock.now()
    for row in outdated:
        row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = at, by, COMPLETED
        row.save()


def _relation(link: Link, source: Source, by: User) -> Relation:
    return Relation(
        subject=link.subject,
        other=link.other,
        kind=link.kind,
        certainty=Certainty.ESTABLISHED,
        since=link.since,
        until=link.until,
        source=source.kind,
        source_number=source.number,
        reliability=source.reliability,
        credibility=source.credibility,
        stated_by=by,
        stated_at=clock.now(),
    )


def _line(action: Action, subject: Subject, **more: object) -> Line:
    return Line(
        action=action,
        record_type=subject._meta.label_lower,
        record_id=str(subject.pk),
        regime=subject.regimes,
        **more,  # type: ignore[arg-type]
    )


def _created(new: Iterable[Incoming], statements: dict[UUID, list[Statement]]) -> list[Line]:
    return [
        _line(
            Action.CREATE,
            record.subject,
            details={"kind": str(record.subject.kind), "facts": len(statements[record.subject.pk])},
        )
        for record in new
    ]


def _changed(changed: Iterable[Incoming], statements: dict[UUID, list[Statement]]) -> list[Line]:
    return [
        _line(
            Action.CHANGE,
            record.subject,
            details={
                "step": "completed",
                "facts": len(statements[record.subject.pk]),
                "withdrawn": len(record.outdated),
            },
        )
        for record in changed
    ]


def _related(links: Iterable[Link]) -> list[Line]:
    """One line for each end, with everybody at the other side."""
    ends: dict[UUID, Subject] = {}
    others: defaultdict[UUID, list[str]] = defaultdict(list)
    for link in links:
        for one, two in ((link.subject, link.other), (link.other, link.subject)):
            ends[one.pk] = one
            others[one.pk].append(str(two.pk))
    return [
        _line(
            Action.CHANGE,
            ends[key],
            shown=sorted(set(shown)),
            details={"step": "related", "count": len(shown)},
        )
        for key, shown in others.items()
    ]
