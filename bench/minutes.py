"""Twenty writers at one table: how long from sending what was typed until it is stored, beside its floors."""

import http.client
import json
import random
import statistics
import sys
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402

from access.contexts import SYSTEM, acting_as  # noqa: E402
from accounts.demo import make_demo_accounts  # noqa: E402
from accounts.models import User  # noqa: E402
from bench.measure import median_ms  # noqa: E402
from casustafel.models import AgendaItem, BlockVersion, Meeting  # noqa: E402
from casustafel.operations import NewItem, NewMeeting, open_meeting, put_on_agenda, release, send_agenda  # noqa: E402
from casustafel.operations.leading import begin_meeting  # noqa: E402
from core import clock  # noqa: E402
from tests.cast import sign_in  # noqa: E402
from tests.casustafel.server import Server  # noqa: E402

# "small" only shows that it works.
SMALL = sys.argv[1:2] == ["small"]
WRITERS, SAVES = (4, 5) if SMALL else (20, 60)
# As script/web starts the server.
WORKERS, THREADS = 2, 4
WORDS = "De gemeente pakt dit op en de politie neemt contact op met de eigenaar van de loods. "


def world() -> tuple[User, User, Meeting, AgendaItem]:
    """A meeting that runs, with one item."""
    make_demo_accounts()
    people = {user.email: user for user in User.objects.select_related("organisation")}
    chair, second = people["voorzitter@almelo.demo"], people["coordinator@almelo.demo"]
    with acting_as(chair):
        new = NewMeeting(name="Meting", starts_at=clock.now() + timedelta(hours=1), chair=chair, minutes=90)
        meeting = open_meeting(by=chair, new=new)
        words = NewItem(title="Codewoord", question="Wat nu?", kind="RUNNING_CASE", regimes=["avg_internal"])
        item = put_on_agenda(by=chair, meeting=meeting, new=words)
        release(by=chair, meeting=meeting)
    with acting_as(second):
        send_agenda(by=second, meeting=meeting)
    with acting_as(chair):
        begin_meeting(by=chair, meeting=Meeting.objects.visible_to(chair).get(pk=meeting.pk))
    return chair, second, meeting, item


class Writer:
    """One page that is open: a session, a line that stays open, and a block that grows."""

    def __init__(self, port: int, session: Client, url: str, item: str, seed: int) -> None:
        self.port, self.url, self.item, self.dice = port, url, item, random.Random(seed)
        self.heads = {
            "Cookie": "; ".join(f"{name}={one.value}" for name, one in session.cookies.items()),
            "X-CSRFToken": session.cookies[settings.CSRF_COOKIE_NAME].value,
            "Content-Type": "application/json",
        }
        self.block, self.last, self.text = str(uuid.uuid4()), "", ""
        self.line = self._open()

    def _open(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def save(self) -> None:
        """One more sentence, stored; anything but a confirmation is a fault of the bench."""
        self.text = (self.text + WORDS)[-2000:]
        key = str(uuid.uuid4())
        edit = {
            "id": key,
            "block": self.block,
            "item": self.item,
            "kind": "INFORMATION",
            "text": self.text,
            "bases": [self.last] if self.last else [],
            "after": None,
        }
        told = self._ask("POST", f"{self.url}bewaar/", json.dumps({"edits": [edit]}))
        assert [ack["id"] for ack in json.loads(told)["acks"]] == [key], told[:200]
        self.last = key

    def floor(self) -> None:
        """The cheapest answer of the same server."""
        self._ask("GET", "/healthz", None)

    def _ask(self, method: str, url: str, body: str | None) -> bytes:
        try:
            self.line.request(method, url, body, self.heads)
            answer = self.line.getresponse()
        except (http.client.HTTPException, ConnectionError):
            # The server closes a line that was silent; a save sent twice is stored once.
            self.line.close()
            self.line = self._open()
            self.line.request(method, url, body, self.heads)
            answer = self.line.getresponse()
        told = answer.read()
        assert answer.status == 200, (answer.status, told[:200])
        return told


def together(writers: list[Writer], work: Callable[[Writer], None]) -> list[float]:
    """Everybody at once, each about once a second as the page does; all durations in milliseconds."""
    times: list[float] = []
    faults: list[BaseException] = []

    def run(writer: Writer) -> None:
        try:
            for _ in range(SAVES):
                time.sleep(0.7 + writer.dice.random() * 0.6)
                began = time.perf_counter()
                work(writer)
                times.append((time.perf_counter() - began) * 1000)
        except BaseException as fault:  # told by the main thread
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return times


def shares(times: list[float]) -> dict[str, float]:
    """The middle, and what nineteen of twenty stay under."""
    return {
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[18], 1),
        "count": len(times),
    }


def bare_insert() -> float:
    """One row of a block, copied by the owner of the database without a word of ours in between."""
    columns = [str(field.column) for field in BlockVersion._meta.concrete_fields]
    fresh = {"id": "gen_random_uuid()", "number": "(SELECT max(number) + 1 FROM casustafel_blockversion)"}
    chosen = ", ".join(fresh.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    sql = (
        f"INSERT INTO casustafel_blockversion ({names}) SELECT {chosen} FROM casustafel_blockversion LIMIT 1"
    )

    def insert() -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(sql)

    return median_ms(insert)


def run() -> dict[str, Any]:
    """All figures."""
    with acting_as(SYSTEM, why="bench"):
        chair, second, meeting, item = world()
    url = f"/casustafel/overleg/{meeting.number}/live/"
    server = Server(workers=WORKERS, threads=THREADS)
    writers = []
    for number in range(WRITERS):
        session = sign_in(Client(headers={"host": "127.0.0.1"}), chair if number % 2 else second)
        session.get(url)
        writers.append(Writer(server.port, session, url, item.number, number))
    server.start()
    try:
        for writer in writers:  # each process of the server has answered before it counts
            writer.floor()
            writer.save()
        found: dict[str, Any] = {"writers": WRITERS, "processes": WORKERS, "threads": THREADS}
        found["floor_healthz"] = shares(together(writers, Writer.floor))
        found["save"] = shares(together(writers, Writer.save))
    finally:
        server.kill()
    found["floor_insert_ms"] = bare_insert()
    for name in ("p50_ms", "p95_ms"):
        found[f"save_to_healthz_{name[:3]}"] = round(found["save"][name] / found["floor_healthz"][name], 1)
    return found


if __name__ == "__main__":
    told = json.dumps(run(), indent=2)
    sys.stdout.write(told + "\n")
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(told)
    connection.close()
