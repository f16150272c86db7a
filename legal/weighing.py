"""The weging of a signal: four questions and what the answers lead to.

Source: model privacyprotocol binnengemeentelijke gegevensdeling bij de aanpak van ondermijning
(CCV en ministerie van JenV, 2020), steps 1 and 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick off; ``code`` is stored, ``label`` is shown."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together, with how many at least must be ticked for a yes."""

    label: str
    items: tuple[Item, ...]
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the protocol."""

    code: str
    short: str
    text: str
    hint: str
    groups: tuple[Group, ...] = ()


W1: Final = Question(
    "W1",
    "1",
    "Is er sprake van ondermijning?",
    "Minstens één punt van lokale verankering is nodig voor een ja.",
    (
        Group(
            "Kenmerken",
            (
                Item("K1", "aantasting van instituten"),
                Item("K2", "aantasting van het gezag van bestuur, politie of overheid"),
                Item("K3", "openbare orde en veiligheid"),
                Item("K4", "ontwrichting van maatschappij, politiek of economie"),
                Item("K5", "onrechtmatigheden of georganiseerde criminaliteit"),
            ),
        ),
        Group(
            "Lokale verankering",
            (
                Item("V1", "gelegenheid in de bestuurlijke omgeving"),
                Item("V2", "gelegenheid in de sociale omgeving"),
                Item("V3", "gelegenheid in de zakelijke omgeving"),
                Item("V4", "processen in de organisatie die faciliteren"),
                Item("V5", "betrokkenheid van locatie, persoon, groep of netwerk"),
            ),
            minimum=1,
        ),
        Group(
            "Signalering",
            (
                Item("S1", "dingen die niet bij elkaar passen"),
                Item("S2", "malafide activiteiten"),
                Item("S3", "systematisch en structureel"),
                Item("S4", "verborgen aanwezig"),
                Item("S5", "complex"),
            ),
        ),
    ),
)
W2A: Final = Question(
    "W2A",
    "2A",
    "Heeft de gemeente hier een taak of bevoegdheid?",
    "Zo niet, dan verwijst u door naar de politie of een andere instantie.",
    (
        Group(
            "Welke taak",
            (
                Item("T1", "openbare orde (burgemeester)"),
                Item("T2", "vergunningen en Bibob"),
                Item("T3", "toezicht en handhaving"),
                Item("T4", "sociaal domein"),
                Item("T5", "eigen vastgoed, subsidies of opdrachten"),
            ),
        ),
    ),
)
W2B: Final = Question(
    "W2B",
    "2B",
    "Gaat het over het eigen grondgebied?",
    "Zo niet, dan verwijst u door naar de andere gemeente of het RIEC.",
)
W3: Final = Question(
    "W3",
    "3",
    "Is het signaal concreet, recent en past het bij een prioriteit?",
    "Open bronnen alleen met objectieve criteria.",
    (
        Group(
            "Zwaarte",
            (
                Item("C1", "concreet: plaats, persoon of werkwijze is bekend"),
                Item("C2", "recent: niet ouder dan een jaar"),
                Item("C3", "deel van een patroon of fenomeen"),
                Item("C4", "past bij een thema met prioriteit"),
            ),
        ),
    ),
)
QUESTIONS: Final = (W1, W2A, W2B, W3)
BY_CODE: Final = {question.code: question for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class Weighed:
    """Where the answers lead: the next question, or what can be decided, with the reason."""

    next_question: str
    decisions: tuple[str, ...]
    reason: str


def missing_for_yes(code: str, checked: set[str]) -> str:
    """The sentence that says what a yes still lacks; empty when nothing is lacking."""
    for group in BY_CODE[code].groups:
        ticked = sum(item.code in checked for item in group.items)
        if ticked < group.minimum:
            return f"Kruis minstens één punt aan bij “{group.label}”."
    return ""


def unknown_codes(code: str, checked: set[str]) -> set[str]:
    """Ticked codes that the question does not have."""
    return checked - {item.code for group in BY_CODE[code].groups for item in group.items}


def weigh(answers: Mapping[str, bool]) -> Weighed:
    """What follows from the answers so far (``{"W1": True, ...}``); an unanswered question is absent."""
    if "W1" not in answers:
        return Weighed("W1", (), "Weging 1 is nog niet beantwoord.")
    if not answers["W1"]:
        return Weighed("", ("NOT_UNDERMINING",), "Weging 1 is nee: dit is geen ondermijning.")
    for code, label in (("W2A", "er is geen gemeentelijke taak"), ("W2B", "het gaat over ander grondgebied")):
        if code not in answers:
            return Weighed(code, (), f"Weging {BY_CODE[code].short} is nog niet beantwoord.")
        if not answers[code]:
            return Weighed("", ("REFERRED",), f"Weging {BY_CODE[code].short} is nee: {label}.")
    if "W3" not in answers:
        return Weighed("W3", (), "Weging 3 is nog niet beantwoord.")
    decisions = ("NO_FOLLOW_UP", "WITH_DEPARTMENT", "WITH_RIEC", "FURTHER_ANALYSIS")
    if answers["W3"]:
        return Weighed("", (*decisions[1:], decisions[0]), "Alle wegingen zijn ja: kies wie de regie krijgt.")
    return Weighed("", decisions, "Weging 3 is nee: geen vervolg ligt voor de hand.")
