"""One search over all rooms: what each finds of a question, counted, a page of each group at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from desk.facets import Counted, Facet, Month, facets_of, months_of
from desk.finding import find_keys, find_rows
from desk.gazetteer import Gazetteer
from desk.question import WIDE, Question
from documents.queries import document_keys, found_documents
from signals.queries.finding import found_signals
from subjects.queries.finding import CAP, MOST, found_subjects

if TYPE_CHECKING:
    from accounts.models import User

SUBJECTS, SIGNALS, DOCUMENTS = "subjecten", "signalen", "documenten"
# Of a broad question the linked signals would be everything.
MOST_LINKED: Final = 10


@dataclass(frozen=True, slots=True)
class Group:
    """One page of what a room found: its rows, how many there are in all, and where the page begins."""

    rows: Sequence[Any] = ()
    total: int = 0
    start: int = 0

    @property
    def count(self) -> str:
        """``312``, or ``1.000+`` when that many were counted and there are more."""
        return f"{CAP // 1000}.{CAP % 1000:03}+" if self.capped else str(self.total)

    @property
    def capped(self) -> bool:
        """Is there more than is counted?"""
        return self.total > CAP

    @property
    def first(self) -> int:
        """The place of the first row of the page, from one."""
        return self.start + 1

    @property
    def last(self) -> int:
        """The place of the last row of the page."""
        return self.start + len(self.rows)

    @property
    def partly(self) -> bool:
        """Is there more than this page?"""
        return len(self.rows) < min(self.total, CAP)

    @property
    def previous(self) -> int:
        """Where the page before begins."""
        return max(0, self.start - MOST)

    @property
    def following(self) -> int:
        """Where the next page begins; 0 when this is the last one."""
        return self.start + MOST if self.start + MOST < min(self.total, CAP) else 0

    @property
    def to_follow(self) -> int:
        """How many the next page has."""
        return min(MOST, min(self.total, CAP) - self.start - MOST)


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, in groups, with counts over what the actor may see only."""

    question: Question
    subjects: Group
    signals: Group
    documents: Group = field(default_factory=Group)
    counted: tuple[Counted, Counted] = field(default=(Counted(), Counted()))
    only: str = ""
    unknown: Sequence[str] = ()
    narrowed: bool = False

    @property
    def facets(self) -> list[Facet]:
        """What was found by kind, source, theme, wijk and gemeente."""
        return facets_of(self.question, self.counted)

    @property
    def months(self) -> list[Month]:
        """The signals by month."""
        return months_of(self.question, self.counted[1])

    @property
    def with_subjects(self) -> bool:
        """Are subjects shown: not on a page of signals, and not when only filters were asked?"""
        return self.only not in {SIGNALS, DOCUMENTS} and not self.question.only_filters

    @property
    def with_signals(self) -> bool:
        """Are signals shown?"""
        return self.only not in {SUBJECTS, DOCUMENTS}

    @property
    def with_documents(self) -> bool:
        """Are documents shown: only where free words or a number were asked, which is all they are found by?"""
        return self.only in {"", DOCUMENTS} and _words_only(self.question)

    @property
    def empty(self) -> bool:
        """Was nothing found?"""
        return not (self.subjects.total or self.signals.total or self.documents.total)


def search(actor: User, question: Question, *, only: str = "", start: int = 0) -> Results:
    """Ask every room. A bounded number of queries; only what both locks let through counts.

    ``only`` shows one group (``SUBJECTS``, ``SIGNALS`` or ``DOCUMENTS``) from its ``start``; all are counted.
    """
    start = max(0, start) // MOST * MOST if only and start < CAP else 0
    places = Gazetteer()
    hits, counted = find_keys(actor, question, places)
    keys, whys = list(hits), {key: hit.why for key, hit in hits.items()}
    page = keys[start : start + MOST] if only not in {SIGNALS, DOCUMENTS} else []
    rows, tallied, unknown = find_rows(actor, question, places, keys[:MOST_LINKED] if few(keys) else ())
    told = rows[start : start + MOST] if only not in {SUBJECTS, DOCUMENTS} else []
    papers = document_keys(actor, question.text) if _words_only(question) else {}
    shown = list(papers)[start : start + MOST] if only in {"", DOCUMENTS} else []
    return Results(
        question,
        Group(found_subjects(actor, page, whys, question.text), len(keys), start),
        Group(found_signals(actor, told), len(rows), start),
        Group(found_documents(actor, shown, papers), len(papers), start),
        (counted, tallied),
        only,
        unknown,
        hits.narrowed,
    )


def _words_only(question: Question) -> bool:
    return bool(question.text) and not question.parts.keys() - {WIDE}


def few(keys: Sequence[UUID]) -> bool:
    """Are these so few that the signals linked to them say something?"""
    return 0 < len(keys) <= MOST_LINKED
