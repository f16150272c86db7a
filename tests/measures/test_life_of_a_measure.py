"""A measure goes from report to end by the steps of the law, and keeps what it did."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from access.contexts import acting_as
from access.decisions import Denied
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from core.errors import Conflict, Refused
from measures.models import Ground, Measure, MeasureStep, Party, PenaltyOrder
from measures.operations import (
    Step,
    add_ground,
    fill_closure,
    involve_party,
    record_drugs,
    register_party,
    set_order,
    take_step,
    undo_step,
    withdraw_party,
    write_proportionality,
)
from measures.states import MeasureState as S
from subjects.models import Subject
from subjects.operations import NewFact
from tests.measures.making import furnished, notified, started, step

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)


def test_a_closure_from_report_to_reopening(legal: User) -> None:
    measure = furnished(legal, started(legal, reported_on=date(2026, 10, 1), report_number="PL0500-2026"))
    assert measure.number.startswith("MA-")
    assert measure.state == S.REPORTED
    step(legal, measure, S.ASSESSING)
    step(legal, measure, S.INTENTION_SENT, on=date(2026, 10, 5), view_until=date(2026, 10, 12))
    step(legal, measure, S.VIEW_RECEIVED, on=date(2026, 10, 10))
    decided = step(legal, measure, S.DECIDED, on=date(2026, 10, 14), decision_number="B-26-77", months=1)
    assert decided.decided_on == date(2026, 10, 14)
    step(legal, measure, S.NOTIFIED, on=date(2026, 10, 15), notice="HANDED")
    closed = step(legal, measure, S.CLOSED, on=date(2026, 10, 16))
    # A closure of a month: the same day of the month, never moved for a weekend.
    assert closed.ends_on == date(2026, 11, 16)
    opened = step(legal, measure, S.REOPENED, on=date(2026, 11, 20))
    assert opened.ended_on == date(2026, 11, 20)
    done = step(legal, measure, S.COMPLETED)
    assert done.retention_until == date(2036, 11, 20)


def test_closing_without_bekendmaking_is_refused_by_the_table(legal: User) -> None:
    measure = furnished(legal, started(legal))
    step(legal, measure, S.ASSESSING)
    step(legal, measure, S.DECIDED, on=MONDAY, unheard_ground="URGENT", months=6)
    with pytest.raises(Refused, match="kan dit niet naar"):
        step(legal, measure, S.CLOSED, on=MONDAY)


def test_in_urgency_the_house_is_shut_first_and_decided_after(legal: User) -> None:
    calm = furnished(legal, started(legal))
    with pytest.raises(Refused, match="spoed"):
        step(legal, calm, S.ACTED, on=MONDAY, why="gevaar voor brand")
    measure = furnished(legal, started(legal, urgent=True))
    step(legal, measure, S.ACTED, on=MONDAY, why="gevaar voor brand")
    assert step(legal, measure, S.DECIDED, on=MONDAY, months=6).state == S.DECIDED


@pytest.mark.parametrize("missing", ["test", "ground", "duration", "hearing"])
def test_what_a_decision_to_close_can_not_do_without(legal: User, missing: str) -> None:
    measure = furnished(legal, started(legal))
    with acting_as(legal):
        if missing == "test":
            write_proportionality(by=legal, measure=measure, texts={"balanced_conclusion": ""})
        if missing == "ground":
            for row in Ground.objects.filter(measure=measure).visible_to(legal):
                row.delete()
    step(legal, measure, S.ASSESSING)
    values = {} if missing == "duration" else {"months": 6}
    values |= {} if missing == "hearing" else {"unheard_ground": "URGENT"}
    with pytest.raises(Refused) as refused:
        step(legal, measure, S.DECIDED, on=MONDAY, **values)
    assert refused.value.article


def test_a_longer_closure_than_the_policy_says_must_be_explained(legal: User) -> None:
    measure = furnished(legal, started(legal))
    with acting_as(legal):
        record_drugs(
            by=legal,
            measure=measure,
            finds=[{"drug_list": "I", "substance": "cocaïne", "amount": Decimal(340), "unit": "GRAM"}],
        )
    step(legal, measure, S.ASSESSING)
    with pytest.raises(Refused, match="wijkt af van het beleid"):
        step(legal, measure, S.DECIDED, on=MONDAY, unheard_ground="URGENT", months=4)
    with acting_as(legal):
        fill_closure(by=legal, measure=measure, values={"deviation": "drie kinderen in de woning"})
    assert step(legal, measure, S.DECIDED, on=MONDAY, unheard_ground="URGENT", months=4).months == 4


def test_an_authority_that_the_basis_does_not_know_is_refused(legal: User) -> None:
    with pytest.raises(Refused, match="bevoegd gezag") as refused:
        started(legal, authority="EXECUTIVE")
    assert "5:4" in refused.value.article
    with pytest.raises(Refused, match="rusten"):
        started(legal, target="PERSON")


def test_a_last_onder_dwangsom_has_a_maximum(legal: User) -> None:
    measure = started(legal, "penalty_street_dealing")
    with acting_as(legal), pytest.raises(Refused, match="5:32b lid 2"):
        set_order(by=legal, measure=measure, mode="PER_BREACH", amount=Decimal(5000), maximum=None)
    with acting_as(legal), pytest.raises(Refused, match="lager dan het bedrag"):
        set_order(by=legal, measure=measure, mode="PER_BREACH", amount=Decimal(5000), maximum=Decimal(100))
    furnished(legal, measure)
    step(legal, measure, S.ASSESSING)
    step(legal, measure, S.DECIDED, on=MONDAY, unheard_ground="HEARD_BEFORE")
    with acting_as(legal), pytest.raises(Refused, match="liggen vast"):
        set_order(by=legal, measure=measure, mode="AT_ONCE", amount=Decimal(1), maximum=Decimal(1))


def test_the_database_holds_the_amounts_too(legal: User) -> None:
    measure = furnished(legal, started(legal, "penalty_street_dealing"))
    with acting_as(legal):
        row = PenaltyOrder.objects.filter(measure=measure).visible_to(legal).get()
        row.maximum = Decimal(1)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_the_decision_goes_to_who_has_rights_to_the_house(legal: User) -> None:
    measure = started(legal)
    with acting_as(legal):
        register_party(
            by=legal, measure=measure, kind="PERSON", facts=[NewFact("name", "Kevin Benali")], role="OFFENDER"
        )
        add_ground(by=legal, measure=measure, kind="CONTROL", reference="C-12")
        write_proportionality(
            by=legal,
            measure=measure,
            texts={
                f"{b}_{a}": "x"
                for b in ("suitable", "necessary", "balanced")
                for a in ("facts", "source", "weight", "conclusion")
            },
        )
    step(legal, measure, S.ASSESSING)
    step(legal, measure, S.DECIDED, on=MONDAY, unheard_ground="URGENT", months=3)
    with pytest.raises(Refused, match="rechthebbende") as refused:
        step(legal, measure, S.NOTIFIED, on=MONDAY, notice="SENT")
    assert refused.value.article == "Awb 5:24 lid 3"


def test_anonymous_information_is_never_the_only_source(
    legal: User, coordinator: User, m_authorised: User
) -> None:
    measure = started(legal)
    with acting_as(legal):
        add_ground(by=legal, measure=measure, kind="ANONYMOUS", reference="bericht")
    step(legal, measure, S.ASSESSING)
    with pytest.raises(Refused, match="tweede, onafhankelijke bron") as refused:
        step(legal, measure, S.INTENTION_SENT, on=MONDAY, view_until=MONDAY + timedelta(days=7))
    assert refused.value.article == "contract M."


def test_a_day_can_not_lie_ahead_nor_before_the_step_that_came_first(legal: User) -> None:
    measure = furnished(legal, started(legal, reported_on=MONDAY))
    step(legal, measure, S.ASSESSING)
    for day in (clock.today() + timedelta(days=1), MONDAY - timedelta(days=1)):
        with pytest.raises(Refused, match="niet in de toekomst"):
            step(legal, measure, S.DECIDED, on=day, unheard_ground="URGENT", months=6)


def test_a_mistaken_step_is_taken_back_and_stays_in_the_history(legal: User) -> None:
    measure = notified(legal, on=MONDAY)
    with acting_as(legal), pytest.raises(Refused):
        undo_step(by=legal, measure=measure, why=" ")
    with acting_as(legal):
        back = undo_step(by=legal, measure=measure, why="nog niet verzonden")
    assert (back.state, back.notified_on, back.notice) == (S.DECIDED, None, "")
    assert back.decided_on == MONDAY
    with acting_as(legal):
        kinds = list(
            MeasureStep.objects.filter(measure=measure).visible_to(legal).values_list("kind", "undone_at")
        )
    assert ("undone", None) in kinds
    assert sum(undone is not None for _, undone in kinds) == 1
    assert step(legal, measure, S.NOTIFIED, on=MONDAY, notice="SENT").notified_on == MONDAY


def test_two_tabs_do_not_overwrite_each_other(legal: User) -> None:
    measure = furnished(legal, started(legal))
    seen = measure.version
    step(legal, measure, S.ASSESSING)
    with acting_as(legal), pytest.raises(Conflict):
        take_step(by=legal, measure=measure, step=Step(to=S.ABANDONED, why="toch niet"), version=seen)


def test_only_the_jurist_of_the_owner_acts_and_who_works_with_measures_reads(
    legal: User, coordinator: User, bibob: User, inspector: User, twenterand_analyst: User
) -> None:
    measure = furnished(legal, started(legal))
    for who, seen in ((coordinator, True), (bibob, True), (inspector, False), (twenterand_analyst, False)):
        with acting_as(who):
            assert Measure.objects.filter(pk=measure.pk).visible_to(who).exists() is seen
    with pytest.raises(Denied):
        step(coordinator, measure, S.ASSESSING)


def test_a_party_that_is_hidden_from_the_jurist_can_not_be_tied(legal: User, analyst: User) -> None:
    from tests.subjects.test_also_for import made

    measure, hidden = started(legal), made(analyst, ())
    with acting_as(legal), pytest.raises(Subject.DoesNotExist):
        involve_party(by=legal, measure=measure, subject=hidden, role="OFFENDER")


def test_a_party_is_tied_once_per_role_and_leaves_with_a_reason(legal: User) -> None:
    measure = furnished(legal, started(legal))
    with acting_as(legal):
        party = Party.objects.filter(measure=measure, role="OFFENDER").visible_to(legal).get()
        with pytest.raises(Refused, match="die rol al"):
            involve_party(by=legal, measure=measure, subject=party.subject, role="OFFENDER")
        with pytest.raises(Refused):
            withdraw_party(by=legal, party=party, why="")
        withdraw_party(by=legal, party=party, why="andere man met dezelfde naam")
        with pytest.raises(Refused, match="al weggehaald"):
            withdraw_party(by=legal, party=party, why="nog eens")


def test_every_change_is_in_the_log_of_who_did_what(legal: User) -> None:
    measure = notified(legal, on=MONDAY)
    with acting_as(legal):
        record_drugs(
            by=legal,
            measure=measure,
            finds=[{"drug_list": "I", "substance": "cocaïne", "amount": Decimal("340"), "unit": "GRAM"}],
        )
    lines = AuditEvent.objects.using("audit").filter(record_id=str(measure.pk), actor_id=legal.pk)
    assert lines.filter(action=Action.CREATE).count() == 1
    moves = [line.details["to"] for line in lines.filter(action=Action.TRANSITION).order_by("seq")]
    assert moves == [S.ASSESSING, S.DECIDED, S.NOTIFIED]
    kinds = {line.details["kind"] for line in lines.filter(action=Action.CHANGE)}
    assert {"party_added", "ground_added", "proportionality_written", "drugs_recorded"} <= kinds
