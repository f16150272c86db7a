"""Dutch addresses as people type them, taken apart, with a key by which equals are found.

``VRIEZENVEENSEWEG 169a (7609NE)``, ``Plesmanweg nr. 84 bis te Almelo``, ``Haven Noordzijde 71 H``
and ``Windslaan 95, 7603 MH Almelo`` are all read. BAG: number 1-99999, letter, addition.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

HIGHEST_NUMBER = 99999
_POSTCODE = re.compile(r"\(?\b([1-9]\d{3})\s?([A-Za-z]{2})\b\)?")
_HOUSE = re.compile(
    r"""
    (?P<street>(?:\d{1,2}e\s+)?['’]?[^\W\d][^,;()\n]*?)\s*,?\s*
    (?:\b(?:nr|no|nummer|huisnr|huisnummer)\b\.?\s*)?
    (?<![\d-])(?P<number>[1-9]\d{0,4})
    (?:\s*(?P<letter>[a-zA-Z])(?![\w]))?
    (?:\s*[-/ ]\s*
      (?P<addition>bis|ter|hs|rood|zw|boven|beneden|[0-9]{1,4}[a-zA-Z]?|[a-zA-Z]{1,2}\d{0,2})(?![\w])
    )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLACE = re.compile(r"(?:\b(?:te|in)\s+|,\s*|^\s*)([A-ZÀ-Þ][\w'’ -]*[\w'’])\s*$")
_LEAD = re.compile(
    r"^(?:(?:aan|op|bij|in|nabij|achter|naast|voor|tegenover|hoek)\s+)?(?:de|het|den)?\s*(?=[A-ZÀ-Þ])"
)
_STREET_SHORT = ((r"str\b\.?", "straat"), (r"\bln\b\.?", "laan"), (r"\bwg\b\.?", "weg"))
NOT_AN_ADDITION = frozenset({"te", "in", "op", "en", "of", "nl", "is", "de"})


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address; what was not given is empty. ``key`` is empty without street or number."""

    street: str = ""
    number: str = ""
    letter: str = ""
    addition: str = ""
    postcode: str = ""
    place: str = ""

    @property
    def key(self) -> str:
        """The same for two writings of one house: street and number with letter and addition.

        Place and postcode are left out: they are often missing, and a wrong postcode would hide
        the same house. A reader compares those on the evidence card.
        """
        base = self.house
        return f"{base}|{self.suffix}" if base else ""

    @property
    def house(self) -> str:
        """Street and number without letter or addition: the same building, perhaps another door."""
        street = _plain(self.street)
        return f"{street}|{self.number}" if street and self.number else ""

    @property
    def suffix(self) -> str:
        """Letter and addition as one lower-case word (``bis``, ``a``, ``2``)."""
        return (self.letter + self.addition).lower()


def split_address(text: str) -> Address:
    """Take an address apart; never raises, unknown parts stay empty."""
    rest = " ".join(text.split())
    postcode = ""
    if match := _postcode_in(rest):
        postcode = match[1] + match[2].upper()
        before, after = rest[: match.start()].rstrip(" ,("), rest[match.end() :].lstrip(" ,)")
        rest = f"{before}, {after}" if after else before
    house = _HOUSE.search(rest)
    if house is None:
        return Address(postcode=postcode, place=_place_of(rest) if postcode else "")
    letter, addition = (house["letter"] or "").lower(), (house["addition"] or "").lower()
    end = house.end()
    if addition in NOT_AN_ADDITION:
        addition, end = "", house.start("addition")
    street = _LEAD.sub("", house["street"]).strip(" ,.-")
    street = re.sub(r"\s+(?:nr|no|nummer)\.?$", "", street, flags=re.IGNORECASE)
    return Address(
        street=street,
        number=house["number"],
        letter=letter,
        addition=addition,
        postcode=postcode,
        place=_place_of(rest[end:]),
    )


def _postcode_in(text: str) -> re.Match[str] | None:
    """The postcode; in *Windslaan 1000 te Almelo* the number is of a house and *te* a small word."""
    for match in _POSTCODE.finditer(text):
        small_word = match[2].lower() in NOT_AN_ADDITION
        if not small_word or (match[2].isupper() and re.search(r"\d", text[: match.start()])):
            return match
    return None


def _place_of(rest: str) -> str:
    match = _PLACE.search(rest.strip(" .;"))
    return match[1].strip().title() if match else ""


def _plain(street: str) -> str:
    """Lower case, without marks and points, short forms written out."""
    flat = unicodedata.normalize("NFKD", street)
    flat = "".join(char for char in flat if not unicodedata.combining(char)).lower().strip()
    for short, full in _STREET_SHORT:
        flat = re.sub(short, full, flat)
    return re.sub(r"[^a-z0-9]", "", flat)
