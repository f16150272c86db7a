"""What follows a house number and belongs to the address: the postcode and the town."""

from __future__ import annotations

import re

from legal.identifiers import normalise_postcode
from subjects.extraction.address_words import SMALL_WORDS, UNITS
from subjects.extraction.words import is_role, known_names, never_a_name, words

POSTCODE_FORM = re.compile(r"(?<![\w.,€-])(?<![€£$] )([1-9]\d{3})[ \u00a0]{0,2}([A-Za-z]{2})(?![\w-])")
WORD = r"(?:[^\W\d_]|[\u0300-\u036f])(?:[^\W_]|[\u0300-\u036f]|['’.-](?=\w)){0,40}"
_TOWN_AFTER = re.compile(
    rf"(?i:\s?[,;]?\s?\(?(?:te|in)\s|\s?,\s?|\s\(?|\s?[-–]\s)(?P<town>(?:['’]s-)?{WORD}(?:[ ]{WORD}){{0,3}})\)?"
)
_POSTCODE_AFTER = re.compile(
    r"[ \u00a0]{0,2}(?:,|\(|-|–|\||,?\r?\n)?[ \u00a0]{0,2}\(?(?=[1-9]\d{3}[ \u00a0]{0,2}[A-Za-z]{2}(?![\w-]))"
)
_ANY_TOWN = re.compile(
    r"[ \u00a0]{1,2},?[ ]?((?:(?:Den|De|Het|Sint|St\.|Oud|Nieuw) )?[A-Z][a-zé]{2,}(?:-[A-Z][a-z]{2,}){0,2})(?![\w-]| [A-Z])"
)
# *Gildehauser Straße 112, 48599 Gronau*
_ABROAD_AFTER = re.compile(r",?\s(?:D-|F-|DE-)?\d{5}\s[A-ZÄÖÜ][a-zäöüß-]{2,30}(?![\w-])")
_STREET = re.compile(r"(?:straat|weg|laan|plein|kade|singel|dijk|steeg)$")
# *Alde Gats 9 a, 7642 Wierden*: the digits of a postcode only, and a town behind them.
_DIGITS_AFTER = re.compile(r",\s[1-9]\d{3}(?=\s[^\W\d_])")


def behind(text: str, end: int) -> int:
    """The end including the postcode and the town that follow."""
    street_end, end = end, _with_postcode(text, end)
    if end > street_end and (any_town := _ANY_TOWN.match(text, end)) and _may_be_town(any_town[1]):
        listed = _with_town(text, end)
        return max(listed, any_town.end(1))
    if abroad := _ABROAD_AFTER.match(text, end):
        return abroad.end()
    if digits := _DIGITS_AFTER.match(text, end):
        stop = _with_town(text, digits.end())
        return stop if stop > digits.end() else end
    return _with_town(text, end)


def _may_be_town(name: str) -> bool:
    """Behind a postcode a word with a capital is a town, also one that no list has (*7695 TE Bruchterveld*)."""
    first, last = name.lower().split()[0], name.lower().split()[-1]
    if last in words("towns"):
        return True
    known = last in known_names() or first in words("titles") or last in never_a_name()
    kind = last in words("company_before") or is_role(last) or bool(_STREET.search(last))
    return not known and not kind


def _with_town(text: str, end: int) -> int:
    """The end including a town of the list that follows, and a postcode behind that."""
    town = _TOWN_AFTER.match(text, end)
    if town is None:
        return end
    spoken = town["town"].lower()
    pieces = spoken.split()
    for size in range(len(pieces), 0, -1):
        name = " ".join(pieces[:size])
        if name.rstrip(".") in words("towns"):
            stop = town.start("town") + len(" ".join(town["town"].split(" ")[:size]).rstrip("."))
            if "(" in town[0][: town.start("town") - town.start()] and text[stop : stop + 1] == ")":
                stop += 1
            return _with_postcode(text, stop)
    return end


def _with_postcode(text: str, end: int) -> int:
    """The end including a postcode that follows at once, with its bracket."""
    after = _POSTCODE_AFTER.match(text, end)
    if after and (match := POSTCODE_FORM.match(text, after.end())) and postcode_value(text, match):
        closed = text[match.end() : match.end() + 1] == ")" and "(" in after[0]
        return match.end() + closed
    return end


def postcode_value(text: str, match: re.Match[str]) -> str:
    """The postcode without space; empty when it is a measure, a year or the start of a sentence part."""
    letters = match[2].lower()
    town_follows = _TOWN_AFTER.match(text, match.end())
    placed = bool(town_follows and town_follows["town"].split()[0].lower() in words("towns") | {"den", "de"})
    if not match[2].isupper():
        if letters in SMALL_WORDS or (match[2][0].islower() != match[2][1].islower()):
            return ""
        if letters in UNITS and not placed:
            return ""
    elif letters in UNITS and not placed and text[match.end() - 3] == " ":
        return ""
    return normalise_postcode(match[0].replace("\u00a0", " ").replace("  ", " "))
