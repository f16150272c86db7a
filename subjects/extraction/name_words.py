"""The words of a text as the finder of names sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from subjects.extraction.spans import Span
from subjects.extraction.words import words

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_TOKEN = re.compile(
    rf"(?P<initials>(?:(?<!\w)(?:[A-ZÀ-ÞŞŁŚŻİ]|Th|Ch|IJ|Joh|Chr)\.[ ]?){{1,6}}(?!\w\.)(?<![ ]))|"
    rf"(?P<word>(?<![\w.])[vV](?:\.\s?|/)d\.?(?=\s[A-Z])|['’][tns](?=\s)|(?:{_LETTER})+(?:['’‘\-](?:{_LETTER})+)*)",
)
_ARTICLE = re.compile(
    r"[dlo]['’][A-Z]|(?:[aAeEuU][lLdnrst]|[aA][sz]h|[bB][ei]n|[iI]bn|[bB]ou|[aA]bu)-[A-ZÀ-ÞŞŁŚŻİ]"
)
_GAP = re.compile(r"[ \u00a0]{1,2}\Z|\.[ \u00a0]\Z|\r?\n\Z")
PREFIXES = frozenset(prefix.rstrip(".") for entry in words("prefixes") for prefix in entry.split())
BARE_PREFIXES = PREFIXES - {
    "klein",
    "groot",
    "grote",
    "kleine",
    "oude",
    "olde",
    "lutke",
    "in",
    "het",
    "op",
    "aan",
    "bij",
    "uit",
    "over",
    "onder",
    "v",
    "san",
    "des",
    "du",
    "die",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: where, how, and what lies between it and the word before."""

    start: int
    end: int
    text: str
    low: str
    initials: bool
    joined: bool
    new_line: bool


def words_of(text: str, taken: Iterable[Span]) -> list[Word]:
    blocked = sorted((mark.start, mark.end) for mark in taken)
    position, previous_end = 0, -1
    tokens: list[Word] = []
    for match in _TOKEN.finditer(text):
        while position < len(blocked) and blocked[position][1] <= match.start():
            position += 1
        if position < len(blocked) and blocked[position][0] < match.end():
            previous_end = -1
            continue
        written, end = match[0], match.end()
        if not match["initials"] and re.search(r"\w['’]s$", written):
            written, end = written[:-2], end - 2
        gap = (
            text[previous_end : match.start()]
            if previous_end >= 0 and match.start() - previous_end < 5
            else "#"
        )
        tokens.append(
            Word(
                start=match.start(), end=end, text=written, low=_lower(written), initials=bool(match["initials"]),
                joined=bool(_GAP.match(gap)) and not (gap[:1] == "." and tokens[-1].initials), new_line="\n" in gap,
            )
        )  # fmt: skip
        previous_end = end
    return tokens


@lru_cache(maxsize=8192)
def _lower(word: str) -> str:
    """Lower case as the lists have it: a Turkish capital I with a dot is a plain i."""
    if word[:1] in "vV" and ("." in word or "/" in word):
        return "vd"
    return word.replace("İ", "i").lower().replace("\u0307", "").replace("’", "'")


def has_capital(word: Word) -> bool:
    """Also *d'Angelo* and *al-Masri*: a capital behind an article that is fast to its word."""
    return word.text[:1].isupper() or bool(_ARTICLE.match(word.text))


def starts_sentence(text: str, word: Word) -> bool:
    before = text[max(0, word.start - 3) : word.start].rstrip(" \t'\"(")
    return not before or before[-1] in ".!?\n:;•"
