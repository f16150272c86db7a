"""What is typed at the table: stored once, never over another, and seen by nobody before its time."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest

from access.contexts import acting_as
from access.decisions import Denied
from accounts.models import User
from casustafel.models import BlockVersion, Minutes
from casustafel.operations.writing import CHANGED, LOCKED, LOST_TRACK, NO_ITEM, save_edits
from casustafel.queries.minutes import lines_of, lines_since
from tests.casustafel.running import Running, as_json, edit
from tests.casustafel.table import Table


@pytest.fixture
def running(table: Table) -> Running:
    return Running(table)


def texts(running: Running, item: Any = None) -> list[tuple[str, ...]]:
    """What stands in each block."""
    with acting_as(running.chair):
        return [
            tuple(head.text for head in line.heads) for line in lines_of(running.chair, running.minutes(item))
        ]


def test_an_edit_is_confirmed_with_a_number_and_stands(running: Running) -> None:
    saved = running.write(edit(running.shared, "De politie neemt contact op."))
    assert [ack.number for ack in saved.acks] == [1]
    assert texts(running) == [("De politie neemt contact op.",)]


def test_the_same_edit_sent_twice_is_stored_once_and_confirmed_twice(running: Running) -> None:
    one = edit(running.shared, "Eerste tekst")
    first, again = running.write(one), running.write(one, one)
    assert [ack.number for ack in again.acks] == [first.acks[0].number] * 2
    with acting_as(running.chair):
        assert BlockVersion.objects.visible_to(running.chair).count() == 1


def test_another_text_under_the_key_of_a_stored_edit_is_refused_and_changes_nothing(running: Running) -> None:
    one = edit(running.shared, "Eerste tekst")
    running.write(one)
    other = edit(running.shared, "Andere tekst", key=one.key, block=one.block)
    assert running.write(other).refused == [(one.key, CHANGED)]
    assert texts(running) == [("Eerste tekst",)]


def test_two_writers_in_one_block_keep_both_versions_side_by_side(running: Running) -> None:
    first = edit(running.shared, "Samen")
    running.write(first)
    mine = edit(running.shared, "Samen, ik", block=first.block, follows=(first.key,))
    yours = edit(running.shared, "Samen, jij", block=first.block, follows=(first.key,))
    running.write(mine)
    saved = running.write(yours, by=running.second)
    assert set(saved.acks[0].heads) == {mine.key, yours.key}
    assert texts(running) == [("Samen, ik", "Samen, jij")]
    joined = edit(running.shared, "Samen, ik en jij", block=first.block, follows=(mine.key, yours.key))
    running.write(joined)
    assert texts(running) == [("Samen, ik en jij",)]


def test_an_edit_that_follows_an_unknown_version_is_refused_and_the_rest_is_stored(running: Running) -> None:
    lost = edit(running.shared, "Zweeft", follows=(uuid.uuid4(),))
    good = edit(running.shared, "Staat")
    saved = running.write(lost, good)
    assert saved.refused == [(lost.key, LOST_TRACK)]
    assert texts(running) == [("Staat",)]


def test_a_block_of_one_item_is_not_written_from_another(running: Running) -> None:
    first = edit(running.police_only, "Alleen politie")
    running.write(first)
    stray = edit(running.shared, "Alleen politie", block=first.block)
    assert running.write(stray).refused == [(stray.key, CHANGED)]
    foreign = replace(edit(running.shared, "x"), item="P-BESTAATNIET")
    assert running.write(foreign).refused == [(foreign.key, NO_ITEM)]


def test_numbers_rise_and_a_page_hears_only_what_came_after(running: Running) -> None:
    one, two = edit(running.shared, "Een"), edit(running.shared, "Twee")
    running.write(one)
    running.write(two)
    with acting_as(running.chair):
        told = lines_since(running.chair, running.meeting, 1)
    assert [(item, line.head.text) for item, line, _ in told] == [(running.shared.number, "Twee")]


@pytest.mark.parametrize("part", ["police", "odt", "legal", "reporter", "twenterand_analyst", "admin"])
def test_nobody_but_the_hosts_writes_or_reads_a_concept(
    running: Running, as_user: Any, cast: dict[str, User], part: str
) -> None:
    running.write(edit(running.shared, "Nog geheim concept"))
    client = as_user(cast[part])
    for way in ("live/", "live/stand/?na=0", "kamer/", "afronden/", "verslag/"):
        answer = client.get(f"/casustafel/overleg/{running.meeting.number}/{way}")
        assert "Nog geheim concept" not in answer.content.decode()
        assert answer.status_code in ({200, 403, 404} if way == "verslag/" else {403, 404})
    body = {"edits": [as_json(edit(running.shared, "Van buiten"))]}
    answer = client.post(
        f"/casustafel/overleg/{running.meeting.number}/live/bewaar/",
        json.dumps(body),
        content_type="application/json",
    )
    assert answer.status_code in {403, 404}
    with acting_as(cast[part]):
        assert not Minutes.objects.visible_to(cast[part]).exists()
        assert not BlockVersion.objects.visible_to(cast[part]).exists()


def test_a_guest_is_refused_by_the_operation_too(running: Running, police: User) -> None:
    with acting_as(police), pytest.raises(Denied):
        save_edits(by=police, meeting=running.meeting, edits=[edit(running.shared, "x")])


def test_the_page_stores_what_it_can_and_says_what_it_can_not(running: Running, as_user: Any) -> None:
    good = edit(running.shared, "Goed")
    body = {
        "edits": [as_json(good), {"id": "stuk"}, None, as_json(good) | {"kind": "X", "id": str(uuid.uuid4())}]
    }
    url = f"/casustafel/overleg/{running.meeting.number}/live/bewaar/"
    answer = as_user(running.chair).post(url, json.dumps(body), content_type="application/json").json()
    assert [ack["id"] for ack in answer["acks"]] == [str(good.key)]
    assert len(answer["refused"]) == 3
    for garbage in ("", "[", "[]", "{}", '{"edits": 1}', '{"edits": [[[[]]]]}', "\x00", "[" * 5000):
        assert as_user(running.chair).post(url, garbage, content_type="application/json").status_code in {
            200,
            422,
        }


def test_without_script_a_block_is_written_and_changed_by_a_form(running: Running, as_user: Any) -> None:
    client = as_user(running.chair)
    url = f"/casustafel/overleg/{running.meeting.number}/live/?punt={running.shared.number}"
    block, key = uuid.uuid4(), uuid.uuid4()
    typed = {
        "item": running.shared.number,
        "block": block,
        "edit_key": key,
        "kind": "DECISION",
        "text": "Oppakken",
    }
    for _ in range(2):
        assert client.post(url, typed).status_code == 302
    assert texts(running) == [("Oppakken",)]
    change = {
        "item": running.shared.number,
        "block": block,
        "bases": str(key),
        "kind": "DECISION",
        "text": "Afsluiten",
    }
    assert client.post(url, change).status_code == 302
    assert texts(running) == [("Afsluiten",)]
    page = client.get(url).content.decode()
    assert "Afsluiten" in page
    late = change | {"bases": str(uuid.uuid4()), "text": "Verdwaald"}
    answer = client.post(url, late)
    assert answer.status_code == 409
    assert "Verdwaald" in answer.content.decode()


def test_proposed_minutes_take_no_more_text(running: Running) -> None:
    minutes = running.minutes()
    with acting_as(running.chair):
        minutes.state = "PROPOSED"
        minutes.save()
    one = edit(running.shared, "Te laat")
    assert running.write(one).refused == [(one.key, LOCKED)]
