"""What was typed in the box of a look-up: a name with a date of birth, a number, an address, a plate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from core import clock
from legal.dates import DAY, DateProblem, read_date
from legal.identifiers import is_bsn, is_kvk, normalise_postcode, plates_in
from subjects.models import Subject
from subjects.queries.candidates import values_of
from subjects.queries.finding import find_subjects, found_again

if TYPE_CHECKING:
    from accounts.models import User

_DATE: Final = re.compile(r"\b(\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})\b")
MOST: Final = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """The text without the date of birth, that date, and which kinds of values it was taken for."""

    text: str
    born: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant: why it was found, what tells it apart, and whether a number made it certain."""

    subject: Subject
    why: str
    facts: tuple[tuple[str, str], ...]
    certain: bool
    contradicts: bool = False


def read_question(typed: str) -> Asked:
    """Take the box apart. Never raises."""
    text, born = " ".join(typed.replace("\x00", " ").split()), ""
    if found := _DATE.search(text):
        try:
            moment = read_date(found[1], today=clock.today())
        except DateProblem:
            moment = None
        if moment is not None and moment.start and moment.precision == DAY:
            born = moment.start.isoformat()
            text = " ".join((text[: found.start()] + " " + text[found.end() :]).split(" ,")).strip(" ,")
            text = " ".join(text.split())
    digits = re.sub(r"\D", "", text)
    kinds = ["naam, ook verkeerd gespeld, op klank en andere namen"]
    if is_bsn(digits):
        kinds = ["BSN of RSIN"]
    elif is_kvk(digits) and not re.search(r"[a-z]{3}", text.casefold().replace("kvk", "")):
        kinds = ["KvK-nummer"]
    elif plates_in(text):
        kinds = ["kenteken", *kinds]
    if (re.search(r"\d", text) and digits != text) or normalise_postcode(text):
        kinds = [*kinds, "adres"]
    return Asked(text, born, tuple(kinds + (["geboortedatum"] if born else [])))


def candidates_for(actor: User, asked: Asked, known: Sequence[UUID] | None = None) -> list[Candidate]:
    """Whom or what may be meant, the surest first; another full date of birth is shown as a contradiction.

    ``known`` are those that were found when the question was asked: then nothing is sought.
    """
    text = re.sub(r"(?i)^\s*(?:kvk|bsn|kenteken)\W*", "", asked.text)
    hits = find_subjects(actor, text) if known is None else found_again(actor, text, known)
    values = values_of(actor, [hit.subject for hit in hits])
    found = []
    for hit in hits:
        told = values[hit.subject.pk]
        born = told.get("birth_date", "")
        contradicts = bool(asked.born and born and "-00" not in born and born != asked.born)
        same_born = bool(asked.born) and born == asked.born
        by_number = hit.why.startswith("zelfde") and hit.why != "zelfde geboortedatum"
        facts = tuple((label, told[code]) for code, label in _TOLD.items() if told.get(code))
        certain = not contradicts and (by_number or hit.why == "nummer" or (same_born and hit.why == "naam"))
        found.append(Candidate(hit.subject, hit.why, facts, certain, contradicts))
    found.sort(key=lambda row: (row.contradicts, not row.certain))
    return found[:MOST]


def chosen_at_once(rows: list[Candidate]) -> list[UUID]:
    """The records that need no choice: what a number, an address or name with birth date made certain."""
    return [row.subject.pk for row in rows if row.certain]


_TOLD: Final = {
    "birth_date": "Geboren",
    "kvk": "KvK",
    "address": "Adres",
    "location": "Adres",
    "postcode": "Postcode",
}
