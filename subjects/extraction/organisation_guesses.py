"""Companies of which nothing but the place in the sentence or the way of writing tells that they are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from subjects.extraction.organisation_words import (
    ALSO_IN_A_NAME,
    CAPITAL,
    NAME,
    NAME_WORD,
    PREFIXES,
    marked,
    trim,
)
from subjects.extraction.spans import Span
from subjects.extraction.words import given_names, is_role, known_names, never_a_name, only_given, words

# *schuld bij De Gouden Lepel*: an article with a capital in mid-sentence is the first word of a name.
_WITH_ARTICLE = re.compile(
    rf"(?<=\s)([a-zé]{{2,25}})\s"
    rf"((?:De|Het|'t|’t|La|Il|Le|The)\s{CAPITAL}{NAME_WORD}(?:\s{CAPITAL}{NAME_WORD}){{0,3}})"
)
# *AutoTrade24*, *FlexWerk*: a second capital inside a word.
_CAMEL = re.compile(r"(?<![\w@./-])[A-Z][a-zé]{2,20}[A-Z0-9][\w]{1,20}(?:\.nl|\.com)?(?![\w@/-])(?!\.\w)")
_PRODUCTS = frozenset(
    [
        "whatsapp", "youtube", "paypal", "tiktok", "linkedin", "playstation", "facetime", "powerpoint", "macbook",
        "moneygram", "postnl", "onlyfans", "suwinet", "google", "airpods", "wegenwacht", "smartphone", "wechat",
    ]
)  # fmt: skip
# Behind these stands a company as well as a person: only words that are no names count.
_WORKS_FOR = re.compile(
    r"\b(?:[Ww]erkt|werkte|werkten|werken|werkzaam|werkzaamheden|in dienst|lid|leden|gewerkt|gehuurd|ingehuurd|huurauto|"
    r"(?:mede-?)?[Ee]igenaar|[Ee]igenaresse|[Dd]irecteur|[Bb]estuurder|[Aa]andeelhouder|[Oo]prichter|[Mm]edewerker|"
    r"[Ff]actuur|[Ff]acturen|[Ll]oonstrook|[Vv]ergunning|[Bb]ankrekening)"
    r"\s(?:nu\s)?(?:voor|bij|van|via|door)\s(?!de\s|het\s|een\s)"
)
# *garage het hoekje op de hoek*, in a text without capitals.
_IN_SMALL_LETTERS = re.compile(
    r"(?<!\w)([a-zé]{4,25})\s((?:(?:de|het|'t|la|ten|ter|van|el|al)\s)?[a-zéü]{3,20}(?:\s[a-zéü]{3,20})?)"
    r"(?=\s(?:op|aan|in|bij|te|is|was|zit|staat|wordt|worden)\s|[.,]\s|$)"
)
_PAIR = re.compile(r"(?<!&\s)(?<!\w)([A-ZÀ-Þ][\w'’-]{1,30})\s&\s([A-ZÀ-Þ][\w'’-]{1,30})(?!\w)")
# *drie zaken: Wieringen Horeca, De Kroeg en SVW Holding*
_LISTED = re.compile(
    r"(?i:\b(?:zaken|bedrijven|ondernemingen|eenmanszaken|stichtingen|verenigingen|vennootschappen|handelsnamen|"
    r"rechtspersonen|bedrijfjes|winkels|[a-z]{3,20}(?:winkels|salons|bedrijven|zaken|restaurants|bureaus))):\s"
)
_NEXT_LISTED = re.compile(r"(?:,\s(?:en\s)?|\sen\s)(?=[A-ZÀ-Þ0-9'’])")
_LISTED_NAME = re.compile(rf"{CAPITAL}[^\s,;:()]*(?:\s(?:&\s)?{CAPITAL}[^\s,;:()]*){{0,4}}")
# *Twents Vuurwerkhuis*: no person is called after a region.
_REGIONAL = re.compile(
    r"(?<!\w)(?:Twentse?|Sallandse?|Overijsselse?|Achterhoekse?|Almelose|Hengelose|Enschedese|Deventer|Hollandse?)\s"
    r"([A-Z][a-z]{4,}(?:\s(?:&\s|en\s)?[A-Z][a-z]{2,}){0,2})(?![\w-]|\s\d)"
)
# *Albers Oldtimers*, *Ten Dam Asbestsanering*: a surname and a word that nobody is called.
_SURNAME_AND_TRADE = re.compile(
    r"(?<![\w-])((?:(?:Van|De|Ten|Ter|Van de|Van der|Van den)\s)?([A-Z][a-zé]{2,}))\s([A-Z][a-zé]{4,})(?![\w-]|\s[A-Z])"
)
_TRADE_END = re.compile(
    r"(?:\w{4}rs|ents|ings|cts|als|mers|sen?rie|ing|ingen|ie|iek|erij|werk|stoffen|delen|waren|zaken)$"
)
# *SV De Esch*, *RKSV Tukkers*
_SPORTS = re.compile(r"(?<!\w)(?:SV|VV|RKSV|RKVV|KV|HC|TC|MC|BC)\s(?=[A-ZÀ-Þ'’])")
# *onder de naam Thije Onderdelen*, *vennoot in Rozendaal Detailing*: nothing but a company.
_ONLY_A_COMPANY = re.compile(
    r"\b(?:onder de (?:handels)?naam|vennoot (?:in|van)|aandeel in|belang in|handelt als|h/o|t\.h\.o\.d\.n\.|"
    r"facturen van|factuur van|zijn (?:zaak|bedrijf)|haar (?:zaak|bedrijf))\s['‘\"“]?(?=[A-ZÀ-Þ])"
)
_DEALING = (
    r"[Aa]fnemer|[Ll]everancier|[Cc]orporatie|[Pp]rojectontwikkelaar|[Oo]rganisator|[Nn]etbeheerder|[Zz]orgverzekeraar|"
    r"[Dd]ochteronderneming|[Mm]oederbedrijf|[Ww]erkmaatschappij|[Vv]ervoerder|[Tt]ransporteur|[Cc]oncurrent"
)
_FORM_FIRST = re.compile(r"(?<!\w)(?:NV|BV|B\.V\.|N\.V\.|VOF)\s(?=[A-ZÀ-Þ])")


# *geleverd aan Red Sea Transfer*, *corporatie Woonstede Twente*: here a company stands as well as a person.
_BESIDE = re.compile(
    r"(?<!\w)(?:[Aa]an|[Bb]ij|[Dd]oor|[Vv]ia|[Vv]oor|[Vv]an|[Nn]amens|[Nn]aar|[Mm]et|[Vv]anuit|[Bb]oven|[Nn]aast|[Tt]egenover|[Ii]nzake|"
    r"[Aa]anvrager|[Ii]nlener|[Oo]pschrift|[Ll]ogo van|[Kk]eten|[Ss]ponsor|"
    rf"{_DEALING})\s(?=[A-ZÀ-Þ])"
)
# *leverancier Twencoat*: here one unknown word is a company too.
_DEALING_WITH = re.compile(rf"(?<!\w)(?:{_DEALING})\s(?=[A-ZÀ-Þ])")
_REGIONS = frozenset(["Twente", "Almelo", "Overijssel", "Oost", "Nederland", "Holland", "Salland"])
_PERSON_FOLLOWS = re.compile(
    r"[ ,]{0,2}\(?(?:geb\b|geboren|BSN|bsn|\*|\d{1,2}[ -]jaar|zelf\b|[A-Z]\.|(?:zij|hij|die|ze|wonende|woont|uit [A-Z])\b)"
)


def find_unknown_names(text: str) -> Iterator[Span]:
    """*Schoon & Snel*, *werkt bij Wok Paradise*: capitals where a company stands, and no person's name."""
    yield from _pairs(text)
    yield from _beside(text)
    yield from _employers(text)
    for match in _ONLY_A_COMPANY.finditer(text):
        yield from _named(text, match.end(), match.end())
    for match in _SURNAME_AND_TRADE.finditer(text):
        surname, trade = match[2].lower(), match[3].lower()
        if surname in words("surnames") and surname not in given_names() and _is_trade(trade):
            yield marked(text, *match.span())
    for match in _SPORTS.finditer(text):
        yield from _named(text, match.start(), match.end())
    for match in _REGIONAL.finditer(text):
        last = match[1].split()[-1].lower()
        if not last.endswith(tuple(words("street_suffixes"))) and not personal(last):
            yield marked(text, *match.span())
    yield from _by_writing(text)
    for match in _FORM_FIRST.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()].rstrip()
        opens = text[max(0, match.start() - 20) : match.start()].rstrip().split(" ")[-1]
        if not opens[:1].isupper() and not before.endswith((")", "&")):
            yield from _named(text, match.start(), match.end())


def _is_trade(word: str) -> bool:
    """A word that ends as things and trades do, and that no person bears."""
    return bool(_TRADE_END.search(word)) and not (
        personal(word) or word in words("towns") or word.endswith(tuple(words("surname_endings")))
    )


def _named(text: str, start: int, name_start: int) -> Iterator[Span]:
    """A mark from the start to the end of the name that begins here, if one does."""
    name = NAME.match(text, name_start)
    if name and (end := trim(text, name.start(), name.end())) > name.start():
        yield marked(text, start, end)


def _pairs(text: str) -> Iterator[Span]:
    """*Kusters & Ananias*."""
    for match in _PAIR.finditer(text):
        before = re.search(r"(\S+) $", text[max(0, match.start() - 30) : match.start()])
        if before and before[1][:1].isupper() and not personal(before[1]):
            continue  # *Twente Bouw & Sloop*: a part of a longer name
        named = [word.lower() for word in match.groups()]
        if not (
            all(word in only_given() for word in named) or all(word in words("not_persons") for word in named)
        ):
            yield marked(text, *match.span())


def _beside(text: str) -> Iterator[Span]:
    """Unknown words with capitals where a company stands as well as a person."""
    for match in _BESIDE.finditer(text):
        name = NAME.match(text, match.end())
        if name is None or (end := trim(text, name.start(), name.end())) <= name.start():
            continue
        pieces = text[name.start() : end].split()
        # Two unknown words are a person as often: then a partner in trade before them, or a trade at their end.
        sure = bool(_DEALING_WITH.match(text, match.start())) or (
            len(pieces) > 1 and _ends_as_company(pieces)
        )
        fits = (sure or len(pieces) > len(("given", "surname"))) and _unknown_words(pieces)
        fits = fits and not _is_place(text, pieces, end)
        if fits and not _PERSON_FOLLOWS.match(text, end):
            yield marked(text, name.start(), end)


def _ends_as_company(pieces: list[str]) -> bool:
    """*Woonstede Twente*, *Red Sea Transfer*: the last word is a region or a trade."""
    last = pieces[-1].rstrip(".,")
    return last in _REGIONS or last.lower() in words("company_after")


def _unknown_words(pieces: list[str]) -> bool:
    """Words with one capital each, no name of persons among them, and not all of them authorities or shops."""
    if len(pieces) > 1 and pieces[-1].rstrip(".,") in _REGIONS:
        pieces = pieces[:-1]  # *Woonstede Twente*
    low = [piece.lower().rstrip(".,") for piece in pieces]
    return (
        all(piece[:1].isupper() and piece[1:].islower() for piece in pieces)
        and not any(personal(piece) for piece in pieces)
        and not all(piece in words("not_persons") for piece in low)
        and not any(piece in words("before_a_street") for piece in low)
        and low[0] not in words("towns")
        and not low[-1].endswith(tuple(words("surname_endings")))
    )


def _employers(text: str) -> Iterator[Span]:
    """*werkt bij Wok Paradise*."""
    for match in _WORKS_FOR.finditer(text):
        name = NAME.match(text, match.end())
        if name is None or (end := trim(text, name.start(), name.end())) <= name.start():
            continue
        pieces = text[name.start() : end].split()
        own = [piece for piece in pieces if piece.lower() not in ALSO_IN_A_NAME]
        if own and not any(personal(piece) for piece in own) and pieces[0].lower() not in words("towns"):
            yield marked(text, name.start(), end)


def find_listed_names(text: str) -> Iterator[Span]:
    """The names behind *drie zaken:*, one by one."""
    for match in _LISTED.finditer(text):
        name = _LISTED_NAME.match(text, match.end())
        while name:
            stop = re.search(r"(?<=\w{2})\.(?=\s|$)", name[0])
            end = name.start() + stop.start() if stop else name.end()
            yield marked(text, name.start(), end)
            comma = _NEXT_LISTED.match(text, end)
            name = _LISTED_NAME.match(text, comma.end()) if comma else None


def _by_writing(text: str) -> Iterator[Span]:
    """*bij De Gouden Lepel*, *garage het hoekje* in a text without capitals, *AutoTrade24*."""
    for match in _WITH_ARTICLE.finditer(text):
        end = trim(text, match.start(2), match.end(2))
        pieces = text[match.start(2) : end].split()
        if match[1] in words("titles") or is_role(match[1]):
            continue
        if len(pieces) < 2 or pieces[1].lower() in _people() or _is_place(text, pieces, end):
            continue
        yield marked(text, match.start(2), end)
    if text[:1].islower():
        for match in _IN_SMALL_LETTERS.finditer(text):
            pieces = match[2].split()
            kind = match[1] in words("company_before") and len(match[1]) > 4
            if kind and not any(piece in never_a_name() and piece not in ALSO_IN_A_NAME for piece in pieces):
                yield marked(text, match.start(1), match.end(2))
    for match in _CAMEL.finditer(text):
        if match[0].lower() not in _PRODUCTS:
            yield marked(text, match.start(), match.end())


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    return (known_names() | words("authorities") | words("roles")) - ALSO_IN_A_NAME


def _is_place(text: str, pieces: list[str], end: int) -> bool:
    """*De Lutte*, *Het Wendelgoor 15*, *De Zwarte Dijk*: a town, a house or a street."""
    low = " ".join(pieces).lower()
    town = low in words("towns") or pieces[-1].lower() in words("towns")
    if re.fullmatch(r"\d{1,4}\w{0,3}(?:-\w{1,4})?", pieces[-1]):
        return True
    street = low in words("streets") or pieces[-1].lower().endswith(tuple(words("street_suffixes")))
    return town or street or bool(re.match(r"\s(?:nr\.?\s)?\d", text[end : end + 6]))


def personal(word: str) -> bool:
    """Whether the word is a name of persons, an abbreviation or a word of the sentence."""
    low = word.lower().rstrip(".,")
    return (
        low in known_names()
        or low in words("authorities")
        or low in words("roles")
        or low in PREFIXES
        or low in never_a_name()
        or bool(re.fullmatch(r"(?:[A-Z]\.)+|[A-Z]{1,4}", word))
    )
