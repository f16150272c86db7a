"""Three cases with their actions, made through the operations that people use. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from access.contexts import SYSTEM, acting_as
from cases.models import ActionItem, Case
from cases.operations import (
    NewAction,
    NewCase,
    add_note,
    add_signal,
    add_subject,
    assign_action,
    move_case,
    open_case,
    report_on_action,
    verify_action,
)
from core import clock
from reference.models import Theme
from reference.queries import by_code
from signals.models import Involvement, Signal
from signals.states import SignalState
from subjects.models import Subject

if TYPE_CHECKING:
    from accounts.models import User

PURPOSE: Final = "Proefdata"
BASIS: Final = "AVG 6 lid 1 onder e · Taak van algemeen belang"


def casework(people: Mapping[str, User]) -> int:
    """Make the cases, unless there are some; how many."""
    coordinator = people["coordinator@almelo.demo"]
    with acting_as(coordinator, why="proefdata", purpose=PURPOSE):
        if Case.objects.visible_to(coordinator).exists():
            return 0
        rows = Signal.objects.filter(state=SignalState.FURTHER_ANALYSIS).visible_to(coordinator)
        analysed = list(rows.order_by("number"))
        if len(analysed) < 3:
            return 0
    _boxes(people, analysed[:2])
    _shop(people, analysed[2])
    _proposal(people)
    return 3


def _boxes(people: Mapping[str, User], signals: list[Signal]) -> None:
    """In progress: one action late, one with the police, one verified."""
    coordinator, analyst = people["coordinator@almelo.demo"], people["analist@almelo.demo"]
    chair, inspector = people["voorzitter@almelo.demo"], people["toezichthouder@almelo.demo"]
    today = clock.today()
    with acting_as(coordinator, why="proefdata", purpose=PURPOSE), transaction.atomic():
        case = open_case(
            by=coordinator,
            new=NewCase(
                title="Zilverreiger",
                summary="Meerdere garageboxen worden ’s nachts gebruikt. Twee meldingen noemen dezelfde bus.",
                theme=by_code(Theme, "drugs"),
                legal_basis=BASIS,
                purpose="nagaan of de boxen worden gebruikt voor opslag, en dat beëindigen",
            ),
            signal=signals[0],
            why="Twee meldingen wijzen naar dezelfde rij boxen.",
        )
        add_signal(by=coordinator, case=case, signal=signals[1], why="Zelfde rij boxen, zelfde bus.")
        _bring_in(coordinator, case, signals)
        case.refresh_from_db()
        case = move_case(
            by=coordinator, case=case, to="ACCEPTED", why="Past bij het thema.", case_owner=analyst
        )
    with acting_as(analyst, why="proefdata", purpose=PURPOSE), transaction.atomic():
        case = move_case(by=analyst, case=case, to="ENRICHING")
        add_note(
            by=analyst,
            case=case,
            text="De verhuurder heeft de huurlijst gemaild. Drie boxen staan op één naam.",
            happened_on=today - timedelta(days=9),
        )
        case.refresh_from_db()
        case = move_case(by=analyst, case=case, to="ON_TABLE")
    with acting_as(chair, why="proefdata", purpose=PURPOSE), transaction.atomic():
        case = move_case(by=chair, case=case, to="IN_PROGRESS", why="De tafel pakt dit op als gemeente.")
        late = _ask(chair, case, inspector, "Kijk of de boxen in gebruik zijn, en leg vast wat u ziet.", 3)
        police = _ask(
            chair, case, people["politie@oost.demo"], "Ga na of de bus bij de politie bekend is.", 12
        )
        done = _ask(chair, case, analyst, "Vraag bij de verhuurder de huurlijst van de boxen op.", 7)
    with acting_as(people["politie@oost.demo"], why="proefdata", purpose=PURPOSE), transaction.atomic():
        report_on_action(
            by=people["politie@oost.demo"],
            action=police,
            to="IN_PROGRESS",
            note="Opgepakt door het basisteam. Antwoord volgt na het weekend.",
        )
    with acting_as(analyst, why="proefdata", purpose=PURPOSE), transaction.atomic():
        done = report_on_action(
            by=analyst, action=done, to="DONE", result="De huurlijst is ontvangen en staat bij de casus."
        )
    with acting_as(chair, why="proefdata", purpose=PURPOSE), transaction.atomic():
        verify_action(by=chair, action=done)
    _let_pass(late)


def _shop(people: Mapping[str, User], signal: Signal) -> None:
    """On the table, with a question to the RIEC."""
    coordinator = people["coordinator@almelo.demo"]
    with acting_as(coordinator, why="proefdata", purpose=PURPOSE), transaction.atomic():
        case = open_case(
            by=coordinator,
            new=NewCase(
                title="Wielewaal",
                summary="Een winkel zonder zichtbare klanten, met veel contant geld.",
                theme=by_code(Theme, "money_laundering"),
                legal_basis=BASIS,
                purpose="nagaan of de winkel een schijnonderneming is",
            ),
            signal=signal,
            why="Past bij het beeld van schijnondernemingen.",
        )
        _bring_in(coordinator, case, [signal])
        case.refresh_from_db()
        case = move_case(
            by=coordinator, case=case, to="ACCEPTED", why="Past bij het thema.", case_owner=coordinator
        )
        case = move_case(by=coordinator, case=case, to="ON_TABLE")
        riec = people["riec@oost.demo"]
        _ask(coordinator, case, riec, "Geef aan of deze casus bij het RIEC past.", 20)


def _proposal(people: Mapping[str, User]) -> None:
    """A mere proposal of the analyst."""
    analyst = people["analist@almelo.demo"]
    with acting_as(analyst, why="proefdata", purpose=PURPOSE), transaction.atomic():
        open_case(
            by=analyst,
            new=NewCase(
                title="Noorderzon",
                summary="Steeds wisselende bewoners op een bedrijventerrein.",
                theme=by_code(Theme, "housing_fraud"),
                legal_basis=BASIS,
                purpose="nagaan of er onveilig en tegen de regels wordt gewoond",
            ),
            why="Derde melding in een maand.",
        )


def _bring_in(by: User, case: Case, signals: list[Signal]) -> None:
    """What is linked to the signals; without links two objects of the town."""
    links = Involvement.objects.filter(signal__in=signals, withdrawn_at=None).visible_to(by)
    found = {row.subject_id: row.subject for row in links.select_related("subject")[:4]}
    if not found:
        rows = Subject.objects.filter(kind__in=["PREMISES", "VEHICLE"]).visible_to(by).order_by("number")
        found = {row.pk: row for row in rows[:2]}
    for subject in found.values():
        role = {"PERSON": "MAYBE", "ORGANISATION": "INVOLVED", "PREMISES": "PLACE"}.get(subject.kind, "MEANS")
        add_subject(by=by, case=case, subject=subject, role=role, why="Staat in het signaal.")


def _ask(by: User, case: Case, to: User, what: str, days: int) -> ActionItem:
    new = NewAction(description=what, due_on=clock.today() + timedelta(days=days), assignee=to)
    return assign_action(by=by, new=new, case=case)


def _let_pass(action: ActionItem) -> None:
    """An action that was set out two weeks ago and is late by now."""
    with acting_as(SYSTEM, why="proefdata"):
        row = ActionItem.objects.unrestricted(why="proefdata").get(pk=action.pk)
        row.due_on = clock.today() - timedelta(days=4)
        row.assigned_at = clock.now() - timedelta(days=16)
        row.save()
