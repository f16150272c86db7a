"""A case from proposal to closing: what the table allows, and the sentence when it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from cases.models import Case, CaseSignal, CaseStep
from cases.operations import (
    Closing,
    NewCase,
    add_signal,
    close_case,
    edit_case,
    move_case,
    open_case,
    reopen_case,
    report_on_action,
    restore_part,
    verify_action,
    withdraw_part,
)
from cases.rules import BOOK
from cases.states import ACTION_FLOW, CASE_FLOW, ActionState, CaseState
from core import clock
from core.errors import Conflict, Refused
from core.flow import IllegalTransition
from legal.retention import add_months
from tests.cases.making import BASIS, accepted, analysed, asked, fresh, opened, tabled
from tests.signals.triage_world import make_signal

pytestmark = pytest.mark.django_db


def closing(**changes: object) -> Closing:
    values = {"result": "SUCCEEDED", "evaluation": "Het pand is dicht.", "retention_from": clock.today()}
    return Closing(**(values | changes))


def test_every_need_in_the_tables_has_a_rule_and_every_state_can_be_reached():
    needed = {name for flow in (CASE_FLOW, ACTION_FLOW) for step in flow.transitions for name in step.needs}
    assert needed == set(BOOK.rules)
    assert CASE_FLOW.unreachable(CaseState.values) == ACTION_FLOW.unreachable(ActionState.values) == set()


def test_a_case_opens_from_a_signal_that_was_analysed_and_the_signal_belongs_to_it(cast):
    coordinator = cast["coordinator"]
    signal = analysed(coordinator)
    case = opened(coordinator, signal)
    assert (case.state, case.number[:7]) == ("PROPOSED", f"C-{clock.today().year}-")
    assert fresh(signal).state == "JOINED_TO_CASE"
    with acting_as(coordinator):
        kinds = CaseStep.objects.filter(case=case).visible_to(coordinator).order_by("at")
        assert list(kinds.values_list("kind", flat=True)) == ["opened", "signal_added"]


def test_a_new_signal_does_not_jump_into_a_case(almelo, cast):
    with pytest.raises(Refused, match="vervolganalyse"):
        opened(cast["coordinator"], make_signal(almelo))
    with acting_as(SYSTEM, why="test"):
        assert not Case.objects.unrestricted(why="test").exists()


def test_an_anonymous_signal_waits_for_the_police_before_it_joins_a_case(almelo, cast):
    signal = make_signal(almelo, source_type="ANONYMOUS", police_alignment="ASKED")
    with pytest.raises(Refused, match="vervolganalyse"):
        opened(cast["coordinator"], signal)


def test_an_analyst_proposes_but_the_decision_about_a_signal_is_the_coordinators(cast):
    case = opened(cast["analyst"])
    signal = analysed(cast["coordinator"])
    with acting_as(cast["analyst"]), pytest.raises(Denied):
        add_signal(by=cast["analyst"], case=case, signal=signal, why="hoort erbij")


@pytest.mark.parametrize("missing", ["legal_basis", "purpose"])
def test_nothing_is_collected_without_basis_and_purpose(cast, missing):
    with acting_as(cast["coordinator"]), pytest.raises(Refused) as refused:
        open_case(by=cast["coordinator"], new=NewCase(**(BASIS | {missing: " "})))
    assert refused.value.field == missing


def test_a_code_word_holds_no_name_and_without_one_a_neutral_word_is_chosen(cast):
    with pytest.raises(Refused, match="naam") as refused:
        opened(cast["coordinator"], title="Henk de Vries")
    assert refused.value.field == "title"
    assert opened(cast["coordinator"], title="").title.isalpha()


def test_accepting_needs_an_owner_and_the_table_needs_something_in_the_case(cast):
    coordinator = cast["coordinator"]
    case = opened(coordinator)
    with acting_as(coordinator):
        with pytest.raises(Refused) as refused:
            move_case(by=coordinator, case=case, to="ACCEPTED", why="Past.")
        assert refused.value.field == "case_owner"
        case = move_case(by=coordinator, case=case, to="ACCEPTED", why="Past.", case_owner=cast["legal"])
        with pytest.raises(Refused, match="lege casus"):
            move_case(by=coordinator, case=case, to="ON_TABLE")


def test_the_table_of_steps_is_the_only_way(cast):
    case = accepted(cast["coordinator"], cast["analyst"])
    with acting_as(cast["coordinator"]):
        with pytest.raises(IllegalTransition):
            move_case(by=cast["coordinator"], case=case, to="MONITORING", why="zo")
        with pytest.raises(Refused):
            move_case(by=cast["coordinator"], case=case, to="CLOSED", why="zo")


def test_monitoring_ends_on_a_day_within_a_year(cast):
    chair, today = cast["chair"], clock.today()
    case = tabled(cast["coordinator"], cast["analyst"])
    with acting_as(chair):
        for wrong in (None, today, today + timedelta(days=400)):
            with pytest.raises(Refused) as refused:
                move_case(by=chair, case=case, to="MONITORING", why="Volgen.", until=wrong)
            assert refused.value.field == "until"
        case = move_case(
            by=chair, case=case, to="MONITORING", why="Volgen.", until=today + timedelta(days=90)
        )
    assert case.monitor_until == today + timedelta(days=90)


def test_the_chair_sees_a_case_from_the_table_on(cast):
    before = opened(cast["coordinator"])
    after = tabled(cast["coordinator"], cast["analyst"], title="Wielewaal")
    with acting_as(cast["chair"]):
        seen = set(Case.objects.visible_to(cast["chair"]).values_list("pk", flat=True))
    assert (before.pk in seen, after.pk in seen) == (False, True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"result": ""}, "result"),
        ({"evaluation": " "}, "evaluation"),
        ({"retention_from": clock.today() + timedelta(days=1)}, "retention_from"),
        ({"result": "WON"}, "result"),
    ],
)
def test_closing_asks_for_result_evaluation_and_the_start_of_the_retention(cast, changes, field):
    case = accepted(cast["coordinator"], cast["analyst"])
    with acting_as(cast["coordinator"]), pytest.raises(Refused) as refused:
        close_case(by=cast["coordinator"], case=case, closing=closing(**changes))
    assert refused.value.field == field


def test_a_case_with_open_actions_is_not_closed(cast):
    coordinator = cast["coordinator"]
    case = accepted(coordinator, cast["analyst"])
    asked(coordinator, cast["police"], case)
    with acting_as(coordinator), pytest.raises(Refused, match="acties open"):
        close_case(by=coordinator, case=fresh(case), closing=closing())


def test_signals_are_kept_as_long_as_the_last_of_their_cases(cast):
    coordinator = cast["coordinator"]
    signal = analysed(coordinator)
    first = opened(coordinator, signal)
    second = opened(coordinator, signal, title="Wielewaal")
    began = clock.today() - timedelta(days=30)
    with acting_as(coordinator):
        first = close_case(by=coordinator, case=first, closing=closing(retention_from=began))
    assert first.retention_until == add_months(began, 60)
    assert fresh(signal).retention_until is None
    with acting_as(coordinator):
        second = close_case(by=coordinator, case=second, closing=closing())
    assert fresh(signal).retention_until == second.retention_until == add_months(clock.today(), 60)
    with acting_as(coordinator):
        with pytest.raises(Refused, match="casuseigenaar"):
            reopen_case(by=coordinator, case=second, why="Nieuw signaal.")
        reopen_case(by=coordinator, case=second, why="Nieuw signaal.", case_owner=coordinator)
    assert fresh(signal).retention_until is None
    assert fresh(second).retention_until is None


def test_nothing_is_added_to_a_closed_case(cast):
    coordinator = cast["coordinator"]
    case = accepted(coordinator, cast["analyst"])
    with acting_as(coordinator):
        case = close_case(by=coordinator, case=case, closing=closing())
        with pytest.raises(Refused, match="gesloten"):
            edit_case(by=coordinator, case=case, new=NewCase(**BASIS))


def test_what_was_taken_out_of_a_case_can_be_put_back(cast):
    coordinator = cast["coordinator"]
    signal = analysed(coordinator, regimes=("avg_internal", "riec"))
    case = opened(coordinator, signal)
    assert "riec" in fresh(case).regimes
    with acting_as(coordinator):
        row = CaseSignal.objects.visible_to(coordinator).get(case=case)
        withdraw_part(by=coordinator, part=row, why="Vergissing.")
    assert fresh(signal).state == "FURTHER_ANALYSIS"
    assert fresh(case).regimes == ["avg_internal"]
    with acting_as(coordinator):
        restore_part(by=coordinator, part=row)
        with pytest.raises(Refused):
            restore_part(by=coordinator, part=row)
    assert fresh(signal).state == "JOINED_TO_CASE"
    assert "riec" in fresh(case).regimes


def test_a_signal_stands_in_a_case_once(cast):
    coordinator = cast["coordinator"]
    signal = analysed(coordinator)
    case = opened(coordinator, signal)
    with acting_as(coordinator), pytest.raises(Refused, match="al in deze casus"):
        add_signal(by=coordinator, case=case, signal=fresh(signal), why="nog eens")


def test_the_level_of_a_case_is_at_least_that_of_its_strictest_part(cast):
    coordinator = cast["coordinator"]
    signal = analysed(coordinator, confidentiality=3)
    assert fresh(opened(coordinator, signal)).confidentiality == 3


def test_a_case_owner_must_be_able_to_see_what_comes_in(cast):
    coordinator = cast["coordinator"]
    case = accepted(coordinator, cast["inspector"])
    signal = analysed(coordinator, confidentiality=3)
    with acting_as(coordinator), pytest.raises(Refused, match="casuseigenaar"):
        add_signal(by=coordinator, case=case, signal=signal, why="hoort erbij")


def test_two_people_do_not_overwrite_each_other(cast):
    coordinator = cast["coordinator"]
    case = opened(coordinator)
    with acting_as(coordinator):
        edit_case(by=coordinator, case=case, new=NewCase(**BASIS, title="Wulp"), version=case.version)
        with pytest.raises(Conflict):
            edit_case(by=coordinator, case=case, new=NewCase(**BASIS, title="Fuut"), version=case.version)


def test_the_database_keeps_no_running_case_without_a_basis(cast):
    case = accepted(cast["coordinator"], cast["analyst"])
    with acting_as(SYSTEM, why="test"), pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).unrestricted(why="test").update(legal_basis="")


def test_who_carries_an_action_out_does_not_verify_it_himself(cast):
    chair = cast["chair"]
    action = asked(cast["coordinator"], chair)
    with acting_as(chair):
        action = report_on_action(by=chair, action=action, to="DONE", result="Gezien.")
        with pytest.raises(Refused, match="niet zelf"):
            verify_action(by=chair, action=action)
