"""What the table keeps about a case goes with the case; that it was discussed, and by whom it was read, stays."""

from __future__ import annotations

from typing import Any

import pytest

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from cases.models import Case
from casustafel.models import AgendaItem, BlockVersion, ItemInvitee, Minutes, Pack
from casustafel.operations.forgetting import forget_case
from tests.cases.making import tabled
from tests.casustafel.running import Running, edit
from tests.casustafel.table import Table

pytestmark = pytest.mark.django_db
SECRET = "Kevin huurt drie boxen"


@pytest.fixture
def discussed(cast: dict[str, User]) -> tuple[Running, Case]:
    """An item about a case of which something was written down."""
    running = Running(Table(cast))
    case = tabled(cast["coordinator"], cast["analyst"])
    with acting_as(SYSTEM, why="test"):
        item = AgendaItem.objects.unrestricted(why="test").get(pk=running.shared.pk)
        item.case = case
        item.note = SECRET
        item.save()
    running.write(edit(running.shared, SECRET), edit(running.police_only, "Over iets anders."))
    return running, case


def test_items_minutes_and_packs_say_nothing_any_more(discussed: Any) -> None:
    running, case = discussed
    with acting_as(SYSTEM, why="test"):
        forget_case(case)
    item = running.table.fresh(running.shared)
    assert (item.title, item.note, item.case_id) == ("Vernietigde casus", None, case.pk)
    whole = {one.pk: one.item_id for one in running.table.all(Minutes)}
    texts = {whole[one.minutes_id]: one.text for one in running.table.all(BlockVersion)}
    assert texts == {running.shared.pk: None, running.police_only.pk: "Over iets anders."}
    assert {one.why for one in running.table.all(ItemInvitee, item=item)} == {
        "Vernietigd na de bewaartermijn"
    }
    for pack in running.table.all(Pack):
        told = {one["number"]: one for one in pack.content["items"]}
        if item.number in told:
            assert told[item.number]["title"] == "Vernietigde casus"
            assert told[item.number]["basis"]
        if running.police_only.number in told:
            assert told[running.police_only.number]["title"] == "Kokmeeuw"


def test_the_pages_of_the_meeting_still_open(discussed: Any, as_user: Any) -> None:
    running, case = discussed
    with acting_as(SYSTEM, why="test"):
        forget_case(case)
    for path in (running.meeting.address, f"{running.meeting.address}verslag/", running.shared.address):
        answer = as_user(running.chair).get(path)
        assert answer.status_code == 200
        assert SECRET not in answer.content.decode()
