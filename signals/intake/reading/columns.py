"""What does each column mean? Guessed from its heading and its content, each guess with a why.

A mapping that a user corrected before wins when the headings are the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.sheets import columns
from core.sheets.cells import Cell, is_written_date, text_of
from core.sheets.headings import plain
from legal.addresses import split_address
from legal.dates import DateProblem, read_date
from signals.intake.reading.words import FIELDS, JOINED, field_by_heading

LONG_TEXT: Final = 60
MOST_LOOKED_AT: Final = 100
LONGEST_ADDRESS: Final = 90
SURE: Final = 0.6
YES_NO: Final = frozenset(
    ["ja", "nee", "j", "n", "yes", "no", "y", "true", "false", "waar", "onwaar", "x", "onbekend"]
)
URGENCY_WORDS: Final = frozenset(
    ["hoog", "laag", "normaal", "middel", "gemiddeld", "spoed", "urgent", "direct", "high", "low"]
)
_NUMBERED: Final = re.compile(r"(?=.*\d{3})[A-Za-z]{0,6}[-./]?[\d][\d\-./]{2,}[A-Za-z]{0,3}")
_PERSON: Final = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]+|[A-Z]\.)(?:\s+(?:van|de|den|der|'t|op|ten|ter|el|al))*"
    r"(?:\s+(?:[A-ZÀ-Þd]['’\w-]+|[A-Z]\.))+"
)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column probably means; an empty field is a column that is kept but not used."""

    heading: str
    field: str
    confidence: float
    why: str

    @property
    def label(self) -> str:
        """The field as the user reads it."""
        return FIELDS.get(self.field, "Niet gebruiken")

    @property
    def sure(self) -> bool:
        """Is the guess good enough to leave unmarked?"""
        return self.confidence >= SURE


def header_signature(headings: Sequence[str]) -> str:
    """The same for the same headings, whatever their order, capitals and signs."""
    return hashlib.sha256("\n".join(sorted(plain(heading) for heading in headings)).encode()).hexdigest()


def recognise_columns(
    headings: Sequence[str],
    rows: Sequence[Mapping[str, Cell]],
    *,
    today: date,
    stored: Mapping[str, str] | None = None,
) -> list[ColumnGuess]:
    """A guess for every column, in the order of the file.

    ``rows`` are the first rows by heading, ``stored`` the mapping that a user made for these headings.
    """
    if stored:
        kept = {plain(heading): field for heading, field in stored.items()}
        return [_stored_guess(heading, kept.get(plain(heading), "")) for heading in headings]
    guesses = []
    for heading in headings:
        cells = [row.get(heading) for row in rows[:MOST_LOOKED_AT]]
        guesses.append(_guess(heading, [cell for cell in cells if text_of(cell)], today))
    return _only_best(guesses)


def mapping_of(guesses: Sequence[ColumnGuess]) -> dict[str, str]:
    """Heading to field, for storing; unused columns stay out."""
    return {guess.heading: guess.field for guess in guesses if guess.field}


def mapping_problems(mapping: Mapping[str, str]) -> list[str]:
    """What a mapping lacks or says twice, as Dutch sentences; empty when it can be used."""
    needs = [({"narrative"}, "Wijs aan in welke kolom staat wat er is gezien of gehoord.")]
    return columns.mapping_problems(mapping, FIELDS, joined=JOINED, needs=needs)


def _stored_guess(heading: str, field: str) -> ColumnGuess:
    return ColumnGuess(heading, field, 1.0, "zo gekozen bij een eerder bestand met deze kolommen")


def _guess(heading: str, cells: Sequence[Cell], today: date) -> ColumnGuess:
    """One column by itself: what the heading says, checked against the content."""
    by_heading, whole = field_by_heading(heading)
    shares = content_shares(cells, today)
    if by_heading:
        confidence = 0.95 if whole else 0.75
        why = f"de kop “{heading}” betekent “{FIELDS[by_heading].lower()}”"
        doubt = _contradiction(by_heading, shares, bool(cells))
        if doubt:
            better = _by_content(shares)
            if better and better[0] != by_heading and not whole:
                return ColumnGuess(heading, better[0], 0.55, better[1])
            return ColumnGuess(heading, by_heading, 0.45, f"{why}, maar {doubt}")
        return ColumnGuess(heading, by_heading, confidence, why)
    better = _by_content(shares)
    if better:
        return ColumnGuess(
            heading, better[0], 0.6 if better[0] in {"observed", "narrative"} else 0.5, better[1]
        )
    return ColumnGuess(heading, "", 0.0, "kop en inhoud zijn niet herkend")


def content_shares(cells: Sequence[Cell], today: date) -> dict[str, float]:
    """Which share of the cells looks like what."""
    texts = [text_of(cell) for cell in cells]
    count = max(len(texts), 1)
    lower = [text.casefold() for text in texts]
    return {
        "date": sum(_looks_like_date(cell, today) for cell in cells) / count,
        "address": sum(_looks_like_address(text) for text in texts) / count,
        "long": sum(len(text) >= LONG_TEXT for text in texts) / count,
        "number": sum(bool(_NUMBERED.fullmatch(text)) for text in texts) / count,
        "yes_no": sum(text in YES_NO for text in lower) / count,
        "urgency": sum(text.split()[0] in URGENCY_WORDS for text in lower if text) / count,
        "person": sum(bool(_PERSON.fullmatch(text)) for text in texts) / count,
        "different": len(set(lower)) / count,
        "count": float(len(texts)),
    }


def _looks_like_date(cell: Cell, today: date) -> bool:
    if is_written_date(cell):
        return True
    if not isinstance(cell, str):
        return False
    try:
        return read_date(cell, today=today).start is not None
    except DateProblem:
        return bool(re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:\s.*)?", cell.strip()))


def _looks_like_address(text: str) -> bool:
    if len(text) > LONGEST_ADDRESS or _NUMBERED.fullmatch(text):
        return False
    address = split_address(text)
    return bool(address.key and any(char.isalpha() for char in address.street)) and not text[:1].isdigit()


def _by_content(shares: Mapping[str, float]) -> tuple[str, str] | None:
    """What the content alone suggests."""
    if shares["count"] < 2:
        return None
    if shares["date"] >= 0.7:
        return "observed", "er staan data in"
    if shares["long"] >= 0.6:
        return "narrative", "er staan hele zinnen in"
    if shares["address"] >= 0.6:
        return "location", "er staan adressen in"
    if shares["number"] >= 0.8 and shares["different"] >= 0.9:
        return "external_number", "er staan verschillende nummers in"
    if shares["person"] >= 0.8:
        return "reporter_name", "er staan namen in"
    if shares["urgency"] >= 0.8:
        return "urgency", "er staat hoe dringend het is"
    return None


def _contradiction(field: str, shares: Mapping[str, float], filled: bool) -> str:
    """Why the content does not fit the field; empty when it does, or when there is no content."""
    if not filled or shares["count"] < 2:
        return ""
    if field in {"observed", "received"} and shares["date"] < 0.3:
        return "er staan geen data in"
    if field == "narrative" and shares["date"] >= 0.7:
        return "er staan data in"
    if field in {"narrative", "title"} and shares["number"] >= 0.8:
        return "er staan nummers in"
    if field in {"violation"} and shares["long"] >= 0.5:
        return "er staan hele zinnen in"
    if field == "external_number" and (shares["long"] >= 0.5 or shares["date"] >= 0.7):
        return "er staan geen nummers in"
    if field == "urgency" and shares["long"] >= 0.5:
        return "er staan hele zinnen in"
    return ""


def _only_best(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """A field that takes one column gets the surest; the rest goes to a neighbour or stays unused."""
    result = list(guesses)
    for field in FIELDS:
        claims = [n for n, guess in enumerate(result) if guess.field == field]
        if len(claims) < 2 or (field in JOINED and all(result[n].confidence >= SURE for n in claims)):
            continue
        if field in JOINED:
            # A guess by content does not join what headings already say.
            sure = [n for n in claims if result[n].confidence >= SURE] or [
                max(claims, key=lambda n: result[n].confidence)
            ]
        else:
            sure = [max(claims, key=lambda n: (result[n].confidence, -n))]
        for n in set(claims) - set(sure):
            heading, other = result[n].heading, result[sure[0]].heading
            second = (
                "received" if field == "observed" and not any(g.field == "received" for g in result) else ""
            )
            why = f"“{other}” is al {FIELDS[field].lower()}"
            result[n] = ColumnGuess(heading, second, 0.4 if second else 0.0, why)
    return _without_narrative(result)


def _without_narrative(guesses: list[ColumnGuess]) -> list[ColumnGuess]:
    """Without a text column, the remark or the title is the best there is."""
    if any(guess.field == "narrative" for guess in guesses):
        return guesses
    for field in ("remark", "title", "kind"):
        for n, guess in enumerate(guesses):
            if guess.field == field:
                why = "er is geen andere kolom met wat er is gezien"
                guesses[n] = ColumnGuess(guess.heading, "narrative", 0.4, why)
                return guesses
    return guesses
