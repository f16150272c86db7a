"""Everything on the page of one measure, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from access.contexts import elevated
from access.roles import may
from cases.models import Case
from encryption.fields import EncryptedField, readable
from measures.claims import Event
from measures.models import (
    Claim,
    ClaimEvent,
    Closure,
    DrugFind,
    Ground,
    Measure,
    MeasureStep,
    Party,
    PenaltyOrder,
    Proportionality,
    Remedy,
    SealCheck,
)
from measures.queries.ledgers import ledgers
from measures.queries.register import parties_by_measure
from measures.states import MeasureState

if TYPE_CHECKING:
    from accounts.models import User

WORDS: Final = {
    "started": "Maatregel gestart",
    "imported": "Overgenomen uit het oude register",
    "undone": "Stap teruggenomen",
    "party_added": "Partij toegevoegd",
    "party_withdrawn": "Partij weggehaald",
    "party_notified": "Besluit aan een partij gestuurd",
    "ground_added": "Bron toegevoegd",
    "ground_withdrawn": "Bron weggehaald",
    "closure_filled": "Sluitingsregister bijgewerkt",
    "drugs_recorded": "Gevonden middelen vastgelegd",
    "proportionality_written": "Evenredigheidstoets bijgewerkt",
    "order_set": "Bedrag en maximum vastgelegd",
    "incurred": "Dwangsom verbeurd",
    "entrusted": "Behandelaar gekozen",
    "tied_to_case": "Bij een casus gevoegd",
    "untied_from_case": "Uit een casus gehaald",
    "letter_drafted": "Concept van een brief gemaakt",
    "letter_edited": "Concept van een brief gewijzigd",
    "letter_made": "Brief gemaakt",
    "letter_dropped": "Concept van een brief vervallen",
    "dossier_asked": "Procesdossier gevraagd",
    "dossier_made": "Procesdossier gemaakt",
    "seal_checked": "Zegels gecontroleerd",
    "seal_broken": "Zegelverbreking vastgesteld",
    "costs_charged": "Kosten van bestuursdwang in rekening gebracht",
    "destruction_proposed": "Vernietiging voorgesteld",
    "destruction_refused": "Voorstel om te vernietigen ingetrokken",
    "destroyed": "Vernietigd na de bewaartermijn",
    "remedy_filed": "Bezwaar, beroep of voorlopige voorziening ontvangen",
    "remedy_treated": "Bezwaar, beroep of voorlopige voorziening bijgewerkt",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history."""

    step: MeasureStep
    title: str
    why: str
    undone: bool


@dataclass(frozen=True, slots=True)
class MeasurePicture:
    """What the page of a measure shows."""

    parties: list[Party]
    grounds: list[Ground]
    closure: Closure | None
    drugs: list[DrugFind]
    proportionality: Proportionality | None
    order: PenaltyOrder | None
    claims: list[Claim]
    events: dict[UUID, list[Event]]
    remedies: list[Remedy]
    checks: list[SealCheck]
    history: list[Line]

    @property
    def shown(self) -> list[UUID]:
        """The records besides the measure that the page shows: for the log of who was seen."""
        return sorted({row.subject_id for row in self.parties})


def picture_of(actor: User, measure: Measure) -> MeasurePicture:
    """Read it all; what is hidden from the actor is not there."""
    grounds = Ground.objects.filter(measure=measure, withdrawn_at=None).visible_to(actor)
    rows = Claim.objects.filter(measure=measure).visible_to(actor).select_related("debtor")
    claims = list(rows.order_by("incurred_on", "number"))
    lines = ClaimEvent.objects.filter(claim__in=[row.pk for row in claims]).visible_to(actor)
    return MeasurePicture(
        parties=parties_by_measure(actor, [measure.pk])[measure.pk],
        grounds=list(grounds.order_by("added_at")),
        closure=Closure.objects.filter(measure=measure).visible_to(actor).first(),
        drugs=list(DrugFind.objects.filter(measure=measure).visible_to(actor).order_by("created_at")),
        proportionality=Proportionality.objects.filter(measure=measure).visible_to(actor).first(),
        order=PenaltyOrder.objects.filter(measure=measure).visible_to(actor).first(),
        claims=claims,
        events=ledgers(lines),
        remedies=list(Remedy.objects.filter(measure=measure).visible_to(actor).order_by("filed_on", "id")),
        checks=list(
            SealCheck.objects.filter(measure=measure).visible_to(actor).order_by("-seen_on", "-entered_at")
        ),
        history=_history(actor, measure),
    )


DATES: Final = (
    ("Geconstateerd", "found_on"),
    ("Rapportage ontvangen", "reported_on"),
    ("Voornemen verzonden", "intention_on"),
    ("Zienswijze mogelijk tot en met", "view_until"),
    ("Zienswijze ontvangen", "view_on"),
    ("Besluit genomen", "decided_on"),
    ("Besluit verzonden", "sent_on"),
    ("Bekendgemaakt", "notified_on"),
    ("Begunstiging tot en met", "compliance_until"),
    ("Ingang", "starts_at"),
    ("Tot en met", "ends_on"),
    ("Feitelijk geëindigd", "ended_on"),
    ("Bewaren tot", "retention_until"),
)


def dates_of(measure: Measure) -> list[tuple[str, date]]:
    """The dates that are known, in the order in which they follow."""
    return [(label, getattr(measure, name)) for label, name in DATES if getattr(measure, name) is not None]


def duration_of(measure: Measure) -> str:
    """How long the measure lasts, in words; empty when it does not say."""
    if measure.months:
        return f"{measure.months} {'maand' if measure.months == 1 else 'maanden'}"
    if measure.weeks:
        return f"{measure.weeks} {'week' if measure.weeks == 1 else 'weken'}"
    return ""


def closure_lines(closure: Closure | None) -> list[tuple[str, object]]:
    """The fields of the closure register that are filled in, by their names."""
    if closure is None:
        return []
    found: list[tuple[str, object]] = []
    for field in Closure._meta.concrete_fields:
        if field.name in {"id", "measure", "created_at", "changed_at"}:
            continue
        encrypted = isinstance(field, EncryptedField)
        value = (
            readable(closure, field.name, otherwise="niet leesbaar")
            if encrypted
            else getattr(closure, field.name)
        )
        if field.choices:
            value = dict(field.flatchoices).get(value, "")
        if isinstance(value, bool):
            value = "ja" if value else "nee"
        if isinstance(value, date):
            value = f"{value:%d-%m-%Y}"
        if value not in (None, ""):
            found.append((str(field.verbose_name).capitalize(), value))
    return found


@dataclass(frozen=True, slots=True)
class CaseName:
    """Out of which case a measure came: its number, and the way to it for who may see the case."""

    key: UUID
    number: str
    title: str
    address: str


def case_of(actor: User, measure: Measure) -> CaseName | None:
    """A jurist reads only the number of the case; of a compartmented case nobody reads even that."""
    if measure.case_id is None:
        return None
    seen = Case.objects.visible_to(actor).filter(pk=measure.case_id).first()
    if seen is not None and may(actor, "cases.list"):
        return CaseName(seen.pk, seen.number, seen.title, seen.address)
    with elevated(why="the number of the case, without what it holds"):
        rows = Case.objects.filter(pk=measure.case_id, compartmented=False).unrestricted(why="number only")
        number = rows.values_list("number", flat=True).first()
    return CaseName(measure.case_id, number, "", "") if number else None


def _history(actor: User, measure: Measure) -> list[Line]:
    rows = MeasureStep.objects.filter(measure=measure).visible_to(actor).select_related("by")
    labels = dict(MeasureState.choices)
    return [
        Line(
            step,
            WORDS.get(step.kind) or labels.get(step.target, step.kind),
            readable(step, "why", otherwise="") or "",
            step.undone_at is not None,
        )
        for step in rows.order_by("-at", "-id")
    ]
