"""One search over all rooms: what was typed in parts, and what each room finds of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from core import clock
from legal.dates import DateProblem, read_date
from signals.queries.finding import FoundSignal, Wanted, find_signals
from subjects.queries.finding import FoundSubject, find_subjects

if TYPE_CHECKING:
    from accounts.models import User

LONGEST: Final = 200
# Every word that may stand before a colon, with its label on the chip and the facts that it may be.
PARTS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "adres": ("Adres", ("address", "location")),
    "kvk": ("KvK-nummer", ("kvk",)),
    "kenteken": ("Kenteken", ("plate",)),
    "telefoon": ("Telefoon", ("phone",)),
    "bsn": ("BSN", ("bsn",)),
    "iban": ("Rekening", ("iban",)),
    "thema": ("Thema", ()),
    "na": ("Ontvangen na", ()),
    "voor": ("Ontvangen voor", ()),
}
_PART = re.compile(rf"\b({'|'.join(PARTS)}):\s*(\"[^\"]*\"|[^\s\"]+)", re.IGNORECASE)
_SIGNAL = re.compile(r"S-\d{4}-\d{5,}", re.IGNORECASE)
# An address is more than one word: it goes on to the next part or the end.
_ADDRESS = re.compile(rf"\badres:\s*([^\"].*?)(?=\s+(?:{'|'.join(PARTS)}):|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of what was typed, as VIK understood it; ``problem`` when it did not."""

    name: str
    label: str
    value: str
    rest: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody searches: parts with a name and the free words."""

    typed: str
    text: str = ""
    parts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, typed: str) -> Question:
        """From the one box. Never raises; an unknown part is a word like any other."""
        typed = " ".join(typed.split())[:LONGEST]
        parts: dict[str, str] = {}
        rest = typed
        for form in (_PART, _ADDRESS) if '"' in typed else (_ADDRESS, _PART):
            for match in form.finditer(rest):
                name = "adres" if form is _ADDRESS else match[1].lower()
                parts[name] = match[match.lastindex or 0].strip('" ')
            rest = form.sub(" ", rest)
        return cls(typed, " ".join(rest.split()), {name: value for name, value in parts.items() if value})

    @property
    def empty(self) -> bool:
        """Is nothing asked?"""
        return not self.text and not self.parts

    def day(self, name: str) -> date | None:
        """A day that was asked; None when it was not, or is no day."""
        try:
            return (
                read_date(self.parts.get(name, ""), today=clock.today()).start if name in self.parts else None
            )
        except DateProblem:
            return None

    def chips(self) -> list[Chip]:
        """The parts, each with the question that remains when it is taken away."""
        found = []
        for name, value in self.parts.items():
            problem = ""
            if name in {"na", "voor"} and self.day(name) is None:
                problem = "Deze datum begrijpt VIK niet en telt nu niet mee."
            found.append(Chip(name, PARTS[name][0], value, self.without(name), problem))
        return found

    def without(self, name: str) -> str:
        """The question without one part."""
        kept = [f'{part}:"{value}"' for part, value in self.parts.items() if part != name]
        return " ".join(filter(None, [self.text, *kept]))


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, in groups, with counts over what the actor may see only."""

    subjects: list[FoundSubject]
    signals: list[FoundSignal]

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """How many of each kind of subject or object."""
        counted = Counter(row.subject.get_kind_display() for row in self.subjects)
        return counted.most_common()

    @property
    def sources(self) -> list[tuple[str, int]]:
        """How many signals of each source."""
        return Counter(row.signal.get_source_type_display() for row in self.signals).most_common()

    @property
    def themes(self) -> list[tuple[str, int]]:
        """How many signals of each theme."""
        return Counter(row.signal.theme.label for row in self.signals if row.signal.theme).most_common()

    @property
    def empty(self) -> bool:
        """Was nothing found?"""
        return not self.subjects and not self.signals


def search(actor: User, question: Question) -> Results:
    """Ask every room. A constant number of queries; only what both locks let through counts."""
    subjects = _subjects(actor, question)
    number = match[0] if (match := _SIGNAL.fullmatch(question.text)) else ""
    signals = find_signals(
        actor,
        Wanted(
            number=number,
            text="" if number else question.text,
            address=question.parts.get("adres") or question.text,
            plate=question.parts.get("kenteken") or question.text,
            phone=question.parts.get("telefoon") or question.text,
            theme=question.parts.get("thema", ""),
            after=question.day("na"),
            before=question.day("voor"),
            # Of a broad question the linked signals would be everything.
            subjects=[row.subject.pk for row in subjects[:10]] if len(subjects) <= 10 else (),
        ),
    )
    return Results(subjects, signals)


def _subjects(actor: User, question: Question) -> list[FoundSubject]:
    found: dict[object, FoundSubject] = {}
    asked = False
    for name, value in question.parts.items():
        codes = PARTS[name][1]
        if codes:
            rows = find_subjects(actor, value, codes=codes, names=False)
            keys = {row.subject.pk for row in rows}
            found = (
                {row.subject.pk: row for row in rows}
                if not asked
                else {key: row for key, row in found.items() if key in keys}
            )
            asked = True
    if question.text:
        rows = find_subjects(actor, question.text)
        keys = {row.subject.pk for row in rows}
        found = (
            {key: row for key, row in found.items() if key in keys}
            if asked
            else {row.subject.pk: row for row in rows}
        )
    return list(found.values())
