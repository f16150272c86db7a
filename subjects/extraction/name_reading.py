"""Reading a name word by word: given names or initials, prefixes, surname."""

from __future__ import annotations

import re
from functools import lru_cache

from subjects.extraction.name_words import BARE_PREFIXES, PREFIXES, Word, has_capital
from subjects.extraction.words import doubtful, given_names, is_role, never_a_name, only_given, words

_STREET_END = re.compile(
    r"(?:[^-]{3}|\w-)(?:straat|str|laan|weg|plein|kade|singel|dijk|steeg|plantsoen|gracht|dreef|allee)$"
)
_PLACING = frozenset(["uit", "op", "aan", "in", "bij", "over", "onder", "voor"])
_DAYS = frozenset(
    [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ]
)
_DEGREES = frozenset(["ra", "aa", "msc", "bsc", "llm"])
_BORN_BEHIND = re.compile(r"[ ,(]{1,3}(?:geb|geboren|geboortedatum|\*)")
_MOST_WORDS = 9


def read_name(text: str, tokens: list[Word], index: int, *, loose: bool, vouched: bool = False) -> int:
    """Where the words of one name end; prefixes at the end are left to the sentence."""
    end, last = index, index
    while end < len(tokens) and end - index < _MOST_WORDS:
        word = tokens[end]
        if end > index and not word.joined:
            comma = _surname_first(text, tokens, index, end, vouched=vouched)
            return comma or last
        if end > index and _begins_anew(text, tokens[end - 1], word):
            break
        if word.initials:
            if (
                end > index
                and last > index
                and not tokens[last - 1].initials
                and tokens[last - 1].low not in given_names()
                and not (len(word.text) == 2 and (end + 1 == len(tokens) or not has_capital(tokens[end + 1])))
            ):
                break
            last = end + 1
        elif _is_bare_initial(text, word, loose=loose, vouched=vouched and end == index):
            pass  # *mevr. h. jansen*, *dhr. M Öztürk*
        elif _second_prefix(tokens, index, end, last) or (end > index and _of_the_sentence(tokens, end)):
            break
        elif word.low in PREFIXES and (end == index or not _is_final_name(text, word, tokens, end)):
            if end == index and not word.text[:1].isupper() and (not loose or _places(tokens, end)):
                break
        elif _may_be_part(word, tokens, index, end, loose=loose):
            last = end + 1
        else:
            break
        end += 1
    return last


def _is_bare_initial(text: str, word: Word, *, loose: bool, vouched: bool) -> bool:
    """A letter that stands for a given name, small with a point, or a capital without one."""
    if len(word.low) != 1:
        return False
    return (loose and text[word.end : word.end + 1] == ".") or (
        (loose or vouched) and word.text.isupper() and text[word.end : word.end + 1] == " "
    )


def _begins_anew(text: str, before: Word, word: Word) -> bool:
    """A new line, or a new sentence, begins with this word."""
    if word.new_line and before.low not in PREFIXES:
        return True
    return text[before.end : word.start].startswith(".") and not before.initials and len(before.text) > 2


def street_follows(text: str, tokens: list[Word], end: int) -> bool:
    """*Jan Tinbergenstraat*: the words read are the front of a street's name."""
    if (
        end + 1 < len(tokens)
        and tokens[end].low in {"de", "van", "der", "den", "ten", "ter"}
        and tokens[end + 1].joined
    ):
        end += 1  # *Willem de Clercqstraat*
    if end >= len(tokens) or not has_capital(tokens[end]) or not _STREET_END.search(tokens[end].low):
        return False
    return text[tokens[end - 1].end : tokens[end].start] in {" ", "\u00a0"}


def _is_general(low: str) -> bool:
    """*mevrouw van de thuiszorg*: an authority or a kind of business, no surname."""
    return low in words("authorities") or low in words("company_before") or low in words("company_after")


def _of_the_sentence(tokens: list[Word], end: int) -> bool:
    """*Jordy uit de wijk*: behind a given name *uit* and *op* are a prefix only in *op den*, *in 't*."""
    word = tokens[end]
    if word.low not in _PLACING or has_capital(word) or tokens[end - 1].initials:
        return False
    return end + 1 >= len(tokens) or tokens[end + 1].low not in {"den", "'t"}


def _places(tokens: list[Word], index: int) -> bool:
    """*een oom in Yerevan*: a small word of place behind a title, but *mevrouw in 't Veld* is a name."""
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    return tokens[index].low in _PLACING and following not in {"den", "'t", "de", "het"}


def _second_prefix(tokens: list[Word], index: int, end: int, last: int) -> bool:
    """*R. Hofstede van Atlas*: behind a whole name a small *van* belongs to the sentence."""
    word, previous = tokens[end], tokens[end - 1]
    if (
        end <= index + 1
        or last != end
        or word.low not in PREFIXES
        or has_capital(word)
        or word.low in {"el", "al", "ait", "ben", "de", "den", "der", "ten", "ter"}
    ):
        return False
    if word.low == "van" and end + 1 < len(tokens) and tokens[end + 1].low in words("company_before"):
        return True  # *Orhan Tekin van Hotel De Poort*
    if word.low == "van" and end + 1 < len(tokens) and tokens[end + 1].low in {"der", "den"}:
        return False  # *Matthijs Robertus van den Broek*
    return not previous.initials and previous.low not in given_names()


def _is_final_name(text: str, word: Word, tokens: list[Word], end: int) -> bool:
    """*Ali Ben* at the end of a sentence: a prefix that is a name here since nothing follows."""
    listed = word.low in words("surnames") or (has_capital(word) and word.low in given_names())
    if not listed or word.low in {"el", "al", "de", "van", "la", "le"}:
        return False
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    if (
        following is None
        or not following.joined
        or text[word.end : word.end + 1] == "."
        or following.new_line
    ):
        return True
    return not has_capital(following) and following.low not in words("surnames")


def _may_be_part(word: Word, tokens: list[Word], index: int, end: int, *, loose: bool) -> bool:
    low = word.low
    if _must_be_part(word, tokens, index, end):
        return True
    if (
        low in never_a_name()
        or low in words("titles")
        or (
            low in words("towns")
            and low not in words("surnames")
            and not (end > index and tokens[index].initials)
        )
    ):
        return False
    if (
        (is_role(low) and not (end > index and has_capital(word) and low in words("surnames")))
        or _is_degree(tokens, end, index)
        or len(low) < 2
        or _STREET_END.search(low)
    ):
        return False
    if has_capital(word):
        return True
    listed = low in given_names() or low in words("surnames")
    if end == index:
        return listed and (not doubtful(low) or loose or _surname_follows(tokens, end + 1))
    after_prefix = tokens[end - 1].low in PREFIXES
    if after_prefix and end - 1 == index and not loose:
        return False
    all_lower = not has_capital(tokens[index]) or (loose and not has_capital(tokens[end - 1]))
    if after_prefix and tokens[end - 1].low in {"de", "het"} and not has_capital(word) and not listed:
        return False  # *fatma van de boekhouding*
    if after_prefix and all_lower and not tokens[index].initials:
        return len(low) >= 3 and (listed or (not doubtful(low) and len(low) >= 4 and not _is_general(low)))
    return listed and (not doubtful(low) or low in words("surnames")) and all_lower


def _is_degree(tokens: list[Word], end: int, index: int) -> bool:
    """*K. Jansen RA*; but *mevrouw Van der Aa*."""
    return tokens[end].low in _DEGREES and not (end > index and tokens[end - 1].low in PREFIXES)


def _must_be_part(word: Word, tokens: list[Word], index: int, end: int) -> bool:
    """*Kate van Tilburg*, *Sarah Bron*: an ordinary word with a capital right behind a given name is a surname.

    And *Sofia Krijgsman*: a town that is a given name too, before another capital.
    """
    if not (word.text[:1].isupper() and word.text[1:].islower()) or len(word.low) < 3:
        return False
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    if end == index:
        led = following is not None and following.joined and not following.new_line and has_capital(following)
        if word.low in _DAYS and index and is_role(tokens[index - 1].low):
            return led  # *bestuurder Augustus Rosales*
        return led and word.low in given_names() and word.low in words("towns")
    previous = tokens[end - 1]
    if previous.low == "van" and end - 1 > index:
        previous = tokens[end - 2]
    elif previous.low == "van" and index and tokens[index - 1].low in words("titles"):
        return word.low in words("towns")  # *mw. Van Rossum*
    if not word.joined or word.new_line or word.low in _no_surnames():
        return False
    if _STREET_END.search(word.low) and not (index and is_role(tokens[index - 1].low)):
        return False  # but *chauffeur Ferdi Slootweg*
    if previous.low not in given_names() or doubtful(previous.low) or not has_capital(previous):
        return False
    ends = following is None or not following.joined or following.start - word.end > 1 or following.new_line
    return ends or (following is not None and not has_capital(following))


@lru_cache(maxsize=1)
def _no_surnames() -> frozenset[str]:
    """What has a capital and is no surname: a day, an authority, a shop known to all."""
    return _DAYS | words("authorities") | words("not_persons") | words("titles") | words("company_before")


def _surname_follows(tokens: list[Word], index: int) -> bool:
    """*mo el amrani*: a doubtful first word counts when a sure surname comes next."""
    while (
        index < len(tokens)
        and tokens[index].joined
        and tokens[index].low in BARE_PREFIXES - {"de", "te", "der", "den"}
    ):
        index += 1
    if index >= len(tokens) or not tokens[index].joined:
        return False
    low = tokens[index].low
    return low in words("surnames") and not doubtful(low)


def given_and_prefix(tokens: list[Word], index: int) -> int:
    """*Haaren, Michel van*: the index behind given names and the prefix that closes the name, or 0."""
    behind = index
    while behind < len(tokens) and tokens[behind].low in given_names() and has_capital(tokens[behind]):
        behind += 1
        if behind < len(tokens) and not tokens[behind].joined:
            return 0
    first = behind
    while (
        behind > index
        and behind < len(tokens)
        and tokens[behind].low in BARE_PREFIXES
        and tokens[behind].joined
    ):
        if has_capital(tokens[behind]):
            return 0
        behind += 1
    closes = behind == len(tokens) or not tokens[behind].joined or tokens[behind].new_line
    return behind if behind > first > index and closes else 0


def _surname_first(text: str, tokens: list[Word], index: int, end: int, *, vouched: bool) -> int:
    """*Jansen, P.* and *DE VRIES, Jan*: the index behind it, or 0."""
    if not has_capital(tokens[end - 1]) or text[tokens[end - 1].end : tokens[end].start] != ", ":
        return 0
    following = tokens[end]
    announced = vouched and end - index < 4 and tokens[index].low not in given_names()
    surname = announced or (
        tokens[end - 1].low in words("surnames") and tokens[end - 1].low not in only_given()
    )
    if following.initials and not following.new_line:
        nexts = tokens[end + 1] if end + 1 < len(tokens) else None
        followed = (
            nexts is not None
            and nexts.joined
            and not nexts.new_line
            and (has_capital(nexts) or nexts.low in PREFIXES)
        )
        if followed and surname and nexts and nexts.low in PREFIXES and not has_capital(nexts):
            behind = end + 2  # *Vries, A. de* and *Berg, J. van den*
            while behind < len(tokens) and tokens[behind].joined and tokens[behind].low in PREFIXES:
                behind += 1
            if behind >= len(tokens) or not (tokens[behind].joined and has_capital(tokens[behind])):
                return behind
        return 0 if followed else end + 1
    behind = end + 1
    while (
        behind < len(tokens)
        and tokens[behind].joined
        and not tokens[behind].new_line
        and (tokens[behind].initials or tokens[behind].low in given_names())
        and has_capital(tokens[behind])
    ):
        behind += 1  # *Van Ommen, Gerardus Hendrikus*
    several = behind > end + 1 and (
        behind >= len(tokens) or not tokens[behind].joined or tokens[behind].new_line
    )
    alone = several or (
        end + 1 >= len(tokens)
        or not tokens[end + 1].joined
        or not (
            has_capital(tokens[end + 1]) or tokens[end + 1].low in PREFIXES or tokens[end + 1].low == "en"
        )
    )
    born = has_capital(following) and bool(_BORN_BEHIND.match(text, following.end))
    born = born and not any(
        following.low in some for some in (never_a_name(), words("not_persons"), words("towns"))
    )
    surname = surname or born  # *Cijntje, Zuleika, geb. 21-5-1961*
    whole = " ".join(word.low for word in tokens[index:end])
    single = end - index == 1 or all(word.low in PREFIXES for word in tokens[index : end - 1])
    return (
        (behind if several else end + 1)
        if surname
        and (single or announced)
        and alone
        and whole
        and (following.low in given_names() or born)
        and has_capital(following)
        else 0
    )
