"""The tables of states: whole, reachable, with an article for every legal step, and no closed door without notice."""

import itertools
from datetime import date, timedelta

import pytest

from core.errors import Refused
from core.flow import Transition
from measures import rules, states
from measures.rules import RULES, Facts, both_sanctions, require_rules
from measures.states import ASKED, ENDED, FLOWS, IMPOSED, MeasureState, Workflow

S = MeasureState
TODAY = date(2026, 11, 23)
FULL = Facts(
    today=TODAY,
    on=TODAY,
    why="omdat",
    target="PREMISES",
    authority="MAYOR",
    authorities=frozenset({"MAYOR"}),
    grounds=("POLICE_REPORT",),
    roles=frozenset({"OFFENDER", "OWNER"}),
    urgent=True,
    unheard="URGENT",
    view_until=TODAY - timedelta(days=1),
    notice="SENT",
    maximum=20_000,
    mode="PER_BREACH",
    has_duration=True,
    proportionate=True,
)


@pytest.mark.parametrize("workflow", Workflow.values)
def test_every_state_of_a_table_can_be_reached_and_left_or_is_an_end(workflow: str) -> None:
    flow = FLOWS[workflow]
    used = {step.source for step in flow.transitions} | {step.target for step in flow.transitions}
    assert flow.unreachable(used) == set()
    stuck = {state for state in used if not flow.steps_from(state)}
    assert stuck <= ENDED


@pytest.mark.parametrize("workflow", Workflow.values)
def test_every_condition_is_a_rule_and_no_step_stands_twice(workflow: str) -> None:
    steps = FLOWS[workflow].transitions
    assert {name for step in steps for name in step.needs} <= RULES.keys()
    pairs = [(step.source, step.target) for step in steps]
    assert sorted(set(pairs)) == sorted(pairs)


def paths(workflow: str, to: str) -> list[list[Transition]]:
    """Every way from the start to a state that passes no state twice."""
    flow, found = FLOWS[workflow], []
    todo: list[list[Transition]] = [[step] for step in flow.steps_from(flow.initial)]
    while todo:
        path = todo.pop()
        here = path[-1].target
        if here == to:
            found.append(path)
            continue
        seen = {flow.initial} | {step.target for step in path}
        todo += [[*path, step] for step in flow.steps_from(here) if step.target not in seen]
    return found


def test_nothing_is_closed_before_the_decision_is_made_known() -> None:
    for path in paths(Workflow.CLOSURE, S.CLOSED):
        assert S.NOTIFIED in {step.target for step in path}


@pytest.mark.parametrize("workflow", [flow for flow in Workflow.values if flow != Workflow.WARNING])
def test_nobody_is_decided_about_unheard_unless_the_law_lets_it(workflow: str) -> None:
    for path in paths(workflow, S.DECIDED):
        targets = {step.target for step in path}
        last = path[-1]
        heard = targets & {S.VIEW_RECEIVED, S.NO_VIEW}
        assert heard or S.ACTED in targets or "heard_or_excused" in last.needs


def test_acting_before_deciding_is_only_for_urgency() -> None:
    for workflow, flow in FLOWS.items():
        for step in flow.transitions:
            if step.target == S.ACTED:
                assert "urgent" in step.needs, workflow
                assert "5:31" in step.article


def test_a_last_onder_dwangsom_can_not_be_decided_without_a_maximum() -> None:
    for path in paths(Workflow.PENALTY, S.DECIDED):
        assert "maximum_given" in path[-1].needs


def test_a_closure_can_not_be_decided_without_the_test_of_proportionality() -> None:
    for path in paths(Workflow.CLOSURE, S.DECIDED):
        assert {"proportionality_complete", "deviation_explained"} <= set(path[-1].needs)


def test_no_decision_rests_on_an_anonymous_report_alone() -> None:
    for workflow in Workflow.values:
        for step in FLOWS[workflow].transitions:
            if step.target in {S.DECIDED, S.INTENTION_SENT}:
                assert "not_anonymous_alone" in step.needs


def test_every_sentence_of_a_rule_is_one_for_the_user() -> None:
    for rule in RULES.values():
        assert rule.sentence()[0].isupper()
        assert "  " not in rule.sentence()
    used = {name for flow in FLOWS.values() for step in flow.transitions for name in step.needs}
    assert RULES.keys() == used


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"why": " "}, "reason_given"),
        ({"on": None}, "day_given"),
        ({"on": TODAY + timedelta(days=1)}, "day_given"),
        ({"not_before": TODAY, "on": TODAY - timedelta(days=1)}, "day_given"),
        ({"grounds": ()}, "grounds_given"),
        ({"grounds": ("ANONYMOUS",)}, "not_anonymous_alone"),
        ({"grounds": ("ANONYMOUS", "ANONYMOUS")}, "not_anonymous_alone"),
        ({"authority": "EXECUTIVE"}, "authority_fits"),
        ({"roles": frozenset({"OBJECT"})}, "offender_known"),
        ({"roles": frozenset({"OFFENDER"})}, "recipients_known"),
        ({"proportionate": False}, "proportionality_complete"),
        ({"deviates": True}, "deviation_explained"),
        ({"has_duration": False}, "duration_given"),
        ({"view_until": None}, "view_term_given"),
        ({"view_until": TODAY}, "view_term_over"),
        ({"unheard": ""}, "heard_or_excused"),
        ({"urgent": False}, "urgent"),
        ({"notice": ""}, "notice_given"),
        ({"maximum": None}, "maximum_given"),
        ({"mode": ""}, "maximum_given"),
    ],
)
def test_a_rule_refuses_with_its_article(change: dict[str, object], name: str) -> None:
    from dataclasses import replace

    step = Transition("A", "B", "measures.edit", (name,), "Awb 1:1")
    require_rules(step, replace(FULL, view_until=TODAY) if name == "view_term_given" else FULL)
    with pytest.raises(Refused) as refused:
        require_rules(step, replace(FULL, **change))  # type: ignore[arg-type]  # values of many kinds
    assert refused.value.article
    assert str(refused.value.message).startswith(" ".join((RULES[name].__doc__ or "").split())[:40])


def test_an_anonymous_report_beside_another_source_is_no_bar() -> None:
    assert rules.NotAnonymousAlone.holds(Facts(today=TODAY, grounds=("ANONYMOUS", "POLICE_REPORT")))


def test_two_herstelsancties_on_one_breach_warn_and_other_pairs_do_not() -> None:
    warned = {
        (one, other)
        for one, other in itertools.product(Workflow.values, repeat=2)
        if both_sanctions(one, frozenset({other}))
    }
    assert warned == {
        ("PENALTY", "ENFORCEMENT"),
        ("ENFORCEMENT", "PENALTY"),
        ("CLOSURE", "PENALTY"),
        ("PENALTY", "CLOSURE"),
    }
    assert both_sanctions("PENALTY", frozenset()) == ""


def test_what_a_step_asks_are_fields_of_a_measure() -> None:
    from measures.models import Measure

    fields = {field.name for field in Measure._meta.get_fields()}
    assert {name for names in ASKED.values() for name in names} <= fields
    assert set(states.ASKED) <= set(MeasureState.values)
    assert S.REPORTED not in IMPOSED
