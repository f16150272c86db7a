"""Actions: asked, reported on, verified; a partner sees his own and nothing of the case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from cases.models import ActionItem, ActionStep, Case
from cases.operations import (
    NewAction,
    assign_action,
    compartment_case,
    drop_action,
    reassign_action,
    report_on_action,
    return_action,
    verify_action,
)
from cases.operations.reminding import LADDER, step_due
from cases.queries.actions import numbers
from cases.tasks import remind_of_actions, tell_assignee
from core import clock
from core.errors import Refused
from core.flow import IllegalTransition
from tests.cases.making import NAME, asked, fresh, tabled

pytestmark = pytest.mark.django_db
TEXT = "Kijk of de boxen in gebruik zijn."


@pytest.fixture
def case(cast):
    return tabled(cast["coordinator"], cast["analyst"])


@pytest.mark.parametrize(
    "text",
    [
        "Bel Henk de Vries over de box",
        "Controle bij Violierstraat 70",
        "Zoek kenteken VK-482-R op",
        "Bel 06-12345678",
    ],
)
def test_a_description_holds_no_person_unless_somebody_looked_again(cast, text):
    with pytest.raises(Refused, match="persoonsgegeven") as refused:
        asked(cast["coordinator"], cast["police"], description=text)
    assert refused.value.field == "description"
    assert asked(cast["coordinator"], cast["police"], description=text, checked=True).description == text


def test_who_gets_an_action_hears_its_number_and_nothing_else(cast, case, after_commit):
    with after_commit():
        action = asked(cast["coordinator"], cast["police"], case)
    (sent,) = mail.outbox
    assert sent.to == [cast["police"].email]
    assert action.number in sent.body
    assert action.address in sent.body
    for hidden in (TEXT, case.title, case.number, NAME):
        assert hidden not in sent.body + sent.subject


def test_a_partner_sees_his_action_and_nothing_of_the_case(cast, case, as_user):
    action = asked(cast["coordinator"], cast["police"], case)
    other = asked(cast["coordinator"], cast["odt"], case, description="Vraag de vergunning op.")
    client = as_user(cast["police"])
    page = client.get(action.address)
    assert page.status_code == 200
    body = page.content.decode() + client.get("/casustafel/acties/").content.decode()
    body += client.get("/casustafel/acties/?als=lijst").content.decode() + client.get("/").content.decode()
    assert TEXT in body
    for hidden in (case.title, case.number, NAME, other.number, "Vraag de vergunning op."):
        assert hidden not in body
    assert client.get(other.address).status_code == 404
    assert client.get(case.address).status_code == 404
    assert client.get("/casussen/").status_code == 403
    assert client.get(f"{action.address}wijzigen/").status_code == 403
    with acting_as(cast["police"]):
        assert not Case.objects.visible_to(cast["police"]).exists()


def test_an_organisation_as_a_whole_can_be_asked(cast, case):
    police = cast["police"].organisation
    new = NewAction(description=TEXT, due_on=clock.today() + timedelta(days=3), organisation=police)
    with acting_as(cast["coordinator"]):
        action = assign_action(by=cast["coordinator"], new=new, case=case)
    with acting_as(cast["police"]):
        report_on_action(by=cast["police"], action=action, to="IN_PROGRESS")
    with acting_as(cast["odt"]), pytest.raises(ActionItem.DoesNotExist):
        report_on_action(by=cast["odt"], action=action, to="WAITING", note="zo")


def test_police_report_makes_the_action_and_its_case_police_data(cast, case):
    action = asked(cast["coordinator"], cast["police"], case)
    with acting_as(cast["police"]):
        action = report_on_action(by=cast["police"], action=action, to="DONE", result="De bus is bekend.")
    assert fresh(action).regimes == fresh(case).regimes == ["avg_internal", "wpg_received"]


def test_what_the_police_wrote_does_not_go_to_another_partner(cast, case):
    action = asked(cast["coordinator"], cast["police"], case)
    with acting_as(cast["police"]):
        report_on_action(by=cast["police"], action=action, to="DONE", result="De bus is bekend.")
    with acting_as(cast["chair"]):
        action = return_action(by=cast["chair"], action=action, why="Noem ook de datum.")
    new = NewAction(description=TEXT, due_on=clock.today(), assignee=cast["odt"])
    with acting_as(cast["coordinator"]), pytest.raises(Refused, match="niet verder"):
        reassign_action(by=cast["coordinator"], action=action, new=new, why="ODT doet dit")


def test_a_message_of_the_police_does_not_go_to_another_partner_either(cast, case):
    action = asked(cast["coordinator"], cast["police"], case)
    with acting_as(cast["police"]):
        report_on_action(by=cast["police"], action=action, note="De bus is bekend.")
    new = NewAction(description=TEXT, due_on=clock.today(), assignee=cast["odt"])
    with acting_as(cast["coordinator"]), pytest.raises(Refused, match="niet verder"):
        reassign_action(by=cast["coordinator"], action=action, new=new, why="ODT doet dit")


def test_done_needs_a_result_and_waiting_a_reason(cast):
    action = asked(cast["coordinator"], cast["police"])
    with acting_as(cast["police"]):
        with pytest.raises(Refused) as refused:
            report_on_action(by=cast["police"], action=action, to="DONE")
        assert refused.value.field == "result"
        with pytest.raises(Refused):
            report_on_action(by=cast["police"], action=action, to="WAITING")
        with pytest.raises(Refused):
            report_on_action(by=cast["police"], action=action)


def test_the_chair_verifies_and_nobody_else(cast, case):
    action = asked(cast["coordinator"], cast["police"], case)
    with acting_as(cast["chair"]), pytest.raises(IllegalTransition):
        verify_action(by=cast["chair"], action=action)
    with acting_as(cast["police"]):
        report_on_action(by=cast["police"], action=action, to="DONE", result="Gedaan.")
        with pytest.raises(Denied):
            verify_action(by=cast["police"], action=action)
    with acting_as(cast["coordinator"]), pytest.raises(Denied):
        verify_action(by=cast["coordinator"], action=action)
    with acting_as(cast["chair"]):
        action = verify_action(by=cast["chair"], action=action)
    assert (action.state, action.verified_by) == ("VERIFIED", cast["chair"])


def test_dropping_asks_for_a_reason_and_an_action_that_is_over_takes_no_messages(cast):
    action = asked(cast["coordinator"], cast["police"])
    with acting_as(cast["coordinator"]):
        with pytest.raises(Refused):
            drop_action(by=cast["coordinator"], action=action, why=" ")
        drop_action(by=cast["coordinator"], action=action, why="Niet meer nodig.")
    with acting_as(cast["police"]), pytest.raises(Refused, match="afgerond"):
        report_on_action(by=cast["police"], action=action, note="toch nog iets")


def test_a_colleague_who_keeps_no_actions_reports_only_on_his_own(cast):
    action = asked(cast["coordinator"], cast["bibob"])
    with acting_as(cast["bibob"]):
        report_on_action(by=cast["bibob"], action=action, note="Mee bezig.")
    with acting_as(cast["legal"]), pytest.raises(ActionItem.DoesNotExist):
        report_on_action(by=cast["legal"], action=action, note="zo")


def test_an_action_of_a_closed_circle_is_seen_by_the_named_only(cast, case):

    action = asked(cast["coordinator"], cast["police"], case)
    with acting_as(cast["coordinator"]):
        compartment_case(by=cast["coordinator"], case=fresh(case), why="Integriteit van een collega.")
    for part, seen in (("police", True), ("coordinator", True), ("analyst", True), ("chair", False)):
        with acting_as(cast[part]):
            assert ActionItem.objects.visible_to(cast[part]).filter(pk=action.pk).exists() == seen


@given(st.integers(-400, 400))
def test_each_reminder_is_the_lowest_step_that_was_reached(left):
    today = clock.today()
    step = step_due(today + timedelta(days=left), today)
    assert step == min((one for one in LADDER if left <= one), default=None)


def test_reminders_go_out_once_per_step_without_content(cast, case, after_commit):
    action = asked(cast["coordinator"], cast["police"], case, days=20)
    for days, expected in ((7, 1), (6, 0), (1, 1), (1, 0), (0, 0), (-1, 1), (-30, 0)):
        _set_due(action, days)
        mail.outbox.clear()
        remind_of_actions()
        remind_of_actions()
        assert len(mail.outbox) == expected, days
        for sent in mail.outbox:
            assert sent.to == [cast["police"].email]
            assert action.number in sent.body
            assert TEXT not in sent.body
            assert case.title not in sent.body


def _set_due(action, days):
    with acting_as(SYSTEM, why="test"):
        row = ActionItem.objects.unrestricted(why="test").get(pk=action.pk)
        row.due_on = clock.today() + timedelta(days=days)
        row.save()


def test_nobody_is_reminded_of_what_is_done(cast):
    action = asked(cast["coordinator"], cast["police"], days=0)
    with acting_as(cast["police"]):
        report_on_action(by=cast["police"], action=action, to="DONE", result="Klaar.")
    remind_of_actions()
    tell_assignee(str(action.pk))
    assert mail.outbox == []


def test_management_gets_no_small_cells_and_no_trace_of_a_compartment(cast, case):
    for _ in range(2):
        asked(cast["coordinator"], cast["police"], case)
    for _ in range(5):
        asked(cast["coordinator"], cast["odt"], case)
    with acting_as(cast["manager"]):
        rows, suppressed = numbers(cast["manager"])
    assert suppressed
    assert {row.name: row.running for row in rows} == {
        cast["police"].organisation.name: None,
        cast["odt"].organisation.name: 5,
    }
    with acting_as(cast["chair"]):
        rows, suppressed = numbers(cast["chair"])
    assert not suppressed
    assert {row.name: row.running for row in rows}[cast["police"].organisation.name] == 2


def test_a_message_stands_in_the_history_sealed(cast):
    action = asked(cast["coordinator"], cast["police"])
    with acting_as(cast["police"]):
        report_on_action(by=cast["police"], action=action, note="De bus is bekend.")
        step = ActionStep.objects.filter(action=action, kind="message").visible_to(cast["police"]).get()
        assert step.note == "De bus is bekend."
