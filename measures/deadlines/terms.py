"""Which terms run for a measure, each with its article and *waarom deze datum*.

Computed from what happened: no term is typed, and none is shown of which the start is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from legal.terms import Term, term, written
from measures.claims import LADDER, Event
from measures.models import Claim, Closure, Measure, Remedy
from measures.remedies import Filing, Finality, decision_term, finality
from measures.states import ENDED, MeasureState

S = MeasureState
NOT_ON_BOARD: Final = frozenset({*ENDED, S.WITHDRAWN, S.ANNULLED_BY_COURT})
# The column of the board under which a term stands: the next legal step.
COLUMNS: Final[dict[str, str]] = {
    "zienswijze": "Zienswijze",
    "besluit": "Besluit",
    "wkpb": "Bekendmaking",
    "begunstiging": "Begunstiging",
    "heropening": "Controle en einde",
    "looptijd": "Controle en einde",
    "betaling": "Invordering",
    "aanmaning": "Invordering",
    "verjaring": "Invordering",
    "bezwaar": "Bezwaar en beroep",
    "beslissing-op-bezwaar": "Bezwaar en beroep",
    "beroep": "Bezwaar en beroep",
}


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """A term that runs: what it is, its last day, the article, and how it was computed.

    ``ours`` says whether the municipality must act in it; the others only have to be known.
    ``claim`` is the number of the claim it is about, if any.
    """

    code: str
    label: str
    on: date
    article: str
    why: str
    ours: bool = True
    claim: str = ""

    @property
    def key(self) -> str:
        """What tells it from other terms of the measure."""
        return f"{self.code}:{self.claim}" if self.claim else self.code

    @property
    def column(self) -> str:
        """The column of the board."""
        return COLUMNS[self.code]

    def days_left(self, today: date) -> int:
        """Days until the last day; negative when it passed."""
        return (self.on - today).days


def filings_of(remedies: Iterable[Remedy]) -> list[Filing]:
    """The remedies against the decision itself, as the pure rule reads them."""
    return [
        Filing(row.kind, row.filed_on, row.decided_on, row.notified_on, row.outcome)
        for row in remedies
        if row.claim_id is None and row.kind != "INTERIM_RELIEF"
    ]


def finality_of(
    measure: Measure, remedies: Iterable[Remedy], *, decreed: Collection[date], today: date
) -> Finality:
    """Is the decision of a measure onherroepelijk, and since when?

    What an old register says of bezwaar has no days: then it can't be derived, until somebody enters them.
    """
    remedies = list(remedies)
    if measure.register_remedy and not remedies:
        told = measure.get_register_remedy_display()
        return Finality(
            None, f"Het oude register noemt bezwaar ({told}) zonder data: leg het vast om dit af te leiden."
        )
    return finality(measure.notified_on, filings_of(remedies), decreed=decreed, today=today)


def open_terms(
    measure: Measure,
    *,
    closure: Closure | None,
    remedies: Collection[Remedy],
    claims: Iterable[tuple[Claim, Collection[Event]]],
    decreed: Collection[date],
    today: date,
) -> list[OpenTerm]:
    """Every term that runs or has passed without being met, the first one first."""
    found = [] if measure.state in NOT_ON_BOARD else _of_measure(measure, closure, decreed)
    if measure.state != S.ABANDONED:
        found += _of_remedies(measure, remedies, decreed, today)
        for claim, events in claims:
            found += claim_terms(claim, events, decreed)
    return sorted(found, key=lambda row: (row.on, row.key))


def _from(found: Term, code: str, *, ours: bool = True, claim: str = "") -> OpenTerm:
    return OpenTerm(code, found.rule.label, found.end, found.article, found.explanation, ours, claim)


def _of_measure(measure: Measure, closure: Closure | None, decreed: Collection[date]) -> list[OpenTerm]:
    found = []
    if measure.state == S.INTENTION_SENT and measure.view_until:
        why = f"In het voornemen staat: tot en met {written(measure.view_until)}. Dit is geen wettelijke termijn."
        found.append(
            OpenTerm("zienswijze", "Zienswijze mogelijk", measure.view_until, "Awb 4:8", why, ours=False)
        )
    if measure.notified_on and closure is not None and closure.wkpb_on is None:
        found.append(_from(term("wkpb", measure.notified_on, decreed), "wkpb"))
    if measure.state == S.COMPLIANCE_TERM and measure.compliance_until:
        day = timezone.localdate(measure.compliance_until)
        why = f"Het besluit geeft tijd tot en met {written(day)}; die termijn wordt nooit verschoven (Atw 1)."
        found.append(
            OpenTerm("begunstiging", "Begunstigingstermijn", day, "Awb 5:24 lid 2; 5:32a lid 2", why)
        )
    if measure.state in {S.CLOSED, S.EXTENDED} and measure.ends_on and measure.workflow == "CLOSURE":
        why = f"De sluiting duurt tot en met {written(measure.ends_on)}; die dag wordt nooit verschoven (Atw 4)."
        found.append(OpenTerm("heropening", "Heropenen", measure.ends_on, measure.article, why))
    elif measure.state in {S.ACTIVE, S.EXTENDED} and measure.ends_on:
        why = f"De maatregel geldt tot en met {written(measure.ends_on)}; die dag wordt nooit verschoven (Atw 4)."
        found.append(OpenTerm("looptijd", "Einde van de looptijd", measure.ends_on, measure.article, why))
    return found


def _of_remedies(
    measure: Measure, remedies: Collection[Remedy], decreed: Collection[date], today: date
) -> list[OpenTerm]:
    if measure.notified_on is None:
        return []
    found = []
    objections = [row for row in remedies if row.kind == "OBJECTION" and row.claim_id is None]
    for row in objections:
        if row.decided_on is None:
            ends = decision_term(
                measure.notified_on,
                committee=row.committee,
                extended=row.extended_on is not None,
                decreed=decreed,
            )
            found.append(_from(ends, "beslissing-op-bezwaar"))
    if not objections:
        ends = term("bezwaar", measure.notified_on, decreed)
        if ends.end >= today:
            found.append(_from(ends, "bezwaar", ours=False))
    known = [row.notified_on for row in objections if row.notified_on is not None]
    if known and not any(row.kind == "APPEAL" for row in remedies):
        ends = term("beroep", max(known), decreed)
        if ends.end >= today:
            found.append(_from(ends, "beroep", ours=False))
    return found


def claim_terms(claim: Claim, events: Collection[Event], decreed: Collection[date]) -> list[OpenTerm]:
    """Payment, aanmaning and verjaring of a claim that is still open."""
    if claim.balance <= 0:
        return []
    found = []
    reminders = [row.on for row in events if row.kind == "REMINDER"]
    if reminders:
        found.append(_from(term("aanmaning", max(reminders), decreed), "aanmaning", claim=claim.number))
    elif claim.due_on is not None and not _collecting(events):
        label = "Betalen"
        why = f"Te betalen tot en met {written(claim.due_on)}."
        found.append(OpenTerm("betaling", label, claim.due_on, "Awb 5:33; 4:87", why, claim=claim.number))
    if claim.lapses_on is not None:
        why = f"De vordering verjaart na {written(claim.lapses_on)} (berekend, controleer)."
        found.append(
            OpenTerm("verjaring", "Verjaring", claim.lapses_on, "Awb 5:35; 4:104", why, claim=claim.number)
        )
    return found


def _collecting(events: Collection[Event]) -> bool:
    """Was a step of collection taken? Then the payment term was answered; verjaring is what counts."""
    return any(row.kind in LADDER for row in events)
