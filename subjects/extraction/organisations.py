"""Companies, foundations, associations and clubs that are called by name.

An authority (municipality, police, environmental service, M.) is not marked: it is never the
subject of a signal. Brands of cars are no companies here either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from subjects.extraction.organisation_guesses import find_unknown_names
from subjects.extraction.organisation_words import (
    ALSO_IN_A_NAME,
    LINKS,
    NAME,
    PREFIXES,
    STOP_AFTER,
    TOKEN,
    marked,
    trim,
)
from subjects.extraction.spans import ORGANISATION, Span, span
from subjects.extraction.words import given_names, known_names, never_a_name, only_given, words

_FORM = (
    r"(?:B\.?\s?V\.?|N\.V\.|NV|V\.?\s?[Oo]\.?\s?F\.?|C\.V\.|U\.A\.|Holding|GmbH(?:\s&\sCo\.?\sKG)?|UG|KG|FZE|[Ss]p\.?\s?z\s?o\.?\s?o\.?|S\.?R\.?L\.?|"
    r"Ltd\.?|Limited|EOOD|OOD|S\.?A\.?R\.?L\.?|BVBA|UAB|SIA|Inc\.?|LLC|s\.r\.o\.|d\.o\.o\.|Kft\.?|bv|b\.v\.|vof|v\.o\.f\.|Bv|Vof)"
)
_FORM_WORD = re.compile(rf"{_FORM}")
_FORMED = re.compile(rf"(?<=\s){_FORM}(?:\s?(?:i\.o\.?|in oprichting)(?!\w))?(?!\.?[\w'’])")
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
_QUOTED = re.compile(r"['‘’\"“„]([^'‘’\"“”„\n]{2,40})['’\"”]")
_CLOSING = re.compile(
    r"\w{4}(?:werken|bouw|techniek|handel|services?|transport|vastgoed|zorg|beheer|bedrijf|verhuur|groep|shop|"
    r"montage|logistiek|trading|bestratingen|onderhoud|diensten|systemen|werk|markt|company|foods?|ingen|ments|tions|products|systems|artikelen|"
    r"materialen|producten|machines|apparatuur|chemie|specialist|centrale|fabriek|wereld|paradijs|expert|experts|"
    r"meubels|keukens|onderdelen|rental|rentals|delicatessen|logistics|solutions)$|"
    r"^(?:bestratingen|vloeren|kozijnen|dakbedekking|flexwerk|maatwerk|tuinen|sport|bouwmarkt|bloemen|autos)$"
)
_KIND_ENDING = re.compile(
    r"(?i)^(?!winkelcentrum|stadscentrum|dorpscentrum|hennep|wiet)"
    r"(?!(?:straf|recht|rechts|oor|nood|hoofd)zaak|(?:belasting|omgevings|bijstands|sociale|politie)dienst)"
    r"(?!(?:zieken|stad|raad|politie|woon|thuis|school|gemeente|bejaarden|achter|voor|tuin|door|trappen)huis)"
    r"\w{2,}(?:erij|handel|bedrijf|winkel|bureau|studio|salon|kantoor|zaak|vereniging|stichting|fabriek|export|import|"
    r"service|dienst|centrale|atelier|praktijk|paleis|huis|verhuur|maatschap|club|maatschappij|corporatie|"
    r"makelaardij|shop|centrum)$"
)
_GENERIC = frozenset(
    [
        "bedrijf",
        "onderneming",
        "firma",
        "zorgaanbieder",
        "zorginstelling",
        "aannemer",
        "webshop",
        "webwinkel",
        "eenmanszaak",
        "fa.",
        "horecazaak",
        "horecabedrijf",
        "bedrijfspand",
    ]
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
    for match in TOKEN.finditer(text):
        word = match[0].rstrip(".").lower()
        if match[0][:1].isupper() and _closes(text, match, word):
            yield from _left_of(text, match.start(), match.start() + len(match[0].rstrip(".")), forced=False)
        yield from _two_kinds(text, match)
        if match[0].lower() in _first_words() or _KIND_ENDING.search(match[0]):
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
    if word in words("company_after") or _CLOSING.search(word):
        return True
    if word not in _own_kinds() or word in _PROFESSIONS or word in words("surnames"):
        return False
    goes_on = text[match.end() : match.end() + 1] == " " and not match[0].endswith(".")
    following = TOKEN.match(text, match.end() + 1) if goes_on else None
    return following is None or not (following[0][:1].isupper() or following[0].lower() in PREFIXES)


def _opens_as_person(name: str) -> bool:
    """*Exploitant: Ali Demir*, *Werkgever: K. Jansen*."""
    first = name.split(maxsplit=1)[0]
    if len(name.split()) == 1 and first.lower() in words("company_after"):
        return True  # *Zorgaanbieder: Zorg op Maat*: not the whole name
    return first.lower() in given_names() or bool(re.fullmatch(r"(?:[A-Z]\.)+", first))


def _two_kinds(text: str, first: re.Match[str]) -> Iterator[Span]:
    """*Café Bar Nelson*: two kinds of business with capitals before the name."""
    second = TOKEN.match(text, first.end() + 1)
    kinds = _own_kinds()
    if second and first[0].lower() in kinds and second[0].lower() in kinds:
        name = NAME.match(text, second.end() + 1)
        if name and first[0][:1].isupper() and second[0][:1].isupper():
            yield marked(text, first.start(), trim(text, name.start(), name.end()))


@lru_cache(maxsize=1)
def _own_kinds() -> frozenset[str]:
    return words("company_before") - _GENERIC


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
    index = _with_person(tokens, _walk_left(tokens))
    if index and tokens[index - 1][1].lower() in _own_kinds():
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
    end = _with_town(text, end)
    if not forced and not _more_than_a_kind(text[start:end]):
        return
    yield marked(text, start, end)


def _with_person(tokens: list[tuple[int, str]], index: int) -> int:
    """*Ten Cate Cars*, *Jan de Wit Makelaardij*: a company called after somebody, with prefix and given name."""
    start = _prefixes_start(tokens, index)
    if start == index or index == len(tokens):
        return index
    if tokens[start][1][:1].isupper():
        return start
    given = start and tokens[start - 1][1][:1].isupper() and tokens[start - 1][1].lower() in only_given()
    return start - 1 if given else index


def _walk_left(tokens: list[tuple[int, str]]) -> int:
    """The first word with a capital of the unbroken row that ends here."""
    index = len(tokens)
    taken = index
    while index > 0:
        word = tokens[index - 1][1]
        low = word.lower()
        if low in words("authorities") and low not in {
            "twente",
            "almelo",
            "overijssel",
            "twenterand",
            "om",
            "college",
            "kamer",
        }:
            break
        named = (
            word[:1].isupper()
            or (word[:1].isdigit() and not word.isdigit())
            or re.match(r"['’]t|[a-z]+[A-Z]|d['’][A-Z]", word)
        )
        if named and (low not in _not_in_front() or low in ALSO_IN_A_NAME):
            index -= 1
            taken = index
        elif low in {"en", "&"} and index > 1 and _FORM_WORD.fullmatch(tokens[index - 2][1]):
            break  # *Beta Trading B.V. en Gamma Import BV*: two companies
        elif low in LINKS or low in PREFIXES:
            # *Mehmet van Yıldız Auto's*: a small word counts only after a capital that belongs to it.
            if low in PREFIXES and not _opens_with_capital(tokens, index - 1):
                start = _prefixes_start(tokens, index - 1)
                taken = start if start < index - 1 and index == taken else taken  # *van der Kolk en Zonen*
                if not start or not _kind_or_link(tokens[start - 1][1]):
                    break
                index = taken = start  # *Massagesalon van der Hoeven b.v.*
                continue
            index -= 1
        else:
            break
    return taken


@lru_cache(maxsize=1)
def _not_in_front() -> frozenset[str]:
    """Words with a capital before a company that belong to the sentence: *Vervoerder*, *Via*."""
    return (never_a_name() - words("company_after") - words("company_before")) | {
        "vervoerder",
        "zorgaanbieder",
        "verhuurder",
        "aannemer",
        "transporteur",
        "werkgever",
        "koper",
        "huurder",
        "verkoper",
        "eigenaar",
        "exploitant",
        "bezoek",
        "controle",
        "betreft",
    }


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


def _opens_with_capital(tokens: list[tuple[int, str]], index: int) -> bool:
    """*Van den Brink*: the small words here start with one that has a capital."""
    while index >= 0 and tokens[index][1].lower() in PREFIXES:
        if tokens[index][1][:1].isupper():
            return True
        index -= 1
    return False


def _prefixes_start(tokens: list[tuple[int, str]], index: int) -> int:
    """The first of the small words that stand in a row here."""
    while index and tokens[index - 1][1].lower() in PREFIXES:
        index -= 1
    return index


def _kind_or_link(word: str) -> bool:
    """A kind of business with a capital, or an ampersand: what follows belongs to the same name."""
    low = word.lower()
    return word in {"&", "+"} or (
        word[:1].isupper() and (low in _own_kinds() or bool(_KIND_ENDING.search(low)))
    )


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


def _right_of(text: str, match: re.Match[str]) -> Iterator[Span]:
    """A kind of business with the name behind it."""
    kind_end = match.end()
    following = TOKEN.match(text, kind_end + 1) if text[kind_end : kind_end + 1] == " " else None
    if following and f"{match[0]} {following[0]}".lower() in words("company_before"):
        kind_end = following.end()
    elif match[0].lower() not in words("company_before") and not _KIND_ENDING.search(match[0]):
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
    if kind.lower() in _GENERIC:
        yield marked(text, name.start(), end)
        return
    yield _kind_and_name(text, match.start(), name.start(), end)


def _kind_and_name(text: str, start: int, name_start: int, end: int) -> Span:
    """*snackbar De Hoek*: the mark holds the name, its value the kind too; of *Snackbar De Hoek* all is the name."""
    whole = " ".join(text[start:end].split())
    return span(ORGANISATION, text, start if text[start].isupper() else name_start, end, whole)
