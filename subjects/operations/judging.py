"""Judge whether two records are the same, and regret it. Neither record changes by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from access.decisions import require
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from subjects.models import Judgement, Subject, Verdict
from subjects.operations.holding import held

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def judge(
    *,
    by: User,
    subject: Subject,
    other: Subject,
    verdict: str,
    why: str,
    evidence: list[dict[str, Any]] | None = None,
) -> Judgement:
    """Append a judgement on two records that ``by`` may both see.

    The latest judgement on a pair counts; the earlier ones stay. Raises ``DoesNotExist`` when one is
    hidden, :class:`Denied` without the right, :class:`Refused` without a reason.
    """
    subject, other = held(by, subject.pk, other.pk)
    for one in (subject, other):
        require(by, "subjects.judge", one)
    if subject.pk == other.pk:
        raise Refused("Kies een andere registratie om mee te vergelijken.", field="other")
    if subject.kind != other.kind:
        raise Refused("Een persoon, organisatie, pand of voertuig vergelijkt u alleen met zijn eigen soort.")
    if verdict not in Verdict.values:
        raise Refused("Kies een oordeel.", field="verdict")
    if not why.strip():
        raise Refused("Schrijf op waarom u dit vindt.", field="why")
    # The database orders keys as bytes; so does the text of a UUID.
    first, second = sorted((subject, other), key=lambda one: str(one.pk))
    if _said_before(by, first, second, verdict):
        raise Refused("Zo heeft u dit al beoordeeld.")
    row = Judgement(
        subject=first,
        other=second,
        verdict=verdict,
        why=why.strip(),
        evidence=evidence,
        judged_by=by,
        judged_at=clock.now(),
    )
    row.save()
    _note(first, second, "judged", verdict, why)
    return row


def _said_before(by: User, first: Subject, second: Subject, verdict: str) -> bool:
    """Is this the judgement that counts already, of the same person? Pressed twice, it is one."""
    rows = Judgement.objects.filter(subject=first, other=second, withdrawn_at=None).visible_to(by)
    last = rows.order_by("judged_at", "id").last()
    return last is not None and last.judged_by_id == by.pk and last.verdict == verdict


@transaction.atomic
def withdraw_judgement(*, by: User, judgement: Judgement, why: str) -> Judgement:
    """Regret a judgement: what stood before it counts again."""
    ends = held(by, judgement.subject_id, judgement.other_id)
    row = Judgement.objects.filter(pk=judgement.pk).visible_to(by).select_for_update(of=("self",)).get()
    for one in ends:
        require(by, "subjects.judge", one)
    if not why.strip():
        raise Refused("Schrijf op waarom u dit oordeel intrekt.", field="why")
    if row.withdrawn_at is not None:
        raise Refused("Dit oordeel is al ingetrokken.")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = clock.now(), by, why.strip()
    row.save()
    _note(ends[0], ends[1], "judgement_withdrawn", row.verdict, why)
    return row


def _note(subject: Subject, other: Subject, step: str, verdict: str, why: str) -> None:
    for one, two in ((subject, other), (other, subject)):
        record_event(
            Action.CHANGE,
            record_type=one._meta.label_lower,
            record_id=str(one.pk),
            shown=[str(two.pk)],
            regime=one.regimes,
            reason=why.strip()[:500],
            details={"step": step, "verdict": str(verdict)},
        )
