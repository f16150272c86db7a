"""Compares addresses of other countries by their words and numbers, since every country writes them in its own order.

The house, its street and its place are not told apart here: what both have must fit, and words that only one has
say little unless the other has different ones there. Lists of street words, towns and countries: own knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from subjects.matching.writing import closeness

# Words for a street or a part of one, in full and shortened: they do not tell which street it is.
_STREETS = """
street st str road rd avenue ave av avda avenida boulevard blvd blv bd bulvar bulevar lane ln drive dr court ct
crescent cres cr place pl plaza square sq terrace tce ter highway hwy parkway pkwy way circuit cct close cl parade
pde grove gr esplanade esp alley row walk
rue quai chemin ch impasse allee cours strasse strase gasse platz weg ufer damm straat laan plein
calle c carrer paseo ps via viale v vle corso piazza p vicolo rua r praca travessa largo estrada
ulica ul ulitsa ulitsya vulitsya vul prospekt prospect pr prosp pereulok per ploshchad pl shosse nab naberezhnaya
al aleja aleje plac gata gatan g gade vej vagen ulice namesti utca ut ter trg cesta caddesi cad cd sokak sok sk
mahallesi mah mh bulvari blv sharia shari jalan jl lu jie dao
"""
_HOUSES = """
no nr n num numero number d dom house building bldg stroenie str korpus k kv apt apartment flat unit suite ste office
of oficina floor fl etage et room rm po box pobox ap app the and und et de la le les du des del di da do dos e y of
near opposite upper lower ground daire kat interior int ext local level shop block blk
"""
_LAND = """
germany deutschland de france fr spain espana es italy italia it portugal pt poland polska pl turkey turkiye tr russia
rossiya ru federation russian united kingdom uk gb great britain england scotland wales usa us states america canada
australia au austria osterreich at switzerland schweiz suisse ch belgium belgie belgique be sweden sverige se
norway norge no denmark danmark dk finland fi ireland ie ukraine ukraina ua china cn prc iran ir iraq iq syria sy
india in japan jp cyprus cy greece gr czechia cz czech republic hungary hu romania ro bulgaria bg serbia rs egypt eg
morocco ma maroc uae arab emirates ae saudi arabia sa israel il netherlands nederland nl luxembourg lu latvia lv
lithuania lt estonia ee belarus by kazakhstan kz georgia armenia azerbaijan mexico mx brazil brasil br panama pa
nsw vic qld tas act nt wa ca ny tx ga nv
"""
_TURNED: Final = {
    "w": "west", "n": "north", "e": "east", "s": "south", "first": "1st", "second": "2nd", "third": "3rd",
    "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th",
    "tenth": "10th", "saint": "sankt", "sint": "sankt", "nyc": "newyork",
}  # fmt: skip
_TOWNS = """
koln cologne koeln
munchen munich muenchen
wien vienna
warszawa warsaw varshava
lisboa lisbon
roma rome
milano milan
napoli naples
firenze florence
torino turin
venezia venice
genova genoa
praha prague prag
moskva moscow moskau
kyiv kiev kiew
bruxelles brussels brussel
antwerpen antwerp anvers
kobenhavn copenhagen
goteborg gothenburg
bucuresti bucharest
beograd belgrade
athina athens athinai
geneve geneva genf
sevilla seville
zagreb agram
beijing peking
sanktpeterburg sanktpetersburg petersburg spb
losangeles westhollywood
newyork newyorkcity manhattan
nurnberg nuremberg nuernberg
dusseldorf duesseldorf
tehran teheran
dimashq damascus
alqahirah cairo
"""
_STREET_WORDS: Final = frozenset(_STREETS.split())
_SILENT: Final = frozenset(_HOUSES.split()) | _STREET_WORDS
_LANDS: Final = frozenset(_LAND.split())
_TOWN_OF: Final = {name: line.split()[0] for line in _TOWNS.strip().splitlines() for name in line.split()}
# Words that say at once that an address is not a Dutch one.
_SIGN_WORDS = """
street road avenue ave boulevard blvd drive crescent lane rd rue strasse calle avenida ulica ulitsa ul prospekt
prospect caddesi cad cd sokak via viale piazza rua gatan utca germany deutschland france spain espana italy
italia portugal poland polska turkey turkiye russia usa kingdom uk england australia nsw vic qld austria
switzerland belgium sweden ukraine china iran iraq syria india japan cyprus greece
"""
_SIGNS: Final = frozenset(_SIGN_WORDS.split())
_GLUED: Final = re.compile(r"(?<=[a-z]{4})(?:strasse|strase|str|gatan|gata|gasse|gt|g)$")
_STRASSE: Final = re.compile(r"(?<=[a-z]{3})(?:strasse|strase|str)\b\.?")
_PAIRS: Final = ("los angeles", "new york city", "new york", "west hollywood", "saint petersburg", "st petersburg",
                 "sankt peterburg", "united kingdom")  # fmt: skip
_POST: Final = re.compile(
    r"\b(?:[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}|\d{5}(?:-\d{3,4})?|\d{6}|\d{2}-\d{3}|\d{4}-\d{3})\b"
)
_FRONT: Final = re.compile(r"^\d{1,5}[a-z]?(?:[-/]\d{1,4})?,?\s+[^\W\d]")
_WORD: Final = re.compile(r"[a-z]+|\d+(?:st|nd|rd|th)\b|\d+[a-z]?\b|\d+")
WORD_CLOSE: Final = 0.8
SHORTEST_WORD: Final = 3  # shorter ones are states, floors and articles
SAME, PARTIAL, NUMBER, STREET, TOWN, UNKNOWN = "same", "partial", "number", "street", "town", "unknown"


@dataclass(frozen=True, slots=True)
class ForeignAddress:
    """The telling words, the house numbers and the postcode of an address."""

    words: tuple[str, ...]
    numbers: frozenset[str]
    postcode: str


def looks_foreign(text: str) -> bool:
    """Whether a folded address shows that it is not a Dutch one."""
    if _FRONT.match(text) or _POST.search(text) or _STRASSE.search(text):
        return True
    return not _SIGNS.isdisjoint(re.findall(r"[a-z]+", text))


def read_foreign(text: str) -> ForeignAddress:
    """The words and numbers of a folded address."""
    flat = text
    postcode = ""
    # The house stands before the postcode, except where the text begins with the postcode.
    if found := list(_POST.finditer(text)):
        match = found[-1] if len(found) > 1 or found[0].start() else found[0]
        if re.search(r"\d", text[: match.start()] + text[match.end() :]):
            postcode = (
                re.sub(r"\W", "", match[0])[:5] if match[0][0].isdigit() else re.sub(r"\W", "", match[0])
            )
            flat = f"{text[: match.start()]} , {text[match.end() :]}"
    flat = re.sub(r"[./'-]+", " ", flat)
    flat = " ".join(flat.split())
    flat = re.sub(r"\bl a\b", "los angeles", flat)
    for pair in _PAIRS:
        if pair in flat:
            flat = re.sub(
                rf"\b{pair}\b", pair.replace(" ", "").replace("stp", "sanktp").replace("saint", "sankt"), flat
            )
    tokens = [_TURNED.get(token, token) for token in _WORD.findall(flat)]
    numbers = [
        token for token in tokens if token[0].isdigit() and not token.endswith(("st", "nd", "rd", "th"))
    ]
    words = []
    for token in tokens:
        if token in _SILENT or token in _LANDS or (token in numbers) or len(token) < SHORTEST_WORD:
            continue
        bare = _GLUED.sub("", token)
        words.append(_TOWN_OF.get(bare, bare))
    return ForeignAddress(tuple(dict.fromkeys(words)), frozenset(_house(numbers)), postcode)


def _house(numbers: Collection[str]) -> list[str]:
    return [number.lstrip("0") or "0" for number in numbers]


def compare_foreign(left: str, right: str) -> str:
    """How two folded addresses relate: one of the words of ``addresses``."""
    one, two = read_foreign(left), read_foreign(right)
    mine, theirs = _leftovers(one.words, two.words)
    shared = len(one.words) - len(mine)
    if not shared:
        return TOWN if one.words and two.words else UNKNOWN
    if one.numbers and two.numbers and not (one.numbers <= two.numbers or two.numbers <= one.numbers):
        return NUMBER
    if mine and theirs:
        # Words without a partner on both sides: another street or another town.
        return STREET
    if one.postcode and two.postcode and not _near(one.postcode, two.postcode):
        return TOWN
    if bool(one.numbers) != bool(two.numbers):
        return UNKNOWN
    if not one.numbers or (shared < 2 and (mine or theirs) and not one.postcode == two.postcode != ""):
        return PARTIAL  # a town, or a street without its town on one side
    return SAME


def _near(one: str, two: str) -> bool:
    """Equal, the beginning of the other, or one figure wrong."""
    if one.startswith(two) or two.startswith(one):
        return True
    return len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) == 1


def _leftovers(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[list[str], list[str]]:
    mine, theirs = [word for word in left if word not in right], [word for word in right if word not in left]
    for word in tuple(mine):
        best = max(theirs, key=lambda other: (_alike(word, other), other), default="")
        if best and _alike(word, best) >= WORD_CLOSE:
            mine.remove(word)
            theirs.remove(best)
    for some, others in ((mine, right), (theirs, left)):
        # Written as one word, or in two.
        whole = "".join(others)
        some[:] = [word for word in some if len(word) < 4 or word not in whole]
    joined, other = "".join(mine), "".join(theirs)
    if joined and other and _alike(joined, other) >= WORD_CLOSE:
        return [], []
    return mine, theirs


def _alike(one: str, two: str) -> float:
    if one[0].isdigit() or two[0].isdigit():
        return float(one == two)
    return closeness(one, two)
