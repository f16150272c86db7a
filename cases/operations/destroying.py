"""After the retention period: two people agree, everything that says something goes, a tombstone stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction

from access.contexts import elevated
from accounts.models import Role
from audit.models import Action, AuditEvent
from audit.reasons import destroy_reasons
from audit.record import record_event
from cases.models import (
    ActionItem,
    ActionStep,
    Case,
    CaseMember,
    CaseNote,
    CaseSignal,
    CaseStep,
    CaseSubject,
    CompartmentRequest,
)
from cases.operations.keeping import WHY, require_end
from cases.operations.settling import for_change, write_step
from cases.states import CaseState
from core import clock
from core.errors import Refused
from documents.operations import destroy_documents_of
from signals.models import Involvement
from signals.operations.destroying import destroy_with_case
from subjects.operations import destroy_records, forget_told

if TYPE_CHECKING:
    from accounts.models import User

TOMBSTONE: Final = "Vernietigde casus"
GONE: Final = "Vernietigd na de bewaartermijn"
ENDED: Final = "bewaartermijn voorbij"
PARTS: Final = (CaseSignal, CaseSubject, CaseMember, CaseNote, CompartmentRequest)
_TOLD: Final[list[Callable[[Case], None]]] = []


def tell_when_destroyed(listener: Callable[[Case], None]) -> None:
    """Let a room above empty what it keeps about a destroyed case; offering it again adds nothing.

    It is asked in the transaction and the context of the destruction.
    """
    if listener not in _TOLD:
        _TOLD.append(listener)


@transaction.atomic
def agree_destruction(*, by: User, case: Case) -> Case:
    """Agree that a proposed case goes; with the second of two people, one of them privacy officer, it goes.

    Raises :class:`Refused` without a proposal, for who agreed already, and while something still needs
    the case. Number, result, days and the two names stay as the verklaring van vernietiging.
    """
    case = for_change(by, case, action="cases.destroy", running=False)
    if case.destroy_proposed_at is None:
        raise Refused("Vernietiging van deze casus is niet voorgesteld.")
    require_end(case)
    first = case.destroy_agreed_by
    if first is None:
        case.destroy_agreed_by, case.destroy_agreed_at = by, clock.now()
        case.save()
        write_step(case, kind="destruction_agreed", by=by)
        return case
    if first.pk == by.pk:
        raise Refused("U bent het hier al mee eens. Een collega moet ook akkoord geven.")
    if not (first.has_role(Role.PRIVACY_OFFICER) or by.has_role(Role.PRIVACY_OFFICER)):
        raise Refused("Een van de twee is de privacy officer. Vraag die om akkoord.")
    kept_until = case.retention_until.isoformat() if case.retention_until else ""
    with elevated(why=WHY):
        counts = _empty(case)
        write_step(case, kind="destroyed", by=by, source=CaseState.CLOSED)
        for listener in _TOLD:
            listener(case)
    record_event(
        Action.DESTROY,
        record_type=case._meta.label_lower,
        record_id=str(case.pk),
        regime=case.regimes,
        details={
            "from": str(CaseState.CLOSED),
            "kept_until": kept_until,
            "agreed_first": first.pk,
            **counts,
        },
    )
    return case


def _empty(case: Case) -> dict[str, int]:
    """Everything that says something; returns how many of each went, for the log."""
    signals = _joined(case)
    links = CaseSubject.objects.filter(case=case).unrestricted(why=WHY)
    subjects = set(links.values_list("subject_id", flat=True))
    counts = {"documents": destroy_documents_of(case, why=ENDED)}
    for model in PARTS:
        rows: Any = model._default_manager.filter(case=case).unrestricted(why=WHY)
        counts[model.__name__.lower()] = rows.delete()[0]
    Case.user_grants._default_manager.filter(content_object=case).delete()
    Case.group_grants._default_manager.filter(content_object=case).delete()
    CaseStep.objects.filter(case=case).unrestricted(why=WHY).update(why=None)
    actions = _empty_actions(case)
    counts["actions"] = len(actions)
    counts["signals"] = sum(destroy_with_case(key) for key in signals)
    _let_go(subjects)
    case.title, case.summary, case.evaluation = TOMBSTONE, None, None
    case.theme = case.area = None
    case.legal_basis = case.purpose = ""
    case.state, case.destroyed_at = CaseState.DESTROYED, clock.now()
    case.save()
    lines = AuditEvent.objects.using("audit").filter(record_id__in=[str(key) for key in (case.pk, *actions)])
    destroy_reasons(list(lines.exclude(reason=b"").values_list("id", flat=True)))
    return counts


def _joined(case: Case) -> list[UUID]:
    """The signals that no other case keeps."""
    mine = CaseSignal.objects.filter(case=case, withdrawn_at=None).unrestricted(why=WHY)
    keys = set(mine.values_list("signal_id", flat=True))
    other = CaseSignal.objects.filter(signal__in=keys, withdrawn_at=None).exclude(case=case)
    return sorted(keys - set(other.unrestricted(why=WHY).values_list("signal_id", flat=True)))


def _empty_actions(case: Case) -> list[UUID]:
    """What was asked and what came of it, with the files that show it; that there was an action stays."""
    rows = ActionItem.objects.filter(case=case).unrestricted(why=WHY)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    for action in found:
        destroy_documents_of(action, why=ENDED)
        action.description = GONE
        action.result = GONE if action.result is not None else None
        action.save()
    ActionStep.objects.filter(action__in=found).unrestricted(why=WHY).update(note=None)
    return [action.pk for action in found]


def _let_go(subjects: set[UUID]) -> None:
    """Who was only in this case, and of whom nothing else is known, goes with it."""
    bare = forget_told(numbers=(), subjects=subjects).bare
    seen = Involvement.objects.filter(subject__in=bare, withdrawn_at=None).unrestricted(why=WHY)
    bare -= set(seen.values_list("subject_id", flat=True))
    Involvement.objects.filter(subject__in=bare).unrestricted(why=WHY).delete()
    destroy_records(bare)
