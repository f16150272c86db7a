"""Takes the name of a person apart as the Dutch write it, and compares two of them.

``mevr. T. Kale``, ``HOECKSTRA, G.J.A.C.``, ``Has, Aman de``, ``Kate Zadou e/v Reinders``, ``Gubbels-v. Hoov``,
``Arij vd Veenn``, ``Fabiënne``: titles, initials, prefixes and their place, married names, one word only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from subjects.matching.call_names import forms_of, known, letters_of, same_family
from subjects.matching.name_words import ATTACHED, PREFIXES, TITLES
from subjects.matching.writing import (
    CLOSE,
    LIKELY,
    SAME_SOUND,
    closeness,
    consonants,
    fold,
    writes_few_vowels,
)

_ASIDE = re.compile(r"\(.*?\)|\"[^\"]*\"")
_HYPHEN = re.compile(r"\s*-\s*")
_POINT = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_NO_NAME = re.compile(r"[^a-z0-9-]")
_MARRIED = re.compile(
    r"\b(?:e\.?\s*/?\s*v\.?|echtgenote van|gehuwd met|gesch\.? van|wed\.? van|geb\.?|geboren)(?=\s)"
)

SLIP_OF_FAMILY = 0.8
SHORTEST_JOINED = 5
BETWEEN_NAMES = 0.93  # two names that both exist are rarely slips of one another
FULL, VARIANT, NEAR_NAME, INITIALS, INITIAL, ELSEWHERE, SECOND, MISSING, CONFLICT = (
    "full", "variant", "near", "initials", "initial", "elsewhere", "second", "missing", "conflict",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart. ``given`` holds words and single letters in order; ``surnames`` all that
    may be the surname (own, of the partner, both together); ``loose`` is one word of unknown place."""

    given: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    loose: str = ""
    few_vowels: bool = False
    plain: str = ""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How two names relate: the closeness of surnames (None when a side has none) and the given names."""

    surname: float | None
    given: str
    initials: int = 0
    exact: bool = False


# "Abd al-Rahman", "Abdul Rahman" and "Abdulrahman" are one name; not when nothing would be left as surname.
_SERVANT = re.compile(
    r"\b(?:abd|abdul|abdel|abdal|abdoul|abdur|abder)[\s-]+(?:(?:al|el|ul|ar|ur)[\s-]+)?(?=[a-z]{3,}\s+[a-z])"
)


def read_name(text: str) -> PersonName:
    """Take a name apart; never raises."""
    cleaned = _ASIDE.sub(" ", text) or text
    few_vowels = writes_few_vowels(cleaned)
    marked = _mark_initials(cleaned)
    folded = _MARRIED.sub(" - ", fold(marked).replace("_", " "))
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
    surnames = _surname_forms(surname_tokens, leading)
    if not comma and len(given) > 1 and len(given[-1]) > 1 and surname_tokens:
        surnames = (*surnames, given[-1].replace("-", "") + "".join(_words(surname_tokens)))
    return PersonName(
        given, tuple(dict.fromkeys(surnames)), words, loose, few_vowels, " ".join(sorted(words))
    )


def _mark_initials(text: str) -> str:
    """``AR Giltemeijer`` and ``M.W. Dekkers`` get a point and a space after every initial."""
    shouting = text.upper() == text
    out = []
    for word in _POINT.sub(". ", text).split():
        bare = word.strip(".,")
        capitals = bare.isalpha() and bare.isupper() and 2 <= len(bare) <= 4
        if (
            capitals
            and not _known(bare)
            and (
                not re.search(r"[AEIOUY]", bare)
                if shouting
                else len(bare) <= 3 or not re.search("[AEIOUY]", bare)
            )
        ):
            out.append(" ".join(f"{letter}." for letter in bare) + ("," if word.endswith(",") else ""))
        elif word.endswith(".") and bare.isalpha() and 2 <= len(bare) <= 4 and not _known(bare):
            out.append(f"{bare[0]}.")  # Ch. and Joh. are initials too
        else:
            out.append(word)
    return " ".join(out)


def _known(bare: str) -> bool:
    """A title or prefix, not an initial."""
    folded = fold(bare)
    return folded in TITLES or folded in PREFIXES or folded in {"ev", "geb", "gehu", "ges"}


def _titles(part: str) -> bool:
    return any(token.strip(".") in TITLES for token in part.split())


def _tokens(part: str) -> list[str]:
    return [
        token
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
    while rest and rest[-1] in PREFIXES and (len(rest) > 1 or len(rest[-1]) > 1):
        tail.insert(0, rest.pop())
    return tuple(rest), tail


def _split(tokens: list[str], titled: bool) -> tuple[tuple[str, ...], list[str], list[str]]:
    """Where the surname begins: behind the initials, at the first prefix, or at the last word."""
    if not tokens:
        return (), [], []
    if len(tokens) == 1:
        return (), tokens, []
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


def _surname_forms(tokens: list[str], leading: list[str]) -> tuple[str, ...]:
    """Everything that may stand in a register as the surname."""
    forms: list[str] = []
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
            forms.append("".join(pieces))
    if leading and leading[-1] in ATTACHED and forms:
        forms.append("".join(leading) + forms[0])
    if len(parts) > 1:
        forms.append("".join(_words(tokens)))
    return tuple(form for form in forms if form)


def compare_names(left: PersonName, right: PersonName) -> NameMatch:
    """How two names relate, whichever way they were written."""
    if left.few_vowels or right.few_vowels:
        left, right = _without_vowels(left), _without_vowels(right)
    exact = bool(left.plain) and left.plain == right.plain and _letters(left) == _letters(right)
    if left.loose or right.loose:
        return _compare_loose(left, right, exact=exact)
    surname = _surname(left, right)
    given, count = _given(left.given, right.given)
    if given == CONFLICT or (surname is not None and surname < CLOSE):
        # Other peoples put the family name first, and have more names: compare the words in any order.
        shared = _aligned(left.words, right.words)
        if shared and not _letters(left) and not _letters(right):
            return NameMatch(max(shared, surname or 0), FULL if shared > 0.97 else NEAR_NAME, exact=exact)
    return NameMatch(surname, given, count, exact)


def _letters(name: PersonName) -> tuple[str, ...]:
    return tuple(item for item in name.given if len(item) == 1)


def _without_vowels(name: PersonName) -> PersonName:
    return PersonName(
        tuple(item if len(item) == 1 else consonants(item) or item for item in name.given),
        tuple(consonants(item) or item for item in name.surnames),
        tuple(consonants(item) or item for item in name.words),
        consonants(name.loose) or name.loose,
        False,
        name.plain,
    )


def _surname(left: PersonName, right: PersonName) -> float | None:
    if not left.surnames or not right.surnames:
        return None
    return max(closeness(one, two) for one in left.surnames for two in right.surnames)


def _compare_loose(left: PersonName, right: PersonName, *, exact: bool) -> NameMatch:
    """One word only: it may be the given name or the surname of the other."""
    if left.loose and right.loose:
        value = closeness(left.loose, right.loose)
        if same_family(left.loose, right.loose):
            value = max(value, SAME_SOUND)
        # Who is known by one name: Suharto and Soeharto differ only in writing.
        return NameMatch(value if value >= LIKELY else 0.0, MISSING, exact=exact or value >= SAME_SOUND)
    word, other = (left.loose, right) if left.loose else (right.loose, left)
    if len(other.words) > 1 and len(word) >= SHORTEST_JOINED:
        # Chinese and Korean letters are read as one word.
        joined = max(closeness(word, "".join(words)) for words in (other.words, other.words[::-1]))
        if joined >= CLOSE:
            return NameMatch(joined, FULL if joined >= SAME_SOUND else NEAR_NAME)
    as_surname = max((closeness(word, form) for form in other.surnames), default=0.0)
    given, count = _given((word,), other.given[:1]) if other.given else (CONFLICT, 0)
    if as_surname >= CLOSE and as_surname >= SAME_SOUND:
        return NameMatch(as_surname, MISSING)
    if given in {FULL, VARIANT, NEAR_NAME}:
        return NameMatch(None, given, count)
    if as_surname >= LIKELY:
        return NameMatch(as_surname, MISSING)
    second = any(closeness(word, item) >= SAME_SOUND for item in other.given)
    if second:
        return NameMatch(None, ELSEWHERE)
    if given in {INITIAL, SECOND}:
        return NameMatch(None, given)
    return NameMatch(0.0, CONFLICT)


def compare_given(one: str, two: str) -> str:
    """How two given names (words) relate."""
    if one == two:
        return FULL
    value = closeness(one.replace("-", ""), two.replace("-", ""))
    if value >= SAME_SOUND:
        return FULL
    if same_family(one, two):
        return VARIANT
    if one + "a" == two or two + "a" == one:
        return SECOND  # Aleksandr and Aleksandra: a brother and sister more often than a slip
    if known(one) and known(two) and value < BETWEEN_NAMES:
        return CONFLICT
    if value >= CLOSE or (value >= LIKELY and one[0] == two[0]):
        return NEAR_NAME
    if _slip_of_family(one, two) or _slip_of_family(two, one):
        return NEAR_NAME
    first, second = one.partition("-")[0], two.partition("-")[0]
    if (first, second) != (one, two) and (first == second or same_family(first, second)):
        return VARIANT
    return CONFLICT


def _slip_of_family(one: str, two: str) -> bool:
    """*Farnk* is a slip of *Frank*, and *Frank* a form of *Franciscus*."""
    return len(one) > 2 and any(
        name[0] == one[0]
        and len(name) > 2
        and name + "e" != one
        and name + "a" != one
        and closeness(one, name) >= SLIP_OF_FAMILY
        for name in forms_of(two)
    )


def _given(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, int]:
    """How the given names relate, and how many initials agree."""
    if not left or not right:
        return MISSING, 0
    left, right = _apart(left, right), _apart(right, left)
    one, two = left[0], right[0]
    if len(one) > 1 and len(two) > 1:
        relation = compare_given(one, two)
        if relation == CONFLICT and (_written_as_one(left, two) or _written_as_one(right, one)):
            return FULL, 0
        if relation == CONFLICT and (_elsewhere(one, right) or _elsewhere(two, left)):
            return ELSEWHERE, 0
        return relation, 0
    pairs = list(zip(left, right, strict=False))
    agreeing = sum(_same_letter(first, second) for first, second in pairs)
    if agreeing == len(pairs):
        if len(one) == 1 and len(two) == 1 and len(left) == len(right) and len(left) > 1:
            return INITIALS, agreeing
        return (INITIALS if agreeing > 1 else INITIAL), agreeing
    if _same_letter(one, two):
        return INITIAL, 0
    letter, name = (one, two) if len(one) == 1 else (two, one)
    if len(name) > 1 and letter in letters_of(name):
        return SECOND, 0
    return CONFLICT, 0


def _apart(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """``Cato-Cato`` beside ``C.C.``: the parts of a double name count as names."""
    if len(others[0]) > 1:
        return names
    return tuple(part for name in names for part in name.split("-"))


def _same_letter(one: str, two: str) -> bool:
    if len(one) > 1 and len(two) > 1:
        return compare_given(one, two) != CONFLICT
    if one[0] == two[0]:
        return True
    # The same sound is signed with another letter: Chris and Kris, Youssef and Jozef.
    return frozenset((one[0], two[0])) in {frozenset("ck"), frozenset("yj"), frozenset("sz"), frozenset("fv")}


def _written_as_one(names: tuple[str, ...], name: str) -> bool:
    """*Anne Marie* and *Annemarie*."""
    return len(names) > 1 and closeness("".join(names[:2]), name.replace("-", "")) >= SAME_SOUND


def _elsewhere(name: str, names: tuple[str, ...]) -> bool:
    return len(name) > 1 and any(
        len(item) > 1 and compare_given(name, item) in {FULL, VARIANT} for item in names[1:]
    )


def _aligned(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The mean closeness when every word of the shorter name has its own partner in the longer; else 0."""
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) < 2:
        return 0.0
    free = list(long)
    total = 0.0
    for word in short:
        best = max(free, key=lambda other: (_word(word, other), other))
        value = _word(word, best)
        if value < CLOSE:
            return 0.0
        total += value
        free.remove(best)
    return total / len(short)


def _word(one: str, two: str) -> float:
    value = closeness(one, two)
    return max(value, 0.9) if value < 0.9 and same_family(one, two) else value
