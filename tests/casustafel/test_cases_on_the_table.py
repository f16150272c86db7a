"""Sending an agenda puts its cases on the table; one that is not ready stays, and the agenda says why."""

from __future__ import annotations

from typing import Any

import pytest

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from cases.models import Case, CaseStep
from cases.operations import Closing, close_case, compartment_case, move_case
from casustafel.models import Meeting
from casustafel.operations import release, send_agenda
from core import clock
from tests.cases.making import accepted, fresh, opened, tabled
from tests.casustafel.table import Table

pytestmark = pytest.mark.django_db
BADGE = "nog niet op tafel"


@pytest.fixture
def table(cast: dict[str, User]) -> Table:
    """The chair releases, the coordinator sends."""
    return Table(cast)


def about(table: Table, case: Case) -> Meeting:
    """An agenda with an item about a case."""
    meeting = table.plan()
    table.item(meeting, case=case)
    return meeting


def steps_to_table(case: Case) -> list[CaseStep]:
    with acting_as(SYSTEM, why="test"):
        rows = CaseStep.objects.filter(case=case, target="ON_TABLE").unrestricted(why="test")
        return list(rows.select_related("by").order_by("at"))


def test_sending_puts_a_case_on_the_table_in_the_name_of_the_sender(
    table: Table, cast: dict[str, User], as_user: Any
) -> None:
    case = accepted(cast["coordinator"], cast["analyst"])
    meeting = about(table, case)
    with acting_as(table.chair):
        assert fresh(case).state == "ACCEPTED"
    table.send(meeting)
    assert (fresh(case).state, fresh(case).tabled) == ("ON_TABLE", True)
    [step] = steps_to_table(case)
    assert (step.source, step.by, step.why) == ("ACCEPTED", table.second, f"Agenda {meeting.number}.")
    assert BADGE not in as_user(table.second).get(meeting.address).content.decode()
    assert (
        f"Agenda {meeting.number}."
        in as_user(table.second).get(f"{case.address}?deel=tijdlijn").content.decode()
    )


def test_after_the_decision_the_case_goes_on_and_a_later_agenda_brings_it_back(
    table: Table, cast: dict[str, User]
) -> None:
    case = accepted(cast["coordinator"], cast["analyst"])
    table.send(about(table, case))
    with acting_as(table.chair):
        move_case(by=table.chair, case=fresh(case), to="IN_PROGRESS", why="De tafel besloot: oppakken.")
    later = about(table, fresh(case))
    table.send(later)
    assert fresh(case).state == "ON_TABLE"
    assert [step.source for step in steps_to_table(case)] == ["ACCEPTED", "IN_PROGRESS"]


def test_a_case_that_is_on_the_table_takes_no_step(table: Table, cast: dict[str, User]) -> None:
    case = tabled(cast["coordinator"], cast["analyst"])
    table.send(about(table, case))
    assert len(steps_to_table(case)) == 1


@pytest.mark.parametrize(
    ("which", "sentence"),
    [
        ("proposed", "voorgesteld en nog niet geaccepteerd"),
        ("empty", "een lege casus hoort niet op tafel"),
        ("closed", "De casus is gesloten."),
    ],
)
def test_a_case_that_is_not_ready_stays_and_the_agenda_says_why(
    table: Table, cast: dict[str, User], as_user: Any, which: str, sentence: str
) -> None:
    by = cast["coordinator"]
    case = opened(by)
    with acting_as(by):
        if which == "empty":
            case = move_case(by=by, case=case, to="ACCEPTED", why="Past.", case_owner=cast["analyst"])
        if which == "closed":
            closing = Closing(result="NO_TASK", evaluation="Geen taak.", retention_from=clock.today())
            case = close_case(by=by, case=case, closing=closing)
    before = case.state
    meeting = about(table, case)
    page = as_user(by).get(meeting.address).content.decode()
    assert BADGE in page
    assert sentence in page
    sent = table.send(meeting)
    assert sent.state == "PUBLISHED"
    assert fresh(case).state == before
    page = as_user(by).get(meeting.address).content.decode()
    assert BADGE in page
    assert sentence in page


def test_once_the_case_is_ready_sending_again_brings_it_there(
    table: Table, cast: dict[str, User], as_user: Any
) -> None:
    by = cast["coordinator"]
    case = accepted(by, cast["analyst"])
    meeting = about(table, case)
    with acting_as(table.chair):
        assert not Case.objects.filter(pk=case.pk).visible_to(table.chair).exists()
    # The chair sends: he does not see a case that was never on the table.
    with acting_as(by):
        release(by=by, meeting=table.fresh(meeting))
    with acting_as(table.chair):
        send_agenda(by=table.chair, meeting=table.fresh(meeting))
    assert fresh(case).state == "ACCEPTED"
    chair_sees = as_user(table.chair).get(meeting.address).content.decode()
    assert BADGE in chair_sees
    assert "U ziet deze casus niet." in chair_sees
    assert "verstuur de agenda opnieuw" in as_user(by).get(meeting.address).content.decode()
    table.send(meeting)
    assert fresh(case).state == "ON_TABLE"
    assert BADGE not in as_user(table.chair).get(meeting.address).content.decode()


def test_a_compartmented_case_stays_shut_for_who_is_not_named(
    table: Table, cast: dict[str, User], as_user: Any
) -> None:
    by = cast["coordinator"]
    case = accepted(by, cast["analyst"])
    meeting = about(table, case)
    with acting_as(by):
        compartment_case(by=by, case=fresh(case), why="Lek vermoed.")
    with acting_as(SYSTEM, why="test"):
        row = Case.objects.unrestricted(why="test").get(pk=case.pk)
        assert row.compartmented
    table.send(meeting)
    assert fresh(case).state == "ON_TABLE"
    with acting_as(table.chair):
        assert not Case.objects.filter(pk=case.pk).visible_to(table.chair).exists()
