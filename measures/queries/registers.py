"""What the pages of an old register show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, Q

from measures.models import MatchQuestion, RegisterRow, RegisterRun, RowState
from subjects.models import Subject
from subjects.queries.candidates import values_of

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User

MOST_RUNS: Final = 50
ROWS_PAGE: Final = 50
EXAMPLES: Final = 3
SAMPLE: Final = 40
# The facts that tell two registrations apart, in this order on the card.
TOLD: Final = {
    "birth_date": "Geboren",
    "kvk": "KvK",
    "postcode": "Postcode",
    "location": "Adres",
    "address": "Adres",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two registrations: what it is called and what else is known."""

    subject: Subject
    facts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question with both sides."""

    question: MatchQuestion
    new: Side
    known: Side


def register_runs(actor: User) -> list[RegisterRun]:
    """The newest registers with how many rows became what: one query."""
    made = Count("rows", filter=Q(rows__state__in=[RowState.MADE, RowState.KNOWN]))
    refused = Count("rows", filter=Q(rows__state=RowState.REFUSED))
    rows = RegisterRun.objects.visible_to(actor).select_related("by").order_by("-created_at", "-pk")
    return list(rows.annotate(made=made, refused=refused, total=Count("rows"))[:MOST_RUNS])


def examples_of(run: RegisterRun, actor: User) -> dict[str, list[str]]:
    """A few different cells of each column."""
    found: dict[str, list[str]] = {heading: [] for heading in run.headings}
    for row in RegisterRow.objects.filter(run=run).visible_to(actor).order_by("position")[:SAMPLE]:
        for heading, text in (row.original or {}).items():
            seen = found.setdefault(heading, [])
            if text and text not in seen and len(seen) < EXAMPLES:
                seen.append(text)
    return found


def waiting_cells(run: RegisterRun, actor: User) -> list[tuple[str, int, Mapping[str, str]]]:
    """The rows of a register that was not read yet."""
    rows = RegisterRow.objects.filter(run=run, state=RowState.WAITING).visible_to(actor).order_by("position")
    return [(row.sheet, row.row_number, row.original or {}) for row in rows]


def rows_in(run: RegisterRun, actor: User, state: str, after: int = -1) -> list[RegisterRow]:
    """A page of rows (and one more) in one state, in the order of the file."""
    rows = RegisterRow.objects.filter(run=run, state=state, position__gt=after).visible_to(actor)
    return list(rows.select_related("measure").order_by("position")[: ROWS_PAGE + 1])


def row_of(run: RegisterRun, actor: User, row_id: UUID) -> RegisterRow | None:
    """One row of a register."""
    rows = RegisterRow.objects.filter(run=run, pk=row_id).visible_to(actor)
    return rows.select_related("run__owner", "measure").first()


def next_refused(run: RegisterRun, actor: User) -> RegisterRow | None:
    """The first row that waits in the foutenbak."""
    rows = RegisterRow.objects.filter(run=run, state=RowState.REFUSED).visible_to(actor)
    return rows.order_by("position").first()


def doubts_of(run: RegisterRun, actor: User) -> list[Doubt]:
    """The open questions of which the actor may see both sides: three queries."""
    asked = MatchQuestion.objects.filter(run=run, answered_at=None).visible_to(actor).order_by("created_at")
    questions = list(asked[:ROWS_PAGE])
    keys = {key for row in questions for key in (row.subject_id, row.other_id)}
    seen: dict[Any, Subject] = Subject.objects.filter(pk__in=keys).visible_to(actor).in_bulk()
    values = values_of(actor, seen.values())

    def side(key: UUID) -> Side:
        told = [(label, values[key][code]) for code, label in TOLD.items() if values[key].get(code)]
        return Side(seen[key], told)

    return [
        Doubt(row, side(row.subject_id), side(row.other_id))
        for row in questions
        if row.subject_id in seen and row.other_id in seen
    ]


def question_of(run: RegisterRun, actor: User, question_id: UUID) -> MatchQuestion | None:
    """One question of a register of which the actor may see both sides."""
    row = MatchQuestion.objects.filter(run=run, pk=question_id).visible_to(actor).first()
    if row is None:
        return None
    both = Subject.objects.filter(pk__in=[row.subject_id, row.other_id]).visible_to(actor)
    return row if both.count() == len({row.subject_id, row.other_id}) else None
