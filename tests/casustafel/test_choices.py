"""The list that opens while the minutes are typed: what it offers, to whom, and what it fills in later."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from audit.models import AuditEvent
from cases.models import ActionItem, Case
from casustafel.models import TableDecision
from core import clock
from tests.casustafel.running import Running, edit
from tests.casustafel.table import Table
from tests.guards.world import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(table: Table) -> Running:
    return Running(table)


def choices(client: Any, running: Running, kind: str) -> list[dict[str, Any]]:
    """What the page gets for one kind."""
    answer = client.get(f"/casustafel/verslagen/{running.minutes().number}/keuzes/?soort={kind}")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["choices"]
    return found


def shown(user: User, record_type: str) -> set[str]:
    """The keys in the last line of a list that somebody saw."""
    lines = AuditEvent.objects.using("audit").filter(actor_id=user.pk, action="LIST", record_type=record_type)
    last = lines.order_by("-seq").first()
    return set(last.shown) if last else set()


def test_who_can_do_it_are_partners_and_colleagues_and_the_list_is_logged(
    running: Running, as_user: Any, cast: dict[str, User]
) -> None:
    found = choices(as_user(running.chair), running, "wie")
    labels = {one["label"] for one in found}
    assert {cast["police"].name, cast["police"].organisation.name, cast["legal"].name} <= labels
    assert cast["twenterand_analyst"].name not in labels
    assert all(one["text"] == f"@{one['label']}" for one in found)
    assert {str(cast["police"].pk), str(cast["legal"].pk)} <= shown(running.chair, "accounts.user")


def test_records_are_those_that_the_writer_may_see_and_the_list_is_logged(
    running: Running, as_user: Any, cast: dict[str, User]
) -> None:
    world = build(cast)
    own, foreign = world.own[Case], world.foreign[Case]
    visible = running.table.sees("chair", own)
    found = choices(as_user(running.chair), running, "wat")
    numbers = {one["text"] for one in found}
    assert visible
    assert own.number in numbers
    assert foreign.number not in numbers
    assert str(own.pk) in shown(running.chair, "cases.case")
    assert all(one["text"] == one["label"] for one in found)


def test_days_are_found_by_what_people_say(running: Running, as_user: Any) -> None:
    found = choices(as_user(running.chair), running, "dag")
    said = {words: one["label"] for one in found for words in one["words"]}
    assert said["vandaag"].endswith(str(clock.today().year))
    assert {"morgen", "volgende di", "over 2 weken"} <= said.keys()
    assert said["volgende di"].startswith("dinsdag")
    assert choices(as_user(running.chair), running, "anders") == []


@pytest.mark.parametrize("part", ["police", "odt", "legal", "twenterand_analyst"])
def test_nobody_but_the_hosts_gets_choices(
    running: Running, as_user: Any, cast: dict[str, User], part: str
) -> None:
    answer = as_user(cast[part]).get(f"/casustafel/verslagen/{running.minutes().number}/keuzes/?soort=wie")
    assert answer.status_code in {403, 404}


def test_the_form_of_a_decision_takes_over_who_and_when_from_the_block(
    running: Running, as_user: Any, cast: dict[str, User]
) -> None:
    police = cast["police"].organisation
    typed = f"Oppakken: @{police.name} belt, uiterlijk over 2 weken."
    block = edit(running.shared, typed, kind="DECISION")
    other = edit(running.police_only, "Alleen voor dat punt", kind="DECISION")
    running.write(block, other)
    client = as_user(running.chair)
    url = f"/casustafel/verslagen/{running.minutes().number}/besluit/"
    form = client.get(f"{url}?blok={block.block}").context["form"]
    due = clock.today().toordinal() + 14
    assert form.initial["who"] == f"o{police.pk}"
    assert form.initial["due_on"] == clock.today().fromordinal(due).strftime("%d-%m-%Y")
    assert form.initial["reason"] == typed
    assert "what" not in form.initial
    for stray in (str(other.block), "geen-sleutel", "\x00", ""):
        assert "reason" not in client.get(url, {"blok": stray}).context["form"].initial


def test_in_the_form_a_day_is_typed_as_people_say_it(
    running: Running, as_user: Any, cast: dict[str, User]
) -> None:
    url = f"/casustafel/verslagen/{running.minutes().number}/besluit/"
    typed = {
        "kind": "ADOPT",
        "what": "Bellen",
        "who": f"o{cast['police'].organisation.pk}",
        "due_on": "over 2 weken",
        "reason": "Omdat",
    }
    assert as_user(running.chair).post(url, typed).status_code == 302
    [decision] = running.table.all(TableDecision)
    [action] = running.table.all(ActionItem, pk=decision.action_id)
    assert action.due_on.toordinal() == clock.today().toordinal() + 14
