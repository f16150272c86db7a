"""Ask somebody to do something, hear what came of it, agree that it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from celery import current_app
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from access.contexts import elevated
from access.decisions import Denied, deny, require
from access.records import locked
from access.roles import may, refusal
from accounts.models import OrganisationKind
from audit.models import Action
from audit.record import record_event
from cases.models import ActionItem, ActionStep, Case
from cases.models.action import ACTION_IS_DONE
from cases.operations.opening import free_key, made_before
from cases.operations.settling import OWN_REGIME, WHY, for_change, settle
from cases.policy import NOT_YOURS, may_report
from cases.queries.wording import description_problem
from cases.rules import Facts, require_rules
from cases.states import ACTION_FLOW, BUSY, ActionState
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number
from documents.models import Kind
from documents.operations import Described, add_document

if TYPE_CHECKING:
    from accounts.models import Organisation, User

A = ActionState
TELL: Final = "cases.tasks.tell_assignee"
# What a partner writes falls under the law he works by (domain 1.10).
REGIME_OF: Final[dict[str, str]] = {
    OrganisationKind.POLICE: "wpg_received",
    OrganisationKind.RIEC: "riec",
}
LONGEST_NOTE: Final = 4000
# The same words by the same person within so long are one press too many.
TWICE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """What is asked of whom; without ``assignee`` of every table partner of ``organisation``."""

    description: str
    due_on: date
    assignee: User | None = None
    organisation: Organisation | None = None
    confidentiality: int = Confidentiality.ZAAKVERTROUWELIJK
    # The user looked again at what seemed to be personal data, and it is none.
    checked: bool = False


@transaction.atomic
def assign_action(
    *, by: User, new: NewAction, case: Case | None = None, key: UUID | None = None
) -> ActionItem:
    """Set out an action, within a case or on its own; its owner gets a mail with number and link only.

    ``key`` comes from the form: sent twice, it is one action.

    Raises :class:`Refused` for a description with personal data, a day in the past, and for somebody who
    can't be asked; :class:`Denied` without the right.
    """
    if not may(by, "cases.assign_action"):
        raise Denied(deny(refusal("cases.assign_action")))
    if case is not None:
        case = for_change(by, case, action="cases.assign_action")
    at, number = clock.now(), next_number("A", clock.today().year)
    if key is not None and (there := made_before(ActionItem, by, key)) is not None:
        return there
    action = ActionItem(
        id=free_key(ActionItem, key),
        number=number,
        owner=case.owner if case else by.organisation,
        regimes=[OWN_REGIME],
        confidentiality=new.confidentiality,
        case=case,
        named=list(case.named) if case else [by.pk],
        compartmented=case.compartmented if case else False,
        assigned_by=by,
        assigned_at=at,
    )
    _describe(action, new)
    _give(action, new)
    action.save()
    _write(action, kind="assigned", by=by)
    record_event(
        Action.CREATE,
        record_type=action._meta.label_lower,
        record_id=str(action.pk),
        regime=action.regimes,
        details={"organisation": action.organisation.code, "due": action.due_on.isoformat()},
    )
    _tell(action)
    return action


@transaction.atomic
def reassign_action(
    *, by: User, action: ActionItem, new: NewAction, why: str, version: int | None = None
) -> ActionItem:
    """Change what, who or when of an action that is not done yet; the reminders start anew."""
    action = _held(by, action, "cases.assign_action", version)
    if action.state not in BUSY:
        raise Refused(ACTION_IS_DONE)
    if not why.strip():
        raise Refused("Schrijf op waarom u de actie wijzigt.", field="why")
    before = action.assignee_id, action.organisation_id
    _describe(action, new)
    _give(action, new)
    if before != (action.assignee_id, action.organisation_id):
        _stay_within(action)
    action.days_sent = None
    with elevated(why="the action may leave the view of who had it"):
        action.save()
        _write(action, kind="reassigned", by=by, note=why)
    if before != (action.assignee_id, action.organisation_id):
        _tell(action)
    return action


def _stay_within(action: ActionItem) -> None:
    """What one partner wrote does not go to another (domain 1.10)."""
    if set(action.regimes) - {OWN_REGIME}:
        raise Refused(
            "Hier heeft een partner al iets bij geschreven dat niet verder mag. Zet een nieuwe actie uit.",
            field="assignee",
            article="Wpg 7 lid 2",
        )


def _describe(action: ActionItem, new: NewAction) -> None:
    text = " ".join(new.description.split())
    if not text:
        raise Refused("Schrijf op wat er moet gebeuren.", field="description")
    if not new.checked and (problem := description_problem(text)):
        raise Refused(problem, field="description")
    if new.due_on < clock.today():
        raise Refused("Kies een dag vanaf vandaag.", field="due_on")
    action.description, action.due_on = text[:300], new.due_on


def _give(action: ActionItem, new: NewAction) -> None:
    user = new.assignee
    if user is None and new.organisation is None:
        raise Refused("Kies wie de actie uitvoert.", field="assignee")
    if user is not None:
        if not user.is_active or not may(user, "cases.action"):
            raise Refused("Deze persoon kan geen acties krijgen.", field="assignee")
        if user.clearance < action.confidentiality:
            raise Refused("Deze persoon mag dit niveau van vertrouwelijkheid niet zien.", field="assignee")
    organisation = user.organisation if user is not None else new.organisation
    assert organisation is not None
    if user is None and organisation.kind == OrganisationKind.MUNICIPALITY:
        raise Refused("Kies binnen een gemeente één persoon.", field="assignee")
    action.assignee, action.organisation = user, organisation


@transaction.atomic
def report_on_action(
    *,
    by: User,
    action: ActionItem,
    to: str = "",
    note: str = "",
    result: str = "",
    upload: UploadedFile[Any] | None = None,
    version: int | None = None,
) -> ActionItem:
    """Say how it goes: a message, another state, a file, or that it is done with its ``result``.

    Raises :class:`Denied` for who it was not given to, :class:`Refused` when a rule is not met.
    """
    action = _held(by, action, "cases.report_action", version)
    require_own(by, action)
    if action.state not in BUSY:
        raise Refused(ACTION_IS_DONE)
    source, target = action.state, action.state
    if not to and upload is None and _said_just_now(by, action, note):
        return action
    if to and to != action.state:
        transition = ACTION_FLOW.step(action.state, to)
        require(by, transition.action, action)
        require_rules(transition, Facts(today=clock.today(), why=note, result=result))
        target = to
    elif not (note.strip() or upload):
        raise Refused("Schrijf een bericht, of voeg een bestand toe.", field="note")
    _follow_law(by, action, written=bool(note.strip() or result.strip() or upload))
    if upload is not None:
        # Saved before, so that the file falls under the law that the action now falls under.
        action.save()
        add_document(by=by, record=action, upload=upload, described=Described(kind=Kind.EVIDENCE))
    action.state, action.reported_by = target, by
    if target == A.DONE:
        action.result, action.done_on = result.strip()[:LONGEST_NOTE], clock.today()
    action.save()
    kind = "step" if action.state != source else "message"
    _write(action, kind=kind, by=by, note=note, source=source if kind == "step" else "")
    _tell_case(action)
    return action


def _said_just_now(by: User, action: ActionItem, note: str) -> bool:
    """Is this the same message again, pressed twice?"""
    rows = ActionStep.objects.filter(action=action, by=by, kind="message", at__gte=clock.now() - TWICE)
    last = rows.visible_to(by).order_by("-at").first()
    return last is not None and bool(note.strip()) and last.note == note.strip()[:LONGEST_NOTE]


def require_own(by: User, action: ActionItem) -> None:
    """Refuse who the action was not given to and who does not keep actions."""
    if not may_report(by, action):
        raise Denied(deny(NOT_YOURS))


def _follow_law(by: User, action: ActionItem, *, written: bool) -> None:
    regime = REGIME_OF.get(by.organisation.kind)
    if written and regime and regime not in action.regimes:
        action.regimes = sorted({*action.regimes, regime})


def _tell_case(action: ActionItem) -> None:
    """The case carries the regimes of its actions; who reports does not see the case."""
    if action.case_id is None:
        return
    with elevated(why=WHY):
        case = (
            Case.objects.filter(pk=action.case_id).unrestricted(why=WHY).select_for_update(of=("self",)).get()
        )
        if not set(action.regimes) <= set(case.regimes):
            settle(case)


@transaction.atomic
def verify_action(*, by: User, action: ActionItem, note: str = "", version: int | None = None) -> ActionItem:
    """Agree, as the chair, that an action is done."""
    return _judge(by, action, A.VERIFIED, note, version)


@transaction.atomic
def return_action(*, by: User, action: ActionItem, why: str, version: int | None = None) -> ActionItem:
    """Send an action back that is not done yet, with the reason."""
    return _judge(by, action, A.IN_PROGRESS, why, version)


@transaction.atomic
def drop_action(*, by: User, action: ActionItem, why: str, version: int | None = None) -> ActionItem:
    """Let an action go that is no longer needed, with the reason."""
    return _judge(by, action, A.DROPPED, why, version)


def _judge(by: User, action: ActionItem, to: str, why: str, version: int | None) -> ActionItem:
    action = _held(by, action, "view", version)
    transition = ACTION_FLOW.step(action.state, to)
    require(by, transition.action, action)
    source = action.state
    another = by.pk not in (action.assignee_id, action.reported_by_id)
    require_rules(transition, Facts(today=clock.today(), why=why, by_another=another))
    action.state = to
    if to == A.VERIFIED:
        action.verified_by, action.verified_at = by, clock.now()
    elif to == A.IN_PROGRESS:
        action.done_on, action.days_sent = None, None
    action.save()
    _write(action, kind="step", by=by, note=why, source=source)
    if to == A.IN_PROGRESS:
        _tell(action)
    return action


def _held(by: User, action: ActionItem, asked: str, version: int | None) -> ActionItem:
    fresh = locked(ActionItem, by, action.pk, version=version)
    require(by, asked, fresh)
    return fresh


def _write(action: ActionItem, *, kind: str, by: User | None, note: str = "", source: str = "") -> ActionStep:
    step = ActionStep(
        action=action,
        kind=kind,
        source=source,
        target=action.state if source else "",
        note=note.strip()[:LONGEST_NOTE] or None,
        by=by,
        at=clock.now(),
    )
    step.save()
    record_event(
        Action.TRANSITION if source else Action.CHANGE,
        record_type=action._meta.label_lower,
        record_id=str(action.pk),
        regime=action.regimes,
        details={"kind": kind, "from": source, "to": str(action.state) if source else ""},
    )
    return step


def _tell(action: ActionItem) -> None:
    # The job stands above the operations in the house, so it is called by its name.
    key = str(action.pk)
    transaction.on_commit(lambda: current_app.tasks[TELL].delay(key), robust=True)
