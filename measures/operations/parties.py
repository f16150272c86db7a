"""Who and what a measure is about, and what it rests on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.pressing import just_made
from cases.queries import case_by_number
from core import clock
from core.errors import Refused
from measures.models import Ground, GroundKind, Measure, Party, PartyRole
from measures.operations.settling import for_change, write_step
from signals.models import Signal, SourceType
from subjects.models import SourceKind, Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User

# The roles that work with measures, and so must see the parties of one.
ALSO_FOR: Final = ("LEGAL", "BIBOB")


@transaction.atomic
def involve_party(*, by: User, measure: Measure, subject: Subject, role: str) -> Party:
    """Tie a known subject or object to a measure; both must be visible to ``by``."""
    measure = for_change(by, measure)
    subject = Subject.objects.visible_to(by).get(pk=subject.pk)
    if role not in PartyRole.values:
        raise Refused("Kies een rol.", field="role")
    there = Party.objects.filter(measure=measure, subject=subject, role=role, withdrawn_at=None)
    if there.visible_to(by).exists():
        raise Refused("Deze partij heeft die rol al.", field="role")
    row = Party(measure=measure, subject=subject, role=role, added_by=by, added_at=clock.now())
    row.save()
    write_step(measure, kind="party_added", by=by)
    return row


@transaction.atomic
def register_party(*, by: User, measure: Measure, kind: str, facts: Sequence[NewFact], role: str) -> Party:
    """Register somebody or something with the measure as the source, and tie it.

    The registration can be seen by jurists and Bibob specialists besides coordinator and analyst.
    """
    measure = for_change(by, measure)
    new = NewSubject(
        kind=kind,
        owner=measure.owner,
        facts=facts,
        source=Source(kind=SourceKind.DOCUMENT, number=measure.number, reliability="B", credibility="2"),
        regimes=measure.regimes,
        confidentiality=measure.confidentiality,
        also_for=ALSO_FOR,
    )
    subject = register_subject(by=by, new=new, action="measures.edit")
    return involve_party(by=by, measure=measure, subject=subject, role=role)


@transaction.atomic
def withdraw_party(*, by: User, party: Party, why: str) -> Measure:
    """Take a party out of a measure; that it was there stays to be seen."""
    row = Party.objects.filter(pk=party.pk).visible_to(by).select_for_update(of=("self",)).get()
    measure = for_change(by, row.measure)
    if not why.strip():
        raise Refused("Schrijf op waarom deze partij er niet bij hoort.", field="why")
    if row.withdrawn_at is not None:
        raise Refused("Deze partij is al weggehaald.")
    row.withdrawn_at, row.withdrawn_by = clock.now(), by
    row.save()
    write_step(measure, kind="party_withdrawn", by=by, why=why)
    return measure


@transaction.atomic
def note_notice(*, by: User, party: Party, on: date) -> Party:
    """Keep on which day the decision went to one recipient (Awb 3:41, 5:24 lid 3)."""
    row = Party.objects.filter(pk=party.pk).visible_to(by).select_for_update(of=("self",)).get()
    measure = for_change(by, row.measure)
    if on > clock.today():
        raise Refused("Deze dag ligt in de toekomst.", field="on")
    row.notified_on = on
    row.save()
    write_step(measure, kind="party_notified", by=by, on=on)
    return row


@transaction.atomic
def add_ground(*, by: User, measure: Measure, kind: str, reference: str, dated: date | None = None) -> Ground:
    """Keep a source of the decision. Raises :class:`Refused` without a reference."""
    measure = for_change(by, measure)
    if kind not in GroundKind.values or kind == GroundKind.SIGNAL:
        raise Refused("Kies een soort bron.", field="kind")
    if not reference.strip():
        raise Refused("Vul het kenmerk in: een nummer, een datum, wie het schreef.", field="reference")
    told = {"kind": kind, "reference": reference.strip()[:120], "dated": dated}
    if again := just_made(Ground.objects.filter(measure=measure, withdrawn_at=None), **told):
        return again  # type: ignore[no-any-return]  # a source
    row = Ground(
        measure=measure,
        kind=kind,
        reference=reference.strip()[:120],
        dated=dated,
        added_by=by,
        added_at=clock.now(),
    )
    row.save()
    write_step(measure, kind="ground_added", by=by)
    return row


@transaction.atomic
def name_signal(*, by: User, measure: Measure, number: str) -> Ground:
    """Name a signal as a source: by somebody who may see it; the jurist reads only what kind it is.

    What came from M. counts as anonymous information. Raises :class:`Refused` when ``by`` can't see a
    signal with this number, and when it is named already.
    """
    measure = for_change(by, measure, action="measures.source")
    signal = Signal.objects.filter(number=number.strip().upper()).visible_to(by).first()
    if signal is None:
        raise Refused("Dit signaal is er niet, of u mag het niet zien.", field="number")
    there = Ground.objects.filter(measure=measure, signal=signal, withdrawn_at=None)
    if there.visible_to(by).exists():
        raise Refused("Dit signaal is al als bron genoemd.", field="number")
    anonymous = signal.source_type == SourceType.ANONYMOUS
    row = Ground(
        measure=measure,
        kind=GroundKind.ANONYMOUS if anonymous else GroundKind.SIGNAL,
        signal=signal,
        added_by=by,
        added_at=clock.now(),
    )
    row.save()
    write_step(measure, kind="ground_added", by=by)
    return row


@transaction.atomic
def tie_to_case(*, by: User, measure: Measure, number: str) -> Measure:
    """Say out of which case a measure came; by somebody who sees both. An empty number unties it.

    Raises :class:`Refused` when ``by`` can't see a case with this number.
    """
    measure = for_change(by, measure, action="measures.source")
    case = case_by_number(by, number) if number.strip() else None
    if number.strip() and (case is None or case.owner_id != measure.owner_id):
        raise Refused("Deze casus is er niet, of u mag die niet zien.", field="number")
    measure.case = case
    measure.save()
    write_step(measure, kind="tied_to_case" if case else "untied_from_case", by=by)
    return measure


@transaction.atomic
def withdraw_ground(*, by: User, ground: Ground) -> Measure:
    """Take a source away that turned out not to be one."""
    row = Ground.objects.filter(pk=ground.pk).visible_to(by).select_for_update(of=("self",)).get()
    measure = for_change(by, row.measure)
    if row.withdrawn_at is not None:
        raise Refused("Deze bron is al weggehaald.")
    row.withdrawn_at = clock.now()
    row.save()
    write_step(measure, kind="ground_withdrawn", by=by)
    return measure
