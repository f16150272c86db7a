"""What was typed in the one box, in parts: read, told back as chips, narrowed and widened."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from core import clock
from legal.dates import DateProblem, read_date
from signals.models import SourceType
from subjects import facts
from subjects.models import Kind

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
    "soort": ("Soort", ()),
    "bron": ("Bron", ()),
    "wijk": ("Wijk", ()),
    "gemeente": ("Gemeente", ()),
    "na": ("Ontvangen na", ()),
    "voor": ("Ontvangen voor", ()),
    "ruim": ("Ook wat erop lijkt", ()),
}
WIDE: Final = "ruim"
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
_MONTH = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])")
CHOICES: Final = ("soort", "bron", "thema", "wijk", "gemeente", WIDE)
_PART = re.compile(rf"\b({'|'.join(PARTS)}):\s*(\"[^\"]*\"|[^\s\"]+)", re.IGNORECASE)
SIGNAL_NUMBER: Final = re.compile(r"S-\d{4}-\d{5,}", re.IGNORECASE)
# An address is more than one word: it goes on to the next word with a colon or the end.
_ADDRESS = re.compile(r"\badres:\s*([^\"].*?)(?=\s+[^\W\d_]+:|$)", re.IGNORECASE)
# A word with a colon that VIK does not know; not the first of an address on the web.
_UNKNOWN = re.compile(r"(?<!\S)([^\W\d_]{2,20}):(?!//)\s*(?=\S)")


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
        return self.name in CHOICES


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody searches: parts with a name and the free words."""

    typed: str
    text: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @classmethod
    def read(cls, typed: str) -> Question:
        """From the one box. Never raises; the word of an unknown part is sought as text."""
        # A NUL is no sign that anybody types, and the database takes none.
        typed = " ".join(typed.replace("\x00", " ").split())[:LONGEST]
        parts: dict[str, str] = {}
        rest = typed
        for form in (_PART, _ADDRESS) if '"' in typed else (_ADDRESS, _PART):
            for match in form.finditer(rest):
                name = "adres" if form is _ADDRESS else match[1].lower()
                parts[name] = match[match.lastindex or 0].strip('" ')
            rest = form.sub(" ", rest)
        unknown = tuple(dict.fromkeys(match[1].lower() for match in _UNKNOWN.finditer(rest)))
        rest = " ".join(_UNKNOWN.sub(r"\1 ", rest).split())
        return cls(typed, rest, {name: value for name, value in parts.items() if value}, unknown)

    @property
    def empty(self) -> bool:
        """Is nothing asked?"""
        return not self.text and not self.parts.keys() - {WIDE}

    @property
    def only_filters(self) -> bool:
        """Is nothing asked but what narrows: every signal that fits, and no subject?"""
        return not self.text and all(not PARTS[name][1] for name in self.parts)

    @property
    def wide(self) -> bool:
        """Is every name asked that looks like it, also where somebody is called just so?"""
        return self.parts.get(WIDE, "").casefold() == "ja"

    @property
    def widened(self) -> str:
        """The question that asks that."""
        return self.with_part(WIDE, "ja")

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
        if name == WIDE and not self.wide:
            return "Dit kent VIK niet en telt nu niet mee. Typ: ruim:ja."
        if name in MISREAD:
            read, sentence = MISREAD[name]
            try:
                read(value)
            except facts.FactProblem:
                return sentence
        return ""

    @property
    def misunderstood(self) -> str:
        """A sentence about words with a colon that VIK does not know; empty when there are none."""
        if not self.unknown:
            return ""
        words = " en ".join(f"“{word}:”" for word in self.unknown)
        return f"{words} kent VIK niet en zoekt nu als gewoon woord. Wel: {', '.join(f'{name}:' for name in PARTS)}."

    def words(self, name: str) -> list[str]:
        """What was chosen of a list, several apart by commas."""
        return [word.strip() for word in self.parts.get(name, "").split(",") if word.strip()]

    def chosen(self, name: str) -> list[str]:
        """The codes of the kinds or sources that were chosen."""
        known = KINDS if name == "soort" else SOURCES
        words = (word.casefold() for word in self.words(name))
        return [known[word] for word in words if word in known]

    def with_part(self, name: str, value: str) -> str:
        """The question with one part set to another value; without it when the value is empty."""
        kept = self.without(name)
        return " ".join(filter(None, [kept, f'{name}:"{value}"' if value else ""]))

    def toggled(self, name: str, word: str) -> str:
        """The question with one choice of a list added, or taken away when it was there."""
        words = self.words(name)
        have = {one.casefold() for one in words}
        left = [one for one in words if one.casefold() != word.casefold()]
        return self.with_part(name, ",".join(left if word.casefold() in have else [*words, word]))

    def between(self, first: str, last: str) -> str:
        """The question for signals from one month to another, both ``2026-01`` and both included.

        Anything that is no month changes nothing; months the wrong way round are turned.
        """
        if not (_MONTH.fullmatch(first) and _MONTH.fullmatch(last)):
            return self.typed
        first, last = sorted((first, last))
        year, month = int(last[:4]), int(last[5:])
        end = f"1-{month % 12 + 1}-{year + month // 12}"
        narrowed = Question.read(self.with_part("na", f"1-{int(first[5:])}-{first[:4]}"))
        return narrowed.with_part("voor", end)

    def touches(self, month: str) -> bool:
        """Does a month (``2026-01``) lie in the period that was asked, if only for a day?"""
        after, before = self.day("na"), self.day("voor")
        first = date(int(month[:4]), int(month[5:]), 1)
        return (after is None or month >= f"{after:%Y-%m}") and (before is None or first < before)

    def without(self, *names: str) -> str:
        """The question without some parts."""
        kept = [f'{part}:"{value}"' for part, value in self.parts.items() if part not in names]
        return " ".join(filter(None, [self.text, *kept]))
