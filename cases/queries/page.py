"""Everything on the page of one case, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from cases.models import (
    ActionItem,
    Case,
    CaseMember,
    CaseNote,
    CaseSignal,
    CaseStep,
    CaseSubject,
    CompartmentRequest,
)
from cases.states import BUSY, CaseState
from core import clock
from documents.models import Document
from documents.queries import documents_of
from encryption.fields import readable

if TYPE_CHECKING:
    from accounts.models import User

WORDS: Final = {
    "opened": "Casus geopend",
    "edited": "Gegevens bijgewerkt",
    "closed": "Gesloten",
    "reopened": "Heropend",
    "entrusted": "Casuseigenaar gekozen",
    "member_added": "Teamlid toegevoegd",
    "member_withdrawn": "Teamlid weggehaald",
    "compartmented": "Afgeschermd: alleen genoemde personen",
    "opening_asked": "Gevraagd om open te stellen",
    "opened_up": "Opengesteld voor de rollen",
    "opening_refused": "Openstellen geweigerd",
    "signal_added": "Signaal toegevoegd",
    "signal_withdrawn": "Signaal weggehaald",
    "signal_restored": "Signaal teruggezet",
    "subject_added": "Subject of object toegevoegd",
    "subject_withdrawn": "Subject of object weggehaald",
    "subject_restored": "Subject of object teruggezet",
    "document_added": "Document toegevoegd",
    "document_version": "Nieuwe versie van een document",
    "document_described": "Gegevens van een document gewijzigd",
    "document_redacted": "Document gelakt",
    "document_hidden": "Document verborgen",
    # From before documents hung on a case as on every record.
    "document_withdrawn": "Document weggehaald",
    "document_restored": "Document teruggezet",
    "note_added": "Notitie toegevoegd",
    "note_withdrawn": "Notitie weggehaald",
    "note_restored": "Notitie teruggezet",
    "destruction_proposed": "Vernietiging voorgesteld",
    "destruction_agreed": "Akkoord met vernietigen: de eerste van twee",
    "kept": "Vastgehouden na de bewaartermijn",
    "released": "Niet langer vastgehouden",
    "destroyed": "Vernietigd na de bewaartermijn",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline."""

    at: datetime
    title: str
    text: str
    who: str
    happened_on: date | None = None
    note: CaseNote | None = None


@dataclass(frozen=True, slots=True)
class CasePicture:
    """What the page of a case shows; parts are empty for who reads only the summary."""

    actions: Sequence[ActionItem]
    members: Sequence[CaseMember]
    steps: Sequence[CaseStep]
    opening: CompartmentRequest | None
    signals: Sequence[CaseSignal] = ()
    subjects: Sequence[CaseSubject] = ()
    documents: list[Document] = field(default_factory=list)
    notes: Sequence[CaseNote] = ()
    withdrawn: Sequence[Any] = ()
    timeline: Sequence[Line] = field(default=())

    @property
    def busy(self) -> int:
        """Actions that still ask something."""
        return sum(row.state in BUSY for row in self.actions)

    @property
    def late(self) -> int:
        """Actions whose last day passed."""
        return sum(row.state in BUSY and row.due_on < clock.today() for row in self.actions)


def picture_of(actor: User, case: Case, *, parts: bool) -> CasePicture:
    """Read it all; what is hidden from the actor is not there. Without ``parts`` only what the chair needs."""
    actions = (
        ActionItem.objects.filter(case=case).visible_to(actor).select_related("assignee", "organisation")
    )
    members = CaseMember.objects.filter(case=case, withdrawn_at=None).visible_to(actor)
    steps = CaseStep.objects.filter(case=case).visible_to(actor).select_related("by")
    opening = CompartmentRequest.objects.filter(case=case, decided_at=None).visible_to(actor)
    always: dict[str, Any] = {
        "actions": list(actions.order_by("due_on", "number")[:200]),
        "members": list(members.select_related("user").order_by("added_at")),
        "steps": list(steps.order_by("-at", "-id")[:200]),
        "opening": opening.select_related("asked_by").first(),
    }
    if not parts:
        return CasePicture(**always, timeline=[_line(step) for step in always["steps"] if step.source])
    signals = _rows(CaseSignal, actor, case, "signal")
    subjects = _rows(CaseSubject, actor, case, "subject")
    documents = documents_of(actor, [case.pk])
    notes = _rows(CaseNote, actor, case)
    every = [*signals, *subjects, *notes]
    standing = [row for row in notes if row.withdrawn_at is None]
    lines = [_line(step) for step in always["steps"] if step.kind != "note_added"]
    lines += [_noted(note) for note in standing]
    return CasePicture(
        **always,
        signals=[row for row in signals if row.withdrawn_at is None],
        subjects=[row for row in subjects if row.withdrawn_at is None],
        documents=documents,
        notes=standing,
        withdrawn=[row for row in every if row.withdrawn_at is not None],
        timeline=sorted(lines, key=lambda line: line.at, reverse=True),
    )


def _rows(model: Any, actor: User, case: Case, *related: str) -> list[Any]:
    rows = model._default_manager.filter(case=case).visible_to(actor)
    return list(rows.select_related("added_by", *related).order_by("added_at", "id")[:300])


def _line(step: CaseStep) -> Line:
    title = WORDS.get(step.kind) or dict(CaseState.choices).get(step.target, step.kind)
    return Line(step.at, title, readable(step, "why", otherwise="") or "", step.by.name if step.by else "")


def _noted(note: CaseNote) -> Line:
    return Line(
        note.added_at,
        "Notitie",
        readable(note, "text"),
        note.added_by.name if note.added_by else "",
        note.happened_on,
        note,
    )
