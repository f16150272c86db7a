"""Numbers that name a person, company, car or line: recognise, check, normalise.

BSN and RSIN have the same form and check, so they can't be told apart: two separate fields.
"""

from __future__ import annotations

import re

BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
IBAN_LONGEST = 34
_NL_PLATE = re.compile(
    r"(?<![\w-])("
    r"[A-Z]{2}-?\d{2}-?\d{2}|\d{2}-?\d{2}-?[A-Z]{2}|\d{2}-?[A-Z]{2}-?\d{2}|[A-Z]{2}-?\d{2}-?[A-Z]{2}|"
    r"[A-Z]{2}-?[A-Z]{2}-?\d{2}|\d{2}-?[A-Z]{2}-?[A-Z]{2}|\d{2}-?[A-Z]{3}-?\d|\d-?[A-Z]{3}-?\d{2}|"
    r"[A-Z]{2}-?\d{3}-?[A-Z]|[A-Z]-?\d{3}-?[A-Z]{2}|[A-Z]{3}-?\d{2}-?[A-Z]|[A-Z]-?\d{2}-?[A-Z]{3}|"
    r"\d-?[A-Z]{2}-?\d{3}|\d{3}-?[A-Z]{2}-?\d"
    r")(?![\w-])"
)
_FOREIGN_PLATE = re.compile(
    r"(?:kenteken|plaat|gekentekend)(?:\s+met)?(?:\s+(?:is|was|van|nummer))*[\s:]+"
    r"([A-Z]{1,3}[- ][A-Z]{1,2}[ -]?\d{1,4}[A-Z]?|"
    r"[A-Z0-9]{2,4}[- ][A-Z0-9]{2,5}(?:[- ][A-Z0-9]{1,4})?)(?![\w-])"
)
_ANNOUNCED_PLATE = re.compile(
    r"(?i:kenteken|plaat)\b[^.\n]{0,30}?(?<![\w-])([A-Z]{1,3}-[A-Z]{1,2} ?\d{1,4})(?!\w)"
)
_PHONE = re.compile(
    r"(?<![\w+])((?:\+|00)\d{1,3}[\s.\-()\d]{7,16}\d|0\d{1,3}[\s.\-]?\d(?:[\s.\-]?\d){5,8})(?!\w)"
)
_POSTCODE = re.compile(r"(?<!\w)([1-9]\d{3})\s?([A-Z]{2})(?!\w)")
_IBAN = re.compile(r"(?<!\w)([A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?)(?!\w)")
UNUSED_POSTCODE_LETTERS = frozenset({"SA", "SD", "SS"})
NL_PHONE_DIGITS = 9


def is_bsn(text: str) -> bool:
    """Nine digits that pass the elfproef (last weight -1), and not all zero."""
    if not re.fullmatch(r"\d{9}", text) or not text.strip("0"):
        return False
    return sum(int(digit) * weight for digit, weight in zip(text, BSN_WEIGHTS, strict=True)) % 11 == 0


def is_kvk(text: str) -> bool:
    """Eight digits; there is no check digit."""
    return bool(re.fullmatch(r"\d{8}", text))


def is_iban(text: str) -> bool:
    """ISO 13616: the rearranged number is 1 modulo 97."""
    compact = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{8,30}", compact) or len(compact) > IBAN_LONGEST:
        return False
    digits = "".join(str(int(char, 36)) for char in compact[4:] + compact[:4])
    return int(digits) % 97 == 1


def ibans_in(text: str) -> set[str]:
    """The valid account numbers of a text, without spaces."""
    found = (re.sub(r"\s", "", match) for match in _IBAN.findall(text))
    return {iban for iban in found if is_iban(iban)}


def normalise_postcode(text: str) -> str:
    """``7601 ab`` becomes ``7601AB``; anything else an empty string."""
    match = _POSTCODE.fullmatch(text.strip().upper())
    if not match or match[2] in UNUSED_POSTCODE_LETTERS:
        return ""
    return match[1] + match[2]


def normalise_plate(text: str) -> str:
    """Upper case, without hyphens and spaces; foreign plates are never refused."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def plates_in(text: str) -> set[str]:
    """Dutch plates by their form, foreign ones when announced (``kenteken BOR-KX 221``); normalised."""
    return {normalise_plate(text[start:end]) for start, end in plate_spans(text)}


def plate_spans(text: str) -> list[tuple[int, int]]:
    """Where plates stand in a text."""
    spans = [match.span(1) for match in _NL_PLATE.finditer(text) if _is_plate(match[1])]
    for match in re.finditer(
        r"(?i:kenteken|plaat)\b[^.\n]{0,30}?(?<![\w-])([A-Z]{1,3}-[A-Z]{1,2} ?\d{1,4})(?!\w)", text
    ):
        spans.append(match.span(1))
    for match in _FOREIGN_PLATE.finditer(text):
        spans.append(match.span(1))
    spans.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _is_plate(text: str) -> bool:
    """A run without hyphens that is a postcode (7609NE) is no plate."""
    return "-" in text or not _POSTCODE.fullmatch(text)


def normalise_phone(text: str) -> str:
    """E.164 (``+31612345678``); an empty string for what can't be a telephone number."""
    digits = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if digits.startswith("0"):
        digits = "+31" + digits[1:]
    if not digits.startswith("+"):
        return ""
    if digits.startswith("+31"):
        return digits if len(digits) == len("+31") + NL_PHONE_DIGITS else ""
    return digits if 9 <= len(digits) <= 16 else ""


def phones_in(text: str) -> set[str]:
    """The telephone numbers of a text, in E.164."""
    return {number for start, end in phone_spans(text) if (number := normalise_phone(text[start:end]))}


def phone_spans(text: str) -> list[tuple[int, int]]:
    """Where telephone numbers stand in a text."""
    return [match.span(1) for match in _PHONE.finditer(text) if normalise_phone(match[1])]
