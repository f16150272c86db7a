"""Takes an address apart for comparing, and tells how two addresses relate.

``legal.addresses`` finds an address in running text; here a whole field is an address, with the place
before or behind it (``Almelo, Haven 71 H``), a house without its street (``7605WD 15-1``), and foreign forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from subjects.matching.foreign import compare_foreign, looks_foreign
from subjects.matching.writing import closeness, fold, plain

SAME, HOUSE, PARTIAL, SUFFIX, NUMBER, STREET, TOWN, UNKNOWN = (
    "same", "house", "partial", "suffix", "number", "street", "town", "unknown",
)  # fmt: skip
_PC6 = re.compile(r"(?<![\w])\(?([1-9]\d{3})\s?([a-z]{2})(?![\w])\)?")
_PC4 = re.compile(r"(?:^|,\s*)([1-9]\d{3})(?=\s*$|\s+[^\W\d]|\s*,|\s+\d)")
_SMALL = frozenset({"te", "in", "nr", "hs", "en", "of", "no"})
_DIGIT = re.compile(r"\d")
_GAP = re.compile(r"\W+")
_AT = re.compile(r"\s+te\s+([^\d,]+)$")
_BETWEEN = re.compile(r"[\s,-]+")
_MARKS = re.compile(r"[^a-z0-9]")
_NOT_STREET = re.compile(r"[^a-z0-9.]")
_NUMBER_WORD = re.compile(r"\b(?:huisnummer|nummer|huisnr|nr|no)\b\.?\s*(?=\d)")
_SUFFIX = r"(?:\d?\s?hoog|bis|ter|hs|huis|boven|beneden|rood|zwart|wit|[ivx]{1,4}|[a-z]{1,2}\d{0,3}|\d{1,4}[a-z]{0,2})"
_HOUSE = re.compile(
    rf"(?P<street>.*?[^\W\d].*?)?\s*(?<![\d-])(?P<number>[1-9]\d{{0,4}})"
    rf"(?P<suffix>(?:[\s/,.-]*(?<![a-z]){_SUFFIX}(?![a-z0-9])){{0,3}})"
    rf"(?:[\s,]+(?P<place>[^\W\d][^\d]{{2,}}))?"
)
_NUMBER_FIRST = re.compile(
    r"(?P<number>\d{1,5})(?:[-/]\d{1,4})?(?P<suffix>[a-z]?)[\s,]+(?P<street>[^\W\d].*)"
)
_ENDINGS = (
    (re.compile(r"str(?:\b|$)\.?"), "straat"),
    (re.compile(r"ln\b\.?"), "laan"),
    (re.compile(r"w(?:e?)g(?:\b|$)\.?"), "weg"),
    (re.compile(r"sngl\b\.?"), "singel"),
    (re.compile(r"(?<=\w)pd\b\.?"), "pad"),
    (re.compile(r"drf\b\.?"), "dreef"),
    (re.compile(r"pln?\b\.?(?<=\w{3})"), "plein"),
    (re.compile(r"(?<=\w)hf\b\.?"), "hof"),
    (re.compile(r"(?<=\w)kd\b\.?"), "kade"),
    (re.compile(r"(?<=\w)dk\b\.?"), "dijk"),
    (re.compile(r"(?<=\w)stg\b\.?"), "steeg"),
)
_WHOLE = ("straat", "laan", "weg", "pad", "plein", "hof", "dreef", "kade", "steeg", "singel", "dijk")
_WORDS = {
    "burg": "burgemeester", "burgem": "burgemeester", "prof": "professor", "dr": "dokter", "doctor": "dokter",
    "st": "sint", "ds": "dominee", "mr": "meester", "ir": "ingenieur", "past": "pastoor", "wethr": "wethouder",
    "weth": "wethouder", "gebr": "gebroeders", "jhr": "jonkheer", "kon": "koningin", "pr": "prins", "ave": "avenue",
    "av": "avenue", "blvd": "boulevard", "blv": "boulevard", "rd": "road", "street": "straat", "ul": "ulitsa",
    "nw": "nieuwe", "vd": "vande", "ln": "laan",
    "gen": "generaal", "adm": "admiraal", "pres": "president", "1e": "eerste",
    "2e": "tweede", "3e": "derde", "4e": "vierde", "5e": "vijfde",
}  # fmt: skip
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
STREET_CLOSE = 0.84
BEGINNING_CLOSE = 0.76
_PLACES = {"sgravenhage": "denhaag", "gravenhage": "denhaag", "thehague": "denhaag", "shertogenbosch": "denbosch",
           "hertogenbosch": "denbosch", "mokum": "amsterdam"}  # fmt: skip
_LAND = re.compile(r"[\s,]+(?:nederland|netherlands|the netherlands|nl)$")
NAME_LONGEST = 120
DUTCH_POSTCODE = 6


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address, folded; what was not given is empty.

    ``text`` is the whole in folded words, ``raw`` the whole with its signs.
    """

    street: str = ""
    number: str = ""
    suffix: str = ""
    postcode: str = ""
    place: str = ""
    text: str = ""
    raw: str = ""
    foreign: bool = False

    @property
    def empty(self) -> bool:
        """Nothing could be read."""
        return not self.text

    @property
    def dutch(self) -> bool:
        """A Dutch postcode, or a house number behind its street: the parts can be trusted."""
        return bool(self.postcode or (self.street and self.number))


def read_address(text: str) -> Address:
    """Take an address apart; never raises, unknown parts stay empty."""
    whole = " ".join(fold(text[:NAME_LONGEST]).split()).strip(" ,.;")
    whole = _LAND.sub("", whole)
    rest, postcode, place = whole, "", ""
    for match in _PC6.finditer(whole):
        apart = len(match[0].strip("()")) > DUTCH_POSTCODE  # *7465NR 68* is a postcode, *7465 nr 68* is none
        if match[2] in _SMALL and apart and not _DIGIT.search(whole[: match.start()]):
            continue
        # Unused letters (SA, SD, SS) too: a postcode heard wrong is still no street.
        postcode = match[1] + match[2]
        rest, place = _around(whole, match.start(), match.end())
        break
    if not postcode and (four := _PC4.search(whole)):
        behind = whole[four.end() :].strip(" ,")
        if _DIGIT.search(whole[: four.start()]) or _DIGIT.match(behind):
            postcode = four[1]
            rest, place = _around(whole, four.start(), four.end())
    rest = _NUMBER_WORD.sub("", rest)
    street, number, suffix, found = _house(rest)
    town = plain(place or found)
    return Address(street, number, suffix, postcode, _PLACES.get(town, town), _GAP.sub(" ", whole).strip(),
                   whole, looks_foreign(whole))  # fmt: skip


def _around(whole: str, start: int, end: int) -> tuple[str, str]:
    """What stands before a postcode is the house; behind it the place, unless that has the number."""
    before, behind = whole[:start].strip(" ,("), whole[end:].strip(" ,)")
    if _DIGIT.search(behind):
        return (f"{before}, {behind}" if before else behind), ""
    return before, re.sub(r"^(?:te|in)\s+", "", behind).split(",")[0]


def _house(rest: str) -> tuple[str, str, str, str]:
    """Street, number, addition and place of what is left without its postcode."""
    place = ""
    if match := _AT.search(rest):
        place, rest = match[1], rest[: match.start()]
    segments = [segment.strip() for segment in rest.split(",") if segment.strip()]
    numbered = [segment for segment in segments if _DIGIT.search(segment)]
    if numbered and len(segments) > 1 and not place:
        names = [segment for segment in segments if segment not in numbered]
        # The street and its number may be two segments: "Kerkstraat, 7".
        if len(numbered) == 1 and re.fullmatch(r"\d{1,5}\W?\w{0,3}", numbered[0]) and names:
            numbered = [f"{names.pop(0)} {numbered[0]}"]
        place = names[0] if names else ""
    house = numbered[0] if numbered else (segments[0] if segments else "")
    if match := _HOUSE.fullmatch(house):
        street = match["street"] or ""
        return _street(street), match["number"], read_suffix(match["suffix"]), place or match["place"] or ""
    if match := _NUMBER_FIRST.fullmatch(house):
        return _street(match["street"]), match["number"], match["suffix"], place
    if numbered:
        digits = re.findall(r"\d{1,5}", house)
        return _street(re.sub(r"\d+", " ", house)), digits[-1] if digits else "", "", place
    if len(segments) > 1:
        return _street(segments[0]), "", "", place or segments[-1]
    return _street(house), "", "", place


_COLOURS: Final = {"zwart": "zw", "rood": "rd"}
# Streets beside one another bear such names: the same postcode does not make one of the other.
_OPPOSITES: Final = (
    ("korte", "lange"),
    ("oude", "nieuwe"),
    ("grote", "kleine"),
    ("hoge", "lage"),
    ("noorder", "zuider"),
    ("ooster", "wester"),
    ("eerste", "tweede"),
)


def _opposed(one: str, two: str) -> bool:
    """*Korte Voorterweg* and *Lange Voorterweg*."""
    return any(
        (one.startswith(a) and two.startswith(b) and one[len(a) :] == two[len(b) :])
        or (one.startswith(b) and two.startswith(a) and one[len(b) :] == two[len(a) :])
        for a, b in _OPPOSITES
    )


def read_suffix(text: str) -> str:
    """Letter and addition in one form: ``2hoog`` and ``II`` are both ``2``, ``huis`` is ``hs``, ``zwart`` is ``zw``."""
    suffix = _MARKS.sub("", text.replace("hoog", "").replace("huis", "hs"))
    return _ROMAN.get(suffix) or _COLOURS.get(suffix, suffix)


def _street(text: str) -> str:
    """A street name written in full, as one word; a point keeps its place for shortened words."""
    words = []
    for word in _BETWEEN.split(text.strip(" .,-")):
        bare = word.strip(".")
        if full := _WORDS.get(bare):
            words.append(full)
            continue
        words.append(_in_full(word))
    return _NOT_STREET.sub("", "".join(words)).strip(".")


def _in_full(word: str) -> str:
    """``margrietln`` is ``margrietlaan``."""
    return word if word.endswith(_WHOLE) else _shortened_ending(word)


def _shortened_ending(word: str) -> str:
    for pattern, ending in _ENDINGS:
        short = pattern.search(word)
        if short and short.end() == len(word):
            return word[: short.start()] + ending
    return word


def compare_addresses(left: Address, right: Address) -> str:
    """How two addresses relate: one of the words of this module."""
    if left.text == right.text:
        return SAME if _DIGIT.search(left.text) else PARTIAL  # many live in the same town
    abroad = left.foreign or right.foreign
    if abroad and max(len(left.postcode), len(right.postcode)) < DUTCH_POSTCODE:
        return compare_foreign(left.raw, right.raw)
    if not (left.number and right.number):
        return _loosely(left, right)
    place = _same_place(left, right)
    street = _same_street(left, right)
    if street is None:
        if place is None:
            return UNKNOWN
        if not place:
            return TOWN
        if len(left.postcode) == 6 and len(right.postcode) == 6:
            return STREET
        return _door(left, right, PARTIAL)
    if not street:
        return TOWN if place is False else STREET
    if place is False:
        return TOWN
    return _door(left, right, SAME)


def _door(left: Address, right: Address, equal: str) -> str:
    """The relation of the numbers and additions, when the streets agree."""
    if left.number + left.suffix == right.number + right.suffix:
        return equal
    if left.number != right.number:
        return NUMBER
    if left.suffix and right.suffix:
        return SUFFIX
    return HOUSE


def _same_place(left: Address, right: Address) -> bool | None:
    if left.postcode and right.postcode and left.postcode[:4] == right.postcode[:4]:
        return True
    if left.place and right.place:
        if closeness(left.place, right.place) >= STREET_CLOSE:
            return True
        return left.place in right.place or right.place in left.place
    if left.postcode and right.postcode:
        return False
    return None


def _same_street(left: Address, right: Address) -> bool | None:
    """None when a side has no street and the postcode does not tell."""
    if left.street and right.street and _opposed(left.street, right.street):
        return False
    if len(left.postcode) == 6 and left.postcode == right.postcode:
        return True
    if not left.street or not right.street:
        return None
    one, two = left.street.replace(".", ""), right.street.replace(".", "")
    if one == two:
        return True
    if closeness(one, two) >= STREET_CLOSE:
        ending = next((end for end in _WHOLE if one.endswith(end) and two.endswith(end)), "")
        # The common ending makes long streets alike: Oosterstraat is no slip of Westerstraat.
        return not ending or closeness(one[: -len(ending)], two[: -len(ending)]) >= BEGINNING_CLOSE
    return any(
        "." in short and re.fullmatch(re.escape(short).replace(r"\.", ".*"), full) is not None
        for short, full in ((left.street, two), (right.street, one))
    )


def _loosely(left: Address, right: Address) -> str:
    """Without house numbers the words decide; only much overlap says something."""
    if left.number or right.number:
        if left.place and right.place and not _same_place(left, right):
            return TOWN
        return UNKNOWN
    alike = fuzz.token_set_ratio(left.text, right.text)
    if alike >= 90 and min(len(left.text), len(right.text)) > 8:
        return PARTIAL
    return TOWN if alike < 40 else UNKNOWN
