"""The words of a text in the form in which they are sought: Dutch stems without accents. Pure.

What is kept of them are keyed hashes (:func:`encryption.words.word_tokens`), never the stems themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii
from snowballstemmer import stemmer

SHORTEST: Final = 3
LONGEST: Final = 40
MOST_WORDS: Final = 2000
# Once takes loodsen to loods, twice takes both to the same.
ROUNDS: Final = 3
# Words that stand in every text say nothing about one.
STOP: Final = frozenset((
    "aan", "als", "ben", "bij", "dan", "dat", "deze", "die", "dit", "doen", "door", "een", "eens",
    "elk", "elke", "geen", "haar", "had", "heb", "hebben", "heeft", "hem", "het", "hier", "hij", "hoe",
    "hun", "iets", "ikzelf", "ieder", "iemand", "in", "is", "ja", "kan", "kon", "maar", "meer", "men",
    "met", "mij", "mijn", "moet", "naar", "niet", "niets", "nog", "ons", "ook", "omdat", "onder", "ons",
    "ooit", "over", "reeds", "te", "tegen", "toch", "toen", "tot", "uit", "van", "veel", "voor",
    "waren", "was", "wat", "werd", "wezen", "wie", "wil", "worden", "wordt", "zal", "zei", "zelf",
    "zich", "zij", "zijn", "zo", "zonder", "zou",
))  # fmt: skip
_WORD = re.compile(r"[a-z0-9]+")
_dutch = stemmer("dutch")


def stems_of(text: str, most: int = MOST_WORDS) -> set[str]:
    """The different stems of the first so many words of a text; short and empty words left out."""
    words = _WORD.findall(anyascii(text).casefold())[:most]
    return {stem(word) for word in words if len(word) >= SHORTEST and word not in STOP}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """``loodsen`` and ``loods`` are sought as one: stemmed until nothing more comes off."""
    word = word[:LONGEST]
    for _ in range(ROUNDS):
        shorter = str(_dutch.stemWord(word))
        if shorter == word or len(shorter) < 2:
            break
        word = shorter
    return word
