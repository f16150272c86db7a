"""Under which keys a name is kept, and under which it is sought: spelling and one slip forgiven.

Comparing a name with a million others takes too long beside every signal. So a name is kept under a few
words that stay the same when it is written otherwise: how the surname sounds with the first letter of
the given name, that with any one sound left out (two names that differ by one slip share such a form),
the surname of who is known by a letter and a surname, and the whole name by its sounds in any order, and as
it is written; a company also under its words with one letter left out, and a house under its street so, with
the number. What is found that way is compared in earnest after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, takewhile

from subjects import facts
from subjects.matching.call_names import letters_of
from subjects.matching.companies import read_company
from subjects.matching.names import PersonName, read_name
from subjects.matching.writing import sound

# A surname of three sounds with one left out is any surname.
SHORTEST = 4
# Nobody is called longer; of a longer word the slips would be hundreds of keys.
LONGEST = 30
MOST_WORDS = 5
# Shorter words of a company are in a hundred thousand names.
TELLING = 4
NO_LETTER = "?"
# The forms that are there for a slip only.
SLIPS = frozenset("pa")


@dataclass(frozen=True, slots=True)
class Asked:
    """The keys of a sought name: those that a like name surely has, and those that allow for a slip."""

    sure: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def keys_kept(kind: str, names: Iterable[str]) -> set[str]:
    """Every key under which a record with these names is found."""
    found: set[str] = set()
    for name in names:
        found |= {f"w {word}" for word in facts.plain_name(name).split() if len(word) > 2}
        found |= {key_just_so(kind, name)}
        if kind == facts.PERSON:
            found |= _person_kept(read_name(name))
        elif kind == facts.ORGANISATION:
            asked = _company(name)
            found |= {*asked.sure, *asked.near, *_slips(facts.plain_name(name).split())}
        elif kind == facts.PREMISES:
            found |= _house(name)
    return found


def keys_asked(kind: str, name: str) -> Asked:
    """The keys that find the records with a name like this."""
    if kind == facts.PERSON:
        return _person_asked(read_name(name))
    if kind == facts.ORGANISATION:
        return _company(name)
    return Asked()


def key_just_so(kind: str, name: str) -> str:
    """The key of who is called just so, whatever the order of the words; of a company without its legal form."""
    words: Iterable[str] = facts.plain_name(name).split()
    if kind == facts.ORGANISATION:
        words = read_company(name).words or words
    return f"e {' '.join(sorted(words))}"


def keys_near(kind: str, name: str, telling: Iterable[str]) -> set[str]:
    """The keys of every name that sounds like this in whole, or differs from it by one slip in what tells.

    Wider than :func:`keys_asked` for a company of several words, which may have its slip in any of those that
    are ``telling`` (plain words, that few have), and for a house. A person's surname may stand in front.
    """
    if kind == facts.PERSON:
        first, _, rest = name.partition(" ")
        turned = [] if "," in name or not rest else [f"{rest}, {first}", f"{first}, {rest}"]
        asked = [_person_asked(read_name(one)) for one in (name, *turned)]
        return {key for one in asked for key in (*one.sure, *one.near)}
    if kind == facts.ORGANISATION:
        words = list(telling)[:MOST_WORDS]
        return {*_company(name).sure, *(f"o {sound(word)}" for word in words), *_slips(words)}
    return _house(name) if kind == facts.PREMISES else set()


def fits_initial(asked: str, name: str) -> bool:
    """Whether of two names of persons one has a letter where the other has a given name, and that fits."""
    one, two = read_name(asked), read_name(name)
    return any(
        not _initialled(short).isdisjoint(_for_initials(full)) for short, full in ((one, two), (two, one))
    )


def word_key(word: str) -> str:
    """The key of one word exactly as it is written, for a box in which only one word stands."""
    return f"w {facts.plain_name(word)}"


def _whole(words: Iterable[str]) -> list[str]:
    sounds = sorted({sound(word) for word in words})
    return [f"f {' '.join(sounds)}"] if len(sounds) > 1 else []


def _families(name: PersonName) -> list[str]:
    forms = [*name.surnames, *name.wider[:2]] or [name.loose]
    return [key for key in dict.fromkeys(sound(form) for form in forms if form) if key]


def _one_less(word: str) -> set[str]:
    if not SHORTEST <= len(word) <= LONGEST:
        return set()
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _slips(words: Iterable[str]) -> set[str]:
    """Each word that tells something as it is written, and with any one letter left out."""
    long = [word for word in words if len(word) >= TELLING][:MOST_WORDS]
    return {f"p {form}" for word in long for form in {word, *_one_less(word)}}


def _house(location: str) -> set[str]:
    """A street with the number of a house, and with any one sound of the street left out."""
    words = facts.plain_name(location).split()
    place = next((place for place, word in enumerate(words) if place and word[0].isdigit()), 0)
    if not place:
        return set()
    street = sound("".join(words[:place]))
    number = "".join(takewhile(str.isdigit, words[place]))
    return {f"a {form} {number}" for form in {street, *_one_less(street)}}


def _initialled(name: PersonName) -> set[str]:
    """The surname of who is known by a letter and a surname (*M. Yildiz*), under that letter."""
    letter = name.given[0] if name.given else ""
    return {f"i {letter} {family}" for family in _families(name)} if len(letter) == 1 else set()


def _for_initials(name: PersonName) -> list[str]:
    """The keys of who may be this person and is known by a letter and a surname."""
    first = name.given[0] if name.given else ""
    letters = [first[:1], *sorted(letters_of(first) - {first[:1]})] if first else []
    return [f"i {letter} {family}" for family in _families(name) for letter in letters]


def _person_kept(name: PersonName) -> set[str]:
    found = {*_whole(name.words), *_initialled(name)}
    letter = name.given[0][0] if name.given and name.given[0] else NO_LETTER
    for family in _families(name):
        found.add(f"s {family}")
        found |= {f"k {letter} {form}" for form in {family, *_one_less(family)}}
    return found


def _person_asked(name: PersonName) -> Asked:
    families = _families(name)
    if not name.given or not name.given[0]:
        near = [f"k {NO_LETTER} {form}" for family in families for form in sorted(_one_less(family))]
        return Asked(tuple(f"s {family}" for family in families), tuple(near))
    letter = name.given[0][0]
    letters = [letter, *sorted(letters_of(name.given[0]) - {letter}), NO_LETTER]
    # Who is called so, then by this letter, then by the letter of another form of the name.
    initials = _for_initials(name)
    own = [form for form in initials if form.startswith(f"i {letter} ")]
    of_letters = [f"k {one} {family}" for one in letters for family in families]
    first = [*_whole(name.words), *own, *of_letters[: len(families)]]
    sure = dict.fromkeys([*first, *initials, *of_letters])
    near = [f"k {letter} {form}" for family in families for form in sorted(_one_less(family))]
    return Asked(tuple(sure), tuple(near))


def _company(name: str) -> Asked:
    words = list(dict.fromkeys(sound(word) for word in read_company(name).words))[:MOST_WORDS]
    pairs = [f"c {one} {two}" for one, two in combinations(sorted(words), 2)]
    singles = [f"o {word}" for word in words if len(word) >= TELLING or len(words) == 1]
    if len(words) == 1:
        return Asked(tuple(singles), tuple(f"o {form}" for form in sorted(_one_less(words[0]))))
    return Asked((*_whole(words), *pairs), tuple(singles))
