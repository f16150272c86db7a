"""Which closed cases may go: the night proposes what nothing needs any more, a person can hold it or let it go."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from access.contexts import elevated
from cases.models import ActionItem, Case
from cases.operations.moving import facts_of
from cases.operations.settling import for_change, write_step
from cases.queries.listing import past_retention
from cases.rules import require_rules
from cases.states import CASE_FLOW, UNVERIFIED, CaseState
from core import clock
from core.errors import Refused

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "the retention period of a case is over"
Holder = Callable[[Collection[UUID]], set[UUID]]
_HOLDERS: Final[list[Holder]] = []


def hold_while(holder: Holder) -> None:
    """Let a room above say which of these cases it still needs; offering it again adds nothing."""
    if holder not in _HOLDERS:
        _HOLDERS.append(holder)


def needed_still(keys: Collection[UUID]) -> set[UUID]:
    """Which of these cases somebody or something still needs. Runs in the context of the system."""
    held = Case.objects.filter(pk__in=keys, held_at__isnull=False).unrestricted(why=WHY)
    found = set(held.values_list("pk", flat=True))
    open_now = ActionItem.objects.filter(case__in=keys, state__in=UNVERIFIED).unrestricted(why=WHY)
    found |= {key for key in open_now.values_list("case_id", flat=True) if key}
    for holder in _HOLDERS:
        found |= holder(keys)
    return found


def cases_to_propose() -> list[UUID]:
    """Closed cases past their last day of keeping, not proposed yet and not needed any more."""
    rows = past_retention(Case.objects.filter(destroy_proposed_at=None)).unrestricted(why=WHY)
    keys = list(rows.order_by("retention_until", "pk").values_list("pk", flat=True))
    needed = needed_still(keys)
    return [key for key in keys if key not in needed]


def require_end(case: Case) -> None:
    """Refuse the end of a case before its time, and while something still needs it."""
    transition = CASE_FLOW.step(case.state, CaseState.DESTROYED)
    with elevated(why=WHY):
        held = bool(needed_still([case.pk]))
    require_rules(transition, replace(facts_of(case), held=held))


@transaction.atomic
def propose_destruction(key: UUID) -> bool:
    """Propose the destruction of one case; False when it is no longer due. Runs in the context of the system."""
    rows = past_retention(Case.objects.filter(pk=key, destroy_proposed_at=None)).unrestricted(why=WHY)
    case: Case | None = rows.select_for_update(of=("self",)).first()
    if case is None or needed_still([key]):
        return False
    require_end(case)
    case.destroy_proposed_at = clock.now()
    case.save()
    write_step(case, kind="destruction_proposed", by=None)
    return True


@transaction.atomic
def keep_case(*, by: User, case: Case, why: str) -> Case:
    """Hold a closed case for a reason: bezwaar, beroep, klacht, Woo-verzoek or verzoek om inzage.

    A proposal ends by it; the night proposes it again only after :func:`let_case_go`.
    """
    case = for_change(by, case, action="cases.destroy", running=False)
    if case.state != CaseState.CLOSED:
        raise Refused("Alleen een gesloten casus kan worden vastgehouden.")
    if case.held_at is not None:
        raise Refused("Deze casus wordt al vastgehouden.")
    if not why.strip():
        raise Refused("Schrijf op waarom de casus nog nodig is.", field="why")
    case.held_by, case.held_at = by, clock.now()
    case.destroy_proposed_at = case.destroy_agreed_by = case.destroy_agreed_at = None
    case.save()
    write_step(case, kind="kept", by=by, why=why)
    return case


@transaction.atomic
def let_case_go(*, by: User, case: Case, why: str) -> Case:
    """Nobody needs the case any more: the night may propose its destruction again."""
    case = for_change(by, case, action="cases.destroy", running=False)
    if case.held_at is None:
        raise Refused("Deze casus wordt niet vastgehouden.")
    if not why.strip():
        raise Refused("Schrijf op waarom de casus niet meer nodig is.", field="why")
    case.held_by = case.held_at = None
    with elevated(why="the privacy officer sees the case again when it is proposed"):
        case.save()
        write_step(case, kind="released", by=by, why=why)
    return case
