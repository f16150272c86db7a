"""What both finders of companies read by: the words of a name, and where it ends."""

from __future__ import annotations

import re

from subjects.extraction.spans import ORGANISATION, Span, span
from subjects.extraction.words import never_a_name, words

CAPITAL = r"(?:[A-ZÀ-ÞİŞĞÖÜÇŁŚŻ0-9]|[‘'’]t\s|[a-z]+[A-Z])"
NAME_WORD = r"[^\s,;:()\"“”„!?|/\[\]]{1,40}"
LINK = r"(?:(?:&|en|de|het|van|der|den|'t|’t|of|the|by|\+|ter|ten|op)\s){0,2}"
NAME = re.compile(
    rf"(?:(?:De|Het|'t|’t|Den|La|Le|El)\s)?{CAPITAL}{NAME_WORD}(?:[ \u00a0]{LINK}{CAPITAL}{NAME_WORD}){{0,4}}"
)
TOKEN = re.compile(r"[^\s,;:()\"“”„!?|/\[\]]+")
ALSO_IN_A_NAME = frozenset(
    [
        "de",
        "het",
        "nieuwe",
        "jonge",
        "oude",
        "zwarte",
        "blauwe",
        "groene",
        "gele",
        "grijze",
        "oranje",
        "zilveren",
        "vrolijke",
        "hoge",
        "witte",
        "rode",
        "gouden",
        "van",
        "den",
        "en",
        "oost",
        "west",
        "noord",
        "zuid",
        "nederland",
        "auto",
        "euro",
        "centrum",
        "samen",
        "nieuw",
        "sterk",
        "onze",
        "mijn",
        "alles",
        "goed",
        "snel",
        "altijd",
        "thuis",
    ]
)
LINKS = frozenset(["&", "en", "+", "the", "by"])
PREFIXES = frozenset(["van", "de", "den", "der", "ten", "ter", "te", "het", "'t", "’t", "el", "al"])
STOP_AFTER = frozenset(
    [
        "aan",
        "in",
        "te",
        "op",
        "bij",
        "van",
        "voor",
        "met",
        "heeft",
        "is",
        "was",
        "wordt",
        "en",
        "of",
        "als",
        "dat",
        "die",
        "wilde",
        "heet",
        "genaamd",
    ]
)


def trim(text: str, start: int, end: int) -> int:
    """The end without what belongs to the sentence: a next sentence, a street, a country."""
    kept, article = start, False
    for token in TOKEN.finditer(text, start, end):
        word = token[0].rstrip(".,'’")
        low = word.lower()
        if low in PREFIXES and token[0][:1].isupper():
            article = True
            continue
        joined = text[max(0, token.start() - 2) : token.start()] == "& "  # *Glans & Zo*
        named, article = (article or joined) and token[0][:1].isupper(), False  # *café De Buren*
        following = TOKEN.match(text, token.end() + 1) if low in {"en", "in", "aan", "uit"} else None
        joins = (
            following
            and low != "en"
            and following[0][:1].isupper()
            and following[0].lower() not in words("towns")
        )
        if joins and text[token.end()] == " ":
            continue  # *Stichting Hand in Hand*
        if low in never_a_name() and not named and low not in ALSO_IN_A_NAME | {"voor", "tot", "tegen"}:
            break
        if low == "en" and following and following[0].lower() in words("company_before"):
            break  # *Restaurant Casablanca en Wasserette Schoon*: two companies
        if low in words("authorities") and low not in {"twente", "almelo", "overijssel"}:
            break
        if _of_another_kind(
            text, token, low, behind=text[kept : token.start()].strip() if kept > start else ""
        ):
            break
        if low not in LINKS and low not in PREFIXES and low not in {"voor", "tot", "tegen"}:
            kept = token.end() - token[0].endswith("..") if "." in word else token.start() + len(word)
            if token[0].endswith(".") and (len(word) > 2 or joined) and low != "gebr":
                break
    # *slagerij Bosporus 40 kilo*: the number counts something that follows.
    if counted := re.search(r"\s\d+$", text[start:kept]):
        following = re.match(r"\s([a-z]+)", text[kept : kept + 25])
        if following and following[1] not in STOP_AFTER:
            return start + counted.start()
    return kept


def _of_another_kind(text: str, token: re.Match[str], low: str, *, behind: str) -> bool:
    """The street of an address, or a number that is no part of a name."""
    house = re.match(r"\s(?:nr\.?\s)?\d", text[token.end() : token.end() + 6])
    if house and re.search(r"(?:straat|weg|laan|kade|plein|singel|dijk|zijde)$", low):
        return True
    if token[0].isdigit() and len(token[0]) > 3:
        return True
    return token[0][:1].isdigit() and behind in PREFIXES  # *Grillroom Nefertari van 10.30 uur*


def marked(text: str, start: int, end: int) -> Span:
    """A mark on a company."""
    return span(ORGANISATION, text, start, end, " ".join(text[start:end].split()))
