"""Cases that a table is going to discuss: which are not ready for it and why, and putting them on it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from access.contexts import elevated
from cases.models import Case, CaseSignal, CaseSubject
from cases.operations.moving import move_case
from cases.operations.settling import WHY
from cases.rules import Facts, broken
from cases.states import CASE_FLOW, CaseState
from core import clock
from core.errors import Refused
from core.flow import IllegalTransition

if TYPE_CHECKING:
    from accounts.models import User

HIDDEN: Final = "U ziet deze casus niet. Vraag wie de casus leidt om die op tafel te zetten."
NO_STEP: Final[dict[str, str]] = {
    CaseState.PROPOSED: "De casus is voorgesteld en nog niet geaccepteerd.",
    CaseState.CLOSED: "De casus is gesloten. Heropen de casus eerst.",
    CaseState.DESTROYED: "De casus is na de bewaartermijn vernietigd.",
}


def off_table(by: User, keys: Collection[UUID]) -> dict[UUID, str]:
    """Of these cases the ones that are not on the table, each with what keeps ``by`` from putting it there.

    An empty sentence: nothing does. Three queries, however many cases.
    """
    seen = {case.pk: case for case in Case.objects.filter(pk__in=keys).visible_to(by)}
    filled = _filled(keys)
    found = {key: HIDDEN for key in keys if key not in seen}
    for key, case in seen.items():
        if case.state != CaseState.ON_TABLE:
            found[key] = _hindrance(by, case, parts=int(key in filled))
    return found


def _filled(keys: Collection[UUID]) -> set[UUID]:
    """The cases with something in them, also what ``by`` does not see."""
    with elevated(why=WHY):
        signals = CaseSignal.objects.filter(case__in=keys, withdrawn_at=None).unrestricted(why=WHY)
        subjects = CaseSubject.objects.filter(case__in=keys, withdrawn_at=None).unrestricted(why=WHY)
        return {*signals.values_list("case_id", flat=True), *subjects.values_list("case_id", flat=True)}


def _hindrance(by: User, case: Case, *, parts: int) -> str:
    try:
        transition = CASE_FLOW.step(case.state, CaseState.ON_TABLE)
    except IllegalTransition:
        return NO_STEP.get(case.state, f"De casus is {case.get_state_display().lower()}.")
    decision = case.policy.decide(by, transition.action, case)
    if not decision:
        return f"U mag de casus niet op tafel zetten. {decision.reason}"
    # The reason is the number of the agenda.
    facts = Facts(today=clock.today(), why="agenda", parts=parts)
    return " ".join(rule.sentence() for rule in broken(transition, facts))


@transaction.atomic
def put_on_table(*, by: User, keys: Collection[UUID], agenda: str) -> dict[UUID, str]:
    """Bring these cases into the state on the table, for an agenda that was sent; returns which stay and why.

    Each by its own step with the rules of that step, in the name of ``by``; a case that is there stays there.
    """
    waiting = off_table(by, keys)
    for key in sorted(key for key, hindrance in waiting.items() if not hindrance):
        case = Case.objects.visible_to(by).get(pk=key)
        try:
            with transaction.atomic():
                move_case(by=by, case=case, to=CaseState.ON_TABLE, why=f"Agenda {agenda}.")
            del waiting[key]
        except Refused as refusal:
            waiting[key] = refusal.message
    return waiting
