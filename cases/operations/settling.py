"""The end of every change of a case: derive what follows from its parts, save it, write its line in the logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from access.contexts import elevated
from access.decisions import require
from access.records import locked
from audit.models import Action
from audit.record import record_event
from cases.models import ActionItem, Case, CaseMember, CaseSignal, CaseStep, CaseSubject
from cases.models.case import CASE_IS_CLOSED
from cases.states import RUNNING, CaseState
from core import clock
from core.errors import Refused
from documents.models import Document

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "what a case is derived from"
# What the own notes and summary of a case fall under.
OWN_REGIME: Final = "avg_internal"
PARTS: Final = ((CaseSignal, "signal"), (CaseSubject, "subject"))


def for_change(
    by: User, case: Case, *, action: str = "change", version: int | None = None, running: bool = True
) -> Case:
    """The case as it stands now, held for a change that ``by`` may make.

    Raises ``Denied`` without the right, ``Conflict`` when the page of the user was older, :class:`Refused`
    for a case that is closed.
    """
    fresh = locked(Case, by, case.pk, version=version)
    require(by, action, fresh)
    if running and fresh.state not in RUNNING:
        raise Refused(CASE_IS_CLOSED)
    return fresh


def settle(case: Case) -> None:
    """Save a case with what follows from its parts: regimes, level, who is named; its actions follow."""
    if not case._state.adding:
        with elevated(why=WHY):
            _derive(case)
    case.confidentiality = max(case.confidentiality, case.level)
    if case.case_owner is not None and case.case_owner.clearance < case.confidentiality:
        raise Refused(
            "De casuseigenaar mag dit niveau van vertrouwelijkheid niet zien. Kies eerst een ander.",
            field="case_owner",
        )
    case.save()
    _spread(case)


def _derive(case: Case) -> None:
    regimes, levels = {OWN_REGIME}, [case.level]
    for model, name in PARTS:
        rows: Any = model._default_manager.filter(case=case, withdrawn_at=None).unrestricted(why=WHY)
        for found, level in rows.values_list(f"{name}__regimes", f"{name}__confidentiality"):
            regimes.update(found)
            levels.append(level)
    files = Document.objects.filter(record_type=case._meta.label_lower, record_id=case.pk)
    files = files.filter(hidden_at=None, destroyed_at=None).unrestricted(why=WHY)
    for found, level, own in files.values_list("regimes", "confidentiality", "own_level"):
        regimes.update(found)
        # What a file itself asks for stays with the file; otherwise it holds the level at which it came.
        if own < level:
            levels.append(level)
    actions = ActionItem.objects.filter(case=case).unrestricted(why=WHY)
    for found in actions.values_list("regimes", flat=True):
        regimes.update(found)
    members = CaseMember.objects.filter(case=case, withdrawn_at=None).unrestricted(why=WHY)
    people = set(members.values_list("user_id", flat=True))
    if case.case_owner_id:
        people.add(case.case_owner_id)
    case.regimes, case.confidentiality, case.named = sorted(regimes), max(levels), sorted(people)


def _spread(case: Case) -> None:
    """Who may see the actions of a case follows who keeps it."""
    with elevated(why=WHY):
        rows = ActionItem.objects.filter(case=case).unrestricted(why=WHY)
        for action in rows.select_for_update(of=("self",)).order_by("pk"):
            if (action.named, action.compartmented) != (case.named, case.compartmented):
                action.named, action.compartmented = case.named, case.compartmented
                action.save()


def write_step(
    case: Case, *, kind: str, by: User | None, why: str = "", source: str = "", **details: Any
) -> CaseStep:
    """One line in the life of the case, and one audit line; ``details`` are codes and ids only."""
    step = CaseStep(
        case=case,
        kind=kind,
        source=source,
        target=case.state if source else "",
        why=why.strip() or None,
        by=by,
        at=clock.now(),
    )
    step.save()
    record_event(
        Action.TRANSITION if source else Action.CHANGE,
        record_type=case._meta.label_lower,
        record_id=str(case.pk),
        regime=case.regimes,
        details={"kind": kind, "from": source, "to": str(CaseState(case.state)) if source else "", **details},
    )
    return step
