"""Amounts and durations in free wording: ``€ 5.000,- per overtreding``, ``2x 5000``, ``6 mnd``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

AT_ONCE, PER_PERIOD, PER_BREACH = "AT_ONCE", "PER_PERIOD", "PER_BREACH"
MOST: Final = Decimal("99999999.99")
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        (
            "nul",
            "een",
            "twee",
            "drie",
            "vier",
            "vijf",
            "zes",
            "zeven",
            "acht",
            "negen",
            "tien",
            "elf",
            "twaalf",
        )
    )
} | {"één": 1, "achttien": 18, "vierentwintig": 24, "dertig": 30}
_WORD: Final = "|".join(_NUMBERS)
_SUM: Final = re.compile(
    r"(?:€|eur(?:o)?\b\.?)?\s*(?<![\d.,])(\d{1,3}(?:[.,\s]\d{3})+|\d+)(?:[.,](\d{2}(?!\d)|-{1,2}|=))?(?:,?-)?"
    r"\s*(k\b|duizend\b|mille\b)?\s*(?:euro?\b|€)?",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(
    rf"(?<![\d.,\w])(?:(\d+(?:[.,]5)?)|({_WORD})|(half|halve)|(anderhal(?:f|ve)))\s*[-.]?\s*"
    r"(jaar|jaren|jr|maand(?:en)?|mnd(?:en)?|mdn|mnds?|week|weken|wkn?|wk|dag(?:en)?|dgn|dg|etmalen)\b\.?",
    re.IGNORECASE,
)
_PERIOD: Final = re.compile(r"\bper\s+(dag|week|maand|jaar|uur)\b|/\s*(dag|week|maand)\b", re.IGNORECASE)
_BREACH: Final = re.compile(
    r"\bper\s+(?:overtreding|keer|constatering|geval|feit|maal|herhaling)|\bp/?[okc]\b|/\s*keer|iedere? keer",
    re.IGNORECASE,
)
_ONCE: Final = re.compile(
    r"\bineens\b|\bin\s+één\s+keer|\béénmalig|\beenmalig|\bin\s+een\s+keer", re.IGNORECASE
)
_MAXIMUM: Final = re.compile(
    r"(?:met\s+een\s+)?(?:\bmax(?:imum|imaal)?\b\.?|\btot(?:\s+(?:een\s+maximum\s+van|maximaal))?\b|\bplafond\b)\s*(?:van\s+|is\s+|:\s*)?",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(rf"(?<!\w)(\d{{1,2}}|{_WORD})\s*(?:x|×|maal|keer)(?!\w)", re.IGNORECASE)
_NOTHING: Final = frozenset(
    ["", "-", "–", "nee", "n", "geen", "0", "nvt", "n.v.t.", "n.v.t", "niet", "€ 0", "€ 0,00", "no"]
)


@dataclass(frozen=True, slots=True)
class Terms:
    """A duration in months, weeks or days, and the sum of a dwangsom with its mode and maximum."""

    months: int | None = None
    weeks: int | None = None
    days: int | None = None
    amount: Decimal | None = None
    mode: str = ""
    maximum: Decimal | None = None
    period: str = ""

    @property
    def lasts(self) -> bool:
        """Is a duration told?"""
        return any((self.months, self.weeks, self.days))


def read_terms(text: str) -> Terms:
    """Duration and amount from one cell or several joined by ``;``. What is not there stays None."""
    months = weeks = days = None
    period = ""
    if found := _PERIOD.search(text):
        period = (found[1] or found[2]).lower()
    rest = _PERIOD.sub(" ", text)
    if span := _SPAN.search(rest):
        months, weeks, days = _span(span)
        rest = rest[: span.start()] + " ; " + rest[span.end() :]
    maximum = None
    if at := _MAXIMUM.search(rest):
        after = _SUM.match(rest, at.end()) or _SUM.search(rest, at.end())
        if after is not None and not _TIMES.match(rest, at.end()):
            maximum = _amount(after)
            rest = rest[: at.start()] + " ; " + rest[after.end() :]
    amount = next((value for value in map(_amount, _SUM.finditer(_TIMES.sub(" ", rest))) if value), None)
    if amount is not None and maximum is None and (at := _MAXIMUM.search(rest)):
        # "max. 3x" is three times the sum.
        times = _TIMES.match(rest, at.end())
        maximum = amount * _count(times[1]) if times else None
    mode = ""
    if amount is not None:
        mode = (
            PER_PERIOD
            if period
            else AT_ONCE
            if _ONCE.search(text)
            else PER_BREACH
            if _BREACH.search(text)
            else ""
        )
    if mode == AT_ONCE:
        maximum = maximum or amount
    if maximum is not None and amount is not None and maximum < amount:
        amount, maximum = maximum, amount
    return Terms(months, weeks, days, amount, mode, maximum, period)


def _span(found: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    many = (
        Decimal(found[1].replace(",", "."))
        if found[1]
        else Decimal(_NUMBERS[found[2].lower()])
        if found[2]
        else Decimal("0.5")
        if found[3]
        else Decimal("1.5")
    )
    unit = found[5].lower()
    if unit.startswith("j"):
        many, unit = many * 12, "m"
    if many != many.to_integral_value() or not 0 < many <= 1200:
        return None, None, None
    whole = int(many)
    if unit.startswith("m"):
        return whole, None, None
    return (None, whole, None) if unit.startswith("w") else (None, None, whole)


def _amount(found: re.Match[str]) -> Decimal | None:
    whole = Decimal(re.sub(r"[.,\s]", "", found[1]))
    cents = found[2] or ""
    value = whole + (Decimal(cents) / 100 if cents.isdigit() else 0)
    if found[3]:
        value *= 1000
    return value.quantize(Decimal("0.01")) if 0 < value <= MOST else None


def read_amount(text: str) -> Decimal | None:
    """One amount; None when there is none."""
    return next((value for value in map(_amount, _SUM.finditer(text)) if value), None)


@dataclass(frozen=True, slots=True)
class Incurred:
    """Sums that were incurred; ``unclear`` when something was, but not how much."""

    sums: tuple[Decimal, ...] = ()
    unclear: str = ""


def read_incurred(text: str, amount: Decimal | None) -> Incurred:
    """``2x 5000`` is two sums of 5000, ``1x`` one of the dwangsom itself, ``€ 2.500,00`` one sum."""
    plain = " ".join(text.split())
    if plain.casefold() in _NOTHING:
        return Incurred()
    times = _TIMES.search(plain)
    count = _count(times[1]) if times else 1
    rest = _TIMES.sub(" ", plain)
    sums = [value for value in map(_amount, _SUM.finditer(rest)) if value]
    if len(sums) > 1:
        return Incurred(tuple(sums))
    if not sums and amount is not None and (times or plain.casefold() in {"ja", "j", "yes"}):
        return Incurred((amount,) * count)
    if not sums:
        return Incurred(unclear=plain[:100])
    one = sums[0]
    if times and times.start() > 0 and amount is not None and one == amount * count:
        return Incurred((amount,) * count)
    return Incurred((one,) * count)


def _count(text: str) -> int:
    count = int(text) if text.isdigit() else _NUMBERS[text.lower()]
    return count if 0 < count <= 50 else 1


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid: everything, nothing known, or a sum; ``unclear`` when it can't be told."""

    everything: bool = False
    amount: Decimal | None = None
    unclear: str = ""


def read_paid(text: str) -> Paid:
    """``ja``, ``nee``, ``deels``, or an amount."""
    plain = " ".join(text.split())
    low = plain.casefold()
    if low in _NOTHING or re.match(r"niet|open|onbetaald|nog niet", low):
        return Paid()
    if re.match(r"(?:ja|j|yes|volledig|geheel|voldaan|betaald|alles)\b", low) and not re.search(
        r"\d|deel", low
    ):
        return Paid(everything=True)
    if amount := read_amount(plain):
        return Paid(amount=amount)
    return Paid(unclear=plain[:100])
