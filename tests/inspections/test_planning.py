"""A control is planned within the law: own powers, own purpose, no homes, a reason for each address."""

from __future__ import annotations

from typing import Any

import pytest

from access.contexts import SYSTEM, acting_as
from access.decisions import Denied
from accounts.models import User
from core.errors import Conflict, Refused
from core.flow import IllegalTransition
from inspections.models import Inspection, Member, Participant, Stop
from inspections.operations import (
    NewStop,
    Plan,
    add_member,
    add_stop,
    change_plan,
    drop_member,
    drop_participant,
    drop_stop,
    give_feedback,
    move_stop,
    set_participant,
    steps_open,
    take_step,
)
from inspections.rules import Address, Facts, Partner, broken
from inspections.states import FINDING_FLOW, FLOW, FindingState, InspectionState
from reference.models import ControlCheck, ControlType, PartnerKind
from reference.queries import current
from subjects.models import Subject
from tests.inspections.making import HOUSES, furnished, prepared, running, stops_of

pytestmark = pytest.mark.django_db


def facts(**changes: Any) -> Facts:
    whole: dict[str, Any] = {
        "starts_at": object(),
        "aim": "gebruik nagaan",
        "partners": [
            Partner("MUNICIPALITY", "SUPERVISOR", "gebruik nagaan", "Awb 5:11"),
            Partner("POLICE", "STRONG_ARM", "veiligheid van het team", "Politiewet"),
        ],
        "stops": [Address("druk verkeer", False, False, "DONE")],
        "municipal_members": 1,
    }
    return Facts(**(whole | changes))


PLANNING = FLOW.step("PREPARED", "PLANNED")


def test_what_is_complete_can_be_planned() -> None:
    assert broken(PLANNING, facts()) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts_at": None}, "dag en de tijd"),
        ({"aim": " "}, "détournement de pouvoir"),
        ({"partners": [Partner("POLICE", "STRONG_ARM", "zoeken", "x")]}, "détournement de pouvoir"),
        ({"partners": [Partner("MUNICIPALITY", "SUPERVISOR", "", "Awb 5:11")]}, "détournement de pouvoir"),
        (
            {
                "partners": [
                    Partner("MUNICIPALITY", "SUPERVISOR", "nagaan", "Awb 5:11"),
                    Partner("ODT", "OTHER", "milieu", ""),
                ]
            },
            "eigen doel en de grondslag",
        ),
        (
            {
                "partners": [
                    Partner("MUNICIPALITY", "SUPERVISOR", "nagaan", "Awb 5:11"),
                    Partner("POLICE", "OTHER", "zoeken", "x"),
                ]
            },
            "alleen mee als sterke arm",
        ),
        ({"municipal_members": 0}, "toezichthouder van de gemeente"),
        ({"stops": []}, "minstens één adres"),
        ({"stops": [Address(" ", False, False, "")]}, "waarom het is gekozen"),
        ({"stops": [Address("druk", True, False, "")]}, "Algemene wet op het binnentreden"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(changes: dict[str, Any], words: str) -> None:
    assert any(words in rule.sentence() for rule in broken(PLANNING, facts(**changes)))


def test_every_state_can_be_reached() -> None:
    assert FLOW.unreachable(InspectionState.values) == set()
    assert FINDING_FLOW.unreachable(FindingState.values) == set()


def test_a_control_starts_with_who_usually_takes_part_and_its_leader(inspector: User) -> None:
    control = prepared(inspector)
    with acting_as(inspector):
        kinds = set(
            Participant.objects.filter(inspection=control)
            .visible_to(inspector)
            .values_list("kind", flat=True)
        )
        names = [row.name for row in Member.objects.filter(inspection=control).visible_to(inspector)]
        missing = {rule.__name__ for _, rules in steps_open(inspector, control) for rule in rules}
    assert kinds == {"MUNICIPALITY", "ODT", "FIRE", "POLICE"}
    assert names == [inspector.name]
    assert control.number.startswith("K-")
    assert missing == {"PowersGiven", "RouteMade"}


def test_the_police_is_only_the_strong_arm_and_nobody_else_is(inspector: User) -> None:
    control = prepared(inspector)
    with acting_as(inspector):
        for kind, power in (("POLICE", "OTHER"), ("ODT", "STRONG_ARM")):
            row = Participant.objects.filter(inspection=control, kind=kind).visible_to(inspector).get()
            with pytest.raises(Refused, match="sterke arm"):
                set_participant(
                    by=inspector,
                    inspection=control,
                    participant=row,
                    kind=kind,
                    power=power,
                    purpose="zoeken",
                    basis="x",
                )


def test_the_municipality_can_not_leave_its_own_control(inspector: User) -> None:
    control = prepared(inspector)
    with acting_as(inspector):
        rows = Participant.objects.filter(inspection=control)
        with pytest.raises(Refused, match="altijd zelf mee"):
            drop_participant(
                by=inspector, participant=rows.filter(kind="MUNICIPALITY").visible_to(inspector).get()
            )
        drop_participant(by=inspector, participant=rows.filter(kind="ODT").visible_to(inspector).get())
        assert rows.filter(kind="ODT").visible_to(inspector).count() == 0


def test_a_home_is_on_no_route_without_consent_or_machtiging(inspector: User) -> None:
    control = prepared(inspector)
    new = {"place": "Hofstraat 3, Almelo", "reason": "SIGNAL", "chosen_why": "melding", "dwelling": True}
    with acting_as(inspector):
        with pytest.raises(Refused, match="toestemming van de bewoner"):
            add_stop(by=inspector, inspection=control, new=NewStop(**new))
        row = add_stop(by=inspector, inspection=control, new=NewStop(**new, warrant="M-2026-3, burgemeester"))
    assert row.covered


def test_each_address_has_a_reason_and_stands_once(inspector: User) -> None:
    control = furnished(inspector, prepared(inspector))
    with acting_as(inspector):
        with pytest.raises(Refused, match="waarom dit adres"):
            add_stop(
                by=inspector,
                inspection=control,
                new=NewStop(place="Markt 1, Almelo", reason="AREA", chosen_why=" "),
            )
        with pytest.raises(Refused, match="al op de route"):
            add_stop(
                by=inspector,
                inspection=control,
                new=NewStop(place="bornsestraat 12 te Almelo", reason="AREA", chosen_why="x"),
            )
        box = "Boxenweg 3 box {}, Almelo"
        for number in (4, 6):
            new = NewStop(place=box.format(number), reason="AREA", chosen_why="x")
            add_stop(by=inspector, inspection=control, new=new)


def test_an_address_is_tied_to_the_register_without_showing_it(inspector: User, coordinator: User) -> None:
    first, second = (stops_of(inspector, furnished(inspector, prepared(inspector)))[0] for _ in range(2))
    assert first.subject_id == second.subject_id
    with acting_as(inspector):
        assert not Subject.objects.filter(pk=first.subject_id).visible_to(inspector).exists()
    with acting_as(coordinator):
        subject = Subject.objects.filter(pk=first.subject_id).visible_to(coordinator).get()
        assert subject.label == HOUSES[0]


def test_the_route_can_be_put_in_another_order(inspector: User) -> None:
    control = furnished(inspector, prepared(inspector))
    one, other = stops_of(inspector, control)
    with acting_as(inspector):
        move_stop(by=inspector, stop=other, up=True)
        move_stop(by=inspector, stop=other, up=True)
    assert [row.pk for row in stops_of(inspector, control)] == [other.pk, one.pk]
    with acting_as(inspector):
        drop_stop(by=inspector, stop=one)
    assert [row.pk for row in stops_of(inspector, control)] == [other.pk]


def test_who_joins_the_team_sees_the_control_and_who_leaves_does_not(
    inspector: User, coordinator: User, cast: dict[str, User], almelo: Any
) -> None:
    control = prepared(coordinator)
    own = Inspection.objects.filter(pk=control.pk)
    with acting_as(inspector):
        assert not own.visible_to(inspector).exists()
    with acting_as(coordinator):
        municipality = Participant.objects.filter(inspection=control, kind="MUNICIPALITY")
        partner = municipality.visible_to(coordinator).get()
        member = add_member(by=coordinator, inspection=control, participant=partner, user=inspector)
        with pytest.raises(Refused, match="al in het team"):
            add_member(by=coordinator, inspection=control, participant=partner, user=inspector)
        with pytest.raises(Refused, match="collega die controles doet"):
            add_member(by=coordinator, inspection=control, participant=partner, user=cast["legal"])
    with acting_as(inspector):
        assert own.visible_to(inspector).exists()
        drop_member(by=inspector, member=member)
        assert not own.visible_to(inspector).exists()
    with acting_as(coordinator):
        leader = Member.objects.filter(inspection=control, user=coordinator).visible_to(coordinator).get()
        with pytest.raises(Refused, match="leiding"):
            drop_member(by=coordinator, member=leader)


def test_an_older_plan_does_not_overwrite_a_newer_one(inspector: User) -> None:
    control = prepared(inspector)
    plan = Plan(type=control.type, reason="RANDOM", aim="iets anders")
    with acting_as(inspector):
        change_plan(by=inspector, inspection=control, plan=plan, version=control.version)
        with pytest.raises(Conflict):
            change_plan(by=inspector, inspection=control, plan=plan, version=control.version)


def test_a_step_that_the_table_does_not_have_is_refused(inspector: User, legal: User) -> None:
    control = prepared(inspector)
    with acting_as(inspector), pytest.raises(IllegalTransition):
        take_step(by=inspector, inspection=control, to="FINISHED")
    with acting_as(inspector), pytest.raises(Refused, match="waarom"):
        take_step(by=inspector, inspection=control, to="CALLED_OFF")
    with acting_as(legal), pytest.raises(Denied):
        from inspections.operations import prepare_inspection

        prepare_inspection(by=legal, plan=Plan(type=control.type, reason="AREA", aim="x"))


def test_a_plan_that_is_over_does_not_change(inspector: User) -> None:
    control = prepared(inspector)
    with acting_as(inspector):
        control = take_step(by=inspector, inspection=control, to="CALLED_OFF", why="te weinig mensen")
        with pytest.raises(Refused, match="voorbij"):
            change_plan(
                by=inspector, inspection=control, plan=Plan(type=control.type, reason="AREA", aim="x")
            )
    assert control.called_off_why == "te weinig mensen"


def test_what_the_tax_authority_finds_never_comes_in(inspector: User) -> None:
    control = running(inspector, code="horeca")
    with acting_as(inspector):
        tax = Participant.objects.filter(inspection=control, kind=PartnerKind.TAX).visible_to(inspector).get()
        with pytest.raises(Refused, match="AWR 67"):
            give_feedback(by=inspector, participant=tax, text="zwart geld")
        food = (
            Participant.objects.filter(inspection=control, kind=PartnerKind.NVWA).visible_to(inspector).get()
        )
        give_feedback(by=inspector, participant=food, text="Hygiëne in orde.")
    assert food.kind == "NVWA"


def test_every_type_that_is_shipped_has_points_and_starts_with_the_municipality() -> None:
    kinds = list(current(ControlType))
    assert {row.code for row in kinds} == {
        "gustos",
        "horeca",
        "business_premises",
        "illegal_gambling",
        "care_fraud",
        "dor_dol",
        "twentse_week",
    }
    for row in kinds:
        assert row.partners[0] == PartnerKind.MUNICIPALITY
        assert current(ControlCheck).filter(control_type=row, organisation="MUNICIPALITY").exists()


def test_what_the_database_holds_by_itself(inspector: User) -> None:
    """Also past the operations: a home is not entered as supervisor, the police is no supervisor."""
    from django.db import IntegrityError, transaction

    control = running(inspector)
    with acting_as(SYSTEM, why="test"):
        stop = Stop.objects.filter(inspection=control).unrestricted(why="test").first()
        assert stop is not None
        stop.dwelling, stop.entry = True, "POWER"
        with pytest.raises(IntegrityError), transaction.atomic():
            stop.save()
        police = Participant.objects.filter(inspection=control, kind="POLICE").unrestricted(why="test").get()
        police.power = "SUPERVISOR"
        with pytest.raises(IntegrityError), transaction.atomic():
            police.save()
