"""Cases for tests, made through the operations that users use."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from access.contexts import SYSTEM, acting_as
from accounts.models import Organisation, User
from cases.models import ActionItem, Case
from cases.operations import NewAction, NewCase, add_subject, assign_action, move_case, open_case
from core import clock
from signals.models import Signal
from signals.operations.steps import Basis
from signals.operations.triage import decide_signal
from subjects.models import Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject
from tests.signals.triage_world import fresh as fresh_signal
from tests.signals.triage_world import make_signal, weigh

NAME = "Kevin op den Dries"
BASIS = {"legal_basis": "AVG 6 lid 1 onder e", "purpose": "aanpak van drugshandel in het centrum"}


def analysed(by: User, **extra: Any) -> Signal:
    """A signal that was weighed and on which further analysis was decided."""
    signal = weigh(by, make_signal(by.organisation, **extra), W1=True, W2A=True, W2B=True, W3=True)
    basis = Basis(recipient="Ondermijningsteam", legal_basis="AVG 6", purpose="analyse")
    with acting_as(by):
        decide_signal(by=by, signal=signal, outcome="FURTHER_ANALYSIS", why="Patroon.", basis=basis)
    return fresh_signal(signal)


def opened(by: User, signal: Signal | None = None, **extra: Any) -> Case:
    """A proposed case."""
    values: dict[str, Any] = {"title": "Zilverreiger", "summary": f"{NAME} huurt drie boxen."}
    with acting_as(by):
        return open_case(by=by, new=NewCase(**(BASIS | values | extra)), signal=signal, why="Samenhang.")


def person(owner: Organisation, name: str = NAME) -> Subject:
    """Somebody in the register."""
    new = NewSubject(
        kind="PERSON", owner=owner, facts=[NewFact("name", name)], source=Source(kind="COLLEAGUE")
    )
    with acting_as(SYSTEM, why="test"):
        return register_subject(by=None, new=new)


def accepted(by: User, owner: User, **extra: Any) -> Case:
    """A case with somebody in charge and a person in it."""
    case = opened(by, **extra)
    with acting_as(by):
        add_subject(by=by, case=case, subject=person(by.organisation), role="MAYBE")
        return move_case(by=by, case=fresh(case), to="ACCEPTED", why="Past bij het thema.", case_owner=owner)


def tabled(by: User, owner: User, **extra: Any) -> Case:
    """A case on the table."""
    case = accepted(by, owner, **extra)
    with acting_as(by):
        return move_case(by=by, case=case, to="ON_TABLE")


def asked(by: User, to: User, case: Case | None = None, days: int = 14, **extra: Any) -> ActionItem:
    """An action for somebody."""
    new = NewAction(
        **(
            {
                "description": "Kijk of de boxen in gebruik zijn.",
                "due_on": clock.today() + timedelta(days=days),
                "assignee": to,
            }
            | extra
        )
    )
    with acting_as(by):
        return assign_action(by=by, new=new, case=case)


def fresh(record: Any) -> Any:
    """A record as it stands in the database."""
    with acting_as(SYSTEM, why="test"):
        return type(record).objects.unrestricted(why="test").get(pk=record.pk)
