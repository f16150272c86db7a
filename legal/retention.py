"""How long something is kept, from when, and on what ground.

Only the sealed year is a hard number of the national model; the other terms are defaults that a
municipality sets in its own protocol.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """A retention rule: so many months after an event, on a ground."""

    kind: str
    months: int
    event: str
    ground: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """The last day on which something is kept, and why."""

    until: date
    ground: str
    explanation: str


RULES: Final = {
    rule.kind: rule
    for rule in (
        Rule(
            "signal_no_follow_up",
            12,
            "het besluit",
            "model privacyprotocol CCV, stap 2, besluit a",
            fixed=True,
        ),
        Rule("signal_refused", 12, "de weging", "AVG art. 5 lid 1 onder e"),
        Rule("signal_referred", 12, "het doorverwijzen", "AVG art. 5 lid 1 onder e"),
        Rule("signal_merged", 12, "het samenvoegen", "AVG art. 5 lid 1 onder e"),
        Rule("signal_handled", 60, "het afhandelen", "privacyprotocol van de gemeente"),
        Rule("case_closed", 60, "het sluiten van de casus", "privacyprotocol van de gemeente"),
        # The file of an import is needed to read it in; afterwards only to explain a question.
        Rule("import_file", 1, "het inlezen", "AVG art. 5 lid 1 onder e", fixed=True),
        # Shorter than any term of a signal: no file outlives a signal that came from it.
        Rule("import_file_last", 11, "het ontvangen", "AVG art. 5 lid 1 onder e", fixed=True),
        # The selectielijst gemeenten has the number; until a municipality sets its own, ten years.
        Rule("measure_ended", 120, "het einde van de maatregel", "selectielijst gemeenten, handhaving"),
        Rule("m_report", 12, "het besluit", "contract met M."),
        Rule("audit", 60, "de regel", "Wpg art. 32 en 33; BIO2 8.15.04"),
    )
}


def add_months(start: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def kept_since(kind: str, today: date) -> date:
    """What happened before this day is past its last day of keeping."""
    return add_months(today, -RULES[kind].months)


def retention_until(kind: str, start: date, *, months: int | None = None, ground: str = "") -> Kept:
    """The last day of keeping for a kind of record, from the event on ``start``.

    ``months`` and ``ground`` override the default where the protocol of the municipality says otherwise;
    the sealed year can't be overridden. Raises ``KeyError`` for an unknown kind.
    """
    rule = RULES[kind]
    length = rule.months if months is None or rule.fixed else months
    said = rule.ground if rule.fixed or not ground else ground
    until = add_months(start, length)
    span = f"{length // 12} jaar" if length % 12 == 0 else f"{length} maanden"
    return Kept(until, said, f"{span} na {rule.event} op {start:%d-%m-%Y} ({said})")
