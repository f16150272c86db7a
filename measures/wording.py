"""How anonymous information may be called outside the circle of M., and whether a text quotes it. Pure.

Contract M.: never name M. in a decision, letter or file, and never quote a report. Outside the circle it is
*anonieme informatie*.
"""

from __future__ import annotations

import re
from typing import Final

SAID: Final = "anonieme informatie"
# So many words in a row are no chance: they were copied.
RUN: Final = 8
_NAMES: Final = re.compile(
    r"\bmeld[\s-]+misdaad(?:[\s-]+anoniem)?\b(?:[\s-]*(?:melding|rapport|bericht|tip)(?:en)?)?"
    r"|\bNL[\s-]+Confidential\b"
    r"|\bMMA\b(?:[\s-]*(?:melding|rapport|bericht|tip)(?:en)?)?"
    r"|\bM\.?(?:[\s-]|\.-)\s*(?:melding|meldingen|rapport|bericht|tip|nummer|signaal)\b"
    r"|\b0800[\s-]*7000\b"
    r"|\banonieme?[\s-]+(?:melding(?:en)?|melders?|tips?|tipgevers?|bellers?|bron(?:nen)?)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w+")


def names_source(text: str) -> list[str]:
    """Where a text names M. or an anonymous reporter, in its own words; each once."""
    return list(dict.fromkeys(" ".join(match[0].split()) for match in _NAMES.finditer(text)))


def neutral(text: str) -> str:
    """The text with every such name replaced by what it may be called."""
    return _NAMES.sub(SAID, text)


def quotes(text: str, source: str, run: int = RUN) -> str:
    """The first words of ``text`` that stand in ``source`` just so, ``run`` of them in a row; else ''."""
    theirs = [word.casefold() for word in _WORD.findall(source)]
    told = {tuple(theirs[at : at + run]) for at in range(len(theirs) - run + 1)}
    if not told:
        return ""
    words = _WORD.findall(text)
    ours = [word.casefold() for word in words]
    for at in range(len(ours) - run + 1):
        if tuple(ours[at : at + run]) in told:
            return " ".join(words[at : at + run])
    return ""
