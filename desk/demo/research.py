"""Two investigations of the Bibob specialist, made through the operations that she uses. All invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from access.contexts import acting_as
from bibob.operations.files import Move, NewInvestigation, name_related, open_investigation, take_step
from core import clock

if TYPE_CHECKING:
    from accounts.models import User


def research(bibob: User) -> int:
    """One that waits for the LBB, one of which the conclusion must still be reported; how many."""
    with acting_as(bibob, why="demo", purpose="Proefdata"):
        _waiting(bibob)
        _concluded(bibob)
    return 2


def _waiting(bibob: User) -> None:
    today = clock.today()
    row = open_investigation(
        by=bibob,
        new=NewInvestigation(
            application="Z-2026-1187",
            decision_kind="ALCOHOL",
            trigger="APPLICATION",
            branch="CATERING",
            applied_on=today - timedelta(days=70),
            decide_by=today + timedelta(days=14),
        ),
    )
    name_related(by=bibob, investigation=row, kind="APPLICANT", name="Café De Hoek", identifier="45678901")
    name_related(by=bibob, investigation=row, kind="FINANCES", name="Karel Wennekes", birth_date="1971-03-02")
    for days, stage, outcome in (
        (68, "POLICY", ""),
        (65, "FORM_OUT", ""),
        (50, "FORM_IN", ""),
        (49, "LIGHT", ""),
        (40, "DEEP", ""),
        (30, "CONCLUSION", "UNKNOWN"),
        (28, "LBB_ASKED", ""),
    ):
        move = Move(to=stage, on=today - timedelta(days=days), outcome=outcome)
        row = take_step(by=bibob, investigation=row, move=move)


def _concluded(bibob: User) -> None:
    today = clock.today()
    row = open_investigation(
        by=bibob,
        new=NewInvestigation(
            application="Z-2026-0954",
            decision_kind="OPERATING",
            trigger="TIP_PROSECUTOR",
            branch="CARS",
            applied_on=today - timedelta(days=90),
        ),
    )
    name_related(by=bibob, investigation=row, kind="APPLICANT", name="Yıldız Auto's", identifier="87654321")
    for days, stage, outcome in (
        (88, "POLICY", ""),
        (86, "FORM_OUT", ""),
        (60, "FORM_REFUSED", ""),
        (5, "CONCLUSION", "SERIOUS"),
    ):
        move = Move(to=stage, on=today - timedelta(days=days), outcome=outcome)
        row = take_step(by=bibob, investigation=row, move=move)
