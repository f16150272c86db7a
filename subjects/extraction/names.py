"""Names of persons.

A name is read word by word (given names or initials, prefixes, surname) and kept when something
vouches for it: a title or a role before it, a known given name, initials, a surname known by list
or by ending, a date of birth behind it, or an earlier mention. A mark holds the name only, without
*de heer* and without *familie*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from subjects.extraction.spans import PERSON, Span, span
from subjects.extraction.words import doubtful, given_names, never_a_name, words

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_TOKEN = re.compile(
    rf"(?P<initials>(?:(?<!\w)(?:[A-ZÀ-ÞŞŁŚŻİ]|Th|Ch|IJ|Joh|Chr)\.[ ]?){{1,6}}(?!\w\.)(?<![ ]))|"
    rf"(?P<word>['’][tns](?=\s)|(?:{_LETTER})+(?:['’‘\-](?:{_LETTER})+)*)",
)
_GAP = re.compile(r"[ \u00a0]{1,2}\Z|\.[ \u00a0]\Z|\r?\n\Z")
_TITLES = frozenset(
    "dhr heer hr heren mevr mevrouw mw mevr. mej meneer mijnheer fam familie gebroeders gebr broers gezusters weduwe echtpaar "
    "mr dr drs ing ir oom tante opa oma gezin zusters broertjes jongeheer".split()
)
_ROLES = frozenset(
    "eigenaar eigenaresse huurder huurster verhuurder bewoner bewoonster bestuurder exploitant exploitante aanvrager aanvraagster "
    "chauffeur voorman leidinggevende beheerder directeur medewerker medewerkster klant cliënt client zoon dochter "
    "broer zus vader moeder neef nicht partner vriend vriendin ex ex-vriend ex-partner buurman buurvrouw katvanger aandeelhouder vennoot "
    "bestuurster penningmeester voorzitter secretaris dealer verkoper koper betrokkene persoon man vrouw jongen "
    "monteur kok barman portier kapper hoofdbewoner onderhuurder pandeigenaar naam namen genaamd geheten heet heten alias noemt "
    "contactpersoon boekhouder zaakvoerder oprichter bijnaam achternaam voornaam voornamen zich bestelde "
    "klusser werknemer uitzendkracht jongeman echtgenoot echtgenote vrouwtje schoonzoon schoonvader zwager handelaar".split()
)
_SURNAME_ENDINGS = (
    "ski", "ska", "cki", "cka", "wicz", "czyk", "escu", "eanu", "ović", "ovic", "oğlu", "oglu", "stra", "sma", "inga", "ink",
    "huis", "man", "mans", "sen", "ssen", "ma", "kamp", "veld", "dijk", "berg", "ova", "eva", "ov", "ev", "oui", "aoui", "ouchi", "lar",
    "ler", "demir", "türk", "can", "iak", "ak", "uk", "enko", "yan", "shvili", "aj", "idis", "ez", "hof", "horst", "hoven", "kens", "ers", "ens", "olde", "boer",
)  # fmt: skip
_PREFIXES = frozenset(prefix.rstrip(".") for entry in words("prefixes") for prefix in entry.split())
_BARE_PREFIXES = _PREFIXES - {
    "klein",
    "groot",
    "grote",
    "kleine",
    "oude",
    "olde",
    "lutke",
    "in",
    "het",
    "op",
    "aan",
    "bij",
    "uit",
    "over",
    "onder",
    "v",
    "san",
    "des",
    "du",
    "die",
}
_BORN = re.compile(r"[ ,]{0,3}\(?\s?(?:geb\b|geboren|g\.d\.|gbd|\*\s?\d|°)", re.IGNORECASE)
_BEFORE_OK = re.compile(
    r"[ \u00a0]{1,3}\Z|\.[ ]\Z|\s?[:=|;\t]\s{0,3}\Z|\s?['‘’\"“„(]\Z|\s?[:,]?\s['‘’\"“„(]\Z|,\s\Z|:\s?\r?\n\s{0,4}\Z"
)
_STREET_END = re.compile(
    r"(?:straat|str|laan|weg|plein|kade|singel|dijk|steeg|plantsoen|gracht|dreef|allee)$"
)
MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text: where, how, and what lies between it and the word before."""

    start: int
    end: int
    text: str
    low: str
    initials: bool
    joined: bool
    new_line: bool


def find_names(text: str, taken: Iterable[Span]) -> Iterator[Span]:
    """Every person's name outside the marks that are taken."""
    found: list[tuple[int, int]] = []
    known: set[str] = set()
    tokens = _tokens(text, taken)
    index = 0
    while index < len(tokens):
        end = _name_at(text, tokens, index)
        if end > index:
            found.append((tokens[index].start, tokens[end - 1].end))
            for word in tokens[index:end]:
                if not word.initials and word.low not in _PREFIXES and len(word.low) > 2:
                    known.add(word.low)
            index = end
        else:
            index += 1
    for start, stop in found:
        yield _person(text, start, stop)
    yield from _mentioned_again(text, tokens, found, known)


def _person(text: str, start: int, end: int) -> Span:
    return span(PERSON, text, start, end, " ".join(text[start:end].split()))


def _mentioned_again(
    text: str, tokens: list[_Word], found: list[tuple[int, int]], known: set[str]
) -> Iterator[Span]:
    """A surname or given name of a person marked elsewhere, alone, with its prefixes."""
    covered = {start for start, _ in found}
    stops = iter(sorted(found))
    current = next(stops, None)
    for index, word in enumerate(tokens):
        while current and current[1] <= word.start:
            current = next(stops, None)
        if (current and current[0] <= word.start) or word.start in covered:
            continue
        if (
            word.low in known
            and _capital(word)
            and not doubtful(word.low)
            and word.low not in _PREFIXES
            and word.low not in words("towns")
        ):
            start = index
            while (
                start
                and tokens[start].joined
                and tokens[start - 1].low in _BARE_PREFIXES
                and tokens[start - 1].text[:1].isupper()
            ):
                start -= 1
            yield _person(text, tokens[start].start, word.end)


def _tokens(text: str, taken: Iterable[Span]) -> list[_Word]:
    blocked = sorted((mark.start, mark.end) for mark in taken)
    position, previous_end = 0, -1
    tokens: list[_Word] = []
    for match in _TOKEN.finditer(text):
        while position < len(blocked) and blocked[position][1] <= match.start():
            position += 1
        if position < len(blocked) and blocked[position][0] < match.end():
            previous_end = -1
            continue
        written, end = match[0], match.end()
        if not match["initials"] and re.search(r"\w['’]s$", written):
            written, end = written[:-2], end - 2
        gap = (
            text[previous_end : match.start()]
            if 0 <= previous_end and match.start() - previous_end < 5
            else "#"
        )
        tokens.append(
            _Word(
                start=match.start(), end=end, text=written, low=_lower(written), initials=bool(match["initials"]),
                joined=bool(_GAP.match(gap)), new_line="\n" in gap,
            )
        )  # fmt: skip
        previous_end = end
    return tokens


@lru_cache(maxsize=8192)
def _lower(word: str) -> str:
    """Lower case as the lists have it: a Turkish capital I with a dot is a plain i."""
    return word.replace("İ", "i").lower().replace("\u0307", "").replace("’", "'")


def _capital(word: _Word) -> bool:
    return word.text[:1].isupper() or bool(re.match(r"(?:d|l|o)['’][A-Z]|e[lL]-[A-Z]", word.text))


def _name_at(text: str, tokens: list[_Word], index: int) -> int:
    """The index behind the name that starts here, or the same index when none does."""
    first = tokens[index]
    vouched = _vouched(text, tokens, index)
    if not (first.initials or _capital(first) or first.low in given_names() or vouched):
        return index
    end = _read(text, tokens, index, loose=vouched == "title")
    if end == index:
        return index
    if _is_name(text, tokens, index, end, vouched):
        return end
    # Perhaps the first word belongs to the sentence: the loop tries the next one.
    return index


def _vouched(text: str, tokens: list[_Word], index: int) -> str:
    """What stands before: ``title``, ``role`` or nothing."""
    if index == 0:
        return ""
    before = tokens[index - 1]
    gap = text[before.end : tokens[index].start]
    if before.low in _TITLES and re.fullmatch(r"\.?[ \u00a0]{0,2}", gap):
        return "title"
    if before.low in _ROLES and len(gap) < 6 and _BEFORE_OK.match(gap):
        return "role"
    return ""


def _read(text: str, tokens: list[_Word], index: int, *, loose: bool) -> int:
    """Where the words of one name end; prefixes at the end are left to the sentence."""
    end, last = index, index
    while end < len(tokens) and end - index < MOST_WORDS:
        word = tokens[end]
        if end > index and not word.joined:
            comma = _surname_first(text, tokens, index, end)
            return comma or last
        if (
            end > index
            and word.new_line
            and not tokens[end - 1].low in _PREFIXES
            and not tokens[end - 1].initials
        ):
            break
        if (
            end > index
            and text[tokens[end - 1].end : word.start].startswith(".")
            and not tokens[end - 1].initials
            and len(tokens[end - 1].text) > 2
        ):
            break
        if word.initials:
            if (
                end > index
                and last > index
                and not tokens[last - 1].initials
                and tokens[last - 1].low not in given_names()
            ):
                break
            last = end + 1
        elif word.low in _PREFIXES and (end == index or not _is_final_name(word, tokens, end)):
            if end == index and not loose and not (word.text[:1].isupper()):
                break
        elif _may_be_part(word, tokens, index, end, loose=loose):
            last = end + 1
        else:
            break
        end += 1
    return last


def _is_final_name(word: _Word, tokens: list[_Word], end: int) -> bool:
    """*Ali Ben* at the end of a sentence: a prefix that is a name here since nothing follows."""
    if not _capital(word) or word.low not in given_names() | words("surnames"):
        return False
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    return following is None or not following.joined or not _capital(following)


def _may_be_part(word: _Word, tokens: list[_Word], index: int, end: int, *, loose: bool) -> bool:
    low = word.low
    if low in never_a_name() or low in _TITLES or (low in words("towns") and low not in words("surnames")):
        return False
    if low in _ROLES or len(low) < 2 or _STREET_END.search(low):
        return False
    if _capital(word):
        return True
    listed = low in given_names() or low in words("surnames")
    if end == index:
        return listed and (not doubtful(low) or loose)
    after_prefix = tokens[end - 1].low in _PREFIXES
    if after_prefix and end - 1 == index and not loose:
        return False
    all_lower = not _capital(tokens[index]) or loose
    if after_prefix and all_lower and not tokens[index].initials:
        return len(low) >= 3 and (
            listed or (not doubtful(low) and len(low) >= 4 and low not in words("authorities"))
        )
    return listed and (not doubtful(low) or low in words("surnames")) and all_lower


def _surname_first(text: str, tokens: list[_Word], index: int, end: int) -> int:
    """*Jansen, P.* and *DE VRIES, Jan*: the index behind it, or 0."""
    if not _capital(tokens[end - 1]) or text[tokens[end - 1].end : tokens[end].start] != ", ":
        return 0
    following = tokens[end]
    surname = tokens[end - 1].low in words("surnames") and tokens[end - 1].low not in given_names() - words(
        "surnames"
    )
    if following.initials:
        nexts = tokens[end + 1] if end + 1 < len(tokens) else None
        followed = nexts is not None and nexts.joined and (_capital(nexts) or nexts.low in _PREFIXES)
        return 0 if followed else end + 1
    alone = (
        end + 1 >= len(tokens)
        or not tokens[end + 1].joined
        or not (_capital(tokens[end + 1]) or tokens[end + 1].low in _PREFIXES or tokens[end + 1].low == "en")
    )
    whole = " ".join(word.low for word in tokens[index:end])
    single = end - index == 1 or all(word.low in _PREFIXES for word in tokens[index : end - 1])
    return (
        end + 1
        if surname and single and alone and whole and following.low in given_names() and _capital(following)
        else 0
    )


def _is_name(text: str, tokens: list[_Word], index: int, end: int, vouched: str) -> bool:
    """Whether enough vouches for the words read."""
    part = tokens[index:end]
    names = [word for word in part if not word.initials and word.low not in _PREFIXES]
    prefixed = any(word.low in _PREFIXES and not word.initials for word in part)
    if not names and not (
        len(part) > 1 and all(word.low in given_names() or word.initials for word in part[:1])
    ):
        return False
    last = names[-1] if names else part[-1]
    capital = _capital(last)
    if vouched == "title":
        return True
    if part[0].initials:
        return capital and not all(word.initials for word in part) and not _is_abbreviation(text, part[0])
    if _BORN.match(text, part[-1].end) and capital:
        return True
    given = [word for word in names if word.low in given_names()]
    if len(names) >= 2 or (len(part) >= 2 and part[0].low in given_names()):
        if given and given[0] is names[0]:
            return True
        surname = last.low in words("surnames") or last.low.split("-")[-1] in words("surnames")
        if surname and len(names) >= 2 and (names[0].low not in words("company_before")):
            return True
        if names[0].low in words("surnames") and _capital(names[0]):
            return True
        return capital and (
            bool(vouched)
            or bool(given)
            or last.low.endswith(_SURNAME_ENDINGS)
            and not _starts_sentence(text, part[0])
        )
    if vouched and capital and (not doubtful(last.low) or last.low in given_names()):
        return not _is_common(last)
    if any(word.initials for word in part):
        return True
    if prefixed:
        surname = last.low in words("surnames") or last.low.split("-")[0] in words("surnames")
        strong = part[0].low not in {"de", "het", "den", "la", "le"} or not doubtful(last.low)
        return (
            capital
            and strong
            and (
                surname
                or (
                    part[0].low
                    not in {
                        "de",
                        "het",
                        "den",
                        "in",
                        "op",
                        "aan",
                        "bij",
                        "uit",
                        "over",
                        "onder",
                        "klein",
                        "oude",
                        "groot",
                        "grote",
                        "kleine",
                        "van",
                        "te",
                        "la",
                        "le",
                        "v",
                        "des",
                        "du",
                        "die",
                        "da",
                    }
                )
            )
        )
    alone = last.low in given_names() or last.low in words("surnames")
    hyphened = "-" in last.low and all(
        piece in given_names() | words("surnames") for piece in last.low.split("-")
    )
    return capital and (alone or hyphened) and not doubtful(last.low) and not _is_common(last)


def _is_common(word: _Word) -> bool:
    """A capitalised word that is no name even behind *eigenaar*: a nationality, a brand, a town."""
    return (
        word.low in never_a_name()
        or word.low in words("towns")
        or word.low in words("company_after")
        or word.low in words("authorities")
    )


def _starts_sentence(text: str, word: _Word) -> bool:
    before = text[max(0, word.start - 3) : word.start].rstrip(" \t'\"(")
    return not before or before[-1] in ".!?\n:;"


def _is_abbreviation(text: str, word: _Word) -> bool:
    """*M.* is the hotline, *B.V.* a form of company, *K.v.K.* the register."""
    plain = word.text.replace(" ", "")
    return plain in {"B.V.", "N.V.", "V.O.F.", "C.V.", "K.V.K.", "A.U.B.", "O.M.", "T.A.V."}
