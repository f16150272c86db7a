"""Which terms run for a measure, each with its article and *waarom deze datum*.

Computed from what happened: no term is typed, and none is shown of which the start is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone

from legal.limitation import Limitation
from legal.terms import Term, term, written
from measures.claims import LADDER, Event
from measures.deadlines.lapsing import lapse
from measures.models import Claim, ClaimKind, Closure, Measure, Remedy
from measures.remedies import decision_term
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
    "kosten": "Invordering",
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
            lapses = lapse(claim, events, measure=measure, remedies=remedies, decreed=decreed, today=today)
            found += claim_terms(claim, events, decreed, lapses=lapses, remedies=remedies)
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
    if closure is not None and closure.costs and closure.costs_decided_on is None and measure.starts_at:
        applied = timezone.localdate(measure.starts_at)
        found.append(_from(term("kosten-bestuursdwang", applied, decreed), "kosten"))
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
            found.append(_from(_decide(row, measure.notified_on, decreed), "beslissing-op-bezwaar"))
    if not objections:
        ends = term("bezwaar", measure.notified_on, decreed)
        if ends.end >= today:
            found.append(_from(ends, "bezwaar", ours=False))
    known = [row.notified_on for row in objections if row.notified_on is not None]
    if known and not any(row.kind == "APPEAL" and row.claim_id is None for row in remedies):
        ends = term("beroep", max(known), decreed)
        if ends.end >= today:
            found.append(_from(ends, "beroep", ours=False))
    return found


def claim_terms(
    claim: Claim,
    events: Collection[Event],
    decreed: Collection[date],
    *,
    lapses: Limitation,
    remedies: Iterable[Remedy] = (),
) -> list[OpenTerm]:
    """Payment, aanmaning and verjaring while a claim is open; and the bezwaar against its collection."""
    found = [] if claim.balance <= 0 else _of_debt(claim, events, decreed, lapses)
    collected = [row.on for row in events if row.kind == "COLLECTION"]
    for row in remedies:
        if row.claim_id == claim.pk and row.kind == "OBJECTION" and row.decided_on is None and collected:
            found.append(
                _from(_decide(row, max(collected), decreed), "beslissing-op-bezwaar", claim=claim.number)
            )
    return found


def _decide(row: Remedy, made_known: date, decreed: Collection[date]) -> Term:
    """Until when a bezwaar must be decided on (Awb 7:10)."""
    return decision_term(
        made_known, committee=row.committee, extended=row.extended_on is not None, decreed=decreed
    )


def _of_debt(
    claim: Claim, events: Collection[Event], decreed: Collection[date], lapses: Limitation
) -> list[OpenTerm]:
    found = []
    reminders = [row.on for row in events if row.kind == "REMINDER"]
    if reminders:
        found.append(_from(term("aanmaning", max(reminders), decreed), "aanmaning", claim=claim.number))
    elif claim.due_on is not None and not _collecting(events):
        label = "Betalen"
        kind = "betaling-dwangsom" if claim.kind == ClaimKind.PENALTY else "betaling-beschikking"
        usual = term(kind, claim.incurred_on, decreed)
        why = usual.explanation
        if claim.due_on != usual.end:
            why = f"Bij de vordering staat: te betalen tot en met {written(claim.due_on)}."
        article = usual.rule.article
        found.append(OpenTerm("betaling", label, claim.due_on, article, why, claim=claim.number))
    article = "Awb 5:35; 5:37a" if claim.kind == ClaimKind.PENALTY else "Awb 4:104"
    found.append(
        OpenTerm("verjaring", "Verjaring", lapses.end, article, lapses.explanation, claim=claim.number)
    )
    return found


def _collecting(events: Collection[Event]) -> bool:
    """Was a step of collection taken? Then the payment term was answered; verjaring is what counts."""
    return any(row.kind in LADDER for row in events)
