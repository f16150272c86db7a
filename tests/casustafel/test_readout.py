"""Read out at the table: each decision and action in its turn, and nothing that somebody present may not hear."""

from __future__ import annotations

import re
from typing import Any

import pytest

from access.contexts import acting_as
from accounts.models import User
from audit.models import AuditEvent
from casustafel.operations.deciding import NewDecision, record_decision
from core import clock
from tests.casustafel.running import Running, edit
from tests.casustafel.table import Table

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(table: Table) -> Running:
    """A meeting with a decision, an action and talk at one item, and a decision at the item of the police."""
    held = Running(table)
    decision = edit(held.shared, "De gemeente pakt dit op.", kind="DECISION")
    held.write(
        edit(held.shared, "Er werd lang gesproken."),
        decision,
        edit(held.shared, "De politie belt de eigenaar.", kind="ACTION"),
        edit(held.police_only, "Alleen de politie hoort dit.", kind="DECISION"),
    )
    with acting_as(held.chair):
        new = NewDecision(
            kind="ADOPT",
            block=decision.block,
            reason="De eigenaar reageert niet.",
            what="Bellen",
            organisation=table.people["police"].organisation,
            due_on=clock.today(),
        )
        record_decision(by=held.chair, minutes=held.minutes(), new=new)
    return held


def url_of(running: Running) -> str:
    return f"/casustafel/overleg/{running.meeting.number}/voorlezen/"


def read_through(page_of: Any, running: Running, query: str = "") -> list[str]:
    """What stands on each screen, from the first to the last."""
    found: list[str] = []
    text = page_of(running.chair, f"{url_of(running)}{query}")
    while True:
        found.append(text)
        following = re.search(r'id="volgende"[^>]* href="([^"]+)"', text)
        if following is None:
            return found
        text = page_of(running.chair, url_of(running) + following[1].replace("&amp;", "&"))


def test_each_decision_and_action_of_the_meeting_comes_in_its_turn(running: Running, page_of: Any) -> None:
    screens = read_through(page_of, running)
    assert len(screens) == 3
    said = ("De gemeente pakt dit op.", "De politie belt de eigenaar.", "Alleen de politie hoort dit.")
    for number, (screen, text) in enumerate(zip(screens, said, strict=True), 1):
        assert text in screen
        assert f"{number} van 3" in screen
        assert "lang gesproken" not in screen
    assert "Oppakken door de gemeente" in screens[0]
    assert "De eigenaar reageert niet." in screens[0]
    assert f"{running.table.people['police'].organisation.name}, uiterlijk" in screens[0]
    assert len(read_through(page_of, running, f"?punt={running.shared.number}")) == 2


def test_what_somebody_present_may_not_hear_leaves_no_trace(running: Running, page_of: Any) -> None:
    running.arrive("police")
    assert len(read_through(page_of, running)) == 3
    running.arrive("odt")
    screens = read_through(page_of, running)
    assert len(screens) == 2
    alone = page_of(running.chair, f"{url_of(running)}?punt={running.police_only.number}")
    for screen in (*screens, alone):
        assert "Alleen de politie" not in screen
        assert "Kokmeeuw" not in screen
    assert "geen besluiten of acties" in alone


def test_a_decision_without_a_block_is_read_out_too_and_a_withdrawn_one_is_not(
    running: Running, page_of: Any
) -> None:
    with acting_as(running.chair):
        decision = record_decision(
            by=running.chair,
            minutes=running.minutes(),
            new=NewDecision(kind="NO_ACTION", reason="Er is niets te doen."),
        )
    assert any("Er is niets te doen." in screen for screen in read_through(page_of, running))
    with acting_as(running.chair):
        decision.withdrawn_at, decision.withdrawn_why = clock.now(), "Vergissing"
        decision.save()
    assert not any("Er is niets te doen." in screen for screen in read_through(page_of, running))


@pytest.mark.parametrize("part", ["police", "odt", "legal", "twenterand_analyst"])
def test_only_the_hosts_read_out(running: Running, as_user: Any, cast: dict[str, User], part: str) -> None:
    answer = as_user(cast[part]).get(url_of(running))
    assert answer.status_code in {403, 404}
    assert "pakt dit op" not in answer.content.decode()


def test_each_item_that_comes_on_the_screen_is_logged_once(running: Running, as_user: Any) -> None:
    client = as_user(running.chair)

    def lines() -> int:
        shown = AuditEvent.objects.using("audit").filter(shown__contains=[str(running.shared.pk)])
        return int(shown.filter(actor_id=running.chair.pk).count())

    before = lines()
    client.get(url_of(running))
    again = client.get(url_of(running), headers={"HX-Request": "true"})
    assert b"<html" not in again.content
    assert lines() == before + 1


@pytest.mark.parametrize(
    "query", ["?regel=onzin", "?punt=%00", "?punt=AP-BESTAATNIET", "?regel=" + "x" * 9000]
)
def test_odd_addresses_are_answered(running: Running, as_user: Any, query: str) -> None:
    assert as_user(running.chair).get(url_of(running) + query).status_code == 200
