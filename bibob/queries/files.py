"""What the pages of investigations show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from accounts.models import Role, RoleAssignment, User
from bibob.models import Investigation, InvestigationStep, LookUp, Pause, Related
from bibob.states import TO_REPORT, Stage
from core import clock
from legal.bibob import Pause as Still
from legal.bibob import advice_due, decision_due
from legal.terms import term
from reference.queries import free_days

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Due:
    """One day that counts for an investigation, with its article and why it is that day."""

    label: str
    on: date
    article: str
    why: str
    late: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """One investigation with everything in it."""

    related: list[Related]
    pauses: list[Pause]
    steps: list[InvestigationStep]
    dues: list[Due]
    must_report: bool


def investigations(actor: User) -> list[Investigation]:
    """One's own investigations, running ones first. One query."""
    rows = Investigation.objects.visible_to(actor).select_related("specialist", "deputy")
    found = list(rows.order_by("-created_at")[:MOST])
    return sorted(found, key=lambda row: row.stage == Stage.CLOSED)


def look_ups(actor: User) -> list[LookUp]:
    """One's own last look-ups. One query."""
    return list(LookUp.objects.visible_to(actor).order_by("-created_at")[:20])


def to_report(actor: User) -> int:
    """How many conclusions of one's own investigations must still be reported to the LBB. One query."""
    rows = Investigation.objects.filter(outcome__in=TO_REPORT, reported_on=None)
    return rows.visible_to(actor).count()


def picture(actor: User, row: Investigation) -> Picture:
    """Everything in a file: three queries."""
    pauses = list(Pause.objects.filter(investigation=row).visible_to(actor).order_by("first"))
    steps = InvestigationStep.objects.filter(investigation=row).visible_to(actor).select_related("by")
    return Picture(
        list(Related.objects.filter(investigation=row).visible_to(actor).order_by("added_at")),
        pauses,
        list(steps.order_by("-at")),
        dues_of(row, pauses, clock.today()),
        row.outcome in TO_REPORT and row.reported_on is None,
    )


def dues_of(row: Investigation, pauses: Sequence[Pause], today: date) -> list[Due]:
    """The days that count: the advice, the decision, until when the advice may be used again."""
    found = []
    still = [Still(pause.first, pause.last) for pause in pauses]
    running = row.stage != Stage.CLOSED
    if row.asked_on and row.advised_on is None and running:
        due = advice_due(row.asked_on, extended=False, pauses=still, today=today)
        stood = sum(pause.days(today) for pause in still)
        why = f"Acht weken na {row.asked_on:%d-%m-%Y}" + (
            f", plus {stood} dagen stilstand." if stood else "."
        )
        found.append(Due("Advies van het LBB", due, "Bibob 15", why, due < today))
    if row.decide_by and row.decided_on is None and running:
        due, why = row.decide_by, "De termijn van de aanvraag."
        if row.asked_on:
            due = decision_due(row.decide_by, row.asked_on, row.advised_on, extended=False, today=today)
            why = (
                f"De termijn van de aanvraag ({row.decide_by:%d-%m-%Y}), opgeschort zolang het LBB adviseert."
            )
        found.append(Due("Besluit op de aanvraag", due, "Bibob 31", why, due < today))
    if row.advised_on:
        due = term("bibob-hergebruik", row.advised_on, free_days()).end
        why = f"Vijf jaar na het advies van {row.advised_on:%d-%m-%Y}."
        found.append(Due("Advies te gebruiken tot en met", due, "Bibob 29", why, due < today))
    return found


def deputies_for(actor: User) -> list[User]:
    """The other Bibob specialists of the municipality."""
    holders = RoleAssignment.objects.filter(
        role_group__role=Role.BIBOB, role_group__organisation=actor.organisation_id
    )
    users = User.objects.filter(pk__in=holders.values("user_id"), is_active=True).exclude(pk=actor.pk)
    return [user for user in users.order_by("name") if Role.BIBOB in user.roles()]
