"""Takes the name of a person apart as the Dutch write it.

``mevr. T. Kale``, ``HOECKSTRA, G.J.A.C.``, ``Has, Aman de``, ``Kate Zadou e/v Reinders``, ``Gubbels-v. Hoov``,
``Arij vd Veenn``, ``Fabiënne``: titles, initials, prefixes and their place, married names, one word only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from subjects.matching.name_words import ARTICLES, ATTACHED, PREFIXES, TITLES
from subjects.matching.writing import fold, slavic, writes_few_vowels

# Arabic writes "Abd al-" as two words and the article fast to its word; in Latin letters it is often left out.
_ABD = re.compile("\\b\u0639\u0628\u062f\\s+(?:\u0627\u0644)?")
_ARTICLE = re.compile("\\b\u0627\u0644(?=\\w{3})")
# "Abd al-Rahman", "Abdul Rahman" and "Abdulrahman" are one name; not when nothing would be left as surname.
_SERVANT = re.compile(
    r"\b(?:abd|abdul|abdel|abdal|abdoul|abdur|abder)[\s-]+(?:(?:al|el|ul|ar|ur)[\s-]+)?(?=[a-z]{3,}\s+[a-z])"
)
_ASIDE = re.compile(r"\(.*?\)|\"[^\"]*\"")
# "al-Assad" is a prefix and a name, no double surname.
_FAST = re.compile(
    r"(?<![a-z0-9])(al|el|ul|ad|as|ash|an|at|ar|ben|bin|ibn|abu|abou|ait|bou|van|de)-(?=[a-z])"
)
_HYPHEN = re.compile(r"\s*-\s*")
_POINT = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_OPENING, _SECOND = (
    frozenset(["van", "op", "in", "aan", "bij", "uit", "v"]),
    frozenset(["de", "der", "den", "t", "het"]),
)
_VOWEL = re.compile("[AEIOUY]")
_NO_NAME = re.compile(r"[^a-z0-9-]")
_MARRIED = re.compile(
    r"\b(?:e\.?\s*/?\s*v\.?|echtgenote van|gehuwd met|gesch\.? van|wed\.? van|geb\.?|geboren)(?=\s)"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart.

    ``given`` holds words and single letters in order; ``surnames`` are the own one and the partner's;
    ``wider`` are surnames that a register may make of it: with its prefix, or with the last given name
    (*Klein Bronsvoort*); ``loose`` is one word of unknown place; ``plain`` all words, to compare at once.
    """

    given: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    loose: str = ""
    few_vowels: bool = False
    plain: str = ""
    wider: tuple[str, ...] = ()


def read_name(text: str) -> PersonName:
    """Take a name apart; never raises."""
    cleaned = _ASIDE.sub(" ", text) or text
    few_vowels = writes_few_vowels(cleaned)
    if few_vowels:
        cleaned = _ARTICLE.sub("", _ABD.sub("\u0639\u0628\u062f\u0627\u0644", cleaned))
    marked = _mark_initials(cleaned)
    folded = _MARRIED.sub(" - ", fold(marked).replace("_", " "))
    folded = _FAST.sub(r"\1 ", folded)
    folded = _SERVANT.sub("abdul", _HYPHEN.sub("-", folded).strip(" -"))
    before, comma, after = folded.partition(",")
    titled = bool(_titles(before) or _titles(after))
    if comma and after.strip():
        given, tail = _given_of(_tokens(after))
        surname_tokens, leading = _tokens(before), tail
    else:
        given, surname_tokens, leading = _split(_tokens(before), titled)
    words = tuple(_words([*given, *surname_tokens]))
    loose = ""
    if len(words) == 1 and not given and not titled and not leading:
        loose = words[0]
    surnames, wider = _surname_forms(surname_tokens, leading)
    if not comma and len(given) > 1 and len(given[-1]) > 1 and surname_tokens:
        wider.append(given[-1].replace("-", "") + "".join(_words(surname_tokens)))
    return PersonName(
        given, _unique(surnames), words, loose, few_vowels, " ".join(sorted(words)), _unique(wider)
    )


def _unique(forms: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))


def _mark_initials(text: str) -> str:
    """``AR Giltemeijer`` and ``M.W. Dekkers`` get a point and a space after every initial."""
    shouting = text.upper() == text
    out = []
    for word in _POINT.sub(". ", text).split():
        bare = word.strip(".,")
        if not bare.isalpha() or not 2 <= len(bare) <= 4 or _known(bare):
            out.append(word)
        elif _are_initials(bare, shouting=shouting):
            out.append(" ".join(f"{letter}." for letter in bare) + ("," if word.endswith(",") else ""))
        else:
            out.append(f"{bare[0]}." if word.endswith(".") else word)  # Ch. and Joh. are initials too
    return " ".join(out)


def _are_initials(bare: str, *, shouting: bool) -> bool:
    """A few capitals; where all letters are capitals only a word without vowels."""
    if not bare.isupper():
        return False
    return not _VOWEL.search(bare) or (not shouting and len(bare) <= 3)


def _known(bare: str) -> bool:
    """A title or prefix, not an initial."""
    folded = fold(bare)
    return folded in TITLES or folded in PREFIXES or folded in {"ev", "geb"}


def _titles(part: str) -> bool:
    return any(token.strip(".") in TITLES for token in part.split())


def _tokens(part: str) -> list[str]:
    return [
        slavic(token)
        for raw in part.replace("/", " ").split()
        if (token := _NO_NAME.sub("", raw).strip("-")) and token not in TITLES
    ]


def _words(tokens: list[str]) -> list[str]:
    return [
        part
        for token in tokens
        for part in token.split("-")
        if part and part not in PREFIXES and len(part) > 1
    ]


def _given_of(tokens: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """What stands behind the comma: given names, and the prefix that belongs to the surname."""
    tail: list[str] = []
    rest = list(tokens)
    while rest and rest[-1] in PREFIXES and (len(rest) > 1 or len(rest[-1]) > 1) and rest != ["ben"]:
        tail.insert(0, rest.pop())
    return tuple(rest), tail


def _split(tokens: list[str], titled: bool) -> tuple[tuple[str, ...], list[str], list[str]]:
    """Where the surname begins: behind the initials, at the first prefix, or at the last word."""
    if not tokens:
        return (), [], []
    if len(tokens) == 1 or (tokens[0] in _OPENING and tokens[1] in _SECOND):
        return (), tokens, []  # *dhr van der Plek*: no given name
    start = len(tokens) - 1
    for place, token in enumerate(tokens[:-1]):
        # "Gubbels-v. Hoov": the prefix of the second surname still hangs on the hyphen.
        if "-" in token and token.rsplit("-", 1)[1] in PREFIXES:
            return tuple(tokens[:place]), tokens[place:], []
    for place, token in enumerate(tokens):
        later = place + 1 < len(tokens)
        if place and later and token in PREFIXES and token not in {"e", "y"}:
            # A single letter may be an initial too: only behind a given name it is a prefix.
            if len(token) == 1 and not any(len(word) > 1 for word in tokens[:place]):
                continue
            return tuple(tokens[:place]), tokens[place:], []
    if tokens[0] in ARTICLES and len(tokens) == len(("el", "amrani", "mohamed")):
        return tuple(tokens[2:]), tokens[:2], []
    if tokens[0] in PREFIXES and len(tokens[0]) > 1:
        return (), tokens, []
    if len(tokens[-1]) == 1 and len(tokens[0]) > 1 and tokens[0] not in PREFIXES:
        # "Vos S." or "Vos J.P.": the surname comes first, without a comma.
        words = [token for token in tokens if len(token) > 1]
        behind = tokens[len(words) :]
        if len(words) == 1 and all(len(token) == 1 for token in behind):
            return tuple(behind), words, []
    letters = next((place for place, token in enumerate(tokens) if len(token) > 1), len(tokens))
    if 0 < letters < len(tokens):
        return tuple(tokens[:letters]), tokens[letters:], []
    return tuple(tokens[:start]), tokens[start:], []


def _surname_forms(tokens: list[str], leading: list[str]) -> tuple[list[str], list[str]]:
    """The surnames in a name, and the wider forms that a register may make of them."""
    forms: list[str] = []
    wider: list[str] = []
    parts = " ".join(tokens).split("-")
    for part in parts:
        pieces = part.split()
        kept = [piece for piece in pieces if piece not in PREFIXES] or pieces
        if not kept:
            continue
        forms.append("".join(kept))
        if len(kept) > 1:
            forms.append(kept[-1])
        attached = [piece for piece in pieces if piece in ATTACHED]
        if attached and len(attached) + len(kept) == len(pieces):
            wider.append("".join(pieces))
    if leading and leading[-1] in ATTACHED and forms:
        wider.append("".join(leading) + forms[0])
    if len(parts) > 1:
        wider.append("".join(_words(tokens)))
    return forms, wider
