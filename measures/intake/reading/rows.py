"""One row of an old register as a measure: what can be known of it, what is unclear, and what can't be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.sheets.cells import Cell, text_of
from core.sheets.headings import plain
from legal.addresses import split_address
from legal.dates import DAY, DateProblem, read_date
from legal.identifiers import is_bsn, is_kvk
from measures.intake.reading.kinds import BUSINESS, PERSON, kind_meant, target_meant
from measures.intake.reading.money import (
    Incurred,
    Paid,
    Terms,
    read_amount,
    read_incurred,
    read_paid,
    read_terms,
)
from measures.intake.reading.words import DATES, FIELDS

RUNNING, UNFOUNDED, WELL_FOUNDED, PARTLY = "RUNNING", "UNFOUNDED", "WELL_FOUNDED", "PARTLY"
INADMISSIBLE, REMEDY_WITHDRAWN, UNCLEAR = "INADMISSIBLE", "WITHDRAWN", "UNCLEAR"
_LEGAL_FORM: Final = re.compile(
    r"\b(?:b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|c\.?v\.?|stichting|vereniging|holding|maatschap|eenmanszaak|gmbh|ltd)(?=\W|$)",
    re.IGNORECASE,
)
_BUSINESS_WORD: Final = re.compile(
    r"\b(?:caf[eé]|bar|salon|restaurant|hotel|shop|winkel|markt|auto'?s|garage|bedrijf|handel|recycling|sportschool|"
    r"kapper|pizzeria|grillroom|snackbar|coffeeshop|autobedrijf|horeca|club|massage\w*|verhuur\w*|beheer)\b",
    re.IGNORECASE,
)
_FIRST: Final = ("voornaam", "voornamen", "voorletters", "roepnaam", "initialen")
_BETWEEN: Final = ("tussenvoegsel", "tussenvoegsels", "voorvoegsel")
_NO: Final = frozenset(["", "-", "–", "nee", "n", "geen", "nvt", "n v t", "no", "niet"])
_TOTALS: Final = re.compile(r"\b(?:totaal|subtotaal|aantal)\b", re.IGNORECASE)
LAST_YEAR: Final = 2100
FIRST_YEAR: Final = 1950


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row can't become a measure as it stands, and at which field to mend it."""

    reason: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class NotAMeasure:
    """A row that is no measure: a title, a total."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMeasure:
    """What a row tells, each part as sure as the register is; what it does not tell is empty."""

    code: str
    words: str
    terms: Terms
    incurred: Incurred
    paid: Paid
    target: str = ""
    target_words: str = ""
    name: str = ""
    is_person: bool = True
    company: str = ""
    birth_date: str = ""
    bsn: str = ""
    kvk: str = ""
    address: str = ""
    reason: str = ""
    article: str = ""
    reference: str = ""
    reported_on: date | None = None
    decided_on: date | None = None
    notified_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    remedy: str = ""
    revoked: bool = False
    notes: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """What makes it this measure and no other, for knowing it again in another file."""
        days = (self.decided_on, self.notified_on, self.starts_on)
        day = next((one.isoformat() for one in days if one), "")
        who = (plain(self.name), plain(self.company), self.bsn, self.birth_date)
        return (
            self.code,
            day,
            *who,
            split_address(self.address).key or plain(self.address),
            plain(self.reference),
        )


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that a row tells exactly, what it says of the others, and the date of birth."""

    known: Mapping[str, date | None]
    notes: tuple[str, ...]
    birth: str


class RowReader:
    """Reads the rows of one file by the mapping of its columns."""

    def __init__(self, mapping: Mapping[str, str], today: date, labels: Mapping[str, str]) -> None:
        """``labels`` are the names of the municipality's own types, label to code."""
        self.mapping, self.today, self.labels = mapping, today, labels

    def read(self, cells: Mapping[str, Cell]) -> ReceivedMeasure | RowProblem | NotAMeasure:
        """What one row is."""
        texts = self._texts(cells)
        named = any(texts.get(name) for name in ("name", "company", "address"))
        if not texts.get("kind") and not named:
            return NotAMeasure("Er staat geen maatregel, naam of adres in deze regel.")
        if not named and _TOTALS.search(texts.get("kind", "")):
            return NotAMeasure("Dit is een regel met een totaal.")
        if not named:
            return RowProblem(
                "Er staat geen naam, bedrijf of adres: op wie of wat rust de maatregel?", "name"
            )
        meant = kind_meant(
            texts.get("kind", ""),
            reason=texts.get("reason", ""),
            article=texts.get("article", ""),
            labels=self.labels,
        )
        if not meant.code:
            return RowProblem(meant.why, "kind")
        try:
            days = self._days(cells)
        except _Unreadable as problem:
            return RowProblem(str(problem), problem.field)
        return _order(days.known) or self._measure(texts, meant.code, days, cells)

    def _measure(
        self, texts: Mapping[str, str], code: str, days: _Days, cells: Mapping[str, Cell]
    ) -> ReceivedMeasure:
        notes = list(days.notes)
        terms = read_terms(texts.get("terms", ""))
        if texts.get("maximum"):
            terms = Terms(
                terms.months, terms.weeks, terms.days, terms.amount, terms.mode,
                read_amount(texts["maximum"]) or terms.maximum, terms.period,
            )  # fmt: skip
        bsn, kvk, odd = _identifiers(texts.get("identifier", ""))
        notes += [f"BSN/KvK: {odd}"] if odd else []
        target = target_meant(texts.get("target", ""))
        name, company = texts.get("name", ""), texts.get("company", "")
        incurred = read_incurred(texts.get("incurred", ""), terms.amount)
        paid = read_paid(texts.get("paid", ""))
        remedy, revoked = read_remedy(texts.get("remedy", ""))
        for field, unclear in (("incurred", incurred.unclear), ("paid", paid.unclear)):
            notes += [f"{FIELDS[field]}: {unclear}"] if unclear else []
        notes += [f"{FIELDS['remedy']}: {texts['remedy']}"] if remedy else []
        notes += [f"{FIELDS['terms']}: {texts['terms']}"] if texts.get("terms") else []
        notes += [texts["remark"]] if texts.get("remark") else []
        notes += self._unused(cells)
        return ReceivedMeasure(
            code=code,
            words=texts.get("kind", ""),
            target=target,
            target_words=texts.get("target", ""),
            name=name,
            is_person=is_person(name, target, bsn=bsn, kvk="" if company else kvk, birth=days.birth),
            company=company,
            birth_date=days.birth,
            bsn=bsn,
            kvk=kvk,
            address=texts.get("address", ""),
            reason=texts.get("reason", ""),
            article=texts.get("article", ""),
            reference=texts.get("reference", ""),
            terms=terms,
            incurred=incurred,
            paid=paid,
            remedy=remedy,
            revoked=revoked,
            notes=tuple(notes),
            **days.known,
        )

    def _texts(self, cells: Mapping[str, Cell]) -> dict[str, str]:
        """The text of each field; columns of one field in their natural order."""
        found: dict[str, list[tuple[int, str]]] = {}
        for heading, cell in cells.items():
            field, text = self.mapping.get(heading), text_of(cell)
            if field and text and plain(text) not in {"nvt", "n v t", "onbekend"}:
                found.setdefault(field, []).append((_place(heading), text))
        sign = {"name": " ", "address": " "}
        return {
            field: sign.get(field, "; ").join(text for _, text in sorted(texts, key=lambda pair: pair[0]))
            for field, texts in found.items()
        }

    def _days(self, cells: Mapping[str, Cell]) -> _Days:
        days: dict[str, date | None] = dict.fromkeys(DATES)
        notes = []
        for heading, cell in cells.items():
            field = self.mapping.get(heading)
            if field not in DATES or not text_of(cell):
                continue
            day, exact = self._day(cell, field)
            if exact:
                days[field] = day
            else:
                notes.append(f"{FIELDS[field]}: {text_of(cell)}")
        return _Days(days, tuple(notes), self._birth(cells))

    def _day(self, cell: Cell, field: str) -> tuple[date | None, bool]:
        """The day, and whether it is one exact day; a month is no day and invents none."""
        if plain(text_of(cell)) in _NO:
            return None, True
        try:
            moment = read_date(cell, today=self.today)
        except DateProblem as problem:
            if not any(char.isdigit() for char in text_of(cell)):
                return None, False
            raise _Unreadable(_without_content(problem), field) from None
        if moment.start is None:
            return None, True
        if not FIRST_YEAR <= moment.start.year <= LAST_YEAR:
            raise _Unreadable("Dit jaar kan niet kloppen.", field)
        return moment.start, moment.precision == DAY

    def _birth(self, cells: Mapping[str, Cell]) -> str:
        """The date of birth as the register of persons writes it: ``1979-06-14``, ``1979-00-00``."""
        for heading, given in cells.items():
            if self.mapping.get(heading) != "birth_date" or plain(text_of(given)) in _NO:
                continue
            cell = given
            text = text_of(cell)
            if found := re.fullmatch(r"(?:00?[-/.]00?[-/.])?((?:19|20)\d{2})(?:[-/.]00?[-/.]00?)?", text):
                return f"{found[1]}-00-00"
            if isinstance(cell, str) and (
                short := re.fullmatch(r"(\d{1,2}[-/.]\d{1,2}[-/.])'?(\d{2})", text)
            ):
                # A birth is never in the future.
                year = int(short[2])
                cell = f"{short[1]}{2000 + year if year <= self.today.year % 100 else 1900 + year}"
            try:
                moment = read_date(cell, today=self.today)
            except DateProblem as problem:
                raise _Unreadable(_without_content(problem), "birth_date") from None
            if moment.start is None or moment.precision != DAY:
                return f"{moment.start.year}-00-00" if moment.start else ""
            if moment.start > self.today:
                raise _Unreadable("Deze geboortedatum ligt in de toekomst.", "birth_date")
            return moment.start.isoformat()
        return ""

    def _unused(self, cells: Mapping[str, Cell]) -> list[str]:
        """What stands in columns without a meaning, so that nothing received is lost."""
        return [
            f"{heading}: {text}"
            for heading, cell in cells.items()
            if not self.mapping.get(heading) and (text := text_of(cell))
        ]


class _Unreadable(Exception):
    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def _without_content(problem: DateProblem) -> str:
    """What is wrong with a day, without what stands in the cell: reasons are counted and shown apart."""
    known = "kalender" in str(problem)
    return "Deze dag bestaat niet in de kalender." if known else "Dit is geen datum die VIK begrijpt."


def _place(heading: str) -> int:
    """Given names stand before prefix and surname, whatever the order of the columns."""
    name = plain(heading)
    return 0 if name in _FIRST else 1 if name in _BETWEEN else 2


def _order(days: Mapping[str, date | None]) -> RowProblem | None:
    """Days that contradict each other: somebody must look."""
    decided, notified = days["decided_on"], days["notified_on"]
    starts, ends = days["starts_on"], days["ends_on"]
    if decided and notified and notified < decided:
        return RowProblem("De bekendmaking ligt voor het besluit (Awb 3:41).", "notified_on")
    if starts and ends and ends < starts:
        return RowProblem("Het einde ligt voor de ingang.", "ends_on")
    return None


def _identifiers(text: str) -> tuple[str, str, str]:
    """BSN, KvK-nummer, and what is neither."""
    bsn = kvk = odd = ""
    for part in re.split(r"[;,/]| en ", text):
        number = re.sub(r"[^\d]", "", part)
        said_kvk = "kvk" in part.casefold()
        # A spreadsheet that took a BSN for a number dropped its first nought.
        if (
            not bsn
            and not said_kvk
            and is_bsn(number.zfill(9))
            and (len(number) == 9 or "bsn" in part.casefold())
        ):
            bsn = number.zfill(9)
        elif not kvk and is_kvk(number):
            kvk = number
        elif part.strip() and plain(part) not in _NO:
            odd = f"{odd}; {part.strip()}".strip("; ")
    return bsn, kvk, odd


def is_person(name: str, target: str, *, bsn: str, kvk: str, birth: str) -> bool:
    """Is the name of a natural person, as far as the row tells?"""
    if bsn or birth:
        return True
    if kvk or target == BUSINESS or _LEGAL_FORM.search(name):
        return False
    return target == PERSON or not _BUSINESS_WORD.search(name)


def read_remedy(text: str) -> tuple[str, bool]:
    """How bezwaar or beroep stands, and whether the measure was taken back because of it."""
    words = plain(text)
    if words in _NO:
        return "", False
    revoked = "gegrond" in words.split() and "ingetrokken" in words and "deels" not in words
    for code, form in (
        (INADMISSIBLE, r"niet ontvankelijk"),
        (UNFOUNDED, r"ongegrond|afgewezen|in stand"),
        (PARTLY, r"(?:deels|gedeeltelijk) gegrond"),
        (WELL_FOUNDED, r"\bgegrond|herroepen|vernietigd"),
        (REMEDY_WITHDRAWN, r"ingetrokken"),
        (RUNNING, r"lop|loopt|ja\b|ingediend|in behandeling|aanhangig"),
    ):
        if re.search(form, words):
            return code, revoked
    return UNCLEAR, False
