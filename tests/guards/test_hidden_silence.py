"""A hidden record changes nothing: the same answer, by the same questions, with and without it.

The other guards look for words that leak. This one asks every page and every box twice, before and
after records exist that the actor may not see but that share everything with what he asks: name,
numbers, house, words, neighbours. Equal answers tell nothing; equal questions to the database leave
the time of the answer nothing to tell with.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connections, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from core.levels import Confidentiality
from signals.models import Involvement, Signal
from signals.operations.register import NewSignal, register_signal
from subjects.models import Judgement, Relation, Subject
from subjects.operations import NewFact, NewSubject, Source, register_subject
from tests.cast import sign_in
from tests.guards.routes import address, open_to
from tests.guards.test_query_count import shape
from tests.guards.undone import undone
from tests.guards.world import World, build

pytestmark = pytest.mark.django_db
SOURCE = Source(kind="COLLEAGUE", number="K-1")
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
TEXT = (
    "Klaas Bakker (geb. 3-5-1968) van Bakkerij De Korenaar rijdt in DX-951-H. Bel 06-55512345. "
    "Hij woont op Plesmanweg 95, 7607 GA Almelo. KvK 87654321."
)
ASKED = (
    "Klaas Bakker",
    "Klas Baker",
    "DX951H",
    "06-55512345",
    "999990019",
    "kvk:87654321",
    "adres: Plesmanweg 95",
    "kenteken:DX951H",
    "korenaar",
    "SB-2026-00001",
)
PERSON = {
    "name": "Klaas Bakker",
    "birth_date": "3-5-1968",
    "address": "Plesmanweg 95, 7607 GA Almelo",
    "phone": "06 55512345",
    "bsn": "999990019",
}
# What differs between two visits by itself: tokens, and how often the visitor was here before.
_OF_THE_VISIT = (
    re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(r'name="csrf-token" content="[^"]*"|"X-CSRFToken": "[^"]*"|nonce="[^"]*"'),
    re.compile(r'name="(token|key)" value="[^"]*"'),
    re.compile(r"<dt>Raadplegingen.*?</dd>", re.DOTALL),
)


Answers = dict[str, tuple[str, list[str]]]

_CURSOR = re.compile(r"_django_curs_\w+")


@dataclass(frozen=True)
class Channel:
    """One way to ask, with what is filled in."""

    name: str
    url: str
    data: dict[str, Any] = field(default_factory=dict)


def channels(world: World, user: User) -> Iterator[Channel]:
    """Every page with both a bare and a telling question, and every box in which something is asked."""
    signal = world.own[Signal]
    for route in open_to(user):
        # The pages of the log show that the visitor himself was here a moment ago.
        if not route.name.startswith("privacy:"):
            yield Channel(route.name, address(route, world))
    for asked in ASKED:
        yield Channel(f"search {asked}", reverse("desk:search"), {"q": asked, "doel": "analyse"})
        for room in ("subjecten", "objecten"):
            yield Channel(f"{room} {asked}", reverse("subjects:list", args=[room]), {"q": asked})
    source = {"source_kind": "COLLEAGUE", "reliability": "X", "credibility": "6", "confidentiality": "2"}
    new = reverse("subjects:new", args=["subjecten"])
    yield Channel("new person", new, PERSON | source)
    link = reverse("signals:involve", args=[signal.number])
    yield Channel("link a number", link, {"act": "koppel", "subject": "SB-2026-00090", "role": "MAYBE"})


class Visitor:
    """Asks, and keeps what was answered and what was asked of the database for it."""

    def __init__(self, world: World, user: User) -> None:
        self.client = sign_in(Client(), user)
        self.channels = list(channels(world, user))

    def ask_all(self) -> Answers:
        """The answer and the shapes of the questions, per channel; nothing that is done stays."""
        return {channel.name: self._ask(channel) for channel in self.channels}

    def _ask(self, channel: Channel) -> tuple[str, list[str]]:
        door = connections["default"]
        reset_queries()  # Django remembers the last 9,000 only
        with undone(), CaptureQueriesContext(door) as asked:
            ask = self.client.post if channel.data else self.client.get
            response = ask(channel.url, channel.data)
        body = f"{response.status_code} {_without_counter(response.headers.get('Location', ''))}"
        body += response.content.decode(errors="replace")
        for pattern in _OF_THE_VISIT:
            body = pattern.sub("", body)
        return body, sorted(_CURSOR.sub("?", shape(row["sql"])) for row in asked)


def differences(before: Answers, after: Answers) -> list[str]:
    """What was answered otherwise, and what was asked otherwise, with the first lines that tell."""
    found = []
    for name, (body, queries) in before.items():
        lines = difflib.unified_diff(body.splitlines(), after[name][0].splitlines(), lineterm="", n=0)
        if told := list(lines)[2:6]:
            found.append(f"{name} answers otherwise: {told}")
        more, fewer = Counter(after[name][1]), Counter(queries)
        if more != fewer:
            found.append(f"{name} asks otherwise: {list((more - fewer) + (fewer - more))[:3]}")
    return found


def _without_counter(place: str) -> str:
    """A new record gets the next number: how many there are has never been hidden."""
    return re.sub(r"-\d{5,}", "-n", place)


def _make_seen(world: World, analyst: User) -> None:
    """A signal whose words name what is hidden later, and a subject that knows it."""
    with acting_as(SYSTEM, why="test"):
        signal = world.own[Signal] = register_signal(
            by=None,
            new=NewSignal(
                title="Bus bij loods",
                source_type="INTERNAL",
                narrative=TEXT,
                received_at=NOW,
                owner=analyst.organisation,
                location="Plesmanweg 95, Almelo",
            ),
        )
        signal.weighed_yes, signal.state = True, "WEIGHING"
        signal.save()


def _make_hidden(world: World, owner: Any, level: Confidentiality) -> None:
    """Records out of sight that share everything with what is seen, and are tied to it on all sides."""
    seen, signal = world.own[Subject], world.own[Signal]
    with acting_as(SYSTEM, why="test"):
        made = []
        for kind, values in (
            ("PERSON", PERSON | {"alias": "Kale Klaas"}),
            ("ORGANISATION", {"name": "Bakkerij De Korenaar", "kvk": "87654321"}),
            ("VEHICLE", {"plate": "DX-951-H"}),
            ("PREMISES", {"location": "Plesmanweg 95", "postcode": "7607 GA", "town": "Almelo"}),
            ("PHONE", {"phone": "06 55512345"}),
        ):
            facts = [NewFact(code, value) for code, value in values.items()]
            new = NewSubject(kind=kind, owner=owner, facts=facts, source=SOURCE, confidentiality=level)
            made.append(register_subject(by=None, new=new))
        for other in made:
            Relation(subject=seen, other=other, kind="FAMILY", source="COLLEAGUE", stated_at=NOW).save()
            Involvement(signal=signal, subject=other, role="INVOLVED", linked_at=NOW).save()
        judge_of = world.people["coordinator"]
        Judgement(
            subject=seen, other=made[0], verdict="SAME", why="zelfde", judged_by=judge_of, judged_at=NOW
        ).save()
        twin = NewSignal(
            title="Bus bij loods",
            source_type="INTERNAL",
            narrative=TEXT,
            received_at=NOW,
            owner=owner,
            location="Plesmanweg 95, Almelo",
            confidentiality=level,
        )
        register_signal(by=None, new=twin)


@pytest.mark.parametrize("why", ["another municipality", "a higher level"])
def test_with_and_without_a_hidden_record_the_answer_is_the_same(why: str, cast: dict[str, User]) -> None:
    analyst = cast["analyst"]
    with time_machine.travel(NOW, tick=False):
        world = build(cast)
        _make_seen(world, analyst)
        visitor = Visitor(world, analyst)
        visitor.ask_all()
        before = visitor.ask_all()
        assert not differences(before, visitor.ask_all()), "the measure itself is not steady"
        if why == "another municipality":
            _make_hidden(world, cast["twenterand_analyst"].organisation, Confidentiality.INTERN)
        else:
            _make_hidden(world, analyst.organisation, Confidentiality.GEHEIM)
        after = visitor.ask_all()
    told = differences(before, after)
    assert not told, "\n".join(told)
