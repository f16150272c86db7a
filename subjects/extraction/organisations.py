"""Companies, foundations, associations and clubs that are called by name.

An authority (municipality, police, environmental service, M.) is not marked: it is never the
subject of a signal. Brands of cars are no companies here either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from subjects.extraction.organisation_front import (
    FORM,
    GENERIC,
    KIND_ENDING,
    own_kinds,
    walk_left,
    with_person,
)
from subjects.extraction.organisation_guesses import find_unknown_names
from subjects.extraction.organisation_words import (
    NAME,
    PREFIXES,
    STOP_AFTER,
    TOKEN,
    marked,
    trim,
)
from subjects.extraction.spans import ORGANISATION, Span, span
from subjects.extraction.words import given_names, is_role, known_names, never_a_name, only_given, words

_FORMED = re.compile(rf"(?<=\s){FORM}(?:\s?(?:i\.o\.?|in oprichting)(?!\w))?(?!\.?[\w'’])")
_AND_SONS = re.compile(r"\s(?:&|en|\+)\s(?:Zn\.?|Zonen|Zoon|zn\.?|zonen|Co\.?|Partners|partners)(?!\w)")
_LONG_NAME = re.compile(NAME.pattern.replace("(?:&|", "(?:voor|tot|tegen|in|aan|uit|en|&|"))
_CALLED = re.compile(
    r"(?i)\b(?:(?:zaak|bedrijf|restaurant|café|cafe|winkel|onderneming|stichting|vereniging|club|kapsalon|garage|b\.?v\.?|lounge|bar|"
    r"horecabedrijf|horecazaak|firma)\s(?:(?:heet|genaamd)(?:\snu)?|(?:onder|met) de naam)|"
    r"uitzendbureau:|(?:zijn|haar|hun|eigen) (?:bedrijf|zaak|winkel|onderneming|firma),|"
    r"handelsnaam:?|handelsnamen:?|h\.o\.d\.n\.|(?:handelend )?onder de (?:handels)?naam|"
    r"(?:bedrijf|bedrijfsnaam|onderneming|werkgever|exploitant|firma|organisatie|vennootschap|rechtspersoon|"
    r"naam bedrijf|gebruiker|leverancier|afnemer|vervoerder|transporteur|zorgaanbieder|inlener):)\s['‘\"“]?"
)
# *Café van Gelder*, *Massagesalon van der Hoeven*
_WITH_PREFIXES = re.compile(
    rf"(?:(?:van|op|in|uit)\s)?(?:der|den|de|ten|ter|het|'t|’t|el|al|ben|ait|aït|van)\s{NAME.pattern}"
)
_CLUB = re.compile(r"(?i)(?:stichting|vereniging|fonds)$")
_QUOTED = re.compile(r"(?!['’][ts]\s)['‘’\"“„]([^'‘’\"“”„\n]{2,40})['’\"”]")
# *Koeltechniek Raaijmakers (KvK 55817340)*
_REGISTERED = re.compile(r"(?:\s\(|,\s)(?:ingeschreven\s)?(?:KvK|kvk|K\.v\.K|eenmanszaak)(?!\w)")
_CLOSING = re.compile(
    r"\w{4}(?:werken|bouw|techniek|handel|services?|transport|vastgoed|zorg|beheer|bedrijf|verhuur|groep|shop|"
    r"montage|logistiek|trading|bestratingen|onderhoud|diensten|systemen|werk|markt|company|foods?|ingen|ments|tions|products|systems|artikelen|"
    r"materialen|producten|machines|apparatuur|chemie|specialist|centrale|fabriek|wereld|paradijs|expert|experts|"
    r"meubels|keukens|onderdelen|rental|rentals|delicatessen|logistics|solutions)$|"
    r"^(?:bestratingen|vloeren|kozijnen|dakbedekking|flexwerk|maatwerk|tuinen|sport|bouwmarkt|bloemen|autos)$"
)
_TRADE_FIRST = re.compile(
    r"^[A-Z]\w{3,}(?:techniek|sanering|verzet|werken|transport|beheer|verwerking|onderhoud|logistiek|recycling|inkoop|vastgoed)$"
)
_PROFESSIONS = frozenset(
    ["notaris", "makelaar", "hovenier", "bewindvoerder", "barbier", "fietsenmaker", "poelier"]
)
_COUNTED = re.compile(
    r".{2,40}\sen\s(?:[Tt]axi|[A-Z]?[a-z]*(?:bedrijf|handel|winkel|slagerij|bakkerij|garage|salon|bureau|markt|bar|shop))\s"
)


def find_organisations(text: str) -> Iterator[Span]:
    """Every company by its form, its kind of business before it or after it, or its place in the sentence."""
    yield from (mark for mark in _found(text) if sum(sign.isalpha() for sign in mark.text) > 1)


def _found(text: str) -> Iterator[Span]:
    for match in _FORMED.finditer(text):
        # *BV.* ends a sentence; *B.V.* does not.
        end = match.end() - (match[0].endswith(".") and match[0].count(".") == 1)
        if match[0] in {"Ltd.", "Inc."}:
            end = match.end()
        yield from _left_of(text, match.start(), end, forced=True)
    for match in _AND_SONS.finditer(text):
        end = match.end()
        following = TOKEN.match(text, end + 1)
        if following and following[0].lower() in words("company_after") and following[0][:1].isupper():
            end = following.end()
        yield from _left_of(text, match.start(), end, forced=True)
    for match in _REGISTERED.finditer(text):
        yield from (
            mark
            for mark in _left_of(text, match.start(), match.start(), forced=False)
            if not _opens_as_person(mark.text)
        )
    for match in TOKEN.finditer(text):
        word = match[0].rstrip(".'’")
        if match[0][:1].isupper() and _closes(text, match, word.lower()):
            yield from _left_of(text, match.start(), match.start() + len(word), forced=False)
        yield from _two_kinds(text, match)
        if match[0].lower() in _first_words() or _is_kind(match[0]):
            yield from _right_of(text, match)
    yield from find_unknown_names(text)
    for match in _CALLED.finditer(text):
        if (
            (name := NAME.match(text, match.end()))
            and not _opens_as_person(name[0])
            and (end := trim(text, name.start(), name.end())) > name.start()
        ):
            yield marked(text, name.start(), end)
            following = re.compile(r"\sen\s").match(text, end)
            if following and "namen" in match[0] and (other := NAME.match(text, following.end())):
                yield marked(text, other.start(), trim(text, other.start(), other.end()))


def _closes(text: str, match: re.Match[str], word: str) -> bool:
    """*Yıldız Auto's*, *Bouna Belwinkel*: a word that ends a name; a kind of business does when no name follows."""
    goes_on = text[match.end() : match.end() + 1] == " " and not match[0].endswith(".")
    following = TOKEN.match(text, match.end() + 1) if goes_on else None
    named_behind = (
        following is not None and following[0][:1].isupper() and following[0].lower() not in words("towns")
    )
    if word in words("company_after"):
        # *Zorgverlener Thuiszorg Roos*: here the kind of business opens the name.
        return not (named_behind and word in own_kinds() and is_role(_before(text, match)))
    if _CLOSING.search(word):
        return _before(text, match) not in only_given()  # *Rico Wanningen*
    if word not in own_kinds() or word in _PROFESSIONS or word in words("surnames"):
        return False
    return following is None or not (following[0][:1].isupper() or following[0].lower() in PREFIXES)


def _before(text: str, match: re.Match[str]) -> str:
    """The word before, in small letters."""
    found = re.search(r"([^\s,;:()]+) $", text[max(0, match.start() - 40) : match.start()])
    return found[1].lower() if found else ""


def _opens_as_person(name: str) -> bool:
    """*Exploitant: Ali Demir*, *Werkgever: K. Jansen*."""
    first = name.split(maxsplit=1)[0]
    if len(name.split()) == 1 and first.lower() in words("company_after"):
        return True  # *Zorgaanbieder: Zorg op Maat*: not the whole name
    return first.lower() in given_names() or bool(re.fullmatch(r"(?:[A-Z]\.)+", first))


def _two_kinds(text: str, first: re.Match[str]) -> Iterator[Span]:
    """*Café Bar Nelson*: two kinds of business with capitals before the name."""
    second = TOKEN.match(text, first.end() + 1)
    kinds = own_kinds()
    if second and first[0].lower() in kinds and second[0].lower() in kinds:
        name = NAME.match(text, second.end() + 1)
        if name and first[0][:1].isupper() and second[0][:1].isupper():
            yield marked(text, first.start(), trim(text, name.start(), name.end()))


@lru_cache(maxsize=1)
def _kinds_and_surnames() -> frozenset[str]:
    return words("company_before") | words("surnames")


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """The first words of the kinds of business (*shisha* of *shisha lounge*)."""
    return frozenset(entry.split()[0] for entry in words("company_before"))


def _left_of(text: str, start: int, end: int, *, forced: bool) -> Iterator[Span]:
    """The capitalised words before a form or a closing word; with a form also one lower-case word."""
    window_start = max(0, start - 80)
    window = re.split(r"\n|(?<!\b[A-Z])(?<!Gebr)(?<!\bSt)(?<!\bFa)[.!?:;]\s", text[window_start:start])[-1]
    offset = start - len(window)
    if re.search(r"[,;:()\"“„!?|/\[\]]\s?$", window):
        return
    tokens = [(offset + found.start(), found[0]) for found in TOKEN.finditer(window)]
    gap_tokens = re.split(r"[,;:()\"“”„!?|/\[\]]", window)[-1].split()
    tokens = tokens[len(tokens) - len(gap_tokens) :] if gap_tokens else []
    if tokens and tokens[-1][1] == "en" and text[start:end].lower() in words("company_before"):
        return  # *Avondwinkel Non Stop en Shoarma Cairo*: two companies
    index = with_person(tokens, walk_left(tokens))
    kind = tokens[index - 1][1] if index else ""
    whole = tokens[index - 1][0] if kind.lower() in own_kinds() else None
    if whole is not None and kind[:1].isupper():
        index -= 1
    if all(token[1].lower() in never_a_name() for token in tokens[index:]):
        index = len(tokens)
    if index == len(tokens):
        if not forced or not tokens:
            return
        low = tokens[-1][1].lower()
        if (
            low in never_a_name()
            or low in STOP_AFTER
            or low in {"een", "de", "zijn", "haar", "hun", "deze", "nieuwe", "veel", "meerdere"}
        ):
            return
        index = len(tokens) - 1
        while index and len(tokens) - index < 3 and tokens[index - 1][1].lower() in _kinds_and_surnames():
            index -= 1
    while (
        index < len(tokens) - 1
        and tokens[index][1] in {"De", "Het", "Nieuwe"}
        and tokens[index][0] == _sentence(text, start)
        and tokens[index + 1][1].lower() not in words("surnames")
    ):
        index += 1
    start = tokens[index][0]
    if quoted := re.match(r"(?:['‘’](?![tns]\s))? *", text[start:end]):
        start += quoted.end()
    end = _with_town(text, end)
    if not forced and not _more_than_a_kind(text[start if whole is None else whole : end]):
        return
    yield marked(text, start, end) if whole is None else _kind_and_name(text, whole, start, end)


def _sentence(text: str, position: int) -> int:
    """Where the sentence starts in which this position lies."""
    window = text[max(0, position - 80) : position]
    ends = [match.end() for match in re.finditer(r"[.!?:]\s+|\n", window)]
    return max(0, position - 80) + (ends[-1] if ends else 0)


def _with_town(text: str, end: int) -> int:
    """*Star Cars Almelo*: a town or region that belongs to the name."""
    match = re.compile(r" ([A-Z][a-z]{2,})(?![\w-]| \d|['’])").match(text, end)
    named = match and (
        match[1].lower() in words("towns") or match[1] in {"Twente", "Nederland", "Oost", "Holland"}
    )
    return match.end() if match and named and text[end - 1] != "." else end


def _more_than_a_kind(name: str) -> bool:
    """*Audi Garage* or *Auto* alone is no name; the first word must be none of a kind or a town only."""
    pieces = name.lower().split()
    return len(pieces) > 2 or (
        len(pieces) > 1
        and not all(
            piece in words("company_after") or piece in words("company_before") or piece in never_a_name()
            for piece in pieces
        )
    )


def _is_kind(word: str) -> bool:
    """*Sloopbedrijf* by its ending; *Koeltechniek*, *Grondverzet* are trades that stand in front with a capital."""
    return bool(KIND_ENDING.search(word) or _TRADE_FIRST.search(word))


def _right_of(text: str, match: re.Match[str]) -> Iterator[Span]:
    """A kind of business with the name behind it."""
    kind_end = match.end()
    following = TOKEN.match(text, kind_end + 1) if text[kind_end : kind_end + 1] == " " else None
    if following and f"{match[0]} {following[0]}".lower() in words("company_before"):
        kind_end = following.end()
    elif match[0].lower() not in words("company_before") and not _is_kind(match[0]):
        return
    if text[kind_end : kind_end + 1] != " ":
        return
    if quoted := _QUOTED.match(text, kind_end + 1):
        capital = match[0][:1].isupper()
        yield _kind_and_name(text, match.start(), quoted.start(1), quoted.end() if capital else quoted.end(1))
        return
    name = (_LONG_NAME if _CLUB.search(text[match.start() : kind_end]) else NAME).match(text, kind_end + 1)
    if name is None and match[0][:1].isupper():
        name = _WITH_PREFIXES.match(text, kind_end + 1)
    if name is None:
        following = TOKEN.match(text, kind_end + 1)
        low = following[0].lower().rstrip(".") if following else ""
        if following and low in known_names() and low not in words("not_names"):
            yield marked(text, match.start(), following.start() + len(low))
        return
    end = trim(text, name.start(), name.end())
    if end <= name.start():
        return
    # A generic word is no part of the name; *St.* and *mc* only in capitals.
    kind = text[match.start() : kind_end]
    if kind.lower() in _PROFESSIONS and not re.search(r"\s(?:&|en)\s", text[name.start() : end]):
        return  # *notaris Kienhuis* is a person
    if _COUNTED.match(text, name.start(), end) and (joint := text.find(" en ", name.start(), end)) > 0:
        end = joint  # *Slagerij Medina en Taxi Twente*: two companies
    if kind in {"mc", "st."}:
        return
    if kind.lower() in GENERIC:
        yield marked(text, name.start(), end)
        return
    yield _kind_and_name(text, match.start(), name.start(), end)


def _kind_and_name(text: str, start: int, name_start: int, end: int) -> Span:
    """*snackbar De Hoek*: the mark holds the name, its value the kind too; of *Snackbar De Hoek* all is the name."""
    whole = " ".join(text[start:end].split())
    return span(ORGANISATION, text, start if text[start].isupper() else name_start, end, whole)
