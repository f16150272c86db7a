"""Since when the decision of a measure is onherroepelijk, from its own remedies."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from measures.models import Measure, Remedy
from measures.remedies import Filing, Finality, finality


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
