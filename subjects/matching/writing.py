"""How alike two written words are: other scripts, Dutch sounds, slips of the keyboard.

Tables of sounds and of keys that lie together: own knowledge of Dutch spelling and of how Turkish,
Arabic, Berber, Polish and Russian names are spelled in the Netherlands.
"""

from __future__ import annotations

import re
import unicodedata
from string import ascii_lowercase

from anyascii import anyascii
from rapidfuzz.distance import OSA

SAME_SOUND = 0.96
CLOSE = 0.84  # one or two slips of the pen
LIKELY = 0.72  # worth mentioning, not enough alone

# Longest first. What sounds alike becomes the same letter; the outcome is no word, only a key.
_SOUNDS = {
    "tsch": "s", "tsj": "s", "tch": "s", "sch": "sg", "sjt": "st",
    "auw": "u", "ouw": "u", "eij": "y", "uij": "y", "aai": "ay",
    "ij": "y", "ei": "y", "ey": "y", "uy": "y", "ui": "y", "ie": "i", "ae": "a", "ou": "u",
    "oe": "u", "au": "u", "eu": "o", "ck": "k", "kh": "g", "gh": "g", "ch": "g", "sh": "s",
    "sj": "s", "sz": "s", "cz": "s", "th": "t", "dt": "t", "ph": "f", "dj": "j", "dz": "j",
    "zh": "j", "qu": "k", "ks": "x", "ce": "se", "ci": "si", "cy": "sy", "rz": "s",
    "c": "k", "q": "k", "z": "s", "v": "f", "w": "f", "d": "t", "b": "p", "ya": "ia", "j": "i",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=lambda part: -len(part))))
SHORTEST_SLAVIC = 6
_SLAVIC_END = re.compile(
    r"(?:[eoy][vw]a?|enko|[jyi]uk|chuk|sk(?:i|y|ij|iy|yi|aya|aja|a)|[vw]i(?:ch|tsch|tsj|tch|c))$"
)
# The same sound in German, Dutch, French, Polish and English spelling.
_SLAVIC_SOUNDS = {
    "schtsch": "s", "sjtsj": "s", "shch": "s", "tsch": "ts", "tsj": "ts", "tch": "ts", "cz": "ts", "ch": "ts",
    "sch": "s", "sj": "s", "sh": "s", "sz": "s", "zh": "z", "zj": "z", "w": "v", "yu": "iu", "ju": "iu", "ya": "ia",
    "ja": "ia", "yo": "e", "jo": "e", "ye": "e", "je": "e", "ay": "ai", "aj": "ai", "ey": "ei", "ej": "ei",
    "yy": "i", "iy": "i", "ij": "i",
}  # fmt: skip
_SLAVIC = re.compile("|".join(sorted(_SLAVIC_SOUNDS, key=lambda part: -len(part))))
_TWICE = re.compile(r"(.)\1+")
_VOWELS = frozenset("aeiouy")
_CHEAP = frozenset(
    frozenset(pair)
    for pair in (
        "dt", "bp", "vf", "wv", "fw", "sz", "ck", "kq", "gk", "cs", "iy", "ij", "jy", "ae", "ei", "ou", "mn", "gh", "xs",
        "uw", "ao", "eo",
    )
)  # fmt: skip
SHORT = 6  # in a short word another first letter makes another word: Jansen and Hansen
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR_KEYS = frozenset(
    frozenset((first, second))
    for number, row in enumerate(_ROWS)
    for place, first in enumerate(row)
    for second in row[place + 1 : place + 2]
    + (_ROWS[number + 1][max(place - 1, 0) : place + 1] if number < 2 else "")
)
# Arabic and Hebrew write few vowels, so only consonants can be compared.
_CONSONANT_SCRIPT = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_APOSTROPHES = re.compile(r"['’`´ʼʾʿʹ\"]")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower-case ASCII in which every script is written in Latin letters; marks other than ``'`` stay."""
    if text.isascii():
        return text.lower().replace("'", "").replace('"', "").replace("`", "")
    text = anyascii(unicodedata.normalize("NFKC", text).replace("ı", "i").replace("İ", "i"))
    return _APOSTROPHES.sub("", text.lower())


def plain(text: str) -> str:
    """Folded, with only letters and digits."""
    return _NOT_PLAIN.sub("", fold(text))


def words_of(text: str) -> list[str]:
    """The folded words and numbers of a text."""
    return [word for word in _NOT_PLAIN.split(fold(text)) if word]


def writes_few_vowels(text: str) -> bool:
    """Whether the text is in a script that leaves vowels out."""
    return not text.isascii() and bool(_CONSONANT_SCRIPT.search(text))


def consonants(word: str) -> str:
    """A folded word without vowels, w and y (in Arabic they are written with one letter)."""
    # One Arabic letter is written j, dj or g in Latin ones, another one sh or ch.
    one_way = word.replace("dj", "j").replace("ch", "sh").replace("j", "g").replace("q", "g")
    return _TWICE.sub(r"\1", re.sub(r"[aeiouyw]", "", sound(one_way).replace("f", "")))


def slavic(word: str) -> str:
    """A Slavic surname in one spelling: *Tschernyschew*, *Tsjernysjev* and *Chernyshev* are one name."""
    if len(word) < SHORTEST_SLAVIC or not _SLAVIC_END.search(word):
        return word
    return _SLAVIC.sub(lambda match: _SLAVIC_SOUNDS[match[0]], word)


def sound(word: str) -> str:
    """A key that is the same for most spellings of one sound: *Thijssen* and *Teyssen*."""
    key = _TWICE.sub(r"\1", _SOUND.sub(lambda match: _SOUNDS[match[0]], word))
    return key.replace("h", "") or word


def closeness(left: str, right: str) -> float:
    """How alike two folded words are: 1 the same, above ``CLOSE`` a slip, 0 nothing in common."""
    if left == right:
        return 1.0
    if not left or not right:
        return 0.0
    longest = max(len(left), len(right))
    if longest - min(len(left), len(right)) > max(3, longest // 3):
        return 0.0
    left_sound, right_sound = sound(left), sound(right)
    if left_sound == right_sound:
        return SAME_SOUND if min(len(left_sound), len(right_sound)) > 1 else 0.8
    if OSA.distance(left, right) > max(2, longest * 0.5) and OSA.distance(left_sound, right_sound) > max(
        1, longest * 0.4
    ):
        return 0.0
    first = 0.08 if longest <= SHORT and left[0] != right[0] and left_sound[0] != right_sound[0] else 0.0
    written = 1 - slips(left, right) / longest - first
    if written >= CLOSE:
        return written
    heard = 1 - (slips(left_sound, right_sound) + 0.2) / max(len(left_sound), len(right_sound))
    return max(0.0, written, heard - first)


def slips(left: str, right: str) -> float:
    """The weighted number of slips between two words: a doubled letter costs less than another letter."""
    gaps = _gaps(right)
    before: list[float] = []
    row = [0.0]
    for cost in gaps:
        row.append(row[-1] + cost)
    for i, (char, gap) in enumerate(zip(left, _gaps(left), strict=True)):
        older, before = before, row
        row = [before[0] + gap]
        for j, other in enumerate(right):
            best = before[j] if char == other else before[j] + _SWAPS.get(char + other, 1.0)
            best = min(best, before[j + 1] + gap, row[j] + gaps[j])
            if i and j and char == right[j - 1] and left[i - 1] == other:
                best = min(best, older[j - 1] + 0.5)
            row.append(best)
    return row[-1]


def _gaps(word: str) -> list[float]:
    """The cost of each letter when the other word does not have it: little when it is double or silent."""
    return [
        0.25
        if place and word[place - 1] == char
        else 0.4
        if char == "h"
        else 0.65
        if char in _VOWELS
        else 0.8
        for place, char in enumerate(word)
    ]


def _swap(char: str, other: str) -> float:
    """The cost of one letter in the place of another."""
    pair = frozenset((char, other))
    if pair in _CHEAP:
        return 0.4
    if pair in _NEAR_KEYS or (char in _VOWELS and other in _VOWELS):
        return 0.6
    return 1.0


_SWAPS = {one + two: _swap(one, two) for one in ascii_lowercase for two in ascii_lowercase if one != two}
