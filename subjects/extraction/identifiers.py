"""Numbers that name somebody or something: IBAN, telephone, BSN, KvK, number plate.

A number of a person is marked only when its check fits; a KvK number has no check, so its name must
stand near it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from legal.identifiers import (
    is_bsn,
    is_iban,
    is_kvk,
    normalise_phone,
    normalise_plate,
    plate_spans,
)
from subjects.extraction.spans import BSN, IBAN, KVK, PHONE, PLATE, Span, span

_IBAN_LENGTHS = {
    "NL": 18, "DE": 22, "BE": 16, "FR": 27, "PL": 28, "RO": 24, "BG": 22, "ES": 24, "IT": 27, "TR": 26,
    "GB": 22, "LT": 20, "LV": 21, "EE": 20, "LU": 20, "AT": 20, "CH": 21, "PT": 25, "IE": 22, "HU": 28,
    "CZ": 24, "SK": 24, "SE": 24, "DK": 18, "NO": 15, "FI": 18, "GR": 27, "HR": 21, "SI": 19, "CY": 28,
    "MT": 31, "AE": 23, "UA": 29, "AL": 28, "MD": 24, "RS": 22, "BA": 20, "XK": 20, "MA": 28,
}  # fmt: skip
_IBAN_START = re.compile(r"(?<!\w)[A-Za-z]{2}[ .]?\d{2}(?=[ .]?[A-Za-z0-9])")
_IBAN_CHARACTER = re.compile(r"[ .\-\u00a0]?([A-Za-z0-9])")
_PHONE_START = re.compile(r"(?<![\w+/])(?<!\d[-.])(?:\+\d|\(\+\d|00[1-9]|\(?0[1-9])")
_PHONE_STEP = re.compile(r"(?:[ \u00a0]?[-–./()][ \u00a0]?|[ \u00a0])?\(?(?:0\)[ ]?)?(\d)")
# Behind these a number is one of a paper, whatever it looks like; and the digits of an account whose check fails.
_NO_PHONE = re.compile(
    r"(?i)(?:\b(?:(?:dossier|order|polis|factuur|container|weegbon|pakbon|vrachtbrief|referentie|kenmerk)"
    r"(?:-?(?:nummer|nrs?\.?))?|(?:zaak|klant|bon|vergunnings?|registratie|mutatie|meldings?|proces-?verbaal|bestel|contract|"
    r"project|personeels|vestigings)-?(?:nummer|nrs?\.?)) ?:? ?|\b[A-Z]{2}\d{2} ?[A-Z]{4} ?(?:\d{2,4} ?){0,2})\Z"
)
_DATE = re.compile(r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:19|20)\d{2}(?!\d)")
_DIGITS = re.compile(r"(?<![\w+€-])(?<!\d[.,])\d(?:[ .\u00a0]?\d){6,11}(?![\w-]|[.,]\d)")
_KVK_WORD = re.compile(
    r"(?i)\b(?:kvk|k\.v\.k\.?|kamer van koophandel|handelsregister(?:nummer|nr\.?)?|kvk-?(?:nr|nummer)|inschrijfnummer|"
    r"ingeschreven onder (?:het )?(?:nummer|nr\.?))(?!\w)"
)
_KVK_REGISTRATION = re.compile(r"(?i)kvk-?\s?registratie(?:nummer)?:?\s*$")
_OF_A_COMPANY = re.compile(
    r"(?:B\.V\.|BV|N\.V\.|NV|V\.O\.F\.|VOF|v\.o\.f\.)\s\($"
)  # *Noaber B.V. (80115417)*
_BSN_WORD = re.compile(r"(?i)\b(?:bsn|b\.s\.n\.?|burgerservice ?(?:nummer|nr)|sofi(?:-?nummer|-?nr)?)(?!\w)")
_OTHER_NUMBER = re.compile(
    r"(?i)\b(?:zaak|dossier|mutatie|registratie|meldings?|proces-?verbaal|pv|rsin|btw|factuur|polis|order|"
    r"klant|vestigings?|chassis|meter|ean|rijbewijs|imei|sim|referentie|kenmerk|fiscaal|lavs)\S{0,12}"
    r"\s*(?:is|nr\.?|nummer)?\s*[:.#]?\s*$"
)
_LOOSE_PLATE = re.compile(
    r"(?<![\w-])(?:"
    r"[A-Za-z]{2}([- ])\d{3}\1[A-Za-z]|[A-Za-z]([- ])\d{3}\2[A-Za-z]{2}|\d{2}([- ])[A-Za-z]{3}\3\d|"
    r"\d([- ])[A-Za-z]{3}\4\d{2}|\d{2}([- ])[A-Za-z]{2}\5[A-Za-z]{2}|[A-Za-z]{2}([- ])[A-Za-z]{2}\6\d{2}|"
    r"[A-Za-z]{2}([- ])\d{2}\7[A-Za-z]{2}|\d{2}([- ])[A-Za-z]{2}\8\d{2}|[A-Za-z]{3}([- ])\d{2}\9[A-Za-z]|"
    r"[A-Za-z]([- ])\d{2}\10[A-Za-z]{3}|\d([- ])[A-Za-z]{2}\11\d{3}|\d{3}([- ])[A-Za-z]{2}\12\d|"
    r"[A-Za-z]{2}([- ])\d{2}\13\d{2}|\d{2}(-)\d{2}\14[A-Za-z]{2}"
    r")(?![\w-])"
)
_LOWER_TIGHT = re.compile(
    r"(?<![\w-])(?:[a-z]{2}\d{3}[a-z]|[a-z]\d{3}[a-z]{2}|\d{2}[a-z]{3}\d|\d[a-z]{3}\d{2}|\d{2}[a-z]{4}|"
    r"[a-z]{4}\d{2}|[a-z]{2}\d{2}[a-z]{2}|[a-z]{3}\d{2}[a-z]|[a-z]\d{2}[a-z]{3}|[a-z]{2}\d{4}|\d{4}[a-z]{2}|"
    r"\d{2}[a-z]{2}\d{2}|\d{4}[A-Z]{2})(?![\w-])"
)
_JUST_A_VEHICLE = re.compile(
    r"(?i)\b(?:auto|busje|bestelbus|bus|scooter|voertuig(?:en)?|bestelwagen|motor)\b[^.!?\n]{0,22}$"
)
_RIGHT_BEHIND = re.compile(
    r"(?i)\b(?:(?:busje|bus|auto|bestelbus|bestelauto|wagen|scooter|vrachtwagen|aanhanger|personenauto)(?: met)?[ ,:(]{1,2}|"
    r"voertuig(?:en)?:\s|"
    r"(?:bmw|audi|opel|vw|volkswagen|passat|mercedes|ford|toyota|transit|sprinter|skoda|seat|renault|fiat|kia|peugeot)"
    r"(?:\s[\w-]{2,12}){0,2}(?: met| van \w+)?[ ,:(]{1,2})$"
)
_BEHIND_A_PLATE = re.compile(
    r"(?:(?<![\w-])(?:[A-Z\d]{1,3}-){2}[A-Z\d]{1,3}|\b[A-Z]{1,2} \d{4} [A-Z]{2}|-[A-Z]{1,2} \d{2,4})"
    r"(?:,|\sen|,\sen)\s(?:de\s)?$"
)
# Forms that are foreign whatever stands around them: BOR-KX 221, 1-ABC-123, B-123-ABC.
_CLEARLY_FOREIGN = re.compile(
    r"(?<![\w-])(?:[A-ZÄÖÜ]{1,3}-[A-ZÄÖÜ]{1,2}[ -]\d{1,4}[EH]?|[1-9]-[A-Z]{3}-\d{3}|[A-Z]{1,2}-\d{2,3}-[A-Z]{3})(?![\w-])"
)
_MAYBE_FOREIGN = re.compile(
    r"(?<![\w-])(?:[A-ZÄÖÜ]{1,4}[- :]{1,2}[A-ZÄÖÜ]{1,2}[ -]?\d{1,4}[EH]?|[A-Z]{1,2}[- ]?\d{2,3}[- ]?[A-Z]{3}|"
    r"[A-Z]{1,2} ?\d{4} ?[A-Z]{2}|[A-Z]{2,3} ?(?=[A-Z0-9]{0,4}\d)[A-Z0-9]{4,5}|[1-9][- ]?[A-Z]{3}[- ]?\d{3}|"
    r"[A-Z]{2}[- ]?\d{3}[- ]?[A-Z]{2}|[A-Z]{3}[- ]?\d{3}|\d{4}[ -]?[A-Z]{3}|\d[A-Z]\d ?\d{4})(?![\w-])"
)
_PLATE_WORD = re.compile(r"(?i)kenteken|plaat|platen|plaatje|gekentekend|\bkent?\.|nummerbord")
_COUNTRY = re.compile(
    r"(?i)\b(?:duits|pools|roemeen|bulgaar|belgisch|litouw|lets|frans|spaans|italiaan|hongaar|tsjech|slowaak|"
    r"oekra|turks|brits|engels|oostenrijk|deens|zweed|buitenland)\w*"
)
_VEHICLE = re.compile(
    r"(?i)\b(?:auto(?:'s)?|bus|busje|busjes|bussen|bestelbus|vrachtwagens?|trailers?|opleggers?|aanhangers?|"
    r"aanhangwagen|trekker|personenauto|voertuig(?:en)?|scooter|"
    r"mercedes|bmw|audi|volkswagen|vw|opel|ford|sprinter|vito|transit|golf|scania|daf|man|volvo|iveco)\b"
)
_MONTHS = frozenset(["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"])
_NO_PLATE = frozenset(["eur", "usd", "gbp", "bsn", "kvk", "btw", "tel", "nr", "pv"])  # EUR 100,00
# A model, an equipment or a paper: BMW X5, Mercedes C 220 CDI, Golf GTI 2017, APK 2025.
_NO_PLATE_AT_ALL = re.compile(
    r"(?i)(?:bmw|kia|vw|mg)\s[a-z]{0,2}\d{1,3}$|[a-z]{1,4}[ -]?\d{2,4}[ -]?(?:cdi|tdi|tsi|amg|hdi|gti)$|"
    r"(?:cdi|tdi|tsi|hdi|cla|clk|clc|gla|glb|glc|gle|gls|slk|sls|gti|gtd|gte|rs|st|fr|opc|amg|apk|ral|iso|wk|eu|en|nen|"
    r"chf|eur|usd|xtc|mdma|ghb|art|nr|kw|pk|cc)[ -]?\d+$|[a-z]{1,4}[ -](?:19|20)\d{2}$"
)
_NEAR = 45


def find_identifiers(text: str) -> Iterator[Span]:
    """Every number of the five kinds, strongest check first."""
    yield from _ibans(text)
    yield from _phones(text)
    yield from _numbers(text)
    yield from _plates(text)


def _ibans(text: str) -> Iterator[Span]:
    for match in _IBAN_START.finditer(text):
        length = _IBAN_LENGTHS.get(match[0][:2].upper())
        if length is None:
            continue
        characters, position = re.sub(r"[ .]", "", match[0]), match.end()
        while len(characters) < length and (step := _IBAN_CHARACTER.match(text, position)):
            characters += step[1]
            position = step.end()
        if len(characters) == length and not text[position : position + 1].isalnum() and is_iban(characters):
            yield span(IBAN, text, match.start(), position, characters.upper())


def _phones(text: str) -> Iterator[Span]:
    position = 0
    while match := _PHONE_START.search(text, position):
        position = match.start() + 1
        if _DATE.match(text, match.start()):
            continue
        end = _phone_end(text, match)
        if end is not None and match[0][0] == "(" and ")" not in text[match.start() : end]:
            continue  # the bracket belongs to the sentence; the number is found without it
        if end is not None and _NO_PHONE.search(text[max(0, match.start() - 30) : match.start()]):
            end = None
        if end is not None and (value := normalise_phone(text[match.start() : end])):
            yield span(PHONE, text, match.start(), end, value)
            position = end


def _phone_end(text: str, match: re.Match[str]) -> int | None:
    """Where the number that starts here ends, or None when the digits do not add up."""
    abroad = match[0].lstrip("(").startswith(("+", "00"))
    digits = re.sub(r"\D", "", match[0])
    if match[0].startswith("00"):
        digits = digits[2:]
    position, ends = match.end(), []
    while len(digits) < 14 and (step := _PHONE_STEP.match(text, position)):
        digits += step[1]
        position = step.end()
        ends.append((len(digits), position))
        if (not abroad and len(digits) == 10) or (abroad and digits.startswith("31") and len(digits) == 11):
            break
    wanted = 10 if not abroad else 11 if digits.startswith("31") else len(digits)
    if len(digits) != wanted or wanted < 9 or text[position : position + 1].isalnum():
        return None
    return position


def _numbers(text: str) -> Iterator[Span]:
    """BSN and KvK: digits only, told apart by the words around them."""
    chain_end = -1
    for match in _DIGITS.finditer(text):
        value = re.sub(r"\D", "", match[0])
        before = text[max(0, match.start() - _NEAR) : match.start()].rsplit("\n\n", 1)[-1]
        after = text[match.end() : match.end() + 22]
        if is_kvk(value):
            continued = chain_end >= 0 and re.fullmatch(
                r"\s*(?:,|en|/|&)\s*", text[chain_end : match.start()]
            )
            named = _last(_KVK_WORD, before) > _last(_BSN_WORD, before) or continued or _kvk_after(after)
            named = named or bool(_OF_A_COMPANY.search(before))
            other = (not _KVK_REGISTRATION.search(before) and _OTHER_NUMBER.search(before)) or re.search(
                r"(?i)tel\.?\S*\s*$", before
            )
            if named and not other:
                chain_end = match.end()
                yield span(KVK, text, match.start(), match.end(), value)
        elif (
            is_bsn(value)
            and not _OTHER_NUMBER.search(before)
            and (
                len(match[0]) == len(value) or _BSN_WORD.search(before) or _BSN_WORD.match(after.lstrip(" ("))
            )
        ):
            yield span(BSN, text, match.start(), match.end(), value)


def _kvk_after(after: str) -> bool:
    return bool(re.match(r"(?i)\s*\(?(?:kvk|k\.v\.k)", after))


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the pattern last stands, -1 when it does not."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _plates(text: str) -> Iterator[Span]:
    for start, end in plate_spans(text):
        if _may_be_plate(text[start:end]):
            yield _plate(text, start, end)
    for pattern in (_LOOSE_PLATE, _CLEARLY_FOREIGN):
        for match in pattern.finditer(text):
            if _may_be_plate(match[0]) and (
                match[0].isupper() or "-" in match[0] or _said_plate(text, match)
            ):
                yield _plate(text, match.start(), match.end())
    for match in _LOWER_TIGHT.finditer(text):
        if _said_plate(text, match) or _beside_vehicle(text, match):
            yield _plate(text, match.start(), match.end())
    for match in _MAYBE_FOREIGN.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + 25]
        said = _said_plate(text, match)
        abroad = any(_COUNTRY.search(part) for part in around) and _VEHICLE.search(around[0])
        country = re.match(r"\s*\((?:D|PL|RO|BG|B|LT|LV|CZ|HU|SK|F|E|I|UA|TR|GB|UK)\)", around[1])
        beside = (
            _RIGHT_BEHIND.search(around[0])
            or _BEHIND_A_PLATE.search(around[0])
            or re.match(r"\)?\s(?:als kenteken|staat op naam|is geleased)", around[1])
        )
        if (said or abroad or country or beside) and _may_be_plate(match[0]):
            yield _plate(text, match.start(), match.end())


def _said_plate(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    return bool(_PLATE_WORD.search(re.split(r"[.!?]\s+(?=[A-Z])", before)[-1]))


def _beside_vehicle(text: str, match: re.Match[str]) -> bool:
    """*een zwarte bestelbus, xvp44s,*: small letters right behind a vehicle."""
    return bool(_JUST_A_VEHICLE.search(text[max(0, match.start() - _NEAR) : match.start()]))


def _may_be_plate(text: str) -> bool:
    """A date (*2-okt-90*) and a measure (*70-km-20*) are no plates."""
    letters = re.sub(r"[^a-z]", "", text.lower())
    if _NO_PLATE_AT_ALL.match(text):
        return False
    return letters not in _MONTHS | _NO_PLATE and any(char.isdigit() for char in text)


def _plate(text: str, start: int, end: int) -> Span:
    return span(PLATE, text, start, end, normalise_plate(text[start:end]))
