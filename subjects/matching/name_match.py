"""How two names of persons relate: the surname, and the given names or initials."""

from __future__ import annotations

import re
from dataclasses import dataclass

from subjects.matching.call_names import forms_of, known, letters_of, same_family
from subjects.matching.name_words import CHINESE_SURNAMES
from subjects.matching.names import PersonName
from subjects.matching.writing import CLOSE, LIKELY, SAME_SOUND, closeness, consonants

_PATRONYMIC = re.compile(r"(?:[eo]vit|[eo]vn[ay]$|itsna$)")  # in the one spelling of ``writing.slavic``
SLIP_OF_FAMILY = 0.8
SHORTEST_JOINED = 5
SHORTEST_WHOLE = 8
BETWEEN_NAMES = 0.93  # two names that both exist are rarely slips of one another
FULL, VARIANT, NEAR_NAME, INITIALS, INITIAL, ELSEWHERE, SECOND, MISSING, CONFLICT = (
    "full", "variant", "near", "initials", "initial", "elsewhere", "second", "missing", "conflict",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How two names relate: the closeness of surnames (None when a side has none) and the given names."""

    surname: float | None
    given: str
    exact: bool = False


def compare_names(left: PersonName, right: PersonName) -> NameMatch:
    """How two names relate, whichever way they were written."""
    if left.few_vowels or right.few_vowels:
        left, right = _without_vowels(left), _without_vowels(right)
    if _other_father(left, right):
        return NameMatch(_surname(left, right), CONFLICT)
    exact = bool(left.plain) and left.plain == right.plain and _letters(left) == _letters(right)
    if left.loose or right.loose:
        return _compare_loose(left, right, exact=exact)
    surname = _surname(left, right)
    given = _given(left.given, right.given)
    if given == CONFLICT or (surname is not None and surname < CLOSE):
        # Other peoples put the family name first, and have more names: compare the words in any order.
        shared = _aligned(left.words, right.words)
        if shared and not _letters(left) and not _letters(right):
            return NameMatch(max(shared, surname or 0), FULL if shared > 0.97 else NEAR_NAME, exact=exact)
        if turned := _turned(left, right):
            return turned
    return NameMatch(surname, given, exact)


def _other_father(left: PersonName, right: PersonName) -> bool:
    """Both have a patronymic, and it is another one: *Ivanovich* and *Petrovich*."""
    if min(len(left.words), len(right.words)) < len(("given", "father", "surname")):
        return False
    mine, theirs = ([word for word in name.words if _PATRONYMIC.search(word)] for name in (left, right))
    return len(mine) == len(theirs) == 1 and closeness(mine[0], theirs[0]) < LIKELY


def _bare(word: str) -> str:
    """The consonants without the article, that was left out of the other side too."""
    if len(word) > SHORTEST_JOINED + 1 and word.startswith(("al", "el")):
        word = word[2:]
    return consonants(word) or word


def _turned(left: PersonName, right: PersonName) -> NameMatch | None:
    """One of the two was written with the surname first, without a comma; None when that does not fit either."""
    if _letters(left) or _letters(right) or min(len(left.words), len(right.words)) < 2:
        return None
    best: NameMatch | None = None
    for one, two in ((left, right), (right, left)):
        surname = max((_family_name(one.words[0], form) for form in (*two.surnames, *two.wider)), default=0.0)
        if surname >= CLOSE and two.given:
            given = _given(one.words[1:], two.given)
            if given in {FULL, VARIANT, NEAR_NAME} and (best is None or surname > (best.surname or 0)):
                best = NameMatch(surname, given)
    if best is None and max(len(left.words), len(right.words)) > 2:
        # Chinese names and Arabic prefixes: written as one word or as two.
        mine, theirs = (
            "".join(left.words),
            (right.words[place:] + right.words[:place] for place in (0, 1, -1)),
        )
        if len(mine) >= SHORTEST_WHOLE and any(mine == "".join(words) for words in theirs):
            return NameMatch(1.0, FULL)
    return best


def _letters(name: PersonName) -> tuple[str, ...]:
    return tuple(item for item in name.given if len(item) == 1)


def _without_vowels(name: PersonName) -> PersonName:
    return PersonName(
        tuple(item if len(item) == 1 else consonants(item) or item for item in name.given),
        tuple(_bare(item) for item in name.surnames),
        tuple(_bare(item) for item in name.words),
        consonants(name.loose) or name.loose,
        False,
        name.plain,
        tuple(consonants(item) or item for item in name.wider),
    )


def _surname(left: PersonName, right: PersonName) -> float | None:
    if not left.surnames or not right.surnames:
        return None
    best = max(_family_name(one, two) for one in left.surnames for two in right.surnames)
    if best < CLOSE and (left.wider or right.wider):
        # Prefixes and given names make long words alike: then only a good likeness counts.
        pairs = [(one, two) for one in left.wider for two in right.surnames]
        pairs += [(one, two) for one in left.surnames for two in right.wider]
        wider = max(closeness(one, two) for one, two in pairs)
        return wider if wider >= CLOSE else best
    return best


def _family_name(one: str, two: str) -> float:
    """How alike two surnames are; *Zhao* and *Zhou* are two."""
    if one != two and one in CHINESE_SURNAMES and two in CHINESE_SURNAMES:
        return 0.0
    return closeness(one, two)


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
    as_surname = max((closeness(word, form) for form in (*other.surnames, *other.wider)), default=0.0)
    given = _given((word,), other.given[:1]) if other.given else CONFLICT
    if as_surname >= SAME_SOUND:
        return NameMatch(as_surname, MISSING)
    if given in {FULL, VARIANT, NEAR_NAME}:
        return NameMatch(None, given)
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
    if one in CHINESE_SURNAMES and two in CHINESE_SURNAMES:
        return CONFLICT  # the surname, that stands first there
    value = closeness(one.replace("-", ""), two.replace("-", ""))
    if value >= SAME_SOUND:
        return FULL
    if "-" in one and "-" in two and _other_second(one, two):
        return CONFLICT  # Jan-Willem is no Jan-Peter
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


def _other_second(one: str, two: str) -> bool:
    """Whether the second parts of two double names are two names."""
    mine, theirs = one.rsplit("-", maxsplit=1)[-1], two.rsplit("-", maxsplit=1)[-1]
    return bool(mine and theirs) and mine[0] != theirs[0] and compare_given(mine, theirs) == CONFLICT


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


def _given(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """How the given names relate."""
    if not left or not right:
        return MISSING
    left, right = _apart(left, right), _apart(right, left)
    one, two = left[0], right[0]
    if len(one) > 1 and len(two) > 1:
        relation = compare_given(one, two)
        if relation == CONFLICT and (_written_as_one(left, two) or _written_as_one(right, one)):
            return FULL
        if relation == CONFLICT and (_elsewhere(one, right) or _elsewhere(two, left)):
            return ELSEWHERE
        return relation
    pairs = list(zip(left, right, strict=False))
    agreeing = sum(_same_letter(first, second) for first, second in pairs)
    if agreeing == len(pairs):
        return INITIALS if agreeing > 1 else INITIAL
    if _same_letter(one, two):
        return INITIAL
    letter, name = (one, two) if len(one) == 1 else (two, one)
    if len(name) > 1 and letter in letters_of(name):
        return SECOND
    return CONFLICT


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
    value = _family_name(one, two)
    return max(value, 0.9) if value < 0.9 and same_family(one, two) else value
