"""Controls of the demo: a day of garageboxes that is half done, and a finished control of horeca."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from access.contexts import acting_as
from core import clock
from inspections.models import Inspection, Participant, Stop
from inspections.operations import (
    NewFinding,
    NewLine,
    NewStop,
    Plan,
    add_member,
    add_stop,
    enter_stop,
    finish_stop,
    give_feedback,
    prepare_inspection,
    record_finding,
    set_participant,
    start_signal,
    step_finding,
    take_step,
    write_line,
)
from inspections.states import Answer, Entry, FindingState, InspectionState, LineKind, StopOutcome
from reference.models import ControlType, PartnerKind
from reference.queries import by_code

if TYPE_CHECKING:
    from accounts.models import User

# Purpose and legal basis of the partners, as they would fill them in themselves.
PURPOSES: Final = {
    PartnerKind.ODT: ("milieu: opslag, afval en vaten nagaan", "Omgevingswet"),
    PartnerKind.FIRE: ("brandveiligheid nagaan", "eigen bevoegdheid van de brandweer"),
    PartnerKind.POLICE: ("veiligheid van het team", "sterke arm bij het toezicht van de gemeente"),
    PartnerKind.TAX: ("eigen controle op accijns en belasting", "AWR, eigen bevoegdheid"),
    PartnerKind.NVWA: ("hygiëne en voedselveiligheid nagaan", "eigen bevoegdheid van de NVWA"),
    PartnerKind.KSA: ("speelautomaten nagaan", "Wet op de kansspelen 1"),
}
BOXES: Final = (
    ("Bornsebroekseweg 210 box 4, Almelo", "Twee signalen over vaten en verkeer in de avond"),
    ("Bornsebroekseweg 210 box 7, Almelo", "Buurbox van box 4, zelfde huurder op papier"),
    ("Bornsebroekseweg 210 box 12, Almelo", "Elke vijfde box, zoals afgesproken in het plan"),
    ("Plesmanweg 31 box 2, Almelo", "Melding over autodemontage"),
    ("Plesmanweg 31 box 9, Almelo", "Elke vijfde box, zoals afgesproken in het plan"),
    ("Turfkade 8, Almelo", "Bedrijfspand met dichte rolluiken"),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who does the controls of the demo."""

    inspector: User
    coordinator: User


def make_controls(inspector: User, coordinator: User) -> int:
    """Both controls, through the operations that users use; how many were made."""
    cast = Cast(inspector, coordinator)
    with acting_as(coordinator, why="demo", purpose="Proefdata"):
        _boxes(cast)
    with acting_as(inspector, why="demo", purpose="Proefdata"):
        _bars(cast)
    return 2


def _planned(by: User, code: str, plan: dict[str, object], stops: tuple[tuple[str, str], ...]) -> Inspection:
    kind = by_code(ControlType, code)
    assert kind is not None
    control = prepare_inspection(by=by, plan=Plan(type=kind, **plan))  # type: ignore[arg-type]
    for row in list(Participant.objects.filter(inspection=control).visible_to(by)):
        purpose, basis = PURPOSES.get(PartnerKind(row.kind), (row.purpose, row.basis))
        set_participant(
            by=by,
            inspection=control,
            participant=row,
            kind=row.kind,
            power=row.power,
            name=row.name,
            purpose=purpose,
            basis=basis,
        )
    for place, why in stops:
        reason = "SIGNAL" if "signal" in why or "elding" in why else "AREA"
        add_stop(by=by, inspection=control, new=NewStop(place=place, reason=reason, chosen_why=why))
    return control


def _begun(by: User, control: Inspection, colleague: User) -> list[Stop]:
    own = Participant.objects.filter(inspection=control, kind=PartnerKind.MUNICIPALITY).visible_to(by).get()
    add_member(by=by, inspection=control, participant=own, user=colleague, task="vastleggen")
    police = Participant.objects.filter(inspection=control, kind=PartnerKind.POLICE).visible_to(by).first()
    if police is not None:
        add_member(by=by, inspection=control, participant=police, name="Twee agenten, basisteam")
    take_step(by=by, inspection=control, to=InspectionState.PLANNED)
    take_step(by=by, inspection=control, to=InspectionState.RUNNING)
    rows = Stop.objects.filter(inspection=control).visible_to(by).select_related("inspection__type")
    return list(rows.order_by("position"))


def _boxes(cast: Cast) -> None:
    """A day in Almelo: three of six addresses are done."""
    by = cast.coordinator
    control = _planned(
        by,
        "business_premises",
        {
            "reason": "AREA",
            "aim": "Past het gebruik van de garageboxen in het omgevingsplan, en is het er veilig?",
            "starts_at": clock.now() - timedelta(hours=1),
            "meeting_point": "Parkeerterrein Bornsebroekseweg 200",
            "instruction": "Eerst aankloppen en legitimeren. Bij vaten of chemische geur: afstand houden en de "
            "brandweer vragen te meten. Foto’s alleen van wat nodig is.",
        },
        BOXES,
    )
    stops = _begun(by, control, cast.inspector)
    drums, empty, closed = stops[:3]
    enter_stop(by=by, stop=drums, entry=Entry.CONSENT, who="de huurder, bij de box")
    for code, answer in (("use", Answer.YES), ("living", Answer.NO), ("drums", Answer.YES)):
        _answer(by, drums, f"business_premises_{code}", answer)
    _line(
        by,
        drums,
        LineKind.MET,
        {"name": "", "function": "huurder", "id_seen": True, "statement": "Alles is van een kennis."},
    )
    _line(
        by,
        drums,
        LineKind.NOTE,
        {"text": "Sterke geur bij openen. De brandweer mat: geen gevaar buiten de box."},
    )
    found = NewFinding(
        token=uuid4(),
        what="Achttien blauwe vaten zonder etiket, naast jerrycans en filters.",
        breach=True,
        rule="Opiumwet 13b",
        check_code="business_premises_drums",
    )
    finding = record_finding(by=by, stop=drums, new=found, photos=[_picture("vaten in de box")]).finding
    step_finding(
        by=by,
        finding=finding,
        to=FindingState.PROPOSED,
        why="Vaten en filters wijzen op voorbereiding.",
    )
    start_signal(by=by, finding=finding)
    finish_stop(by=by, stop=drums, outcome=StopOutcome.DONE, revisit_on=clock.today() + timedelta(days=14))
    enter_stop(by=by, stop=empty, entry=Entry.POWER)
    _answer(by, empty, "business_premises_use", Answer.NO)
    _answer(by, empty, "business_premises_living", Answer.NO)
    finish_stop(by=by, stop=empty, outcome=StopOutcome.DONE)
    finish_stop(by=by, stop=closed, outcome=StopOutcome.NOBODY)


def _bars(cast: Cast) -> None:
    """Two bars, finished: one with breaches, a term to mend and feedback."""
    by = cast.inspector
    control = _planned(
        by,
        "horeca",
        {
            "reason": "BRANCH",
            "aim": "Kloppen de exploitatievergunningen, en wordt er niet illegaal gegokt?",
            "starts_at": clock.now() - timedelta(hours=2),
            "meeting_point": "Stadhuisplein",
        },
        (
            ("Grotestraat 12, Almelo", "Vergunning loopt af, en een melding over gokken"),
            ("Marktstraat 5, Almelo", "Alle zaken in deze straat zijn aan de beurt"),
        ),
    )
    bar, grill = _begun(by, control, cast.coordinator)
    enter_stop(by=by, stop=bar, entry=Entry.POWER)
    _answer(by, bar, "horeca_permit", Answer.NO)
    _answer(by, bar, "horeca_gambling", Answer.YES)
    machine = NewFinding(
        token=uuid4(),
        what="In de achterkamer staat een gokzuil die aan staat.",
        breach=True,
        rule="APV 2:39; Wet op de kansspelen 1",
        check_code="horeca_gambling",
        mend_until=clock.today() + timedelta(days=7),
    )
    finding = record_finding(
        by=by, stop=bar, new=machine, photos=[_picture("gokzuil in de achterkamer")]
    ).finding
    step_finding(by=by, finding=finding, to=FindingState.PROPOSED, why="Tweede keer binnen een jaar.")
    manager = NewFinding(
        token=uuid4(),
        what="De leidinggevende van vanavond staat niet op de vergunning.",
        breach=True,
        rule="APV 2:28",
        check_code="horeca_manager",
        mend_until=clock.today() + timedelta(days=21),
    )
    record_finding(by=by, stop=bar, new=manager)
    finish_stop(by=by, stop=bar, outcome=StopOutcome.DONE)
    enter_stop(by=by, stop=grill, entry=Entry.POWER)
    _answer(by, grill, "horeca_permit", Answer.NO)
    _answer(by, grill, "horeca_gambling", Answer.NO)
    finish_stop(by=by, stop=grill, outcome=StopOutcome.DONE)
    control = take_step(by=by, inspection=control, to=InspectionState.FINISHED)
    food = Participant.objects.filter(inspection=control, kind=PartnerKind.NVWA).visible_to(by).get()
    give_feedback(by=by, participant=food, text="Bij beide zaken was de hygiëne in orde.")


def _answer(by: User, stop: Stop, code: str, answer: Answer) -> None:
    new = NewLine(token=uuid4(), kind=LineKind.CHECK, code=code, answer=answer, content={})
    write_line(by=by, stop=stop, new=new)


def _line(by: User, stop: Stop, kind: LineKind, content: dict[str, object]) -> None:
    write_line(by=by, stop=stop, new=NewLine(token=uuid4(), kind=kind, content=content))


def _picture(words: str) -> SimpleUploadedFile:
    """A drawn picture instead of a photo: nothing in the demo was ever seen anywhere."""
    picture = Image.new("RGB", (960, 720), "#6d7884")
    pen = ImageDraw.Draw(picture)
    for left in range(80, 880, 200):
        pen.rounded_rectangle(
            (left, 260, left + 140, 620), radius=24, fill="#2f5f8f", outline="#1d2b38", width=6
        )
    pen.text((80, 80), f"Getekend voorbeeld: {words}", fill="white", font_size=40)
    raw = io.BytesIO()
    picture.save(raw, "JPEG", quality=80)
    return SimpleUploadedFile("foto.jpg", raw.getvalue())
