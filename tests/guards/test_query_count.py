"""A page asks the database the same number of questions, however long its lists are."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.roles import may
from signals.models import Signal
from tests.cast import sign_in
from tests.guards.crowd import NEVER_LISTED, Crowd, rows_beside
from tests.guards.routes import PAGES, address
from tests.guards.world import World, build

pytestmark = pytest.mark.django_db
FEW, MORE = 2, 10
# Together they may enter every page, as the end of the test checks.
VISITORS = (
    "coordinator",
    "analyst",
    "m_authorised",
    "reporter",
    "admin",
    "privacy_officer",
    "legal",
    "bibob",
    "chair",
    "police",
)
# The same page with other lists: what the address may ask for besides.
ASKING = {
    "signals:inbox": ("?signaal={signal}", "?q=Titel", "?bak=bij-mij"),
    "privacy:audit": (
        "?vraag=dossier&over={signal}",
        "?vraag=gebruiker&over=coordinator@almelo.demo",
        "?vraag=dag",
        "?vraag=weigeringen",
        "?vraag=uitvoer",
    ),
    "cases:list": ("?alles=ja", "?q=Code"),
    "cases:page": (
        "?deel=signalen",
        "?deel=betrokken",
        "?deel=maatregelen",
        "?deel=documenten",
        "?deel=acties",
        "?deel=tijdlijn",
        "?als=papier",
    ),
    "cases:open": ("?signaal={signal}",),
    "casustafel:choices": ("?soort=wie", "?soort=wat", "?soort=dag"),
    "actions:board": ("?als=lijst", "?van=mij", "?laat=ja"),
    "administration:users": ("?rol=INSPECTOR", "?q=Menigte"),
}
# Pages that no visitor gets to see with 200, each with the reason.
NOT_SHOWN = {
    "signals:seal": "visited with a signal that is sealed",
    "administration:reference_sample": "of the texts of letters only; the list that is visited has none",
    "measures:answer_match": "an answer by a press only; it goes back to the register",
    "casustafel:save": "takes what is typed; it goes back to the page of the meeting",
    "casustafel:presence": "a press only; it goes back to the page of the meeting",
    "casustafel:finish": "a press only; it goes back to the page of the meeting",
    "casustafel:screen": "a press only; it goes to the screen",
    "cases:reopen": "of a case that is closed; the one that is visited is on the table",
    "desk:ask_again": "searches by a press only; its results are those of the search box",
}
# Now and then a visit notes that the session still lives; that hangs on the clock, not on a list.
OF_THE_SESSION = re.compile(r"usersessions_usersession|django_session|^(RELEASE )?SAVEPOINT")
# Pages of the log look the numbers of records up once per kind that stands in what they show.
OF_THE_LOG = ("privacy:audit?", "privacy:own_log")
NUMBERS = re.compile(r'AS "pk", .*AS "number" FROM')


def visits(world: World, crowd: Crowd) -> list[tuple[str, str, str]]:
    """Who asks for which address: (person, name, address)."""
    found = []
    for part in VISITORS:
        for route in PAGES:
            if may(world.people[part], route.view.action):
                url = address(route, world)
                found.append((part, route.name, url))
                if route.name in {"signals:seal", "signals:detail"}:
                    sealed = reverse(route.name, args=[crowd.sealed.number])
                    found.append((part, f"{route.name} of a sealed signal", sealed))
                for query in ASKING.get(route.name, ()):
                    asked = query.format(signal=world.own[Signal].number)
                    found.append((part, f"{route.name}{asked}", url + asked))
    return found


def shape(sql: str) -> str:
    """A query without its values, so that equals can be counted."""
    sql = re.sub(r"'(?:[^']|'')*'", "?", sql)
    sql = re.sub(r"\b\d+\b|\bs\d+_x\d+\b", "?", sql)
    return re.sub(r"\s+", " ", sql)


class Costs:
    """What each visit costs: its answer and the shapes of all queries through both doors."""

    def __init__(self, world: World, crowd: Crowd) -> None:
        self.clients = {part: sign_in(Client(), world.people[part]) for part in VISITORS}
        self.world, self.crowd = world, crowd

    def measure(self) -> dict[tuple[str, str], tuple[int, Counter[str]]]:
        """Visit all; the first visit of each only warms up what is remembered between requests."""
        found = {}
        for part, name, url in visits(self.world, self.crowd):
            client = self.clients[part]
            cache.clear()
            client.get(url)
            reset_queries()  # Django remembers the last 9,000 only
            doors = [CaptureQueriesContext(connections[alias]) for alias in ("default", "audit")]
            with doors[0], doors[1]:
                status = client.get(url).status_code
            asked = Counter(shape(query["sql"]) for door in doors for query in door.captured_queries)
            asked = Counter(
                {query: times for query, times in asked.items() if not OF_THE_SESSION.search(query)}
            )
            if name.startswith(OF_THE_LOG):
                asked = Counter({query: times for query, times in asked.items() if not NUMBERS.search(query)})
            found[part, name] = (status, asked)
        return found


def test_a_page_costs_the_same_whatever_the_length_of_its_lists(cast: dict[str, Any]) -> None:
    world = build(cast)
    crowd = Crowd(world)
    crowd.grow(FEW)
    costs = Costs(world, crowd)
    few = costs.measure()
    crowd.grow(MORE)
    many = costs.measure()

    lonely = {kind: rows for kind, rows in rows_beside(world).items() if rows < FEW + MORE}
    assert lonely.keys() <= NEVER_LISTED.keys(), "teach tests/guards/crowd.py to make more of these"
    growing = []
    for visit, (status, before) in few.items():
        after = many[visit][1]
        assert many[visit][0] == status, f"{visit}: {status}, with more rows {many[visit][0]}"
        # The log holds what others did, which differs from one moment to the next.
        slack = MORE - 1 if visit[1].startswith("privacy:audit?") else 0
        if abs(before.total() - after.total()) > slack:
            query, times = (after - before or before - after).most_common(1)[0]
            growing.append(
                f"{visit[1]} for {visit[0]}: {before.total()} queries with few rows, {after.total()} with "
                f"many; {times} times more: {query[:300]}"
            )
    assert growing == [], "\n".join(growing)
    shown = {name for (_, name), (status, _) in many.items() if status == 200}
    refusing_get = {name for (_, name), (status, _) in many.items() if status == 405}
    names = {route.name for route in PAGES}
    assert names - shown - refusing_get == NOT_SHOWN.keys()
