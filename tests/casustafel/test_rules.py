"""Who may hear what: the table of regimes, row by row, and what never comes to the table."""

from __future__ import annotations

import pytest

from access.contexts import acting_as
from access.decisions import Denied
from casustafel import rules, states
from casustafel.models import Meeting
from casustafel.operations import (
    carry_over,
    change_item,
    move_behind_guest,
    park_item,
    put_back,
    release,
    send_agenda,
)
from casustafel.operations.items import NewItem
from casustafel.rules import Guest, first_broken, hindrances
from casustafel.states import ITEM_FLOW, MEETING_FLOW, ItemState, MeetingState
from core.errors import Refused
from core.rules import Rule
from tests.casustafel.table import BASIS, Table

POLICE = {"organisation_kind": "POLICE", "own": False, "on_his_ground": False}
RIEC = POLICE | {"organisation_kind": "RIEC"}
ODT = POLICE | {"organisation_kind": "ODT"}
NEIGHBOUR = POLICE | {"organisation_kind": "MUNICIPALITY"}
OWN: dict[str, object] = {}
ASKED = {"why": True, "basis": True}


def broken(**facts: object) -> str | None:
    """The name of the first rule that keeps somebody out."""
    rule = first_broken(Guest(**(ASKED | facts)))  # type: ignore[arg-type]
    return rule.name if rule else None


@pytest.mark.parametrize(
    ("who", "regime", "refused_by"),
    [
        (POLICE, "wpg_received", None),
        (RIEC, "wpg_received", "police_data_only_for_named"),
        (ODT, "wpg_received", "police_data_only_for_named"),
        (NEIGHBOUR, "wpg_received", "police_data_only_for_named"),
        (OWN, "wpg_received", "police_data_only_for_named"),
        (RIEC, "riec", None),
        (POLICE, "riec", "riec_data_with_consent"),
        (ODT, "judicial", "judicial_data_only_for_named"),
        (POLICE, "wpg_own", "own_investigation_only_for_named"),
        (ODT, "avg_sector", "sector_data_stays"),
        (OWN, "avg_sector", None),
        (POLICE, "brp", "register_data_stays"),
        (ODT, "avg_internal", None),
        (NEIGHBOUR, "avg_internal", "neighbour_on_his_ground"),
        (NEIGHBOUR, "open_source", "neighbour_on_his_ground"),
    ],
)
def test_the_regime_decides_who_may_hear_it(
    who: dict[str, object], regime: str, refused_by: str | None
) -> None:
    assert broken(regimes=frozenset({regime}), **who) == refused_by


@pytest.mark.parametrize("regime", ["wpg_received", "riec", "judicial", "wpg_own"])
def test_a_provision_that_names_him_opens_it(regime: str) -> None:
    assert broken(regimes=frozenset({regime}), named=True, **ODT) is None


@pytest.mark.parametrize("regime", ["avg_sector", "brp"])
def test_no_provision_opens_what_stays_within_the_municipality(regime: str) -> None:
    assert broken(regimes=frozenset({regime}), named=True, **ODT) is not None


@pytest.mark.parametrize(
    ("alignment", "open_to"),
    [
        ("NONE", {"POLICE", "OWN"}),
        ("ASKED", {"POLICE", "OWN"}),
        ("OBJECTION", {"POLICE", "OWN"}),
        ("AGREED", {"POLICE", "RIEC", "OWN"}),
        ("NOT_NEEDED", {"POLICE", "RIEC", "ODT", "OWN", "NEIGHBOUR"}),
    ],
)
def test_anonymous_information_goes_first_to_the_police_and_then_not_far(
    alignment: str, open_to: set[str]
) -> None:
    people = {"POLICE": POLICE, "RIEC": RIEC, "ODT": ODT, "OWN": OWN, "NEIGHBOUR": NEIGHBOUR}
    found = {
        name
        for name, who in people.items()
        if broken(regimes=frozenset({"avg_internal"}), alignment=alignment, **(who | {"on_his_ground": True}))
        is None
    }
    assert found == open_to


def test_the_neighbour_hears_what_plays_on_his_ground_or_what_is_shared_on_purpose() -> None:
    told = frozenset({"avg_internal"})
    assert broken(regimes=told, **(NEIGHBOUR | {"on_his_ground": True})) is None
    assert broken(regimes=told, beyond_territory=True, **NEIGHBOUR) is None
    assert broken(regimes=told, beyond_territory=True, **(NEIGHBOUR | {"basis": False})) is not None


def test_why_and_basis_are_asked_and_no_basis_of_what_tells_of_nobody() -> None:
    assert broken(regimes=frozenset({"avg_internal"}), **(ODT | {"basis": False})) == "basis_given"
    assert broken(**(ODT | {"why": False})) == "why_given"
    assert broken(**(ODT | {"basis": False})) is None


def test_every_rule_is_a_dutch_sentence_of_its_own() -> None:
    found = [rule for rule in vars(rules).values() if isinstance(rule, type) and issubclass(rule, Rule)]
    sentences = [rule.sentence() for rule in found if rule is not Rule]
    assert len(set(sentences)) == len(sentences) > 12
    assert set(rules.RULES.rules) == {name for step in _steps() for name in step.needs}
    assert all(not hindrances(Guest(regimes=frozenset({code}))) for code in ("avg_internal", "open_source"))


def _steps() -> list[states.Transition]:
    return [*MEETING_FLOW.transitions, *ITEM_FLOW.transitions]


def test_every_state_can_be_reached() -> None:
    assert MEETING_FLOW.unreachable(MeetingState.values) == set()
    assert ITEM_FLOW.unreachable(ItemState.values) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("regime", ["bibob", "m_report"])
def test_what_a_vault_keeps_never_comes_to_the_table(table: Table, meeting: Meeting, regime: str) -> None:
    with pytest.raises(Refused, match=r"casustafel|tafel"):
        table.item(meeting, regimes=[regime])


@pytest.mark.django_db
def test_a_guest_whom_a_later_regime_hinders_keeps_the_agenda_from_being_sent(
    table: Table, meeting: Meeting
) -> None:
    item = table.item(meeting)
    table.invite(item, "odt")
    with acting_as(table.chair):
        new = NewItem(title="Zilvermeeuw", question="Wat nu?", kind="RUNNING_CASE", regimes=["wpg_received"])
        change_item(by=table.chair, item=item, new=new, version=table.fresh(item).version)
        with pytest.raises(Refused, match="niet mag horen"):
            release(by=table.chair, meeting=meeting)


@pytest.mark.django_db
def test_one_person_alone_never_sends_and_a_change_asks_for_both_again(
    table: Table, meeting: Meeting
) -> None:
    table.item(meeting)
    with acting_as(table.chair):
        release(by=table.chair, meeting=meeting)
        with pytest.raises(Refused, match="tweede persoon"):
            send_agenda(by=table.chair, meeting=table.fresh(meeting))
    table.item(meeting, "Kievit")
    with acting_as(table.second), pytest.raises(Refused, match="tweede persoon"):
        send_agenda(by=table.second, meeting=table.fresh(meeting))


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["police", "legal", "inspector", "twenterand_analyst", "analyst"])
def test_who_is_no_host_arranges_nothing(table: Table, meeting: Meeting, part: str) -> None:
    item = table.item(meeting)
    table.invite(item, "police")
    table.send(meeting)
    table.accept(meeting, "police", "twenterand_analyst")
    user = table.people[part]
    with acting_as(user), pytest.raises((Denied, Meeting.DoesNotExist, type(item).DoesNotExist)):
        park_item(by=user, item=item, why="x")


@pytest.mark.django_db
def test_a_question_that_was_not_reached_is_asked_again_with_its_age_and_whom_it_concerned(
    table: Table, meeting: Meeting
) -> None:
    item = table.item(meeting)
    table.invite(item, "police")
    later = table.plan(days=40)
    with acting_as(table.chair):
        fresh = carry_over(by=table.chair, item=item, meeting=later)
    assert table.fresh(item).state == ItemState.CARRIED
    assert fresh.first_asked_on == meeting.held_on and fresh.question == item.question
    assert [row.user for row in table.all(type(_invitee(table, item)), item=fresh)] == [
        table.people["police"]
    ]


def _invitee(table: Table, item: object) -> object:
    from casustafel.models import ItemInvitee

    return table.all(ItemInvitee, item=item)[0]


@pytest.mark.django_db
def test_a_parked_item_comes_back_with_nobody_invited(table: Table, meeting: Meeting) -> None:
    item = table.item(meeting)
    table.invite(item, "police")
    with acting_as(table.chair):
        park_item(by=table.chair, item=item, why="Eerst de controle")
        put_back(by=table.chair, item=table.fresh(item), meeting=meeting)
    table.send(meeting)
    table.accept(meeting, "police")
    assert not table.sees("police", item)


@pytest.mark.django_db
def test_another_order_lets_a_guest_leave_before_what_he_may_not_hear(table: Table, meeting: Meeting) -> None:
    secret = table.item(meeting, "Geheim", regimes=["wpg_received"])
    shared = table.item(meeting, "Samen")
    table.invite(shared, "odt", legal_basis=BASIS)
    with acting_as(table.chair):
        move_behind_guest(by=table.chair, item=secret, user=table.people["odt"])
    assert table.fresh(secret).position > table.fresh(shared).position
    with acting_as(table.chair), pytest.raises(Refused):
        move_behind_guest(by=table.chair, item=table.fresh(secret), user=table.people["odt"])
