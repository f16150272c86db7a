"""One search over all rooms: what was typed in parts, and what each room finds of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from core import clock
from legal.dates import DateProblem, read_date
from signals.models import SourceType
from signals.queries.finding import MOST as MOST_SIGNALS
from signals.queries.finding import FoundSignal, Wanted, find_signals
from subjects import facts
from subjects.models import Kind
from subjects.queries.finding import MOST as MOST_SUBJECTS
from subjects.queries.finding import FoundSubject, find_subjects

if TYPE_CHECKING:
    from accounts.models import User

LONGEST: Final = 200
MOST_MONTHS: Final = 36
# Every word that may stand before a colon, with its label on the chip and the facts that it may be.
PARTS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "adres": ("Adres", ("address", "location")),
    "kvk": ("KvK-nummer", ("kvk",)),
    "kenteken": ("Kenteken", ("plate",)),
    "telefoon": ("Telefoon", ("phone",)),
    "bsn": ("BSN", ("bsn",)),
    "iban": ("Rekening", ("iban",)),
    "thema": ("Thema", ()),
    "soort": ("Soort", ()),
    "bron": ("Bron", ()),
    "na": ("Ontvangen na", ()),
    "voor": ("Ontvangen voor", ()),
}
KINDS: Final = {label.casefold(): code for code, label in Kind.choices}
SOURCES: Final = {label.casefold(): code for code, label in SourceType.choices}
# What each part must look like; the sentence stands beside its chip.
MISREAD: Final = {
    "kvk": (facts.BY_CODE["kvk"].read, "Een KvK-nummer heeft acht cijfers."),
    "bsn": (facts.BY_CODE["bsn"].read, "Dit is geen geldig BSN."),
    "iban": (facts.BY_CODE["iban"].read, "Dit is geen geldig rekeningnummer."),
    "telefoon": (facts.BY_CODE["phone"].read, "Dit is geen telefoonnummer."),
    "kenteken": (facts.BY_CODE["plate"].read, "Dit is geen kenteken."),
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

    @property
    def is_choice(self) -> bool:
        """Was it chosen from a list, so that there is nothing to type?"""
        return self.name in {"soort", "bron", "thema"}


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody searches: parts with a name and the free words."""

    typed: str
    text: str = ""
    parts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, typed: str) -> Question:
        """From the one box. Never raises; an unknown part is a word like any other."""
        # A NUL is no sign that anybody types, and the database takes none.
        typed = " ".join(typed.replace("\x00", " ").split())[:LONGEST]
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
        return [
            Chip(name, PARTS[name][0], value, self.without(name), self._problem(name, value))
            for name, value in self.parts.items()
        ]

    def _problem(self, name: str, value: str) -> str:
        if name in {"na", "voor"} and self.day(name) is None:
            return "Deze datum begrijpt VIK niet en telt nu niet mee."
        if name in {"soort", "bron"} and not self.chosen(name):
            known = ", ".join(KINDS if name == "soort" else SOURCES)
            return f"Dit kent VIK niet en telt nu niet mee. Kies uit: {known}."
        if name in MISREAD:
            read, sentence = MISREAD[name]
            try:
                read(value)
            except facts.FactProblem:
                return sentence
        return ""

    def chosen(self, name: str) -> list[str]:
        """The codes of the kinds or sources that were chosen, several apart by commas."""
        known = KINDS if name == "soort" else SOURCES
        words = (word.strip().casefold() for word in self.parts.get(name, "").split(","))
        return [known[word] for word in words if word in known]

    def with_part(self, name: str, value: str) -> str:
        """The question with one part set to another value; without it when the value is empty."""
        kept = self.without(name)
        return " ".join(filter(None, [kept, f'{name}:"{value}"' if value else ""]))

    def toggled(self, name: str, word: str) -> str:
        """The question with one choice of a list added, or taken away when it was there."""
        words = [one.strip() for one in self.parts.get(name, "").split(",") if one.strip()]
        have = {one.casefold() for one in words}
        left = [one for one in words if one.casefold() != word.casefold()]
        return self.with_part(name, ",".join(left if word.casefold() in have else [*words, word]))

    def without(self, name: str) -> str:
        """The question without one part."""
        kept = [f'{part}:"{value}"' for part, value in self.parts.items() if part != name]
        return " ".join(filter(None, [self.text, *kept]))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how many of what was found have it, and the question that asks for it."""

    label: str
    count: int
    asks: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """How many signals came in during a month, the height of its bar (0 to 100), and the question for it."""

    label: str
    count: int
    height: int
    asks: str

    @property
    def top(self) -> int:
        """Where the bar begins, from above."""
        return 100 - self.height


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, in groups, with counts over what the actor may see only."""

    subjects: list[FoundSubject]
    signals: list[FoundSignal]
    question: Question

    @property
    def facets(self) -> list[tuple[str, list[Choice]]]:
        """What was found by kind, source and theme; a choice that is on stays, so that it can be taken off."""
        kinds = Counter(row.subject.get_kind_display() for row in self.subjects)
        sources = Counter(row.signal.get_source_type_display() for row in self.signals)
        themes = Counter(row.signal.theme.label for row in self.signals if row.signal.theme)
        found: list[tuple[str, list[Choice]]] = []
        for name, heading, counted in (
            ("soort", "Soort", kinds),
            ("bron", "Bron van het signaal", sources),
            ("thema", "Thema", themes),
        ):
            if choices := self._choices(name, counted):
                found.append((heading, choices))
        return found

    def _choices(self, name: str, counted: Counter[str]) -> list[Choice]:
        on = [one.strip() for one in self.question.parts.get(name, "").split(",") if one.strip()]
        have = {one.casefold() for one in on}
        labels = dict.fromkeys([label for label, _ in counted.most_common()])
        known = {label.casefold() for label in labels}
        labels |= dict.fromkeys(one for one in on if one.casefold() not in known)
        if len(labels) < 2 and not have:
            return []
        return [
            Choice(label, counted[label], self.question.toggled(name, label), label.casefold() in have)
            for label in labels
        ]

    @property
    def months(self) -> list[Month]:
        """The signals by the month in which they came in, the oldest first, months without any too."""
        counted = Counter(
            timezone.localtime(row.signal.received_at).strftime("%Y-%m") for row in self.signals
        )
        if len(counted) < 2:
            return []
        found: list[Month] = []
        most, at = max(counted.values()), min(counted)
        while at <= max(counted) and len(found) < MOST_MONTHS:
            year, month = int(at[:4]), int(at[5:])
            following = f"{year + month // 12}-{month % 12 + 1:02}"
            narrowed = Question.read(self.question.with_part("na", f"1-{month}-{year}"))
            asks = narrowed.with_part("voor", f"1-{int(following[5:])}-{following[:4]}")
            count = counted[at]
            found.append(Month(f"{month}-{year}", count, round(100 * count / most), asks))
            at = following
        return found

    @property
    def many_subjects(self) -> bool:
        """Is the list of subjects as long as it gets, so that there may be more?"""
        return len(self.subjects) >= MOST_SUBJECTS

    @property
    def many_signals(self) -> bool:
        """As :attr:`many_subjects`, of signals."""
        return len(self.signals) >= MOST_SIGNALS

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
            themes=[word.strip() for word in question.parts.get("thema", "").split(",") if word.strip()],
            sources=question.chosen("bron"),
            after=question.day("na"),
            before=question.day("voor"),
            # Of a broad question the linked signals would be everything.
            subjects=[row.subject.pk for row in subjects[:10]] if len(subjects) <= 10 else (),
        ),
    )
    return Results(subjects, signals, question)


def _subjects(actor: User, question: Question) -> list[FoundSubject]:
    found: dict[object, FoundSubject] = {}
    asked, kinds = False, question.chosen("soort")
    for name, value in question.parts.items():
        codes = PARTS[name][1]
        if codes:
            rows = find_subjects(actor, value, kinds=kinds, codes=codes, names=False)
            keys = {row.subject.pk for row in rows}
            found = (
                {row.subject.pk: row for row in rows}
                if not asked
                else {key: row for key, row in found.items() if key in keys}
            )
            asked = True
    if question.text:
        rows = find_subjects(actor, question.text, kinds=kinds)
        keys = {row.subject.pk for row in rows}
        found = (
            {key: row for key, row in found.items() if key in keys}
            if asked
            else {row.subject.pk: row for row in rows}
        )
    return list(found.values())
