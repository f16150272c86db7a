"""Names of persons.

A name is read word by word (given names or initials, prefixes, surname) and kept when something
vouches for it: a title or a role before it, a known given name, initials, a surname known by list
or by ending, a date of birth behind it, or an earlier mention. A mark holds the name only, without
*de heer* and without *familie*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from subjects.extraction.name_proof import (
    acts,
    is_called,
    is_name,
    is_second_of_two,
    is_unknown_given,
    vouched_by,
)
from subjects.extraction.name_reading import given_and_prefix, read_name, street_follows
from subjects.extraction.name_words import (
    BARE_PREFIXES,
    PREFIXES,
    Word,
    has_capital,
    starts_sentence,
    words_of,
)
from subjects.extraction.spans import PERSON, Span, span
from subjects.extraction.words import doubtful, given_names, never_a_name, words

_NICKNAME = re.compile(r"\s[\"'‘’“”„(][^\"'‘’“”„()\n]{1,25}[\"'’”)]\s")

_CARS = frozenset(["leon", "zoe", "mini", "clio", "panda", "ibiza", "mercedes"])
_PARTNER_OF = re.compile(r" (?:e/v|e\.v\.|w/v) ")
# *Kleine Mo*, *Dikke Ron*
_ADDED = frozenset(
    [
        "Kleine",
        "Dikke",
        "Lange",
        "Grote",
        "Zwarte",
        "Witte",
        "Blonde",
        "Kale",
        "Rooie",
        "Ouwe",
        "Schele",
        "Manke",
        "Gekke",
        "Mooie",
    ]
)
_BUILDINGS = frozenset(
    [
        "huize",
        "flat",
        "villa",
        "residentie",
        "complex",
        "gebouw",
        "hofje",
        "sporthal",
        "station",
        "bungalow",
        "schip",
        "boot",
        "jacht",
    ]
)
_ARABIC = frozenset(["el", "al", "ait", "aït", "ben", "bin", "oulad"])
_QUOTED = re.compile(r" [\"'‘’“”„][^\W\d_][^\n]*[\"'’”] ")
_SURNAME = re.compile(r"(?:(?:van|de|der|den|ten|ter|el)\s){0,2}[A-ZÀ-ÞŞŁŚŻİ][^\W\d_]{2,30}(?![\w-])")


def find_names(text: str, taken: Iterable[Span]) -> Iterator[Span]:
    """Every person's name outside the marks that are taken."""
    found: list[tuple[int, int]] = []
    known: set[str] = set()
    tokens = words_of(text, taken)
    index = 0
    while index < len(tokens):
        end = _name_at(text, tokens, index)
        if end == index and found and is_second_of_two(tokens, index, found[-1][1]):
            end = index + 1
        if end > index:
            found.append((tokens[index].start, tokens[end - 1].end))
            for word in tokens[index:end]:
                if not word.initials and word.low not in PREFIXES and len(word.low) > 2:
                    known.add(word.low)
            index = end
        else:
            index += 1
    for start, stop in _with_nicknames(text, _with_partners(text, found)):
        yield _person(text, start, stop)
    yield from _mentioned_again(text, tokens, found, known)


def _person(text: str, start: int, end: int) -> Span:
    return span(PERSON, text, start, end, " ".join(text[start:end].split()))


def _with_partners(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """*G.H. Lubbers e/v Ter Braak* is one name."""
    whole: list[tuple[int, int]] = []
    for start, end in found:
        if whole and _PARTNER_OF.fullmatch(text, whole[-1][1], start):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


def _with_nicknames(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The names; *Dennis "Beer" Lammers* is one of them, also when the nickname was read as a name."""
    position = 0
    while position < len(found):
        start, end = found[position]
        nickname = _NICKNAME.match(text, end)
        position += 1
        behind = position
        while nickname and behind < len(found) and found[behind][0] < nickname.end():
            behind += 1
        if nickname and behind < len(found) and found[behind][0] == nickname.end():
            end = found[behind][1]
            position = behind + 1
        elif (
            nickname
            and _QUOTED.fullmatch(nickname[0])
            and (surname := _SURNAME.match(text, nickname.end()))
            and surname[0].lower() not in never_a_name()
            and surname[0].lower() not in words("towns")
        ):
            end = surname.end()  # *Delano "Dollar" Wijntuin*
        yield start, end


def _mentioned_again(
    text: str, tokens: list[Word], found: list[tuple[int, int]], known: set[str]
) -> Iterator[Span]:
    """A surname or given name of a person marked elsewhere, alone, with its prefixes."""
    covered = {start for start, _ in found}
    stops = iter(sorted(found))
    current = next(stops, None)
    for index, word in enumerate(tokens):
        while current and current[1] <= word.start:
            current = next(stops, None)
        if (current and current[0] <= word.start) or word.start in covered:
            continue
        if (
            word.low in known
            and has_capital(word)
            and (not doubtful(word.low) or _surely_again(text, tokens, index))
            and word.low not in PREFIXES
            and word.low not in words("towns")
        ):
            start = index
            while (
                start
                and tokens[start].joined
                and tokens[start - 1].low in BARE_PREFIXES
                and tokens[start - 1].text[:1].isupper()
            ):
                start -= 1
            yield _person(text, tokens[start].start, word.end)


def _surely_again(text: str, tokens: list[Word], index: int) -> bool:
    """*Bakker kwam*, *omdat Bakker*: a surname that is an ordinary word too, with a capital that proves it."""
    word = tokens[index]
    if not word.text[1:].islower():
        return False
    if starts_sentence(text, word):
        return acts(text, word)
    return not (index and word.joined and tokens[index - 1].low in {"een", "geen", "elke", "iedere"})


def _is_month(text: str, word: Word) -> bool:
    """*14 Sep 2026*: between a day and a year it is no name."""
    before, after = text[max(0, word.start - 3) : word.start], text[word.end : word.end + 5]
    return bool(re.search(r"\d[ -]$", before) and re.match(r"[ -](?:19|20)\d\d", after))


def _names_a_building(tokens: list[Word], index: int, vouched: str) -> bool:
    """*Huize Maria*, *flat De Klomp*."""
    before = index - 1 - (index > 1 and tokens[index - 1].low in {"de", "het"})
    return not vouched and index > 0 and tokens[index].joined and tokens[before].low in _BUILDINGS


def _name_at(text: str, tokens: list[Word], index: int) -> int:
    """The index behind the name that starts here, or the same index when none does."""
    first = tokens[index]
    vouched = vouched_by(text, tokens, index)
    if not (first.initials or has_capital(first) or first.low in given_names() or vouched):
        return index
    if first.text in _ADDED and index + 1 < len(tokens) and tokens[index + 1].joined:
        called = tokens[index + 1]
        named = has_capital(called) and called.low in given_names() and called.low not in _CARS
        return index + 2 if named else index
    surname = has_capital(first) and not (first.low in given_names() or doubtful(first.low))
    comma = surname and text[first.end : first.end + 2] == ", "
    if comma and (turned := given_and_prefix(tokens, index + 1)):
        return turned
    end = read_name(text, tokens, index, loose=vouched == "title", vouched=bool(vouched))
    if end == index:
        return index + 1 if vouched and is_called(text, first) else index
    if (
        street_follows(text, tokens, end)
        or _is_month(text, first)
        or _names_a_building(tokens, index, vouched)
    ):
        return index  # *in de Jan Tinbergenstraat*
    if is_name(text, tokens, index, end, vouched):
        return end
    if any(word.low in _ARABIC for word in tokens[index + 1 : end - 1]) and is_unknown_given(text, first):
        return end  # *Soad El Baraka*
    # Perhaps the first word belongs to the sentence: the loop tries the next one.
    return index
