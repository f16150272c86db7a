"""What only a signal told, gone when that signal may no longer be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import PROTECT, ForeignObjectRel, Q

from audit.models import Action, AuditEvent
from audit.reasons import destroy_reasons
from audit.record import record_event
from documents.models import Document
from subjects import facts
from subjects.models import Relation, SourceKind, Statement, Subject, SubjectKey
from subjects.operations.documents import destroy_documents, documents_of_all
from subjects.operations.holding import held_by_system
from subjects.operations.keys import follow_statements
from subjects.operations.noting import FACT as COMMON

WHY: Final = "what a signal told goes with the signal"


@dataclass(slots=True)
class Forgotten:
    """What went, per record, in words: for the seal that still holds the signal for its year."""

    said: dict[UUID, list[str]] = field(default_factory=dict)
    bare: set[UUID] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Departed:
    """By what a destroyed record could still be recognised where somebody wrote it down.

    ``names`` are plain (:func:`subjects.facts.plain_name`), ``keys`` the kinds with their search keys.
    """

    number: str
    names: frozenset[str]
    keys: frozenset[tuple[str, bytes]]


_TOLD: Final[list[Callable[[Departed], None]]] = []


def tell_when_destroyed(listener: Callable[[Departed], None]) -> None:
    """Let a room above clear what it keeps about destroyed records; offering it again adds nothing.

    It is asked in the transaction and the context of the destruction, after the record is gone.
    """
    if listener not in _TOLD:
        _TOLD.append(listener)


def told_by(number: str) -> set[UUID]:
    """The records about which a signal told something, by its number."""
    source = {"source": SourceKind.SIGNAL, "source_number": number}
    found = set(Statement.objects.filter(**source).unrestricted(why=WHY).values_list("subject_id", flat=True))
    papers = Document.objects.filter(**source, record_type=Subject._meta.label_lower, destroyed_at=None)
    found |= {key for key in papers.unrestricted(why=WHY).values_list("record_id", flat=True) if key}
    ends = Relation.objects.filter(**source).unrestricted(why=WHY).values_list("subject_id", "other_id")
    return found | {end for pair in ends for end in pair}


def numbers_behind(subjects: Collection[UUID]) -> set[str]:
    """The numbers of the signals that told something about these records."""
    mine = Q(subject__in=subjects)
    said = Statement.objects.filter(mine, source=SourceKind.SIGNAL).unrestricted(why=WHY)
    seen = documents_of_all(subjects).filter(source=SourceKind.SIGNAL)
    tied = Relation.objects.filter(mine | Q(other__in=subjects), source=SourceKind.SIGNAL)
    return {
        *said.values_list("source_number", flat=True),
        *seen.values_list("source_number", flat=True),
        *tied.unrestricted(why=WHY).values_list("source_number", flat=True),
    }


@transaction.atomic
def forget_told(
    *, numbers: Collection[str], subjects: Collection[UUID], source_kind: str = SourceKind.SIGNAL
) -> Forgotten:
    """Destroy what these signals told about these records, withdrawn or not (AVG art. 5(1)(e)).

    ``source_kind`` is DOCUMENT for what a measure told, whose number it bears.

    Runs in the context of the system. Other sources keep what they said, under their own number.
    ``bare`` of the answer are the records of which nothing is left: for :func:`destroy_records`.
    """
    records = held_by_system(subjects, why=WHY)
    source = {"source": source_kind, "source_number__in": numbers}
    told = Statement.objects.filter(subject__in=subjects, **source).unrestricted(why=WHY)
    tied = Relation.objects.filter(Q(subject__in=subjects) | Q(other__in=subjects), **source)
    gone = Forgotten()
    words: defaultdict[UUID, list[str]] = defaultdict(list)
    for said in told.order_by("stated_at", "id"):
        words[said.subject_id].append(f"{facts.BY_CODE[said.fact].label}: {said.shown}")
    for tie in tied.unrestricted(why=WHY).select_related("other").order_by("stated_at", "id"):
        words[tie.subject_id].append(f"{tie.get_kind_display()}: {tie.other.label}")
    gone.said = dict(words)
    destroy_documents(subjects, numbers=numbers)
    told.delete()
    tied.unrestricted(why=WHY).delete()
    for subject in records:
        # A note that it is common says nothing about anybody.
        facts_left = Statement.objects.filter(subject=subject).exclude(fact=COMMON)
        if facts_left.unrestricted(why=WHY).exists() or documents_of_all([subject.pk]).exists():
            follow_statements(subject)
        else:
            gone.bare.add(subject.pk)
    if words:
        record_event(
            Action.DESTROY,
            record_type="subjects.subject",
            shown=sorted(str(pk) for pk in words),
            details={"part": "told", "signals": sorted(numbers)},
        )
    return gone


@transaction.atomic
def destroy_records(subjects: Collection[UUID]) -> None:
    """Destroy records of which nothing is known any more, with every tie to them and each typed reason.

    Who a case, measure or control still names stays. Runs in the context of the system.
    """
    free = set(subjects) - _named_above(subjects)
    rows = Subject.objects.filter(pk__in=free).unrestricted(why=WHY)
    for subject in rows:
        record_event(
            Action.DESTROY,
            record_type="subjects.subject",
            record_id=str(subject.pk),
            regime=subject.regimes,
            details={"why": "nothing_left"},
        )
    departed = [_departed(subject) for subject in rows]
    destroy_reasons(_lines_with_reason(free))
    destroy_documents(free)
    rows.delete()
    for one in departed:
        for listener in _TOLD:
            listener(one)


def _named_above(subjects: Collection[UUID]) -> set[UUID]:
    """The records that a row of a room above names and may not lose."""
    found: set[UUID] = set()
    for tie in Subject._meta.related_objects:
        if isinstance(tie, ForeignObjectRel) and tie.on_delete is PROTECT:
            model: Any = tie.related_model
            name = tie.field.name
            rows = model._default_manager.filter(**{f"{name}__in": subjects}).unrestricted(why=WHY)
            found.update(rows.values_list(name, flat=True))
    return found


def _departed(subject: Subject) -> Departed:
    keys = SubjectKey.objects.filter(subject=subject).unrestricted(why=WHY).values_list("kind", "key")
    names = {facts.plain_name(subject.label), *subject.names.split("|")} - {""}
    return Departed(subject.number, frozenset(names), frozenset((kind, bytes(key)) for kind, key in keys))


def _lines_with_reason(subjects: Collection[UUID]) -> list[UUID]:
    # The log is read through its own door; the application itself may not look into it.
    lines = AuditEvent.objects.using("audit").filter(record_id__in=[str(pk) for pk in subjects])
    return list(lines.exclude(reason=b"").values_list("id", flat=True))
