"""Whether the words that were read are a person's name: what vouches for them."""

from __future__ import annotations

import re

from subjects.extraction.name_words import PREFIXES, Word, has_capital, starts_sentence
from subjects.extraction.words import (
    doubtful,
    frequent_surnames,
    given_names,
    is_role,
    known_names,
    never_a_name,
    only_given,
    words,
)

_BORN = re.compile(
    r"[ ,]{0,3}\(?\s?(?:geb\b|geboren|achternaam|bijgenaamd|g\.d\.|gbd|\*\s?\d|°|\d{1,2} jaar\b)",
    re.IGNORECASE,
)
_BEFORE_OK = re.compile(
    r"[ \u00a0]{1,3}\Z|\s?[:=|;\t]\s{0,3}\Z|\s?['‘’\"“„(]\Z|\s?[:,]?\s['‘’\"“„(]\Z|,\s\Z|:\s?\r?\n\s{0,4}\Z"
)
# *Annerie Markwat verklaarde*: what persons do, and companies do not.
_SPEAKS = re.compile(
    r" (?:verklaar(?:t|de)|vertel(?:t|de)|zei|zegt|bel(?:t|de)|woon(?:t|de)|huilt|loog|reed|rijdt)\b"
)
_CALLED = re.compile(r"\b(?:heet|heten|ene|genaamd|zekere|bijnaam)\s$")
# Behind these stands nothing but a surname, known or not.
_SURE_PREFIXES = frozenset(
    [
        "vd",
        "vande",
        "vanden",
        "vander",
        "ten",
        "ter",
        "el",
        "al",
        "ait",
        "ben",
        "bou",
        "abu",
        "oulad",
        "mc",
        "lutke",
        "olde",
    ]
)
# Behind these a given name may stand: Ben Ali, Abu Karam.
_FATHERS = frozenset(["el", "al", "ait", "ben", "abu", "abou", "umm", "bou", "oulad"])
_WHO = frozenset(["die", "hij", "zij", "ze", "ook", "men"])
_NAMING = frozenset(["noemen", "noemden", "genoemd", "noemt"])
# Behind these a word with a capital that is a given name is one, also when it is mostly an ordinary word.
_TOWARDS = frozenset(
    ["naar", "tegen", "van", "aan", "door", "met", "bij", "en", "voor", "dat", "volgens", "of"]
)
_ACTS = re.compile(
    r" (?:heeft|had|kwam|komt|zei|zegt|zou|wil|wilde|zit|zat|ging|gaat|kan|kon|moet|moest|deed|doet|liet|laat|kreeg|"
    r"krijgt|stond|staat|zelf|weet|wist|nam|gaf|geeft|rijdt|reed|belt|vroeg|haalt|[a-z]{3,}(?:kt|pt|lt|rt|ft|chte|kte|pte|lde|rde|nde|gde))"
    r"(?!\w)"
)
_ADJECTIVE_ENDINGS = ("isch", "ische", "lijk", "lijke", "ige", "aal", "ale", "eel", "ele")
_PLACING = frozenset(["bij", "in", "op", "aan", "uit", "over", "onder", "voor"])
_LINKING = frozenset(["van", "de", "der", "den", "ter", "ten", "el", "al", "vd", "vande", "op"])


def vouched_by(text: str, tokens: list[Word], index: int) -> str:
    """What stands before: ``title``, ``role`` or nothing."""
    if index == 0:
        return ""
    before = tokens[index - 1]
    gap = text[before.end : tokens[index].start]
    if before.low in words("titles") and re.fullmatch(r"\.?[ \u00a0]{0,2}", gap):
        return "title"
    if before.low == "zichzelf" and index > 1 and tokens[index - 2].low.startswith("noem"):
        return "role"  # *noemt zichzelf Scarface*
    if before.low == "zich" and not (index > 1 and tokens[index - 2].low.startswith("noem")):
        return ""
    if is_role(before.low) and len(gap) < 6 and _BEFORE_OK.match(gap):
        return "role"
    if before.low in {"hem", "haar"} and gap in {" ", ' "'} and _names_somebody(tokens, index):
        return "role"  # *ze noemen hem Pitbull*
    if before.low == "als" and index > 1 and tokens[index - 2].low == "bekend" and gap == " ":
        return "role"  # *beter bekend als Krullie*
    passive = index + 2 < len(tokens) and tokens[index + 1].low in {"wordt", "werd"} and before.low in _WHO
    behind = index + 1 + passive
    if before.low in {"wordt", "werd"} and not (index > 1 and tokens[index - 2].low in _WHO):
        return ""  # *de app wordt Signal genoemd*
    called = behind < len(tokens) and tokens[behind].low in _NAMING and tokens[behind].joined
    if called and has_capital(tokens[index]) and not starts_sentence(text, tokens[index]):
        return "role"  # *die ze op straat Pipo noemen*
    return ""


def _names_somebody(tokens: list[Word], index: int) -> bool:
    """A form of *noemen* stands a few words before."""
    return any(token.low.startswith("noem") for token in tokens[max(0, index - 4) : index - 1])


def is_name(text: str, tokens: list[Word], index: int, end: int, vouched: str) -> bool:
    """Whether enough vouches for the words read."""
    part = tokens[index:end]
    names = [word for word in part if not word.initials and word.low not in PREFIXES]
    if not names and len(part) > 1 and part[-1].low in words("surnames"):
        names = [part[-1]]  # *De Groot*: a prefix elsewhere, here the name
    prefixed = any(word.low in PREFIXES and not word.initials for word in part)
    if not names and not (
        len(part) > 1 and all(word.low in given_names() or word.initials for word in part[:1])
    ):
        return False
    last = names[-1] if names else part[-1]
    capital = has_capital(last)
    if vouched == "title":
        return True
    if part[0].initials:
        return capital and not all(word.initials for word in part) and not _is_abbreviation(text, part[0])
    if _BORN.match(text, part[-1].end) and capital:
        return True
    if _opens_sentence(text, part, names):
        return False
    if len(names) >= 2 or (len(part) >= 2 and part[0].low in given_names()):
        return _whole_name(text, part, names, vouched)
    if vouched and capital and (not doubtful(last.low) or last.low in given_names()):
        headed = last.low not in known_names() and text[last.end : last.end + 1] == ":"
        return not headed and not _is_common(last)
    if any(word.initials for word in part):
        known = known_names()
        return bool(vouched) or any(piece in known for piece in (last.low, *last.low.split("-")))
    if prefixed:
        surname = last.low in words("surnames") or last.low.split("-")[0] in words("surnames")
        sure = part[0].low not in {"de", "het", "den", "la", "le"} or not doubtful(last.low)
        strong = sure or (has_capital(part[0]) and not starts_sentence(text, part[0]))
        double = len(part) > 2 and part[0].low == "van" and part[1].low in {"der", "den", "'t"}
        clear = part[0].low in _SURE_PREFIXES and not starts_sentence(text, part[0])
        return capital and strong and (surname or clear or (double and not _is_common(last)))
    return _is_single_name(text, part, last)


def _is_single_name(text: str, part: list[Word], last: Word) -> bool:
    """*Fatima*, *Anne-Marie*: one word that is a name by its lists, and here no ordinary word."""
    capital = has_capital(last)
    alone = last.low in given_names() or last.low in words("surnames")
    hyphened = is_double_given(last) or (
        "-" in last.low and all(piece in known_names() for piece in last.low.split("-"))
    )
    rare = not (last.low in given_names() or last.low in frequent_surnames())
    if rare and starts_sentence(text, part[0]):
        alone = False
    if alone and (_closes_a_street(text, part[0], last.low) or _is_a_place(text, part[0], last.low)):
        return False
    if capital and len(part) == 1 and _is_doubtless(text, last):
        return True
    sloppy = _is_sloppy(text) and len(last.low) > 3 and last.low in given_names() and len(part) == 1
    return (capital or sloppy) and (alone or hyphened) and not doubtful(last.low) and not _is_common(last)


def _is_doubtless(text: str, word: Word) -> bool:
    """*naar Roos*, *Mo zegt dat*, *O'Neill*: an ordinary word where only a name can stand."""
    if re.match(r"O['’][A-Z][a-z]", word.text):
        return True
    if not word.text[1:].islower() or _is_vehicle(text, word):
        return False
    if starts_sentence(text, word):
        listed = word.low in frequent_surnames() or word.low in given_names()
        return listed and word.low not in words("rather_words") and acts(text, word)
    if word.low not in given_names():
        return False
    before = re.search(r"(\w+) $", text[max(0, word.start - 12) : word.start])
    follows = re.match(r"[ -][A-ZÀ-Þ\d]", text[word.end : word.end + 2])
    return bool(before and before[1] in _TOWARDS and not follows)


def acts(text: str, word: Word) -> bool:
    """*Bakker kwam op 11 mei*: what follows is what a person does."""
    return bool(_ACTS.match(text, word.end))


def _is_vehicle(text: str, word: Word) -> bool:
    """*een Seat Leon*, *van Mercedes*."""
    return word.low in never_a_name() or bool(
        re.search(r"[A-Z]\w+ $", text[max(0, word.start - 15) : word.start])
    )


def _whole_name(text: str, part: list[Word], names: list[Word], vouched: str) -> bool:
    """Whether two words or more are a given name and a surname."""
    given = [word for word in names if word.low in given_names() or is_double_given(word)]
    last = names[-1] if names else part[-1]
    capital = has_capital(last)
    if given and given[0] is names[0]:
        return True
    if capital and len(names) == len(part) and _SPEAKS.match(text, part[-1].end) and _unknown(part):
        return not starts_sentence(text, part[0]) or len(part) == 2 or part[0].low in known_names()
    surname = last.low in words("surnames") or last.low.split("-")[-1] in words("surnames")
    if not vouched and all(word.text.isupper() for word in part):
        # *WAT: KORTE BEZOEKJES*: where everything is a capital, capitals prove nothing.
        return bool(given) and given[0] is names[0] and surname
    if surname and len(names) >= 2 and (names[0].low not in words("company_before")):
        return True
    if names[0].low in words("surnames") and has_capital(names[0]):
        return True
    between = any(word.low in _LINKING for word in part[1:-1])
    return capital and (
        bool(vouched)
        or (between and _could_be_given(text, part))
        or bool(given)
        or _stands_like_a_name(text, part, names)
        or (last.low.endswith(tuple(words("surname_endings"))) and not starts_sentence(text, part[0]))
    )


def _opens_sentence(text: str, part: list[Word], names: list[Word]) -> bool:
    """*Aangever Theo Wubbels*, *Bij Albert Heijn*: the first word belongs to the sentence, not to the name."""
    first = part[0]
    if len(names) < 2 and not (names and first.low in PREFIXES):
        return False
    if first.low in PREFIXES:
        starter = names[0].low in only_given() and first.low not in _FATHERS
        placing = first.low in _PLACING and part[1].low not in {"de", "den", "der", "het", "'t"}
        return starter or placing or (first.low in _PLACING and (len(names) > 1 or part[-1].initials))
    unknown = first.low not in given_names() and first.low not in words("surnames")
    return unknown and len(names) > 2 and names[1].low in given_names() and starts_sentence(text, first)


def _unknown(part: list[Word]) -> bool:
    """Two words or three with a capital and small letters behind it, none of them of the sentence."""
    return (
        len(part) <= 3
        and not any(_is_common(word) or is_role(word.low) for word in part)
        and all(len(word.low) > 2 and word.text[1:].islower() for word in part)
    )


def _stands_like_a_name(text: str, part: list[Word], names: list[Word]) -> bool:
    """Two or three unknown words with a capital in the middle of a sentence (*Gino Vermaat*)."""
    if starts_sentence(text, part[0]) or not 2 <= len(names) <= 3 or len(names) != len(part):
        return False
    if names[0].low.endswith("e") and names[-1].low in words("street_suffixes"):
        return False  # *de Vriezenveense Wijk*
    if names[0].low.endswith(_ADJECTIVE_ENDINGS):
        return False  # *Juridisch Loket*
    return all(len(word.low) > 2 and word.text[1:].islower() and not _is_common(word) for word in names)


def is_double_given(word: Word) -> bool:
    """*Gait-Jan*: two names in one, of which one is known."""
    pieces = word.text.split("-")
    known = any(len(piece) > 2 and piece.lower() in given_names() for piece in pieces)
    return len(pieces) == 2 and known and all(piece[:1].isupper() and piece[1:].islower() for piece in pieces)


def _closes_a_street(text: str, word: Word, low: str) -> bool:
    """*de Zwarte Dijk*: behind an adjective with a capital, and a word that streets end with."""
    before = re.search(r"([A-Z][a-z]+e) $", text[max(0, word.start - 20) : word.start])
    return before is not None and low in words("street_suffixes") and before[1].lower() not in given_names()


def _is_a_place(text: str, word: Word, low: str) -> bool:
    """*op de Brink*: a surname that is a place in most towns."""
    return low in words("squares") and text[max(0, word.start - 4) : word.start].lower() in {" de ", "het "}


def _could_be_given(text: str, part: list[Word]) -> bool:
    """*Mees van Oosten*: an unknown word with a capital before a prefix, no word of a sentence's start."""
    sure = {word.low for word in part[1:-1]} & {"der", "den", "ter", "ten", "el"}
    first = part[0]
    return (
        has_capital(first)
        and len(first.low) > 2
        and not _is_common(first)
        and not _is_common(part[-1])
        and (bool(sure) or not starts_sentence(text, first))
    )


def is_unknown_given(text: str, word: Word) -> bool:
    """A word with a capital that may be a given name: no kind of business, no word of the sentence."""
    kind = word.low in words("company_before") or is_role(word.low) or _is_common(word)
    return word.text[:1].isupper() and len(word.low) > 2 and not kind and not starts_sentence(text, word)


def is_called(text: str, word: Word) -> bool:
    """*de baas heet appie*: an unknown word without a capital, in a text that has none."""
    called = bool(_CALLED.search(text[max(0, word.start - 12) : word.start]))
    called = called or (
        text[max(0, word.start - 5) : word.start] == " die " and text[word.end :].startswith(" heet")
    )
    known = doubtful(word.low) or _is_common(word) or word.low in PREFIXES
    return _is_sloppy(text) and called and len(word.low) > 2 and not known


def is_second_of_two(tokens: list[Word], index: int, name_end: int) -> bool:
    """*Laszlo Nemeth en Imre*: an unknown word with a capital behind a name and *en*."""
    if index < 2 or tokens[index - 1].low != "en" or tokens[index - 2].end != name_end:
        return False
    word = tokens[index]
    alone = index + 1 >= len(tokens) or not tokens[index + 1].joined or not has_capital(tokens[index + 1])
    shown = word.low in given_names() and not _is_common(word)
    plain = (
        word.joined
        and not word.initials
        and (len(word.low) > 2 or shown)
        and word.text[:1].isupper()
        and word.text[1:].islower()
    )
    kind = word.low in words("company_before") or word.low in words("street_suffixes") or is_role(word.low)
    return plain and alone and not kind and (shown or not doubtful(word.low)) and not _is_common(word)


def _is_sloppy(text: str) -> bool:
    """A text without capitals: it starts with a small letter."""
    return text[:1].islower()


def _is_common(word: Word) -> bool:
    """A capitalised word that is no name even behind *eigenaar*: a nationality, a brand, a town."""
    return (
        word.low in never_a_name()
        or word.low in words("towns")
        or word.low in words("company_after")
        or word.low in words("authorities")
        or word.low in words("not_persons")
    )


def _is_abbreviation(text: str, word: Word) -> bool:
    """*M.* is the hotline, *B.V.* a form of company, *K.v.K.* the register."""
    plain = word.text.replace(" ", "")
    return plain in {"B.V.", "N.V.", "V.O.F.", "C.V.", "K.V.K.", "A.U.B.", "O.M.", "T.A.V."}
