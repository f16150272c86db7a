"""What belongs to a case: signals, subjects and objects, notes. Everything can be taken out and put back.

Documents hang on a case as on every record (docs/decisions/0021).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

from django.db import transaction

from access.contexts import elevated
from cases.models import Case, CaseNote, CaseSignal, CaseSubject
from cases.operations.settling import WHY, for_change, settle, write_step
from cases.states import RUNNING
from core import clock
from core.errors import Refused
from signals.models import InvolvementRole, Signal
from signals.operations.joining import join_case, leave_case
from subjects.models import Certainty, Subject

if TYPE_CHECKING:
    from accounts.models import User

T = TypeVar("T", CaseSignal, CaseSubject, CaseNote)
LONGEST_NOTE: Final = 4000
# The same words by the same person within so long are one press too many.
TWICE: Final = timedelta(minutes=1)
WORDS: Final[dict[type, str]] = {
    CaseSignal: "signal",
    CaseSubject: "subject",
    CaseNote: "note",
}


@transaction.atomic
def add_signal(*, by: User, case: Case, signal: Signal, why: str) -> CaseSignal:
    """Let a signal belong to a case; both must be visible to ``by``.

    Raises :class:`Refused` before the further analysis was decided, for M. before the police agreed, and
    when it is there already.
    """
    case = for_change(by, case)
    signal = Signal.objects.visible_to(by).get(pk=signal.pk)
    if signal.owner_id != case.owner_id:
        raise Refused("Dit signaal is van een andere organisatie.", field="number")
    there = CaseSignal.objects.filter(case=case, signal=signal, withdrawn_at=None)
    if there.visible_to(by).exists():
        raise Refused("Dit signaal zit al in deze casus.", field="number")
    join_case(by=by, signal=signal, why=why)
    row = CaseSignal(case=case, signal=signal, added_by=by, added_at=clock.now())
    return _added(by, case, row, why)


@transaction.atomic
def add_subject(
    *, by: User, case: Case, subject: Subject, role: str, certainty: str = Certainty.SUSPECTED, why: str = ""
) -> CaseSubject:
    """Let a subject or object belong to a case, in which part and how sure."""
    case = for_change(by, case)
    subject = Subject.objects.visible_to(by).get(pk=subject.pk)
    if role not in InvolvementRole.values:
        raise Refused("Kies een rol.", field="role")
    if certainty not in Certainty.values:
        raise Refused("Kies hoe zeker dit is.", field="certainty")
    there = CaseSubject.objects.filter(case=case, subject=subject, withdrawn_at=None)
    if there.visible_to(by).exists():
        raise Refused("Dit zit al in deze casus.", field="number")
    row = CaseSubject(
        case=case, subject=subject, role=role, certainty=certainty, added_by=by, added_at=clock.now()
    )
    return _added(by, case, row, why)


@transaction.atomic
def add_note(*, by: User, case: Case, text: str, happened_on: date | None = None) -> CaseNote:
    """Write down what was found or happened."""
    case = for_change(by, case)
    if not text.strip():
        raise Refused("Schrijf een notitie.", field="text")
    if happened_on is not None and happened_on > clock.today():
        raise Refused("Deze dag ligt in de toekomst.", field="happened_on")
    recent = CaseNote.objects.filter(case=case, added_by=by, added_at__gte=clock.now() - TWICE)
    last = recent.visible_to(by).order_by("-added_at").first()
    if last is not None and last.text == text.strip()[:LONGEST_NOTE]:
        return last  # pressed twice, it is one note
    row = CaseNote(
        case=case,
        text=text.strip()[:LONGEST_NOTE],
        happened_on=happened_on,
        added_by=by,
        added_at=clock.now(),
    )
    return _added(by, case, row)


def _added(by: User, case: Case, row: T, why: str = "") -> T:
    row.save()
    settle(case)
    write_step(case, kind=f"{WORDS[type(row)]}_added", by=by, why=why, part=str(row.pk))
    return row


@transaction.atomic
def withdraw_part(*, by: User, part: CaseSignal | CaseSubject | CaseNote, why: str = "") -> Case:
    """Take something out of a case; that it was there stays to be seen, and it can be put back."""
    row = _held(by, part)
    case = for_change(by, row.case)
    if row.withdrawn_at is not None:
        raise Refused("Dit is al uit de casus gehaald.")
    row.withdrawn_at, row.withdrawn_by = clock.now(), by
    row.save()
    if isinstance(row, CaseSignal) and not _in_another(row):
        leave_case(by=by, signal=row.signal, why=why or "Uit de casus gehaald.")
    settle(case)
    write_step(case, kind=f"{WORDS[type(row)]}_withdrawn", by=by, why=why, part=str(row.pk))
    return case


@transaction.atomic
def restore_part(*, by: User, part: CaseSignal | CaseSubject | CaseNote) -> Case:
    """Put back what was taken out by mistake."""
    row = _held(by, part)
    case = for_change(by, row.case)
    if row.withdrawn_at is None:
        raise Refused("Dit zit al in de casus.")
    if isinstance(row, CaseSignal | CaseSubject):
        name = WORDS[type(row)]
        twin: Any = type(row)._default_manager.filter(
            case=case, withdrawn_at=None, **{name: getattr(row, f"{name}_id")}
        )
        if twin.unrestricted(why=WHY).exists():
            raise Refused("Dit is intussen opnieuw toegevoegd.")
    if isinstance(row, CaseSignal):
        join_case(by=by, signal=row.signal, why="Teruggezet in de casus.")
    row.withdrawn_at, row.withdrawn_by = None, None
    row.save()
    settle(case)
    write_step(case, kind=f"{WORDS[type(row)]}_restored", by=by, part=str(row.pk))
    return case


def _held(by: User, part: Any) -> Any:
    rows = type(part)._default_manager.filter(pk=part.pk).visible_to(by)
    return rows.select_for_update(of=("self",)).get()


def _in_another(row: CaseSignal) -> bool:
    with elevated(why="the signal may belong to a case that the actor does not see"):
        rows = CaseSignal.objects.filter(signal=row.signal, withdrawn_at=None, case__state__in=RUNNING)
        return rows.exclude(pk=row.pk).unrestricted(why=WHY).exists()
