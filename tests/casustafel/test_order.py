"""Any row of moves gives the order that the moves say, places that differ, and a budget that adds up."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.contexts import acting_as
from casustafel.models import AgendaItem, Meeting
from casustafel.operations import move_item
from casustafel.queries.agenda import agenda_of
from tests.casustafel.table import Table

pytestmark = pytest.mark.django_db
MOVES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=8)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(moves=MOVES, minutes=st.lists(st.integers(1, 60), min_size=5, max_size=5))
def test_the_order_and_the_budget_follow_every_move(
    moves: list[tuple[int, int]], minutes: list[int], table: Table
) -> None:
    meeting = table.plan(guests=())
    items = [table.item(meeting, f"Punt {n}", minutes=each) for n, each in enumerate(minutes)]
    order = [item.pk for item in items]
    by_key = {item.pk: item for item in items}
    for which, before in moves:
        moved = order[which]
        rest = [key for key in order if key != moved]
        target = order[before] if before < len(order) and order[before] != moved else None
        with acting_as(table.chair):
            move_item(
                by=table.chair,
                item=table.fresh(by_key[moved]),
                before=table.fresh(by_key[target]) if target else None,
            )
        at = rest.index(target) if target else len(rest)
        order = [*rest[:at], moved, *rest[at:]]
    with acting_as(table.chair):
        agenda = agenda_of(table.chair, table.fresh(meeting))
    assert [line.item.pk for line in agenda.lines] == order
    assert agenda.used == sum(minutes) and agenda.left == meeting.minutes - sum(minutes)
    spent = 0
    for line in agenda.lines:
        assert (line.starts_at - meeting.starts_at).total_seconds() == spent * 60
        spent += line.item.minutes


def test_moving_goes_on_when_there_is_no_room_left_between_two(table: Table, meeting: Meeting) -> None:
    one, two, three = (table.item(meeting, name) for name in ("Een", "Twee", "Drie"))
    with acting_as(table.chair):
        # Always into the same gap, far more often than it can be halved.
        for n in range(40):
            moved = three if n % 2 else two
            other = two if n % 2 else three
            move_item(by=table.chair, item=table.fresh(moved), before=table.fresh(other))
    places = [row.position for row in table.all(AgendaItem, meeting=meeting)]
    assert len(set(places)) == 3
    assert table.fresh(one).position == min(places)
