"""The end of every change of a measure: save it, and write its line in the logs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q

from access.decisions import require
from access.records import locked
from audit.models import Action
from audit.record import record_event
from core import clock
from measures.deadlines import OpenTerm, finality_of, open_terms
from measures.models import Claim, ClaimEvent, Closure, Measure, MeasureStep, Remedy
from measures.operations.watching import watch_measure
from measures.queries.ledgers import ledgers
from reference.queries import free_days

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "what a term is computed from"


def for_change(by: User, measure: Measure, *, action: str = "change", version: int | None = None) -> Measure:
    """The measure as it stands now, held for a change that ``by`` may make.

    Raises ``Denied`` without the right, ``Conflict`` when the page of the user was older.
    """
    fresh = locked(Measure, by, measure.pk, version=version)
    require(by, action, fresh)
    return fresh


def settle(measure: Measure) -> None:
    """Save a changed measure with everything that is derived from it: its first open term, its finality."""
    if measure._state.adding:
        measure.save()
        return
    terms = follow_terms(measure)
    measure.save()
    watch_measure(measure, terms)


def follow_terms(measure: Measure) -> list[OpenTerm]:
    """Derive (unsaved) which term comes first and whether the decision is onherroepelijk; all open terms."""
    today, decreed = clock.today(), free_days()
    remedies = list(Remedy.objects.filter(measure=measure).unrestricted(why=WHY))
    terms = _terms_of(measure, remedies, decreed)
    first = next((row for row in terms if row.ours), None)
    measure.next_on, measure.next_code = (first.on, first.code) if first else (None, "")
    measure.irrevocable_on = finality_of(measure, remedies, decreed=decreed, today=today).on
    return terms


def _terms_of(measure: Measure, remedies: Sequence[Remedy], decreed: Collection[date]) -> list[OpenTerm]:
    fought = [row.claim_id for row in remedies if row.claim_id and row.decided_on is None]
    open_claims = Claim.objects.filter(Q(balance__gt=0) | Q(pk__in=fought), measure=measure)
    claims = list(open_claims.unrestricted(why=WHY))
    events = ledgers(ClaimEvent.objects.filter(claim__in=[row.pk for row in claims]).unrestricted(why=WHY))
    return open_terms(
        measure,
        closure=Closure.objects.filter(measure=measure).unrestricted(why=WHY).first(),
        remedies=remedies,
        claims=[(row, events[row.pk]) for row in claims],
        decreed=decreed,
        today=clock.today(),
    )


def write_step(
    measure: Measure,
    *,
    kind: str,
    by: User | None,
    on: date | None = None,
    why: str = "",
    source: str = "",
    before: dict[str, Any] | None = None,
) -> MeasureStep:
    """One line in the life of the measure, and one audit line."""
    step = MeasureStep(
        measure=measure,
        kind=kind,
        source=source,
        target=measure.state if source else "",
        happened_on=on,
        why=why.strip() or None,
        by=by,
        at=clock.now(),
        before=before or {},
    )
    step.save()
    record_event(
        Action.TRANSITION if source else Action.CHANGE,
        record_type=measure._meta.label_lower,
        record_id=str(measure.pk),
        regime=measure.regimes,
        details={"kind": kind, "from": source, "to": str(measure.state) if source else ""},
    )
    return step
