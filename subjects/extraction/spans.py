"""A mark in a text: what was found, where it stands and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PERSON: Final = "person"
ORGANISATION: Final = "organisation"
ADDRESS: Final = "address"
POSTCODE: Final = "postcode"
PLATE: Final = "plate"
PHONE: Final = "phone"
KVK: Final = "kvk"
BSN: Final = "bsn"
IBAN: Final = "iban"
AMOUNT: Final = "amount"
DATE_OF_BIRTH: Final = "date_of_birth"
KINDS: Final = (
    PERSON, ORGANISATION, ADDRESS, POSTCODE, PLATE, PHONE, KVK, BSN, IBAN, AMOUNT, DATE_OF_BIRTH,
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text`` is exactly what stands from ``start`` to ``end``; ``value`` is its normalised form."""

    start: int
    end: int
    kind: str
    text: str
    value: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def span(kind: str, text: str, start: int, end: int, value: str) -> Span:
    """A mark on a piece of the text."""
    return Span(start=start, end=end, kind=kind, text=text[start:end], value=value)
