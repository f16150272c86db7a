"""Which words before a form, a trade or a kind of business belong to the name of a company."""

from __future__ import annotations

import re
from functools import lru_cache

from subjects.extraction.organisation_words import ALSO_IN_A_NAME, LINKS, PREFIXES
from subjects.extraction.words import given_names, known_names, never_a_name, only_given, words

FORM = (
    r"(?:B\.?\s?V\.?|N\.V\.|NV|V\.?\s?[Oo]\.?\s?F\.?|C\.V\.|U\.A\.|Holding|GmbH(?:\s&\sCo\.?\sKG)?|UG|KG|FZE|[Ss]p\.?\s?z\s?o\.?\s?o\.?|S\.?R\.?L\.?|"
    r"Ltd\.?|Limited|EOOD|OOD|S\.?A\.?R\.?L\.?|BVBA|UAB|SIA|Inc\.?|LLC|s\.r\.o\.|d\.o\.o\.|Kft\.?|bv|b\.v\.|vof|v\.o\.f\.|Bv|Vof)"
)
FORM_WORD = re.compile(rf"{FORM}")
# *Speelautomatenvergunning Hotel De Zwaan B.V.*: what the paper is about.
_PAPER = re.compile(r"(?:vergunning|controle|onderzoek|inschrijving|aanvraag|bezoek)$")
_QUOTE = re.compile(r"^['‘’](?![tns](?:$|\s))")
KIND_ENDING = re.compile(
    r"(?i)^(?!winkelcentrum|stadscentrum|dorpscentrum|hennep|wiet)"
    r"(?!(?:straf|recht|rechts|oor|nood|hoofd)zaak|(?:belasting|omgevings|bijstands|sociale|politie)dienst)"
    r"(?!(?:zieken|stad|raad|politie|woon|thuis|school|gemeente|bejaarden|achter|voor|tuin|door|trappen)huis)"
    r"\w{2,}(?:erij|handel|bedrijf|winkel|bureau|studio|salon|kantoor|zaak|vereniging|stichting|fabriek|export|import|"
    r"service|dienst|centrale|atelier|praktijk|paleis|huis|verhuur|maatschap|club|maatschappij|corporatie|"
    r"makelaardij|shop|centrum|grossier)$"
)
GENERIC = frozenset(
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


@lru_cache(maxsize=1)
def own_kinds() -> frozenset[str]:
    """Kinds of business that belong to a name: *Café De Hoek*, but not *bedrijf Profi Lak*."""
    return words("company_before") - GENERIC


def walk_left(tokens: list[tuple[int, str]]) -> int:
    """The first word with a capital of the unbroken row that ends here."""
    index = len(tokens)
    taken = index
    while index > 0:
        word = _QUOTE.sub("", tokens[index - 1][1])
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
        named = not _PAPER.search(low) and (
            word[:1].isupper()
            or (word[:1].isdigit() and not word.isdigit())
            or re.match(r"['’]t|[a-z]+[A-Z]|d['’][A-Z]", word)
        )
        if named and (
            low not in _not_in_front() or low in ALSO_IN_A_NAME or (index > 1 and tokens[index - 2][1] == "&")
        ):
            index -= 1
            taken = index
        elif low in {"en", "&"} and index > 1 and FORM_WORD.fullmatch(tokens[index - 2][1]):
            break  # *Beta Trading B.V. en Gamma Import BV*: two companies
        elif low == "en" and _joins_two(tokens, index):
            break
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


def with_person(tokens: list[tuple[int, str]], index: int) -> int:
    """*Ten Cate Cars*, *Jan de Wit Makelaardij*: a company called after somebody, with prefix and given name."""
    start = _prefixes_start(tokens, index)
    if start == index or index == len(tokens):
        return index
    if tokens[start][1][:1].isupper():
        return start
    given = start and tokens[start - 1][1][:1].isupper() and tokens[start - 1][1].lower() in only_given()
    if tokens[start][1] == "van" and start == index - 1 and tokens[index][1].lower() not in words("surnames"):
        return index  # *Mo van Mobile World*
    before = tokens[start - 2][1] if start > 1 else ""
    if before[:1].isupper() and (before.lower() in known_names() or before.lower() in PREFIXES):
        return index  # *Nizar Al Khalil van MidTown Apartments*
    return start - 1 if given else index


def _joins_two(tokens: list[tuple[int, str]], index: int) -> bool:
    """*Khadija Bouzid en East Work Solutions*: before *en* stands a person, or behind it a kind of business."""
    if index >= len(tokens):
        return False
    given = index > 2 and tokens[index - 3][1].lower() in given_names() and tokens[index - 3][1][:1].isupper()
    return given or tokens[index][1].lower() in own_kinds()


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
        "organisator",
        "initiatiefnemer",
        "aanvrager",
        "indiener",
    }


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
        word[:1].isupper() and (low in own_kinds() or bool(KIND_ENDING.search(low)))
    )
