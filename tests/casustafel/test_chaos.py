"""Cut lines, killed servers, doubled requests, clocks that jump: nothing that was confirmed is lost or doubled.

The writers are those of tests/casustafel/writer.py, which follow the page's own queue; the server is the real
one, in processes of its own, and is killed again and again. VIK_CHAOS_EDITS asks for more than the usual run.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import threading
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from access.contexts import acting_as
from casustafel.blocks import standing
from casustafel.models import BlockVersion
from core import clock
from tests.cast import sign_in
from tests.casustafel.running import Running, edit
from tests.casustafel.server import Server
from tests.casustafel.table import Table
from tests.casustafel.writer import Cut, Writer

EDITS = int(os.environ.get("VIK_CHAOS_EDITS", "400"))
WRITERS = 5
EACH = EDITS // WRITERS
# So many blocks that none grows past what a block may hold.
SHARED = max(4, EDITS // 1000)
KILLS = max(2, EDITS // 500)
PATIENCE = 60.0


@pytest.fixture
def running(table: Table) -> Running:
    return Running(table)


class Line:
    """One writer's way to the server, which breaks before or after it was heard, or sends twice."""

    def __init__(self, port: int, url: str, session: Client, dice: random.Random, trouble: list[str]) -> None:
        self.port, self.url, self.dice, self.trouble = port, url, dice, trouble
        self.cookies = "; ".join(f"{name}={one.value}" for name, one in session.cookies.items())
        self.token = session.cookies[settings.CSRF_COOKIE_NAME].value

    def post(self, edits: list[dict[str, Any]]) -> dict[str, Any]:
        """Send edits; raises :class:`Cut` when nobody can say whether they arrived."""
        luck = self.dice.random()
        if luck < 0.08:
            self.trouble.append("lost")
            raise Cut
        body = json.dumps({"edits": edits})
        if luck < 0.16:
            self.trouble.append("unheard")
            self._ask("POST", "bewaar/", body, hear=False)
            raise Cut
        if luck < 0.24:
            self.trouble.append("twice")
            other = threading.Thread(target=self._quietly, args=(body,))
            other.start()
            try:
                return self._ask("POST", "bewaar/", body)
            finally:
                other.join()
        return self._ask("POST", "bewaar/", body)

    def state(self) -> dict[str, Any]:
        """Everything that stands."""
        return self._ask("GET", "stand/?na=0", None)

    def _quietly(self, body: str) -> None:
        try:
            self._ask("POST", "bewaar/", body)
        except Cut:
            return

    def _ask(self, method: str, way: str, body: str | None, *, hear: bool = True) -> dict[str, Any]:
        heads = {"Cookie": self.cookies, "X-CSRFToken": self.token, "Content-Type": "application/json"}
        caller = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            caller.request(method, self.url + way, body, heads)
            if not hear:
                time.sleep(self.dice.random() * 0.05)
                raise Cut
            answer = caller.getresponse()
            told = answer.read()
        except (OSError, http.client.HTTPException):
            raise Cut from None
        finally:
            caller.close()
        if answer.status != 200:
            raise Cut
        found: dict[str, Any] = json.loads(told)
        return found


class Person:
    """Somebody who types: adds one word at a time, and joins what others wrote beside his."""

    def __init__(self, name: str, line: Line, item: str, blocks: list[str], dice: random.Random) -> None:
        self.name, self.line, self.blocks, self.dice = name, line, blocks, dice
        self.writer = Writer(name, item, dice, line.post)
        self.count = 0

    def work(self, edits: int) -> None:
        """Type until so many edits are confirmed, sending now and then, and come to rest when all are."""
        last = time.monotonic() + PATIENCE + edits
        while len(self.writer.confirmed) < edits and time.monotonic() < last:
            self.type()
            if self.dice.random() < 0.6 and not self.writer.flush():
                time.sleep(0.3)  # typing goes on without a line, but not faster than people type
            if self.dice.random() < 0.2:
                self.look()
        end = time.monotonic() + PATIENCE
        while self.writer.waiting and time.monotonic() < end:
            if not self.writer.flush():
                time.sleep(0.2)

    def type(self) -> None:
        """One more word in one of the blocks."""
        block = self.dice.choice(self.blocks)
        line = self.writer.lines.get(block)
        before = line.text if line else ""
        self.count += 1
        self.writer.type(block, f"{before} {self.name}-{self.count}".strip())

    def look(self) -> None:
        """See what others wrote; where two versions stand beside each other, put them together."""
        try:
            told = self.line.state()
        except Cut:
            return
        for one in told["blocks"]:
            if one["block"] not in self.blocks:
                continue
            self.writer.see(one["block"], one["heads"])
            line = self.writer.lines[one["block"]]
            if len(one["heads"]) > 1 and not line.sent and not line.next:
                words: dict[str, None] = {}
                for head in one["heads"]:
                    words.update(dict.fromkeys(head["text"].split()))
                self.writer.type(one["block"], " ".join(words))
                assert line.next is not None
                line.next["bases"] = [head["id"] for head in one["heads"]]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_nothing_confirmed_is_lost_or_doubled_whatever_breaks(running: Running) -> None:
    dice = random.Random(20261128)
    server, trouble = Server(), []
    url = f"/casustafel/overleg/{running.meeting.number}/live/"
    shared = [str(edit(running.shared, "x").block) for _ in range(SHARED)]
    people = []
    for number in range(WRITERS):
        session = sign_in(Client(), running.chair if number % 2 else running.second)
        session.get(url)
        own = random.Random(dice.random())
        line = Line(server.port, url, session, own, trouble)
        blocks = [*shared, str(edit(running.shared, "x").block)]
        people.append(Person(f"w{number}", line, running.shared.number, blocks, own))
    for block in shared:  # the first version of a block follows nothing, so one person makes it
        running.write(edit(running.shared, "begin", block=UUID(block)))
    server.start()
    try:
        for person in people:
            person.look()
        threads = [threading.Thread(target=one.work, args=(EACH,), daemon=True) for one in people]
        for thread in threads:
            thread.start()
        for number in range(KILLS):
            enough = (number + dice.random()) * EDITS / KILLS
            while _confirmed(people) < enough and any(thread.is_alive() for thread in threads):
                time.sleep(0.05)
            server.kill()
            server.start()
        for thread in threads:
            thread.join()
    finally:
        server.kill()
    confirmed = {key: text for one in people for key, text in one.writer.confirmed.items()}
    assert all(one.writer.refused == [] for one in people)
    assert not any(one.writer.waiting for one in people)
    assert {"lost", "unheard", "twice"} <= set(trouble)
    _explain(running, confirmed)


def _confirmed(people: list[Person]) -> int:
    return sum(len(one.writer.confirmed) for one in people)


def _explain(running: Running, confirmed: dict[str, str]) -> None:
    """Every confirmed edit is in the log word for word, once; what stands follows from the log alone."""
    with acting_as(running.chair):
        log = list(BlockVersion.objects.visible_to(running.chair).order_by("number"))
        stored = {str(one.pk): one.text or "" for one in log}
    assert len(confirmed) >= EACH * WRITERS
    assert {key: stored.get(key) for key in confirmed} == confirmed
    assert [one.number for one in log] == list(range(1, len(log) + 1))
    number = {one.pk: one.number for one in log}
    assert all(number[before] < one.number for one in log for before in one.follows)
    for block in {one.block_id for one in log}:
        versions = [one for one in log if one.block_id == block]
        heads = standing(versions)
        words = [set((head.text or "").split()) for head in heads]
        assert all(
            len((head.text or "").split()) == len(have) for head, have in zip(heads, words, strict=True)
        )
        typed = {word for one in versions for word in (one.text or "").split()}
        assert typed == set().union(*words)


def test_a_clock_that_jumps_back_changes_no_order(running: Running) -> None:
    first = edit(running.shared, "eerst")
    saved = running.write(first)
    with time_machine.travel(clock.now() - timedelta(minutes=5)):
        saved.acks += running.write(
            edit(running.shared, "later", block=first.block, follows=(first.key,))
        ).acks
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        saved.acks += running.write(edit(running.shared, "nog later")).acks
    assert [ack.number for ack in saved.acks] == [1, 2, 3]
    with acting_as(running.chair):
        log = BlockVersion.objects.visible_to(running.chair).filter(block=first.block)
        assert [one.text for one in standing(log)] == ["later"]
