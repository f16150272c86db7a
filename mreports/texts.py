"""The anonymity of the reporter: did the reporter slip into the text, and does a neutral text leak?

Anonymity goes before solving the case (contract M.).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LONGEST_COMMON_RUN: Final = 5

_SELF = (
    (r"\bik ben (?:de|het|een|zijn|haar|hun)\b[^.!?\n]{0,60}", "de melder zegt wie hij is"),
    (r"\b(?:bel|mail|app|sms) (?:mij|me)\b[^.!?\n]{0,60}", "de melder vraagt om contact"),
    (r"\bmijn (?:telefoon(?:nummer)?|nummer|06|adres|naam|e-?mail(?:adres)?|achternaam|voornaam)\b[^.!?\n]{0,60}",
     "de melder geeft eigen gegevens"),
    (r"\b(?:hij|zij|ze|men) wee?t(?:en)? (?:wel )?dat ik\b[^.!?\n]{0,40}", "de melder is bekend bij de betrokkene"),
    (r"\b(?:ik woon|wij wonen|ik werk|wij werken)\b[^.!?\n]{0,60}", "de melder zegt waar hij woont of werkt"),
    (r"\bik heet\b[^.!?\n]{0,40}", "de melder noemt zijn naam"),
    (r"\b(?:met vriendelijke groet|groet(?:en|jes)?|hoogachtend)\b[^\n]{0,80}", "de melder ondertekent"),
    (r"\bmijn (?:buur(?:man|vrouw)?|buren|man|vrouw|ex|zoon|dochter|vader|moeder|broer|zus|baas|collega|huisbaas|"
     r"verhuurder|onderbu\w+|bovenbu\w+|neef|nicht|oom|tante|werkgever|vriend(?:in)?)\b",
     "de melder noemt zijn band met iemand"),
    (r"\bals (?:buur(?:man|vrouw)|buren|collega|ex|familie|werknemer|huurder)\b", "de melder noemt zijn band met iemand"),
    (r"\b(?:naast|boven|onder|tegenover) (?:mij|ons)\b", "de melder zegt waar hij woont"),
    (r"\bmijn (?:eigen )?(?:huis|woning|raam|flat|appartement|kamer|tuin|balkon|straat|portiek|kind(?:eren)?|werk|"
     r"auto|bedrijf|zaak|winkel|garage(?:box)?)\b", "de melder zegt waar hij woont of werkt"),
    (r"\bbij (?:ons|mij) (?:in|op|aan|thuis|om)\b", "de melder zegt waar hij woont of werkt"),
    (r"\b(?:wij|we) zijn (?:de|zijn|haar|hun|directe)\b[^.!?\n]{0,40}", "de melder zegt wie hij is"),
    (r"\bik,? (?:zijn|haar|hun) \w+", "de melder noemt zijn band met iemand"),
    (r"\bik (?:heb|huur|werkte|woonde|ken)\b[^.!?\n]{0,60}\b(?:hem|haar|hen|bij|van)\b",
     "de melder noemt zijn band met iemand"),
    (r"\b(?:hij|zij|ze) (?:mag|mogen) niet weten dat ik\b[^.!?\n]{0,40}", "de melder is bekend bij de betrokkene"),
)  # fmt: skip
_LEAKS: Final = tuple((re.compile(pattern, re.IGNORECASE), why) for pattern, why in _SELF)
_GUESS = re.compile(
    r"\b(?:waarschijnlijk|vermoedelijk|mogelijk|zeker|blijkbaar|misschien)\s+(?:is\s+de\s+melder\s+)?"
    r"(?:de|een|zijn|haar|door de)?\s*(?:onder|boven)?(?:buur\w*|ex\b|ex-\w+|collega|familie\w*|huurder)",
    re.IGNORECASE,
)
_REPORTER = re.compile(
    r"\b(?:melder|meldster|tipgever|tipgeefster|informant|aangever|beller)\b", re.IGNORECASE
)
_NAMES_M = re.compile(
    r"\bmeld misdaad anoniem\b|(?<![\w.])M\.(?=[\s-]*(?:melding|meldingen|nummer|heeft|zegt|meldt))"
    r"|\b0800[- ]?7000\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s*(?:uur|u))?\b|\b(?:om|rond|tegen)\s+\d{1,2}\s*uur\b",
                    re.IGNORECASE)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Leak:
    """A place where the reporter may be recognised, and why."""

    start: int
    end: int
    why: str


def reporter_leak(text: str) -> list[Leak]:
    """Where a report may hold data of its own reporter; any find flags the report."""
    found = [Leak(*match.span(), why) for pattern, why in _LEAKS for match in pattern.finditer(text)]
    return sorted(found, key=lambda leak: leak.start)


def derived_text_problems(raw: str, derived: str, *, reference: str = "") -> list[str]:
    """What must go out of a neutral text before it may become a signal, as Dutch sentences.

    Quotes (a run of five or more words of the report), the number of M., the name of M., exact
    times, guesses at the reporter.
    """
    problems = []
    if run := _common_run(raw, derived):
        problems.append(f"De tekst neemt woorden letterlijk over: “{run}”. Schrijf het in eigen woorden.")
    number = re.sub(r"\W", "", reference)
    if len(number) >= 4 and number.casefold() in re.sub(r"[^\w]|_", "", derived).casefold():
        problems.append("Het nummer van de melding staat in de tekst. Haal het weg.")
    if _NAMES_M.search(derived):
        problems.append("Noem de bron niet: daarvoor staat “anonieme informatie” bij het signaal.")
    if match := _CLOCK.search(derived):
        problems.append(f"Noem geen exacte tijd (“{match[0].strip()}”). Een dagdeel is genoeg.")
    if _GUESS.search(derived) or _REPORTER.search(derived):
        problems.append("De tekst zegt iets over wie de melder kan zijn. Haal dat weg.")
    return problems


def _common_run(raw: str, derived: str) -> str:
    """The longest run of words that both texts share, when it is long enough to be a quote."""
    ours, theirs = _words(derived), _words(raw)
    following: dict[str, list[int]] = {}
    for index, word in enumerate(theirs):
        following.setdefault(word, []).append(index)
    best: list[str] = []
    for start, word in enumerate(ours):
        for other in following.get(word, ()):
            length = 0
            while (
                start + length < len(ours)
                and other + length < len(theirs)
                and ours[start + length] == theirs[other + length]
            ):
                length += 1
            if length > len(best):
                best = ours[start : start + length]
    return " ".join(best) if len(best) >= LONGEST_COMMON_RUN else ""


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
