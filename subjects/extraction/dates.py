"""Dates of birth: a date that is announced as one, or that stands right behind a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from legal.dates import DateProblem, read_date
from subjects.extraction.spans import BSN, DATE_OF_BIRTH, PERSON, Span, span

_MONTH = r"(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
_DAY = (
    r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|['’]?\d{2})(?!\d)|"
    rf"\d{{1,2}}(?:e|ste|de)?[\s-]+{_MONTH}[\s-]+(?:\d{{4}}|['’]?\d{{2}})(?!\d)|\d{{1,2}}\s\d{{1,2}}\s(?:19|20)\d{{2}}(?!\d)"
)
_VAGUE = rf"{_MONTH}\s+(?:19|20)\d{{2}}(?!\d)|\d{{1,2}}[-/](?:19|20)\d{{2}}(?!\d)|(?:19|20)\d{{2}}(?!\d)|\d{{8}}(?!\d)"
_ANNOUNCED = re.compile(
    r"(?i)(?<!\w)(?:geb(?:oren|oortedatum|oortejaar|oortedag|\.?\s?datum|\.?\s?dat\.?|\.?\s?d\.?)?|gebdat|gb|g\.d\.|gbd|dob|d\.o\.b\.|"
    r"jaargang|bouwjaar)(?!\w)[^\n0-9]{0,45}?(?:\n\s{0,8})?"
    rf"(?P<date>(?<![\d-])(?:{_DAY}|{_VAGUE}))"
)
_BEHIND_NAME = re.compile(
    rf"(?i)(?P<open>\s?[(\[]\s?(?:[^()\d\n]{{0,25}}?[\s,])?|\s*[,;|\t]\s{{0,3}}|\s[-–]\s|\s)"
    rf"(?P<date>{_DAY}|(?<=[(\[])(?:19|20)\d{{2}}|(?<=, )19\d{{2}}(?=[,)]))(?P<close>\s?[)\]])?"
)
_STARRED = re.compile(rf"(?<!\w)[*°]\s?(?P<date>{_DAY}|(?:19|20)\d{{2}}(?!\d))")
_NOT_BIRTH = re.compile(r"(?i)\bwas tot\b|bouwjaar|gebouwd|gebracht|gebeld|gebied|overleden|vanaf|sinds")
_I_AM_OF = re.compile(rf"(?i)\b(?:ik ben|hij is|zij is|ze is) van (?P<date>{_DAY})")
# *16-apr-1967 (geboortedatum)*
_SAID_BEHIND = re.compile(rf"(?i)(?<![\w-])(?P<date>{_DAY})\s?\(?(?:geb\.?|geboren|geboortedatum)\)")
_ADULT = 2010
_YOUNG = 2020  # a date behind a name that is later than this is a date of the report


def find_births(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Dates of birth, given the marks that were found already."""
    for match in _ANNOUNCED.finditer(text):
        if not _NOT_BIRTH.search(match[0]) and (value := _value(match["date"])):
            yield span(DATE_OF_BIRTH, text, *match.span("date"), value)
    for match in _STARRED.finditer(text):
        if value := _value(match["date"]):
            yield span(DATE_OF_BIRTH, text, *match.span("date"), value)
    for match in _SAID_BEHIND.finditer(text):
        if value := _value(match["date"]):
            yield span(DATE_OF_BIRTH, text, *match.span("date"), value)
    for match in _I_AM_OF.finditer(text):
        value = _value(match["date"])
        if value and int(value[:4]) <= _ADULT:
            yield span(DATE_OF_BIRTH, text, *match.span("date"), value)
    for person in found:
        if person.kind not in {PERSON, BSN}:
            continue
        behind = _BEHIND_NAME.match(text, person.end)
        if behind and (value := _value(behind["date"])) and int(value[:4]) <= _YOUNG:
            yield span(DATE_OF_BIRTH, text, *behind.span("date"), value)


def _value(written: str) -> str:
    """ISO with 00 for what is unknown; an empty string when it is no date."""
    plain = " ".join(written.lower().split()).replace("’", "'").replace("'", "")
    plain = re.sub(r"(\d)(?:e|ste|de)\b", r"\1", plain)
    plain = re.sub(r"\s?([-/.])\s?(?=\d)", r"\1", plain)
    if re.fullmatch(r"(?:19|20)\d{2}", plain):
        return f"{plain}-00-00"
    if backward := re.fullmatch(r"((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])", plain):
        plain = "-".join(backward.groups())  # 19680503
    elif compact := re.fullmatch(r"(\d{2})(\d{2})((?:19|20)\d{2})", plain):
        plain = "-".join(compact.groups())
    if not re.match(r"\d{4}", plain) and (match := re.fullmatch(r"(.*\D)(\d{2})", plain)):
        # Nobody reported here is born in the future: 05 is 2005, 65 is 1965.
        plain = f"{match[1]}{'20' if int(match[2]) <= 20 else '19'}{match[2]}"
    try:
        moment = read_date(plain, today=date(2100, 1, 1))
    except (DateProblem, ValueError, OverflowError):
        return ""
    if moment.start is None or moment.end is None or not 1900 <= moment.start.year <= 2099:
        return ""
    return moment.start.isoformat() if moment.start == moment.end else f"{moment.start:%Y-%m}-00"
