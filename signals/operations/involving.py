"""Link what is in a signal to what is known, register what is new, reject what is no such thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from signals.models import Involvement, InvolvementRole, RejectedMark, Signal
from signals.operations.steps import for_change, not_sealed
from signals.queries.involving import mark_key
from subjects.models import Certainty, Kind, SourceKind, Statement, Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject
from subjects.queries import Mark, kept_value

if TYPE_CHECKING:
    from accounts.models import User

FIRST_ROLE: Final = {
    Kind.PERSON: InvolvementRole.MAYBE,
    Kind.ORGANISATION: InvolvementRole.MAYBE,
    Kind.PREMISES: InvolvementRole.PLACE,
}


@transaction.atomic
def involve(
    *, by: User, signal: Signal, subject: Subject, role: str = "", certainty: str = Certainty.SUSPECTED
) -> Involvement:
    """Link a known subject or object to a signal; both must be visible to ``by``.

    Raises ``DoesNotExist`` when the subject is hidden, :class:`Denied` without the right,
    :class:`Refused` before weging 1 is yes, for a sealed signal, or for a link that is there already.
    """
    signal = _open(by, signal)
    subject = Subject.objects.visible_to(by).get(pk=subject.pk)
    role = role or FIRST_ROLE.get(Kind(subject.kind), InvolvementRole.MEANS)
    if role not in InvolvementRole.values or certainty not in Certainty.values:
        raise Refused("Kies een rol.", field="role")
    there = Involvement.objects.filter(signal=signal, subject=subject, withdrawn_at=None)
    if there.visible_to(by).exists():
        raise Refused("Dit is al aan het signaal gekoppeld.")
    row = Involvement(
        signal=signal,
        subject=subject,
        role=role,
        certainty=certainty,
        linked_by=by,
        linked_at=clock.now(),
    )
    row.save()
    _note(signal, subject, "linked", row.role)
    return row


@transaction.atomic
def register_mark(*, by: User, signal: Signal, mark: Mark) -> Involvement:
    """Register what a mark stands for, with the signal as its source, and link it."""
    signal = _open(by, signal)
    if mark.becomes is None:
        raise Refused("Dit is geen persoon, organisatie, pand, voertuig of nummer.")
    kind, code = mark.becomes
    if _registered(by, signal, code, mark.value):
        raise Refused("Dit is al vastgelegd en aan het signaal gekoppeld.")
    new = NewSubject(
        kind=kind,
        owner=signal.owner,
        facts=[NewFact(code, mark.value)],
        source=Source(
            kind=SourceKind.SIGNAL,
            number=signal.number,
            reliability=signal.source_reliability,
            credibility=signal.content_credibility,
        ),
        regimes=signal.regimes,
        confidentiality=signal.confidentiality,
    )
    return involve(by=by, signal=signal, subject=register_subject(by=by, new=new))


def _registered(by: User, signal: Signal, code: str, value: str) -> bool:
    """Was this made of the signal before, and is it still linked? Pressed twice, it is one."""
    links = Involvement.objects.filter(signal=signal, withdrawn_at=None).visible_to(by)
    told = Statement.objects.filter(
        subject__in=links.values("subject_id"),
        fact=code,
        source=SourceKind.SIGNAL,
        source_number=signal.number,
        withdrawn_at=None,
    ).visible_to(by)
    kept = kept_value(code, value)
    return any(row.value == kept for row in told)


@transaction.atomic
def withdraw_involvement(*, by: User, involvement: Involvement, why: str = "") -> Signal:
    """Take a link back; it stays to be seen that it was there."""
    row = Involvement.objects.filter(pk=involvement.pk).visible_to(by).select_for_update(of=("self",)).get()
    signal = for_change(by, "signals.edit", row.signal)
    not_sealed(signal)
    if row.withdrawn_at is not None:
        raise Refused("Deze koppeling is al ongedaan gemaakt.")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = clock.now(), by, why.strip() or None
    row.save()
    _note(signal, row.subject, "unlinked", row.role)
    return signal


@transaction.atomic
def reject_mark(*, by: User, signal: Signal, mark: Mark) -> None:
    """Say that a mark is no such thing: it does not come up again in this signal."""
    signal = _open(by, signal)
    RejectedMark.objects.visible_to(by).get_or_create(
        signal=signal, mark_key=mark_key(mark), defaults={"rejected_by": by, "rejected_at": clock.now()}
    )
    _note(signal, None, "mark_rejected", mark.kind)


@transaction.atomic
def restore_mark(*, by: User, signal: Signal, mark: Mark) -> None:
    """Take a rejection back."""
    signal = _open(by, signal)
    for row in RejectedMark.objects.filter(signal=signal, mark_key=mark_key(mark)).visible_to(by):
        row.delete()
    _note(signal, None, "mark_restored", mark.kind)


def _open(by: User, signal: Signal) -> Signal:
    signal = for_change(by, "signals.edit", signal)
    not_sealed(signal)
    if not signal.weighed_yes:
        raise Refused("Koppelen kan als weging 1 met ja is beantwoord: tot dan zijn personen afgeschermd.")
    return signal


def _note(signal: Signal, subject: Subject | None, step: str, code: str) -> None:
    record_event(
        Action.CHANGE,
        record_type=signal._meta.label_lower,
        record_id=str(signal.pk),
        shown=[str(subject.pk)] if subject else [],
        regime=signal.regimes,
        details={"step": step, "code": str(code)},
    )
