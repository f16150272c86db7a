"""Say that two records belong together, and take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from access.decisions import require
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from subjects import facts
from subjects.models import Certainty, Relation, RelationKind, Subject
from subjects.operations.holding import held
from subjects.operations.register import Source, require_order

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def relate(
    *,
    by: User,
    subject: Subject,
    other: Subject,
    kind: str,
    source: Source,
    certainty: str = Certainty.SUSPECTED,
    since: str = "",
    until: str = "",
) -> Relation:
    """Lay a relation from ``subject`` to ``other``; who may not see both never learns of it.

    Raises ``DoesNotExist`` when one of them is hidden from ``by``, :class:`Denied` without the right,
    :class:`Refused` for a relation with itself, an unknown kind, a wrong day or one that is there already.
    """
    subject, other = held(by, subject.pk, other.pk)
    require(by, "change", subject)
    if subject.pk == other.pk:
        raise Refused("Een relatie heeft twee verschillende kanten.", field="other")
    if kind not in RelationKind.values or certainty not in Certainty.values:
        raise Refused("Kies een soort relatie.", field="kind")
    since, until = _day(since, "since"), _day(until, "until")
    require_order(since, until)
    row = Relation(
        subject=subject,
        other=other,
        kind=kind,
        certainty=certainty,
        since=since,
        until=until,
        source=source.kind,
        source_number=source.kept_number,
        reliability=source.reliability,
        credibility=source.credibility,
        stated_by=by,
        stated_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "relation_once" not in str(error):
            raise
        raise Refused("Deze relatie is al vastgelegd.") from None
    _note(subject, other, "related", kind)
    return row


@transaction.atomic
def withdraw_relation(*, by: User, relation: Relation, why: str) -> Relation:
    """Take a relation back: it no longer counts, and stays to be seen with the reason."""
    subject, other = held(by, relation.subject_id, relation.other_id)
    row = Relation.objects.filter(pk=relation.pk).visible_to(by).select_for_update(of=("self",)).get()
    require(by, "change", subject)
    if not why.strip():
        raise Refused("Schrijf op waarom deze relatie niet klopt.", field="why")
    if row.withdrawn_at is not None:
        raise Refused("Deze relatie is al ingetrokken.")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = clock.now(), by, why.strip()
    row.save()
    _note(subject, other, "relation_withdrawn", row.kind, why)
    return row


def _day(text: str, field: str) -> str:
    try:
        return facts.read_incomplete_date(text) if text.strip() else ""
    except facts.FactProblem as problem:
        raise Refused(str(problem), field=field) from problem


def _note(subject: Subject, other: Subject, step: str, kind: str, why: str = "") -> None:
    for one, two in ((subject, other), (other, subject)):
        record_event(
            Action.CHANGE,
            record_type=one._meta.label_lower,
            record_id=str(one.pk),
            shown=[str(two.pk)],
            regime=one.regimes,
            reason=why.strip()[:500],
            details={"step": step, "kind": str(kind)},
        )
