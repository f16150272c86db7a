"""Amounts of money, in digits or in words: € 12.500,-  1,5 miljoen euro  25k  vijfhonderd euro."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from subjects.extraction.spans import AMOUNT, Span, span

_NUMBER = r"\d{1,3}(?:[. \u00a0]\d{3})+(?:,(?:\d{2}|-+|–|=))?|\d{1,9}(?:[.,](?:\d{1,2}(?!\d)|-+|–|=))?"
_SCALE = r"(?:\s?(?:k(?!\.\w)|mln\.?|miljoen|mio|mille|ton|duizend|miljard)\b)"
_SIGN_FIRST = re.compile(
    rf"(?i)(?:€|US\$|\$|£|\beuro?s?\b\.?|\bEUR\b)[ \u00a0]?(?:{_NUMBER})(?![\d]|,\d{{3}}(?!\d)){_SCALE}?"
)
# *€ 18,000*: a comma before three figures, as the English write.
_ENGLISH = re.compile(r"(?:€|US\$|\$|£)[ \u00a0]?(?P<number>\d{1,3}(?:,\d{3})+)(?:\.\d{2})?(?![\d,])")
_FOREIGN = re.compile(
    r"(?<!\w)(?:USD|US\$|GBP|CHF|PLN|TRY|AED)\s?(?P<number>\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?:[.,]\d{2})?(?!\d)"
)
_SIGN_LAST = re.compile(rf"(?i)(?<![\w.,€-])(?:{_NUMBER}){_SCALE}?\s?(?:€|(?:euro(?:'s|’s|s)?|eur)(?!\w))")
_DASH = re.compile(r"(?<![\w.,€-])(?:\d{1,3}(?:\.\d{3})+|\d{1,7}),(?:-+|–|=)(?!\d)")
_THOUSANDS = re.compile(
    r"(?<![\w.,€-])\d{1,3}(?:[.,]\d{1,2})?(?:\s?[kK]|\s(?:ton|mille|mln|miljoen))(?![\w-]|\.\w|"
    r"\s?(?:volgers|leden|likes|kijkers|inwoners|followers|views|km|kilometer|scherm|tv|camera|monitor|resolutie|"
    r"run|loop|bestanden|woorden)(?!\w))"
)
_MONEY_NEAR = re.compile(
    r"(?i)contant|beta[al]|kluis|koffer|envelop|cash|bedrag|geld|lening|leen|schuld|koop|kocht|prijs|waard|huur|euro|€|omzet|verdien|"
    r"inkom|invest|verbouw|ontving|overgemaakt|gestort|kosten|kost|fraude|declar|subsid|per (?:jaar|maand|week)|"
    r"rekening|binnengekomen|vroeg|vraagt|gekregen|kreeg|krijg|opstrijk|vangt|dokken|incass|cashen|afdragen|verdien|winst|"
    r"boete|mille|deed het voor|te goed|geschat|schade|overma|in huis|afkomstig|per (?:vracht|rit|keer|klus|nacht|stuk)"
)
_IN_WORDS = re.compile(r"(?i)(?<!\w)((?:[a-zë]{2,40}\s){0,2}[a-zë]{2,40})\s(?:euro(?!\w)|EUR(?!\w))")
# *anderhalve ton*, *twee miljoen*: a ton of money, or of iron.
_SPOKEN_SCALE = re.compile(
    r"(?i)(?<!\w)(anderhalve?|een halve|een half|halve|half|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|"
    r"vijftien|twintig|dertig|veertig|vijftig|zestig|tachtig)\s"
    r"(ton|miljoen|mille)(?!\w|\s(?:euro|kg|afval|puin|grond|ijzer|schroot|mest|zand|koper|mensen|inwoners))"
)
_WORTH = re.compile(r"(?i)\b(?:van|op|voor|tot|rond de|rond)\s$")
# *een vrachtwagen van twintig ton*, *een partij van drie ton*
_LOADED = re.compile(
    r"(?i)(?:wagen|trailer|oplegger|truck|kraan|lading|partij|vracht|container|gewicht|transport)\s(?:van|met)\s$"
)
_COUNTS = re.compile(
    r"(?i)\s(?:aan\s[a-zë]+|[a-zë]{0,20}(?:afval|schroot|materiaal|stof|hout|coca[iï]ne|coke|hennep|wiet|hasj|hero[iï]ne|"
    r"speed|pillen|vuurwerk|zout|grind|asbest|plastic|vlees|vis|ijzer|koper|kabel|mest|puin))(?!\w)"
)
_GUILDERS = re.compile(
    r"(?<!\w)(?:f|ƒ|fl\.?|hfl\.?)\s?(?=\d{1,3}(?:\.\d{3})+(?!\d))\d[\d.]*\d(?:,(?:\d{2}|-+))?"
)
_HALVES = {"anderhalv": "1.5", "anderhalf": "1.5", "halv": "0.5", "half": "0.5"}
_SCALES = {
    "k": 10**3,
    "duizend": 10**3,
    "mille": 10**3,
    "ton": 10**5,
    "mln": 10**6,
    "miljoen": 10**6,
    "mio": 10**6,
    "miljard": 10**9,
}
_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen",
            "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
        ]
    )
}  # fmt: skip
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"], start=2
    )
}


def find_amounts(text: str) -> Iterator[Span]:
    """Every amount; the value in euros with two decimals."""
    for pattern in (_SIGN_FIRST, _SIGN_LAST, _DASH):
        for match in pattern.finditer(text):
            end = match.start() + len(match[0].rstrip())
            if value := _read(match[0]):
                yield span(AMOUNT, text, match.start(), end, value)
    for match in _THOUSANDS.finditer(text):
        near = _MONEY_NEAR.search(text[max(0, match.start() - 40) : match.end() + 25])
        worth = match[0][-1] in "kK" and _WORTH.search(text[max(0, match.start() - 12) : match.start()])
        if (near or worth) and (value := _read(match[0])):
            yield span(AMOUNT, text, match.start(), match.end(), value)
    for match in (*_ENGLISH.finditer(text), *_FOREIGN.finditer(text)):
        yield span(AMOUNT, text, *match.span(), f"{int(re.sub(r'[.,]', '', match['number'])):.2f}")
    for match in _GUILDERS.finditer(text):
        if value := _read(match[0]):
            yield span(AMOUNT, text, match.start(), match.end(), value)
    for match in _SPOKEN_SCALE.finditer(text):
        word = match[1].lower().removeprefix("een ")
        factor = Decimal(_HALVES.get(word.removesuffix("e"), str(_UNITS.get(word, 0) or _TENS.get(word, 0))))
        near = _MONEY_NEAR.search(text[max(0, match.start() - 60) : match.end() + 40])
        worth = _WORTH.search(text[max(0, match.start() - 12) : match.start()])
        if factor and (near or worth or word.startswith("anderhal")) and not _is_weight(text, match):
            yield span(AMOUNT, text, match.start(), match.end(), f"{factor * _SCALES[match[2].lower()]:.2f}")
    yield from _written_out(text)


def _is_weight(text: str, match: re.Match[str]) -> bool:
    """*drie ton aan chemicaliën*, *twee ton drugsafval*: what is counted follows; *drie ton aan contanten* is money."""
    if match[2].lower() != "ton":
        return False
    following = _COUNTS.match(text, match.end())
    loaded = _LOADED.search(text[max(0, match.start() - 25) : match.start()])
    return bool(loaded) or (following is not None and not _MONEY_NEAR.search(following[0]))


def _read(text: str) -> str:
    number = re.search(rf"{_NUMBER}", text)
    if number is None:
        return ""
    scale = re.search(r"(?i)\b(?:mln|miljoen|mio|mille|ton|duizend|miljard)\b|k\b", text[number.end() :])
    digits = re.sub(r"[,.](?:-+|–|=)$", "", number[0])
    digits = re.sub(r"[. \u00a0](?=\d{3}(?!\d))", "", digits).replace(",", ".")
    try:
        value = Decimal(digits) * (_SCALES[scale[0].lower()] if scale else 1)
    except InvalidOperation:
        return ""
    return f"{value:.2f}"


def _written_out(text: str) -> Iterator[Span]:
    """The words before *euro*: as many of the last three as make one number."""
    for match in _IN_WORDS.finditer(text):
        starts = [match.start(1) + found.start() for found in re.finditer(r"\S+", match[1])]
        for start in starts:
            value = _number_in_words(text[start : match.end(1)].lower())
            if value is not None:
                yield span(AMOUNT, text, start, match.end(), f"{value:.2f}")
                break


def _number_in_words(words: str) -> Decimal | None:
    """*twee en een half duizend* is not read; *anderhalf miljoen* and *vijftienhonderd* are."""
    total = Decimal(0)
    rest = words.replace(" ", "").replace("ë", "e")
    for scale, size in (("miljoen", 10**6), ("duizend", 10**3), ("honderd", 100)):
        head, found, tail = rest.partition(scale)
        if found:
            spoken = {"anderhalf": Decimal("1.5"), "eenhalf": Decimal("0.5"), "half": Decimal("0.5")}.get(
                head
            )
            factor = spoken if spoken else _small(head) if head else 1
            if factor is None:
                return None
            total += factor * size
            rest = tail.removeprefix("en")
            if not rest:
                return total
    small = _small(rest)
    return total + small if small else None


def _small(word: str) -> int | None:
    """A number under hundred."""
    if word in _UNITS:
        return _UNITS[word]
    for ten, value in _TENS.items():
        if word == ten:
            return value
        if word.endswith("en" + ten):
            unit = _UNITS.get(word.removesuffix("en" + ten))
            return value + unit if unit and unit < 10 else None
    return None
