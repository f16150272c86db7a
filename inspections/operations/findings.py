"""Record what was found, with photos, and let it follow up: a signal, a proposal, an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from access.contexts import elevated
from access.decisions import require
from access.records import locked
from audit.models import Action
from core import clock
from core.errors import Refused
from core.numbers import next_number
from core.sources import SourceKind
from documents import images
from documents.models import Kind
from documents.operations import Described, add_document
from documents.queries import documents_of
from inspections.models import Finding, Stop
from inspections.operations.settling import note, stop_on_the_spot
from inspections.rules import FindingFacts, require_no_origin, require_rules
from inspections.states import FINDING_FLOW, FindingState, InspectionState
from signals.models import SourceType
from signals.operations.register import NewSignal, Reporter, register_signal

if TYPE_CHECKING:
    from accounts.models import User

MOST_PHOTOS: Final = 8
WHY: Final = "who sees a finding changes with its state"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """A finding with the key that the device gave it."""

    token: UUID
    what: str
    breach: bool
    rule: str = ""
    statement: str = ""
    check_code: str = ""
    mend_until: date | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was kept, and a sentence for each photo that was not."""

    finding: Finding
    refused: list[str]


@transaction.atomic
def record_finding(
    *, by: User, stop: Stop, new: NewFinding, photos: Sequence[UploadedFile[Any]] = ()
) -> Recorded:
    """Keep a finding with its photos; sent again it stands once, and photos that are new are added.

    Raises :class:`Refused` without a text, and for a breach without an article. A photo that can't be kept
    does not hold up the rest.
    """
    row = stop_on_the_spot(by, stop)
    there = Finding.objects.filter(stop=row, token=new.token).visible_to(by).first()
    if there is not None:
        return Recorded(there, [])
    if not new.what.strip():
        raise Refused("Schrijf op wat u zag.", field="what")
    if new.breach and not new.rule.strip():
        raise Refused("Vul het artikel of de regel in die is overtreden.", field="rule")
    for name, text in (("what", new.what), ("statement", new.statement)):
        require_no_origin(text, field=name)
    if new.mend_until is not None and new.mend_until < clock.today():
        raise Refused("Kies een dag vanaf vandaag.", field="mend_until")
    control = row.inspection
    finding = Finding(
        number=next_number("BV", clock.today().year),
        owner=control.owner,
        regimes=control.regimes,
        confidentiality=control.confidentiality,
        inspection=control,
        stop=row,
        place=row.place,
        place_key=row.place_key,
        what=new.what.strip(),
        statement=new.statement.strip(),
        breach=new.breach,
        rule=new.rule.strip()[:120],
        check_code=new.check_code[:60],
        seen_at=clock.now(),
        by=by,
        mend_until=new.mend_until if new.breach else None,
        token=new.token,
        team=list(control.team),
        final=control.state == InspectionState.FINISHED,
    )
    finding.save()
    note(finding, "recorded", Action.CREATE, breach=new.breach)
    if finding.mend_until is not None and row.revisit_on is None:
        row.revisit_on, row.revisit_told = finding.mend_until + timedelta(days=1), None
        row.save()
    return Recorded(finding, _keep(by, finding, photos))


@transaction.atomic
def add_photos(*, by: User, finding: Finding, photos: Sequence[UploadedFile[Any]]) -> list[str]:
    """Add photos to a finding; returns a sentence for each that was refused."""
    row = locked(Finding, by, finding.pk)
    require(by, "change", row)
    note(row, "photos_added", count=len(photos))
    return _keep(by, row, photos)


def _keep(by: User, finding: Finding, photos: Sequence[UploadedFile[Any]]) -> list[str]:
    refused: list[str] = []
    count = len(documents_of(by, [finding.pk]))
    for upload in photos:
        name = upload.name or "foto"
        if count >= MOST_PHOTOS:
            refused.append(f"{name}: hoogstens {MOST_PHOTOS} foto’s bij één bevinding.")
            continue
        try:
            _require_photo(upload)
            with transaction.atomic():
                add_document(by=by, record=finding, upload=upload, described=_said_of(finding, count + 1))
        except Refused as refusal:
            refused.append(f"{name}: {refusal.message}")
        else:
            count += 1
    return refused


def _said_of(finding: Finding, place: int) -> Described:
    """What is known of a photo from the spot."""
    return Described(
        kind=Kind.PHOTO,
        title=f"Foto {place} bij {finding.number}",
        source=SourceKind.CONTROL,
        source_number=finding.number,
    )


def _require_photo(upload: UploadedFile[Any]) -> None:
    """Only photos here: another file belongs with the record that the finding leads to."""
    head = upload.read(images.HEAD)
    upload.seek(0)
    images.require_image(images.media_type_of(head))


@transaction.atomic
def step_finding(
    *, by: User, finding: Finding, to: str, why: str = "", number: str = "", version: int | None = None
) -> Finding:
    """Propose a measure, settle it on the spot, or as a jurist say what became of it.

    Raises :class:`core.flow.IllegalTransition`, :class:`Denied`, :class:`Conflict`, and :class:`Refused`
    with the sentence of the first rule that is not met.
    """
    row = locked(Finding, by, finding.pk, version=version)
    transition = FINDING_FLOW.step(row.state, to)
    require(by, transition.action, row)
    facts = FindingFacts(breach=row.breach, rule=row.rule, why=why, number=number)
    require_rules(transition, facts)
    source, row.state = row.state, to
    if to in (FindingState.PROPOSED, FindingState.SETTLED):
        row.proposal = why.strip()
        row.answer = None
    else:
        row.answer = why.strip() or None
    if to == FindingState.TAKEN:
        row.measure_number = number.strip().upper()
    with elevated(why=WHY):
        row.save()
    note(row, "step", Action.TRANSITION, source=source, target=to)
    return row


@transaction.atomic
def start_signal(*, by: User, finding: Finding) -> Finding:
    """Make a signal of a finding, as a report of the one who does so. Raises :class:`Refused` the second time."""
    row = locked(Finding, by, finding.pk)
    require(by, "inspections.visit", row)
    if row.signalled_at is not None:
        raise Refused("Van deze bevinding is al een signaal gemaakt.")
    day = timezone.localtime(row.seen_at)
    told = [f"Bij een controle op {day:%d-%m-%Y} gezien: {row.what}"]
    if row.breach:
        told.append(f"Overtreden regel: {row.rule}.")
    told.append(f"Bron: bevinding {row.number}. Foto's en verklaringen staan daar.")
    signal = register_signal(
        by=by,
        new=NewSignal(
            title=f"Bevinding bij controle {row.number}",
            source_type=SourceType.INTERNAL,
            team="Toezicht",
            narrative="\n\n".join(told),
            location=row.place,
            received_at=clock.now(),
            observed_from=day.date(),
            observed_to=day.date(),
            observed_precision="DAY",
            external_number=row.number,
            owner=row.owner,
            regimes=row.regimes,
            confidentiality=row.confidentiality,
        ),
        reporter=Reporter(user=by),
    )
    with elevated(why="a signal lies outside an inspector's sight"):
        row.signal, row.signalled_at = signal, clock.now()
        row.save()
    note(row, "signalled")
    return row
