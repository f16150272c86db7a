"""Weging, decision and undo: what the table allows, and the sentence when it does not."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from core.errors import Conflict, Refused
from signals.models import Assessment, Report, Routing, Signal, SignalStep
from signals.operations.bulk import bulk_assign
from signals.operations.editing import Sharpened, edit_signal
from signals.operations.revealing import reveal_reporter
from signals.operations.steps import Basis
from signals.operations.triage import (
    assign_signal,
    decide_signal,
    merge_signal,
    release_signal,
    resume_signal,
    suspend_signal,
)
from signals.operations.undoing import undo_step
from signals.operations.weighing import assess_signal
from signals.rules import RULES
from signals.states import FLOW
from tests.signals.triage_world import fresh, make_signal, weigh

pytestmark = pytest.mark.django_db
BASIS = Basis(recipient="Team Toezicht", legal_basis="Gemeentewet 172", purpose="controle")


def test_every_need_in_the_table_has_a_rule_with_a_sentence():
    needed = {name for step in FLOW.transitions for name in step.needs}
    assert needed == set(RULES)
    assert all(rule.sentence().endswith(".") for rule in RULES.values())


def test_taking_a_new_signal_puts_it_in_treatment_and_laying_it_back_makes_it_new(almelo, cast):
    signal, analyst = make_signal(almelo), cast["analyst"]
    with acting_as(analyst):
        assign_signal(by=analyst, signal=signal, to=analyst)
        assert (fresh(signal).state, fresh(signal).handler_id) == ("INTAKE", analyst.pk)
        release_signal(by=analyst, signal=signal)
    assert (fresh(signal).state, fresh(signal).handler_id) == ("NEW", None)


def test_a_neighbour_can_take_nothing(almelo, cast):
    signal, neighbour = make_signal(almelo), cast["twenterand_analyst"]
    with acting_as(neighbour), pytest.raises(Signal.DoesNotExist):
        assign_signal(by=neighbour, signal=signal, to=neighbour)


def test_yes_to_weging_1_needs_a_point_of_local_anchoring(almelo, cast):
    signal, analyst = make_signal(almelo), cast["analyst"]
    with acting_as(analyst), pytest.raises(Refused) as refused:
        assess_signal(by=analyst, signal=signal, question="W1", answer=True, checked=["K1"])
    assert refused.value.message == "Kruis minstens één punt aan bij “Lokale verankering”."
    assert fresh(signal).state == "NEW"


def test_no_needs_a_reason(almelo, cast):
    signal, analyst = make_signal(almelo), cast["analyst"]
    with acting_as(analyst), pytest.raises(Refused, match="waarom niet"):
        assess_signal(by=analyst, signal=signal, question="W1", answer=False)


def test_questions_are_answered_in_their_order(almelo, cast):
    signal, analyst = make_signal(almelo), cast["analyst"]
    with acting_as(analyst), pytest.raises(Refused, match="Beantwoord eerst weging 1"):
        assess_signal(by=analyst, signal=signal, question="W2B", answer=True)


def test_three_times_yes_leads_to_weging_3_and_uncovers_persons(almelo, cast):
    signal = weigh(cast["analyst"], make_signal(almelo), W1=True, W2A=True, W2B=True)
    assert (signal.state, signal.lane, signal.weighed_yes) == ("WEIGHING_3", "weging-3", True)


def test_a_new_answer_withdraws_the_old_one_and_undo_brings_it_back(almelo, cast):
    analyst, signal = cast["analyst"], make_signal(almelo)
    weigh(analyst, signal, W1=True)
    with acting_as(analyst):
        step = assess_signal(
            by=analyst, signal=signal, question="W1", answer=False, motivation="Toch een gewone klacht."
        )
        assert not fresh(signal).weighed_yes
        undo_step(by=analyst, step=step)
        rows = Assessment.objects.filter(signal=signal).visible_to(analyst)
        assert sorted((row.answer, row.withdrawn_at is None) for row in rows) == [
            (False, False),
            (True, True),
        ]
    assert fresh(signal).weighed_yes


def test_an_analyst_weighs_but_does_not_decide(almelo, cast):
    analyst, signal = cast["analyst"], make_signal(almelo)
    weigh(analyst, signal, W1=False)
    with acting_as(analyst), pytest.raises(Denied):
        decide_signal(by=analyst, signal=signal, outcome="NOT_UNDERMINING", why="klacht")


def test_a_follow_up_names_recipient_basis_and_purpose(almelo, cast):
    coordinator, signal = cast["coordinator"], make_signal(almelo)
    weigh(coordinator, signal, W1=True, W2A=True, W2B=True, W3=True)
    with acting_as(coordinator):
        with pytest.raises(Refused, match="op welke grondslag") as refused:
            decide_signal(by=coordinator, signal=signal, outcome="WITH_DEPARTMENT", why="past bij toezicht")
        assert refused.value.article == "model privacyprotocol CCV, beslismoment b"
        decide_signal(
            by=coordinator, signal=signal, outcome="WITH_DEPARTMENT", why="past bij toezicht", basis=BASIS
        )
        routing = Routing.objects.filter(signal=signal).visible_to(coordinator).get()
    assert (fresh(signal).state, routing.recipient) == ("WITH_DEPARTMENT", "Team Toezicht")


def test_no_decision_before_weging_3(almelo, cast):
    coordinator, signal = cast["coordinator"], make_signal(almelo)
    weigh(coordinator, signal, W1=True, W2A=True, W2B=True)
    with acting_as(coordinator), pytest.raises(Refused, match="Beantwoord eerst weging 3"):
        decide_signal(by=coordinator, signal=signal, outcome="NO_FOLLOW_UP", why="te vaag")


def test_m_signal_gets_no_weighing_nor_follow_up_before_police_alignment(almelo, cast):
    coordinator = cast["coordinator"]
    signal = make_signal(almelo, source_type="ANONYMOUS", police_alignment="ASKED")
    with acting_as(coordinator), pytest.raises(Refused, match=r"stemt de M\.-gemachtigde af"):
        assess_signal(by=coordinator, signal=signal, question="W1", answer=True, checked=["V1"])
    with acting_as(SYSTEM, why="test"), pytest.raises(IntegrityError), transaction.atomic():
        Signal.objects.filter(pk=signal.pk).unrestricted(why="test").update(state="WITH_DEPARTMENT")


def test_the_decision_says_how_long_the_signal_is_kept(almelo, cast, time_machine):
    time_machine.move_to("2026-11-23T10:00:00+01:00", tick=False)
    coordinator, signal = cast["coordinator"], make_signal(almelo)
    weigh(coordinator, signal, W1=False)
    with acting_as(coordinator):
        decide_signal(by=coordinator, signal=signal, outcome="NOT_UNDERMINING", why="gewone klacht")
    assert str(fresh(signal).retention_until) == "2027-11-23"


def test_undo_is_refused_when_something_followed(almelo, cast):
    analyst, signal = cast["analyst"], make_signal(almelo)
    with acting_as(analyst):
        first = assess_signal(by=analyst, signal=signal, question="W1", answer=True, checked=["V1"])
        assess_signal(by=analyst, signal=signal, question="W2A", answer=True, checked=["T1"])
        with pytest.raises(Refused, match="volgende stap"):
            undo_step(by=analyst, step=first)


def test_undo_of_a_decision_takes_back_routing_and_date(almelo, cast):
    coordinator, signal = cast["coordinator"], make_signal(almelo)
    weigh(coordinator, signal, W1=True, W2A=True, W2B=True, W3=True)
    with acting_as(coordinator):
        step = decide_signal(by=coordinator, signal=signal, outcome="WITH_RIEC", why="regionaal", basis=BASIS)
        undo_step(by=coordinator, step=step)
        assert Routing.objects.filter(signal=signal, undone_at=None).visible_to(coordinator).count() == 0
    now = fresh(signal)
    assert (now.state, now.decided_at, now.lane) == ("WEIGHING_3", None, "weging-3")


def test_merging_points_to_the_other_and_can_be_undone(almelo, cast):
    analyst, signal, other = cast["analyst"], make_signal(almelo), make_signal(almelo)
    with acting_as(analyst):
        step = merge_signal(by=analyst, signal=signal, into=other, why="zelfde bus, zelfde dag")
        assert (fresh(signal).state, fresh(signal).merged_into_id) == ("MERGED", other.pk)
        third = make_signal(almelo)
        with pytest.raises(Refused, match="zelf al samengevoegd"):
            merge_signal(by=analyst, signal=third, into=signal, why="ook")
        undo_step(by=analyst, step=step)
    assert (fresh(signal).state, fresh(signal).merged_into_id) == ("NEW", None)


def test_an_old_page_does_not_overwrite_what_a_colleague_wrote(almelo, cast):
    analyst, signal = cast["analyst"], make_signal(almelo)
    version = signal.version
    with acting_as(analyst):
        edit_signal(by=analyst, signal=signal, new=Sharpened(title="Aceton in garagebox"), version=version)
        with pytest.raises(Conflict):
            edit_signal(by=analyst, signal=signal, new=Sharpened(title="Iets anders"), version=version)
    assert fresh(signal).title == "Aceton in garagebox"


def test_a_title_holds_no_name(almelo, cast):
    analyst, signal = cast["analyst"], make_signal(almelo)
    with acting_as(analyst), pytest.raises(Refused, match="lijkt op een naam"):
        edit_signal(
            by=analyst, signal=signal, new=Sharpened(title="Jan de Vries dealt"), version=signal.version
        )


def test_the_reporter_hears_that_the_status_changed_and_nothing_else(almelo, cast, after_commit):
    signal = make_signal(almelo, reporter=cast["reporter"])
    with after_commit():
        weigh(cast["analyst"], signal, W1=True)
    assert [message.to for message in mail.outbox] == [["melder@almelo.demo"]]
    body = mail.outbox[0].subject + mail.outbox[0].body
    assert "/signalen/eigen/" in body
    assert not [word for word in ("aceton", "garagebox", signal.number, "weging") if word in body.lower()]
    with acting_as(SYSTEM, why="test"):
        assert Report.objects.unrestricted(why="test").get(signal=signal).short_status == "in behandeling"


def test_no_mail_when_the_short_status_stays_the_same(almelo, cast, after_commit):
    signal = make_signal(almelo, reporter=cast["reporter"])
    weigh(cast["analyst"], signal, W1=True)
    mail.outbox.clear()
    with after_commit():
        weigh(cast["analyst"], signal, W2A=True)
    assert mail.outbox == []


def test_waiting_asks_the_reporter_and_goes_on_where_it_was(almelo, cast, after_commit):
    analyst, signal = cast["analyst"], make_signal(almelo, reporter=cast["reporter"])
    weigh(analyst, signal, W1=True, W2A=True, W2B=True)
    with acting_as(analyst), after_commit():
        suspend_signal(by=analyst, signal=signal, why="kenteken onduidelijk", question="Wat was de kleur?")
    assert (fresh(signal).lane, len(mail.outbox)) == ("wacht", 1)
    with acting_as(analyst):
        resume_signal(by=analyst, signal=signal)
    assert fresh(signal).state == "WEIGHING_3"


def test_the_reporter_is_shown_only_with_a_reason_and_leaves_a_line(almelo, cast):
    coordinator, signal = cast["coordinator"], make_signal(almelo, reporter=cast["reporter"])
    with acting_as(coordinator):
        with pytest.raises(Refused):
            reveal_reporter(by=coordinator, signal=signal, why=" ")
        assert "Marloes Kuipers" in reveal_reporter(by=coordinator, signal=signal, why="veiligheid melder")
        rows = SignalStep.objects.filter(signal=signal).visible_to(coordinator)
        assert "REVEALED" in {row.kind for row in rows}
    with acting_as(cast["analyst"]), pytest.raises(Denied):
        reveal_reporter(by=cast["analyst"], signal=signal, why="nieuwsgierig")


def test_bulk_says_of_each_signal_left_alone_why(almelo, cast):
    analyst, free, mine = cast["analyst"], make_signal(almelo), make_signal(almelo)
    with acting_as(analyst):
        assign_signal(by=analyst, signal=mine, to=analyst)
        result = bulk_assign(by=analyst, signals=[free, mine], to=analyst)
    assert [step.signal_id for step in result.done] == [free.pk]
    assert [(signal.pk, why) for signal, why in result.left] == [(mine.pk, "Dit signaal is al van u.")]
