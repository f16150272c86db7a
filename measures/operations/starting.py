"""Start a measure: what type, on whom or what, on which ground, because of what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from access.decisions import Denied, deny
from access.roles import may, refusal
from audit.models import Action
from audit.record import record_event
from core import clock
from core.errors import Refused
from core.levels import Confidentiality
from core.numbers import next_number
from encryption.blind_index import blind_index
from measures.models import Closure, Measure, PremisesUse
from measures.operations.settling import settle, write_step
from measures.states import MeasureState
from reference.models import Workflow

if TYPE_CHECKING:
    from accounts.models import Organisation, User
    from cases.models import Case
    from reference.models import MeasureType


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeasure:
    """A measure as it starts."""

    type: MeasureType
    owner: Organisation
    target: str
    reason: str
    authority: str = ""
    breach: str = ""
    article: str = ""
    urgent: bool = False
    use: str = ""
    found_on: date | None = None
    reported_on: date | None = None
    report_number: str = ""
    regimes: tuple[str, ...] = ("avg_internal",)
    confidentiality: int = Confidentiality.VERTROUWELIJK
    handler: User | None = None
    origin_key: bytes | None = None
    case: Case | None = None


def breach_key(breach: str) -> bytes | None:
    """The keyed hash by which two measures on one breach find each other; None when none is named."""
    plain = " ".join(breach.casefold().split())
    return blind_index(plain, context="measures.measure.breach") if plain else None


def form_key(*, by: User, token: str) -> bytes | None:
    """The key of one form that one person sent: pressing twice makes one measure."""
    return blind_index(f"{by.pk}|{token}", context="measures.form") if token else None


@transaction.atomic
def start_measure(*, by: User | None, new: NewMeasure, action: str = "measures.edit") -> Measure:
    """Make the record of a measure in its first state.

    Raises :class:`Denied` without the right, :class:`Refused` without a reason, for an authority that
    the legal basis does not know, and for a target on which this type can't rest.
    """
    if by is not None and not may(by, action):
        raise Denied(deny(refusal(action)))
    kind = new.type
    if not new.reason.strip():
        raise Refused("Schrijf op waarom: wat is er gebeurd of gevonden?", field="reason")
    authority = new.authority or (kind.authorities[0] if len(kind.authorities) == 1 else "")
    if authority not in kind.authorities:
        raise Refused(
            f"Bij deze grondslag ({kind.article}) past een ander bevoegd gezag.",
            field="authority",
            article="Awb 5:4",
        )
    if new.target not in kind.targets:
        raise Refused("Deze maatregel kan daar niet op rusten.", field="target", article=kind.article)
    at = clock.now()
    for name, day in (("found_on", new.found_on), ("reported_on", new.reported_on)):
        if day is not None and day > clock.today():
            raise Refused("Deze dag ligt in de toekomst.", field=name)
    measure = Measure(
        number=next_number("MA", at.year),
        owner=new.owner,
        type=kind,
        workflow=kind.workflow,
        target=new.target,
        authority=authority,
        article=new.article.strip() or kind.article,
        urgent=new.urgent,
        reason=new.reason.strip(),
        breach=new.breach.strip(),
        breach_key=breach_key(new.breach),
        found_on=new.found_on,
        reported_on=new.reported_on,
        report_number=new.report_number.strip() or None,
        regimes=list(new.regimes),
        confidentiality=new.confidentiality,
        handler=new.handler or by,
        state=MeasureState.REPORTED,
        origin_key=new.origin_key,
        case=new.case,
    )
    # After the number: giving one out holds up the second press until the first is done.
    if new.origin_key is not None:
        rows = Measure.objects.filter(owner=new.owner, origin_key=new.origin_key)
        if again := rows.unrestricted(why="was this form sent before?").first():
            return again
    settle(measure)
    if kind.workflow == Workflow.CLOSURE:
        Closure(measure=measure, use=new.use or PremisesUse.DWELLING).save()
    write_step(measure, kind="started", by=by, on=new.reported_on or new.found_on)
    record_event(
        Action.CREATE,
        record_type=measure._meta.label_lower,
        record_id=str(measure.pk),
        regime=measure.regimes,
        details={"type": kind.code, "state": str(measure.state)},
    )
    return measure
