"""After the retention period: two people agree, everything about people goes, a tombstone stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.apps import apps
from django.db import transaction

from access.contexts import elevated
from access.decisions import require
from access.records import Part
from audit.models import Action, AuditEvent
from audit.reasons import destroy_reasons
from audit.record import record_event
from core import clock
from core.errors import Refused
from documents.models import Document
from documents.operations import destroy_document
from measures.models import Claim, Measure, MeasureStep, Party, RegisterRow
from measures.operations.settling import for_change, write_step
from measures.operations.stepping import facts_of
from measures.rules import require_rules
from measures.states import ENDED, FLOWS, MeasureState
from signals.models import Involvement
from subjects.models import SourceKind
from subjects.operations import destroy_records, forget_told

if TYPE_CHECKING:
    from accounts.models import User

WHY: Final = "the retention period of a measure is over"
EMPTIED: Final = ("reason", "breach", "report_number", "decision_number")
NOTHING: Final = {"reason": "", "breach": ""}
DUE: Final = tuple(sorted(ENDED - {MeasureState.DESTROYED}))


@transaction.atomic
def propose_destruction(*, by: User, measure: Measure) -> Measure:
    """Say that a measure may go; nothing goes until somebody else agrees.

    Raises :class:`Refused` before the end of the retention period, and while bezwaar, beroep or a claim
    still needs it.
    """
    measure = for_change(by, measure, action="measures.destroy")
    _ask_table(measure)
    if measure.destroy_asked_at is not None:
        return measure
    measure.destroy_asked_by, measure.destroy_asked_at = by, clock.now()
    measure.save()
    write_step(measure, kind="destruction_proposed", by=by)
    return measure


@transaction.atomic
def keep_after_all(*, by: User, measure: Measure, why: str) -> Measure:
    """Take a proposal back, with a reason: somebody still needs the measure."""
    measure = for_change(by, measure, action="measures.destroy")
    if measure.destroy_asked_at is None:
        raise Refused("Er ligt geen voorstel om deze maatregel te vernietigen.")
    if not why.strip():
        raise Refused("Schrijf op waarom de maatregel blijft.", field="why")
    measure.destroy_asked_by = measure.destroy_asked_at = None
    measure.save()
    write_step(measure, kind="destruction_refused", by=by, why=why)
    return measure


@transaction.atomic
def agree_destruction(*, by: User, measure: Measure) -> Measure:
    """The second person agrees: the measure is destroyed, and with it what only it told about people.

    Number, type, days and the two names stay as the verklaring van vernietiging. Raises
    :class:`Refused` for the one who proposed it himself.
    """
    measure = for_change(by, measure, action="measures.destroy")
    first = measure.destroy_asked_by
    if first is None:
        raise Refused("Stel de vernietiging eerst voor; een collega moet het daarmee eens zijn.")
    if first == by:
        raise Refused("U heeft dit zelf voorgesteld. Een collega moet het ermee eens zijn.")
    require(by, "measures.destroy", measure)
    _ask_table(measure)
    source = measure.state
    with elevated(why=WHY):
        _empty(measure)
        write_step(measure, kind="destroyed", by=by, source=source)
    record_event(
        Action.DESTROY,
        record_type=measure._meta.label_lower,
        record_id=str(measure.pk),
        regime=measure.regimes,
        details={
            "from": source,
            "kept_until": measure.retention_until.isoformat() if measure.retention_until else "",
            "proposed_by": first.pk,
        },
    )
    return measure


def _ask_table(measure: Measure) -> None:
    transition = FLOWS[measure.workflow].step(measure.state, MeasureState.DESTROYED)
    require_rules(transition, facts_of(measure))


def _empty(measure: Measure) -> None:
    """Everything that says something; the keyed hash of the breach and the count of recidive too."""
    rows = Party.objects.filter(measure=measure).unrestricted(why=WHY)
    tied = set(rows.values_list("subject_id", flat=True))
    claims = Claim.objects.filter(measure=measure).unrestricted(why=WHY)
    tied |= set(claims.values_list("debtor_id", flat=True))
    keys = [measure.pk, *claims.values_list("pk", flat=True)]
    for model in _parts():
        _destroy_parts(model, measure)
    for claim in claims:
        claim.delete()
    for step in MeasureStep.objects.filter(measure=measure).unrestricted(why=WHY):
        step.why, step.before = None, {}
        step.save()
    lines_read = RegisterRow.objects.filter(measure=measure).unrestricted(why=WHY)
    told_by = {measure.number, *lines_read.values_list("run__number", flat=True)}
    lines_read.update(original=None, reason="")
    for name in EMPTIED:
        setattr(measure, name, NOTHING.get(name))
    measure.breach_key = None
    measure.state, measure.destroyed_at = MeasureState.DESTROYED, clock.now()
    measure.next_on, measure.next_code = None, ""
    measure.save()
    _let_go(told_by, tied)
    lines = AuditEvent.objects.using("audit").filter(record_id__in=[str(key) for key in keys])
    destroy_reasons(list(lines.exclude(reason=b"").values_list("id", flat=True)))


def _parts() -> list[Any]:
    """Every table whose rows belong to a measure, of this room and of rooms above; the history stays, emptied."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Part)
        and model.part_of
        and model._meta.get_field(model.part_of).related_model is Measure
        and model is not MeasureStep
    ]


def _destroy_parts(model: Any, measure: Measure) -> None:
    rows = model.objects.filter(**{model.part_of: measure}).unrestricted(why=WHY)
    files = [field.attname for field in model._meta.concrete_fields if field.related_model is Document]
    for row in rows:
        documents = [getattr(row, name) for name in files if getattr(row, name)]
        row.delete()
        for document in Document.objects.filter(pk__in=documents).unrestricted(why=WHY):
            destroy_document(by=None, document=document, why="bewaartermijn voorbij")


def _let_go(told_by: set[str], tied: set[UUID]) -> None:
    """What only this measure told about people goes with it; who is tied to something else stays."""
    others = Party.objects.filter(subject__in=tied).unrestricted(why=WHY)
    owing = Claim.objects.filter(debtor__in=tied).unrestricted(why=WHY)
    seen = Involvement.objects.filter(subject__in=tied, withdrawn_at=None).unrestricted(why=WHY)
    free = tied - set(others.values_list("subject_id", flat=True))
    free -= set(owing.values_list("debtor_id", flat=True))
    gone = forget_told(numbers=told_by, subjects=free, source_kind=SourceKind.DOCUMENT)
    destroy_records(gone.bare - set(seen.values_list("subject_id", flat=True)))
