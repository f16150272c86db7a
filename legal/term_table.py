"""All legal terms in one table: which term, how long, from when, which article, does the Atw move its end.

:mod:`legal.terms` computes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Atw art. 4: it does not hold for terms longer than these, nor for terms of years.
LONGEST_MOVED: Final = {"days": 90, "weeks": 12, "months": 3, "years": 0}
WORDS: Final = {
    "days": ("dag", "dagen"),
    "weeks": ("week", "weken"),
    "months": ("maand", "maanden"),
    "years": ("jaar", "jaar"),
}


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
SET_BY_DECISION: Final = {
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
