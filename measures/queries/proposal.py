"""What the closure policy of the municipality proposes for what was found; derived, never kept."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from core import clock
from legal.closures import Find, Proposal, propose
from measures.models import Closure, DrugFind, Measure, Party, PartyRole
from reference.models import Workflow
from reference.queries import closure_rules

WHY: Final = "the policy looks at what was found and at what came before"
COUNTED: Final = (Workflow.CLOSURE, Workflow.WARNING)


def proposal_of(measure: Measure, closure: Closure | None) -> Proposal | None:
    """The proposal of the policy that held on the day of constatering; None without one.

    Earlier closures and warnings on the same object count, as far back as the policy looks.
    """
    if closure is None:
        return None
    rows = DrugFind.objects.filter(measure=measure).unrestricted(why=WHY)
    finds = [Find(row.drug_list, row.amount, row.unit) for row in rows]
    if not finds:
        return None
    found_on = measure.found_on or measure.reported_on or timezone.localdate(measure.created_at)
    here = Party.objects.filter(measure=measure, role=PartyRole.OBJECT, withdrawn_at=None)
    objects = here.unrestricted(why=WHY).values("subject_id")
    other = Party.objects.filter(subject__in=objects, role=PartyRole.OBJECT, withdrawn_at=None)
    before = Measure.objects.filter(
        pk__in=other.exclude(measure=measure).unrestricted(why=WHY).values("measure_id"),
        workflow__in=COUNTED,
        decided_on__lt=found_on,
    )
    # What may no longer be kept no longer counts, also while two people still have to agree that it goes.
    before = before.exclude(retention_until__lt=clock.today())
    days = before.unrestricted(why=WHY).values_list("decided_on", flat=True)
    return propose(
        closure_rules(measure.owner.municipality_code),
        premises=closure.use,
        finds=finds,
        found_on=found_on,
        earlier=[day for day in days if day is not None],
    )
