"""Neutral titles: proposed from the first words of a report, with a warning when a name slips in.

Titles stand in lists, mails and logs, so they hold no names, addresses or numbers.
"""

from __future__ import annotations

import re

LONGEST = 80
ENOUGH_WORDS = 3
# First names are short; a longer word at the start of a sentence is a trade or a thing.
LONGEST_FIRST_NAME = 8
# Words that can't end a title.
DANGLING = frozenset(
    """
    aan achter als bij boven dat de den der die door een en hem het hij ik in is langs met na naar naast nabij
    nadat nr of om omdat onder op over rond te ten ter terwijl tot tussen uit van vanaf vanuit via volgens
    voor waar wat wil zag zich zij zodat
    """.split()  # noqa: SIM905 -- a list of words reads better as words
)
# Things that begin a sentence and are no first name, although they are short.
THINGS = frozenset(
    """
    pand loods bedrijf horeca garage winkel bus auto man vrouw partij vaten klant koper eigenaar
    """.split()  # noqa: SIM905 -- a list of words reads better as words
)
# What counts a number that is left out, goes with it.
UNITS = frozenset({"uur", "euro", "kg", "liter", "l", "ppm", "gram", "maanden", "jaar"})
GAP = "•"
_PREFIXES = "van|von|de|den|der|het|ten|ter|te|op|in|'t|el|al|la|di|da|ben"
_SENTENCE_END = re.compile(r"(?<=[a-z\d)][.!?])\s+|\n")
_WORD = r"[A-Z][\w'-]+"
_ADDRESS = re.compile(
    rf"(?:{_WORD}\s+){{1,4}}(?:nr\.?\s*)?\d+\s?(?:[-/]\s?\d+|bis|[a-zA-Z]{{1,2}}\b)?"
    rf"(?:\s*[,(]?\s*\d{{4}}\s?[A-Z]{{2}}\)?)?(?:\s+(?:te|in)\s+{_WORD}|\s+{_WORD})?"
)
_FORM_OF_ADDRESS = re.compile(
    rf"\b(?:de\s+heer|dhr\.?|mevr\.?|mevrouw|meneer|mw\.?|fam\.?|familie)\s+(?:(?:{_PREFIXES})\s+)*{_WORD}",
    re.IGNORECASE,
)
_INITIALS = re.compile(rf"\b(?:[A-Z]\.){{1,4}}\s*(?:(?:{_PREFIXES})\s+)*{_WORD}")
_FULL_NAME = re.compile(rf"\b[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?\s+(?:(?:{_PREFIXES})\s+)*{_WORD}")
_PLATE_OR_PHONE = re.compile(r"\b(?:[A-Z0-9]{1,3}-){2}[A-Z0-9]{1,3}\b|\b0\d[\d -]{7,}")
_PLACE_WORD = re.compile(
    r"(?:straat|weg|laan|plein|kade|singel|haven|markt|park|dijk|centrum)\b", re.IGNORECASE
)


def propose_title(text: str) -> str:
    """The first neutral words of a text: without names, addresses, numbers and quotations.

    Ends where the first of those begins, once there are enough words; otherwise steps over it.
    """
    first = next((part for part in _SENTENCE_END.split(text.strip()) if part.strip()), "")
    neutral = _ADDRESS.sub(_gap_unless_start, first)
    for pattern in (_FORM_OF_ADDRESS, _INITIALS):
        neutral = pattern.sub(f" {GAP} ", neutral)
    neutral = _FULL_NAME.sub(_gap_unless_start, neutral)
    kept: list[str] = []
    after_gap = False
    for position, token in enumerate(neutral.split()):
        capital = position > 0 and not token.islower()
        if GAP in token or capital or any(char.isdigit() for char in token):
            if len(_meaningful(kept)) >= ENOUGH_WORDS:
                break
            kept = _without_tail(kept)
            after_gap = True
            continue
        if after_gap and token.strip(",;:.") in UNITS:
            continue
        after_gap = False
        if len(" ".join([*kept, token])) > LONGEST:
            break
        kept.append(token)
        if token[-1] in ":;" and len(_meaningful(kept)) >= ENOUGH_WORDS:
            break
    title = " ".join(_without_tail(kept)).strip(" ,;:.-–'\"")
    return title[:1].upper() + title[1:]


def title_warning(title: str) -> str:
    """A sentence when a title seems to hold a name, number plate or telephone number; otherwise empty."""
    names = [
        match.group()
        for match in _FULL_NAME.finditer(title)
        if not _PLACE_WORD.search(match.group()) and _may_be_name(match.group())
    ]
    if names or _INITIALS.search(title) or _FORM_OF_ADDRESS.search(title):
        return "Dit lijkt op een naam. Titels staan in lijsten: laat namen hier weg."
    if _PLATE_OR_PHONE.search(title):
        return "Dit lijkt op een kenteken of telefoonnummer. Zet dat in de beschrijving, niet in de titel."
    return ""


def _may_be_name(words: str) -> bool:
    first = words.split(maxsplit=1)[0]
    return len(first) <= LONGEST_FIRST_NAME and first.casefold() not in THINGS


def _gap_unless_start(match: re.Match[str]) -> str:
    """Blank out a name or address; a thing at the start of the sentence stays (*Loods Violierstraat 70*)."""
    words = match.group().split()
    if match.start() == 0 and not _may_be_name(match.group()):
        return f"{words[0]} {GAP} "
    return f" {GAP} "


def _meaningful(words: list[str]) -> list[str]:
    return [word for word in words if word.casefold().strip(",;:") not in DANGLING]


def _without_tail(words: list[str]) -> list[str]:
    """Drop small words at the end: *bij de*, *op*."""
    words = list(words)
    while words and words[-1].casefold().strip(",;:.") in DANGLING:
        words.pop()
    return words
