"""Legal terms as one table, and what becomes of them under the Algemene termijnenwet (Atw).

A jurist reads :data:`TERMS`: which term, how long, from when, which article, does the Atw move its end.
:func:`term` computes one and explains it. Pure: dates in, dates out.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from legal.holidays import is_working_day, why_free
from legal.retention import add_months

_DAY: Final = timedelta(days=1)
# Atw art. 4: it does not hold for terms longer than these, nor for terms of years.
LONGEST_MOVED: Final = {"days": 90, "weeks": 12, "months": 3, "years": 0}
WORDS: Final = {
    "days": ("dag", "dagen"),
    "weeks": ("week", "weken"),
    "months": ("maand", "maanden"),
    "years": ("jaar", "jaar"),
}
_MONTHS: Final = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class UnknownTerm(ValueError):
    """There is no term of this name; the message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One legal term.

    ``unit`` is days, weeks, months or years. ``from_event`` says in Dutch on which day ``start`` falls;
    the first day of the term is the day after it. ``statutory`` terms are set by law and may be moved
    by the Atw; what an authority sets itself, and terms counted in a decision, never are.
    """

    kind: str
    label: str
    length: int
    unit: str
    from_event: str
    article: str
    statutory: bool = True
    note: str = ""
    # A closure runs from its first day itself; a term runs from the day after its event.
    from_next_day: bool = True

    @property
    def span(self) -> str:
        """The length in words: *6 weken*."""
        one, many = WORDS[self.unit]
        return f"{self.length} {one if self.length == 1 else many}"

    @property
    def moved(self) -> bool:
        """Does the Atw hold for it? (Atw art. 1 lid 1, art. 4)"""
        return self.statutory and self.length <= LONGEST_MOVED[self.unit]


_SENT = "de bekendmaking van het besluit"

TERMS: Final[dict[str, Rule]] = {
    rule.kind: rule
    for rule in (
        # Objection and appeal
        Rule("bezwaar", "Bezwaar maken", 6, "weeks", _SENT, "Awb 6:7 en 6:8"),
        Rule("beroep", "Beroep bij de rechtbank", 6, "weeks", _SENT, "Awb 6:7 en 6:8"),
        Rule(
            "hoger-beroep",
            "Hoger beroep",
            6,
            "weeks",
            "de verzending van de uitspraak",
            "Awb 6:7, 6:8 en 6:24",
        ),
        Rule(
            "beslissing-op-bezwaar",
            "Beslissen op bezwaar",
            6,
            "weeks",
            "de laatste dag van de bezwaartermijn",
            "Awb 7:10 lid 1",
        ),
        Rule(
            "beslissing-op-bezwaar-commissie",
            "Beslissen op bezwaar met adviescommissie",
            12,
            "weeks",
            "de laatste dag van de bezwaartermijn",
            "Awb 7:10 lid 1",
        ),
        Rule(
            "beslissing-op-bezwaar-verdaagd",
            "Beslissen op bezwaar, verdaagd",
            12,
            "weeks",
            "de laatste dag van de bezwaartermijn",
            "Awb 7:10 lid 1 en 3",
            note="6 weken en 6 weken verdaging",
        ),
        Rule(
            "beslissing-op-bezwaar-commissie-verdaagd",
            "Beslissen op bezwaar met adviescommissie, verdaagd",
            18,
            "weeks",
            "de laatste dag van de bezwaartermijn",
            "Awb 7:10 lid 1 en 3",
            note="12 weken en 6 weken verdaging",
        ),
        # Dwangsom and other money
        Rule("betaling-dwangsom", "Dwangsom betalen", 6, "weeks", "de dag van de verbeurte", "Awb 5:33"),
        Rule("betaling-beschikking", "Geldschuld betalen", 6, "weeks", _SENT, "Awb 4:87 lid 1"),
        Rule(
            "aanmaning",
            "Betalen na aanmaning",
            2,
            "weeks",
            "de verzending van de aanmaning",
            "Awb 4:112 lid 1",
        ),
        Rule(
            "verjaring-dwangsom",
            "Verjaring van een verbeurde dwangsom",
            1,
            "years",
            "de dag van de verbeurte",
            "Awb 5:35 lid 1",
            note="zonder stuiting en verlenging",
        ),
        Rule(
            "verjaring-geldschuld",
            "Verjaring van een geldschuld",
            5,
            "years",
            "de laatste dag van de betalingstermijn",
            "Awb 4:104 lid 1",
        ),
        Rule(
            "invordering-op-verzoek",
            "Beslissen op een verzoek om in te vorderen",
            4,
            "weeks",
            "de ontvangst van het verzoek",
            "Awb 5:37 lid 3",
        ),
        Rule(
            "opheffing-dwangsom",
            "Opheffen van de last op verzoek mogelijk",
            1,
            "years",
            "de laatste verbeurte of het van kracht worden van de last",
            "Awb 5:34 lid 2",
        ),
        # Bestuursdwang
        Rule(
            "bestuursdwang-op-verzoek",
            "Beslissen op een verzoek om bestuursdwang toe te passen",
            4,
            "weeks",
            "de ontvangst van het verzoek",
            "Awb 5:31a",
        ),
        Rule(
            "kosten-bestuursdwang",
            "Kosten van bestuursdwang vaststellen",
            5,
            "years",
            "de toepassing van de bestuursdwang",
            "Awb 5:25 lid 6",
        ),
        Rule(
            "meegevoerde-zaken",
            "Meegevoerde zaken verkopen, weggeven of vernietigen mogelijk",
            13,
            "weeks",
            "het meevoeren",
            "Awb 5:30",
        ),
        # Boete
        Rule(
            "boete-beslissen",
            "Beslissen over een boete",
            13,
            "weeks",
            "de dagtekening van het rapport",
            "Awb 5:51",
        ),
        Rule(
            "boete-vervalt",
            "Bevoegdheid tot een boete vervalt",
            3,
            "years",
            "de overtreding",
            "Awb 5:45 lid 2",
        ),
        Rule(
            "boete-vervalt-zwaar",
            "Bevoegdheid tot een boete boven de grens van 5:53 vervalt",
            5,
            "years",
            "de overtreding",
            "Awb 5:45 lid 1",
        ),
        # Late decisions
        Rule(
            "ingebrekestelling",
            "Dwangsom bij niet tijdig beslissen begint",
            2,
            "weeks",
            "de ontvangst van de ingebrekestelling",
            "Awb 4:17 lid 3",
            statutory=False,
        ),
        # Closures, orders, permits
        Rule("wkpb", "Inschrijven in het beperkingenregister", 4, "days", _SENT, "Wkpb"),
        Rule(
            "gebiedsverbod",
            "Gebiedsverbod duurt hoogstens",
            3,
            "months",
            "de laatste dag vóór het begin",
            "Gemeentewet 172a lid 6",
            statutory=False,
        ),
        Rule(
            "schorsing-alcoholvergunning",
            "Schorsing van de alcoholvergunning duurt hoogstens",
            12,
            "weeks",
            "de laatste dag vóór het begin",
            "Alcoholwet 32",
            statutory=False,
        ),
        # Bibob
        Rule(
            "bibob-advies",
            "Advies van het LBB",
            8,
            "weeks",
            "de aanvraag van het advies",
            "Wet Bibob 15",
            statutory=False,
        ),
        Rule(
            "bibob-advies-verlengd",
            "Advies van het LBB, verlengd",
            12,
            "weeks",
            "de aanvraag van het advies",
            "Wet Bibob 15",
            statutory=False,
        ),
        Rule(
            "bibob-hergebruik",
            "LBB-advies te gebruiken voor een ander besluit",
            5,
            "years",
            "het advies",
            "Wet Bibob 29",
        ),
    )
}
# Durations that a decision sets itself: the number stands behind the name.
_SET_BY_DECISION: Final = {
    "sluiting-maanden": (
        "Sluiting",
        "months",
        "het begin van de sluiting",
        "de grondslag van de sluiting; Atw 1 en 4",
    ),
    "sluiting-weken": (
        "Sluiting",
        "weeks",
        "het begin van de sluiting",
        "de grondslag van de sluiting; Atw 1 en 4",
    ),
    "begunstiging-weken": ("Begunstigingstermijn", "weeks", _SENT, "Awb 5:24 lid 2; 5:32a lid 2"),
    "begunstiging-dagen": ("Begunstigingstermijn", "days", _SENT, "Awb 5:24 lid 2; 5:32a lid 2"),
    "zienswijze-dagen": ("Zienswijze", "days", "de verzending van het voornemen", "Awb 4:8"),
    "zienswijze-weken": ("Zienswijze", "weeks", "de verzending van het voornemen", "Awb 4:8"),
}
LONGEST_SET: Final = 600


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day on which the term could not end, and why."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Term:
    """A computed term: all its days, and why."""

    rule: Rule
    start: date
    first_day: date
    raw_end: date
    end: date
    skipped: tuple[Skipped, ...] = ()
    stretched: bool = False
    steps: tuple[str, ...] = field(default=())

    @property
    def article(self) -> str:
        """The article of the term; with those of the Atw when it moved the end."""
        return (
            f"{self.rule.article}; Atw {'1 en 2' if self.stretched else '1'}"
            if self.end != self.raw_end
            else self.rule.article
        )

    @property
    def moved(self) -> bool:
        """Is the last day another than the count of days gives?"""
        return self.end != self.raw_end

    @property
    def explanation(self) -> str:
        """*Waarom deze datum*, in Dutch sentences."""
        return " ".join(self.steps)


def written(day: date) -> str:
    """A day as people write it: *maandag 23 november 2026*."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def rule_of(kind: str) -> Rule:
    """The rule of a kind: a name of :data:`TERMS`, or ``sluiting-maanden:6`` and the like.

    Raises :class:`UnknownTerm`.
    """
    name, colon, number = kind.strip().lower().partition(":")
    if not colon and name in TERMS:
        return TERMS[name]
    if colon and name in _SET_BY_DECISION:
        if not re.fullmatch(r"[1-9]\d{0,2}", number) or int(number) > LONGEST_SET:
            raise UnknownTerm(f"“{number}” is geen aantal; schrijf bijvoorbeeld {name}:6.")
        label, unit, event, article = _SET_BY_DECISION[name]
        return Rule(
            f"{name}:{int(number)}",
            label,
            int(number),
            unit,
            event,
            article,
            statutory=False,
            from_next_day=not name.startswith("sluiting"),
        )
    raise UnknownTerm(f"Deze termijn bestaat niet: {kind}. Kies uit: {', '.join(kinds())}.")


def kinds() -> list[str]:
    """Every kind of term, those with a number written as ``name:N``."""
    return [*TERMS, *(f"{name}:N" for name in _SET_BY_DECISION)]


def term(kind: str, start: date, decreed: Collection[date] = ()) -> Term:
    """Compute a term.

    ``start`` is the day of the event that the rule names (it does not count itself), ``decreed`` the
    days that a decree puts on a level with a feestdag. Raises :class:`UnknownTerm`, and
    ``OverflowError`` past the end of the calendar.
    """
    rule = rule_of(kind)
    raw_end = count(start, rule.length, rule.unit)
    end, skipped, stretched = raw_end, [], False
    if rule.moved:
        end, stretched = _two_working_days(rule, start, raw_end, decreed)
        while reason := why_free(end, decreed):
            skipped.append(Skipped(end, reason))
            end += _DAY
    first_day = start + _DAY if rule.from_next_day else start
    found = Term(rule, start, first_day, raw_end, end, tuple(skipped), stretched)
    return replace(found, steps=tuple(_explain(found)))


def count(start: date, length: int, unit: str) -> date:
    """The last day of a term whose first day is the day after ``start``; not yet moved.

    Months and years end on the same day number, or on the last day of a shorter month.
    """
    if unit in {"months", "years"}:
        return add_months(start, length * (12 if unit == "years" else 1))
    return start + timedelta(**{unit: length})


def _two_working_days(rule: Rule, start: date, end: date, decreed: Collection[date]) -> tuple[date, bool]:
    """Atw art. 2: a term of at least three days holds at least two working days."""
    days = (end - start).days
    if days < 3:
        return end, False
    working = sum(is_working_day(start + n * _DAY, decreed) for n in range(1, min(days, 14) + 1))
    stretched = end
    while working < 2:
        stretched += _DAY
        working += is_working_day(stretched, decreed)
    return stretched, stretched != end


def _explain(found: Term) -> list[str]:
    rule = found.rule
    note = f" ({rule.note})" if rule.note else ""
    steps = [
        f"{rule.label}: {rule.span}{note} na {rule.from_event} ({rule.article}).",
        f"Die dag is {written(found.start)} en telt zelf niet mee; de eerste dag is {written(found.first_day)}."
        if rule.from_next_day
        else f"Dat begin is {written(found.start)}.",
        f"De laatste dag is dan {written(found.raw_end)}.",
    ]
    if found.stretched:
        steps.append("In de termijn vallen geen twee werkdagen; hij wordt zo lang als nodig is (Atw 2).")
    if found.skipped:
        days = ", ".join(
            f"{written(row.day)} ({row.why})" if row.why not in written(row.day) else written(row.day)
            for row in found.skipped
        )
        steps.append(f"Een termijn eindigt niet op {days} (Atw 1 en 3).")
    if found.moved:
        steps.append(f"De termijn eindigt op {written(found.end)}, om 24.00 uur.")
    elif not rule.moved and why_free(found.end):
        reason = (
            "de Algemene termijnenwet geldt niet voor een termijn die een besluit stelt"
            if not rule.statutory
            else "de Algemene termijnenwet geldt niet voor zo'n lange termijn (Atw 4)"
        )
        steps.append(f"Dat blijft zo, ook al is het geen werkdag: {reason}.")
    return steps


def received_in_time(end: date, posted: date, received: date) -> bool:
    """Is an objection in time? Received by the end, or posted by then and received within a week after.

    Awb 6:9 lid 1 and 2.
    """
    return received <= end or (posted <= end and received <= end + timedelta(weeks=1))
