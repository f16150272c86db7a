"""Addresses and postcodes.

An address mark is street and house number with its addition, and the postcode and town when they
follow at once (*Bornsestraat 12a-3 te Almelo*, *Nieuwstraat 213a, 7610 AG Almelo*). The postcode
gets a mark of its own inside it: an analyst may want the one and not the other. A corner (*hoek
Ootmarsumsestraat / Rembrandtlaan*) is an address too; a street alone is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from legal.addresses import split_address
from subjects.extraction.address_tail import POSTCODE_FORM, WORD, behind, postcode_value
from subjects.extraction.address_words import BETWEEN, OFFICES, PLACES, SIDES, SMALL
from subjects.extraction.spans import ADDRESS, POSTCODE, Span, span
from subjects.extraction.words import given_names, is_role, never_a_name, words

_NUMBER = (
    r"(?:,?\s(?:huis)?(?:nummers?|nrs?|no)\b\.?:?)?[ \u00a0]{0,2},?[ \u00a0]?(?<![\w-])(?P<number>[1-9]\d{0,4})"
    r"(?![\d%€]|[.,:]\d|\s?(?:uur|euro|kg|km|cm|liter|jaar)\b)"
    r"(?:\s?(?P<letter>[a-zA-Z])(?![\w'’]|\.[\w]|/m))?"
    r"(?:\s?[-/]\s?(?P<more>[0-9]{1,4}[a-zA-Z]?|[a-zA-Z]{1,2}\d{0,2})(?![\w]|[-/.]\d)"
    r"|\s?(?:bis|hs|huis|rood|zwart|boven|beneden|rd|zw|i{1,3}|iv|[1-9]\s?-?hoog)(?!\w)|\ster(?!\w)"
    r"|\s[1-9]\d{0,2}(?=,\s?(?:[1-9]\d{3}(?!\d)|[A-Z][a-z])|\s(?:te\s[A-Z]|[1-9]\d{3}\s?[A-Z]{2}(?!\w)))"
    r"|\s?-\s?(?:hs|huis|bis|boven|beneden|begane grond)(?!\w))?"
    r"(?:\s(?:t/m|tot en met|tm)\s[1-9]\d{0,4}[a-zA-Z]?(?!\w)|\s?(?:\+|&|en)\s[1-9]\d{0,4}[a-zA-Z]?"
    r"(?![\w.,:]\S|\s(?:uur|euro|mannen|vrouwen|personen|auto)))?"
    r"(?:,?\s(?:unit|kamer|app\.?|appartement|box|loods|hal|kavel|etage|verdieping)\s[1-9]\d{0,3}[a-zA-Z]?(?!\w))?"
    r"(?P<glued>(?<=\d)[a-zA-Z]\d{1,2}(?!\w))?"
)
_HOUSE = re.compile(_NUMBER, re.IGNORECASE)
_BACK = re.compile(rf"(?:(?:\d{{1,2}}(?:e|ste|de)|{WORD}\.?|['’][ts])[ \u00a0]){{0,4}}(?:{WORD}\.?)$")
# *aan De Stouwe 36*, *op Brink 181*: a street of any form behind a word of place, with its number.
_WITH_ARTICLE = re.compile(
    r"(?<!\w)(?:aan|op|[Ll]ocatie:|[Aa]dres:|woning|flat|adres|pand|perceel|loods|nabij|naast|tegenover)\s"
    r"(?P<street>(?:(?:De|Het|'t)\s[A-Z][a-zé]{2,}|Brink|Markt|Dorp|Plein|Kerkplein|Marktplein))"
    r"(?=\s(?:nr\.?\s)?\d{1,3}(?!\d|\s?(?:keer|x|meter|m|km|minuten|min|uur|dagen|jaar|man|personen|auto)\b))"
)
_SHORTENED = frozenset(["burg.", "prof.", "past.", "gebr.", "pres.", "kard.", "pater."])
_LEADS_TO_STREET = re.compile(
    r"(?i)\b(?:aan|op|adres|locatie:?|wonende?|woont|perceel)\s(?:op\s|aan\s)?(?:de\s|het\s)?\Z"
)
_POSTBUS = re.compile(r"(?i)(?<!\w)postbus\s[1-9]\d{0,5}(?!\d)")
_CORNER_WORD = re.compile(
    r"(?i)\b(?:hoek|kruising|kruispunt|splitsing|tussen|rotonde)\s(?:van\s)?(?:de\s|het\s)?"
)
_KIND_ENDING = re.compile(r"\w{3}(?:bedrijf|zaak|winkel|handel|adres|kantoor|bureau|salon|corporatie)$")


def find_addresses(text: str) -> Iterator[Span]:
    """Addresses, and the postcodes in and outside them."""
    postcodes = {match.start(): match for match in POSTCODE_FORM.finditer(text)}
    for match in _POSTBUS.finditer(text):
        yield _address(text, match.start(), behind(text, match.end()))
    for match in _WITH_ARTICLE.finditer(text):
        if house := _HOUSE.match(text, match.end("street")):
            yield _address(text, match.start("street"), behind(text, house.end()))
    for match in re.finditer(r"[^\W\d_][\w.'’-]{0,40}(?=[ \u00a0,])|(?<=[a-z]{4})(?=\d)", text):
        found = _house_at(text, match.start(), match.end())
        if found:
            yield found
    yield from _corners(text)
    for match in postcodes.values():
        if value := postcode_value(text, match):
            yield span(POSTCODE, text, match.start(), match.end(), value)


def _house_at(text: str, word_start: int, word_end: int) -> Span | None:
    """An address whose street ends with this word."""
    house = _HOUSE.match(text, word_end)
    if house is None:
        return None
    start = _street_start(text, word_start, word_end)
    end = house.end()
    number_postcode = POSTCODE_FORM.match(text, house.start("number"))
    if number_postcode and postcode_value(text, number_postcode):
        return None
    stop = behind(text, end)
    if start is None and re.search(r"(?<!\d)[1-9]\d{3}(?!\d)", text[end:stop]):
        start = _street_before_postcode(text, word_start, word_end)
    if start is None:
        start = _street_before_place(text, word_start, word_end, stop > end)
    if start is None:
        return None
    return _address(text, start, stop)


def _street_start(text: str, word_start: int, word_end: int) -> int | None:
    """Where the street starts that ends here with a street's ending or is known; None otherwise."""
    window = text[max(0, word_end - 90) : word_end]
    back = _BACK.search(window.rsplit("\n", 1)[-1])
    if back is None:
        return None
    offset = word_end - len(back[0])
    tokens = [(offset + found.start(), found[0]) for found in re.finditer(r"\S+", back[0])]
    ends = [place for place, (_, token) in enumerate(tokens[:-1]) if _ends_sentence(token)]
    tokens = tokens[ends[-1] + 1 :] if ends else tokens
    names = [token.lower() for _, token in tokens]
    for size in (3, 2, 1):
        if len(tokens) >= size and " ".join(names[-size:]) in words("streets"):
            return tokens[-size][0]
    index = len(tokens) - 1
    sided = bool(index) and names[-1] in SIDES and _ends_as_street(names[-2])
    if sided:
        index -= 1
    elif not (
        _ends_as_street(names[-1]) or (index and names[-2] in {"de", "het"} and _has_ending(names[-1]))
    ):
        return None
    capital = tokens[index][1][:1].isupper()
    short = len(names[index]) < 5 or names[index].rstrip(".") in words("street_suffixes")
    if short and not sided and index and not tokens[index - 1][1][:1].isupper() and capital:
        return None
    index = _grow_left(tokens, index, capital=capital)
    return tokens[index][0] if len(names[-1]) >= 3 else None


def _ends_sentence(token: str) -> bool:
    """*huis.* does, *Burg.* does not."""
    low = token.lower()
    return (
        low.endswith(".")
        and len(low) > len("dr. ")
        and low not in _SHORTENED
        and low[:-1] not in words("titles")
    )


def _grow_left(tokens: list[tuple[int, str]], index: int, *, capital: bool) -> int:
    """The first word of the street whose last word stands at the index."""
    names = [token.lower() for _, token in tokens]
    while index > 0:
        name, written = names[index - 1], tokens[index - 1][1]
        plain = name.rstrip(".")
        if plain in BETWEEN and written.islower() and _names_a_street(tokens, index):
            index -= 2  # *Vincent van Goghplein*, *Graaf van Waldeckstraat*
            continue
        if plain == "van" and index > 1 and tokens[index][1][:1].isupper() and names[index - 2] in PLACES:
            index -= 1  # *aan de van Heemskerckstraat*
            break
        if index > 1 and tokens[index - 2][1] == "Van" and written[:1].isupper() and capital:
            index -= 2  # *Van Limburg Stirumstraat*
            continue
        if written == "Van" and tokens[index][1][:1].isupper():
            index -= 1  # *Van Rechteren Limpurgsingel*
            continue
        if _is_no_street(plain):
            break
        if plain in words("before_a_street") and not (
            written[:1].isupper() and index - 1 > 0 and plain in words("street_parts")
        ):
            break
        if name in words("street_parts") or re.fullmatch(r"\d{1,2}(?:e|ste|de)", name):
            index -= 1
            continue
        if capital and written[:1].isupper() and plain not in never_a_name() and not _is_street(name):
            index -= 1
            continue
        break
    # Small words at the front belong to the sentence, not to the street.
    while index < len(tokens) - 1 and names[index] in SMALL:
        if tokens[index][1][:1].isupper() and index > 0:
            break
        if names[index] == "van" and (tokens[index][1][:1].isupper() or _behind_a_place(names, index)):
            break
        index += 1
    return index


def _is_street(name: str) -> bool:
    """Another street ends here; *Roland* is a name."""
    return _ends_as_street(name) and name not in given_names()


def _behind_a_place(names: list[str], index: int) -> bool:
    """*aan de van Heemskerckstraat*: the small *van* cannot belong to the sentence."""
    return index > 0 and names[index - 1] in PLACES and names[index + 1] not in SMALL


def _names_a_street(tokens: list[tuple[int, str]], index: int) -> bool:
    """Whether the word two places back is the first of a street's name: a given name, a title or none of the list."""
    if index < 2 or not tokens[index - 2][1][:1].isupper() or not tokens[index][1][:1].isupper():
        return False
    first = tokens[index - 2][1].lower()
    if first in given_names() or first in OFFICES:
        return True
    before = tokens[index - 3][1] if index > 2 else ""
    if before[:1].isupper() or is_role(before.lower()) or before.lower() in words("titles"):
        return False  # *huurder I. Kovács van Eskerplein 51*
    return not _of_the_sentence(first) and first not in never_a_name() | words("surnames") | words("roles")


@lru_cache(maxsize=1)
def _no_streets() -> frozenset[str]:
    return words("company_before") | words("company_after") | words("roles")


def _is_no_street(word: str) -> bool:
    """*Recyclingbedrijf Plesmanweg 95*: a kind of business or a role stands before a street."""
    kind = word in _no_streets()
    return (
        (kind or bool(_KIND_ENDING.search(word)))
        and word not in words("street_parts")
        and word not in given_names()
    )


def _street_before_place(text: str, word_start: int, word_end: int, placed: bool) -> int | None:
    """A street of any form, when a postcode or a town follows and *aan de* or a line's start precedes."""
    word = text[word_start:word_end]
    if not placed or word.lower() in never_a_name() | {"postbus", "almelo"}:
        return None
    if not word[:1].isupper() and (len(word) < 5 or not _LEADS_TO_STREET.search(text, 0, word_start)):
        return None
    if word.lower() in words("towns") or word.lower() in given_names():
        return None
    before = text[max(0, word_start - 40) : word_start]
    lead = re.search(r"(?:(?:^|(?<=\s))(?:De|Het|'t|’t|Den|Oude|Nieuwe|[A-ZÀ-Þ][\w'’-]+)\s)?$", before)
    return word_start - len(lead[0]) if lead else word_start


def _street_before_postcode(text: str, word_start: int, word_end: int) -> int | None:
    """A street of any form at all, when number and postcode follow: *Hoge Belt 83, 7681 JZ Vroomshoop*."""
    back = _BACK.search(text[max(0, word_end - 90) : word_end].rsplit("\n", 1)[-1])
    if back is None:
        return None
    offset = word_end - len(back[0])
    tokens = [(offset + found.start(), found[0]) for found in re.finditer(r"\S+", back[0])]
    index = len(tokens) - 1
    if _of_the_sentence(tokens[index][1]) or tokens[index][1].lower() in words("towns") | {"postbus"}:
        return None
    while (
        index
        and (tokens[index - 1][1][:1].isupper() or tokens[index - 1][1] in {"'t", "’t"})
        and not (_of_the_sentence(tokens[index - 1][1]))
    ):
        if tokens[index - 1][1].endswith(".") and len(tokens[index - 1][1]) > 5:
            break  # the end of a sentence
        index -= 1
    return tokens[index][0]


def _of_the_sentence(word: str) -> bool:
    """*Loods*, *Bij*, *Kapsalon*: what stands before a street and is no part of it."""
    plain = word.lower().rstrip(".")
    ours = plain in words("street_parts") and word[:1].isupper()
    return not ours and (
        plain in words("before_a_street")
        or plain in words("titles")
        or _is_no_street(plain)
        or len(plain) < 3
    )


@lru_cache(maxsize=4096)
def _ends_as_street(word: str) -> bool:
    """Whether the word ends as a street does and has something before that (or is that, capitalised)."""
    plain = word.rstrip(".")
    return not (
        plain in never_a_name() or plain in words("towns") or plain in words("surnames")
    ) and _has_ending(plain)


@lru_cache(maxsize=4096)
def _has_ending(word: str) -> bool:
    """*Appelhof*: also of a word that is a surname, as behind *de* and before a number."""
    plain = word.rstrip(".")
    return any(
        plain.endswith(suffix) and (len(plain) >= len(suffix) + 2 or plain == suffix)
        for suffix in words("street_suffixes")
        if len(suffix) > 3
        or (
            plain.endswith((suffix,))
            and (len(plain) >= 7 or suffix in {"weg", "pad", "hof", "str", "ln", "wg"})
        )
    )


def _corners(text: str) -> Iterator[Span]:
    """*hoek Ootmarsumsestraat / Rembrandtlaan*."""
    street = rf"{WORD}(?:[ ]{WORD}){{0,3}}?"
    for word in _CORNER_WORD.finditer(text):
        match = re.compile(
            rf"({street})\s?(?:/|-|–|\ben\b|\bmet\b)\s?(?:de\s|het\s)?({street})(?![\w-])"
        ).match(text, word.end())
        if (
            match
            and _ends_as_street(match[1].split()[-1].lower())
            and _ends_as_street(match[2].split()[-1].lower())
        ):
            yield span(ADDRESS, text, match.start(), match.end(), " ".join(match[0].split()))


def _address(text: str, start: int, end: int) -> Span:
    return span(ADDRESS, text, start, end, _one_line(text[start:end]))


def _one_line(written: str) -> str:
    """*Bornsestraat 12a-3, 7607AB Almelo*: without *nr.* and *te*, capitals put right."""
    flat = " ".join(written.replace("\u00a0", " ").split())
    flat = flat.title().replace(" Te ", " te ").replace(" In ", " in ") if flat.islower() else flat
    if flat.lower().startswith("postbus"):
        number = re.search(r"\d+", flat)
        parts = split_address(flat[number.end() :]) if number else split_address(flat)
        front = f"Postbus {number[0]}" if number else flat
    else:
        parts = split_address(flat)
        if not parts.street or not parts.number:
            return flat
        range_end = re.search(r"(?:t/m|tot en met|tm)\s(\d+[a-zA-Z]?)", flat)
        street = parts.street.title() if parts.street.isupper() or parts.street.islower() else parts.street
        street = re.sub(
            r"\b(Van|De|Der|Den|Het|Ten|Ter)\b(?<!^Van)(?<!^De)(?<!^Het)",
            lambda found: found[0].lower(),
            street,
        )
        front = f"{street} {parts.number}{parts.letter}"
        if range_end:
            front = f"{street} {parts.number}-{range_end[1]}"
        elif parts.addition:
            spoken = parts.addition in {"bis", "ter", "hs", "rood", "zwart", "zw", "boven", "beneden"}
            front += f" {parts.addition}" if spoken else f"-{parts.addition}"

    back = " ".join(part for part in (parts.postcode, parts.place) if part)
    return f"{front}, {back}" if back else front
