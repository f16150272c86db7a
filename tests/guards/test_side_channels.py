"""A hidden record does not exist: its words appear in no page, count, suggestion, file, feed or error."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connections

from signals.models import Signal
from tests.cast import CAST, sign_in
from tests.guards.routes import Route, address, open_to
from tests.guards.world import HERE, THERE, World, build

pytestmark = pytest.mark.django_db
# Who may know the words of Almelo's signal and of its reporter.
INSIDERS = {"coordinator", "analyst", "reporter", "m_authorised"}
# A page is asked for as a whole, and once more as a script does: a piece for a place on the page, or data.
WHOLE: dict[str, str] = {}
PIECES = [
    {"HX-Request": "true", "HX-Target": place, "Accept": "application/json"}
    for place in ("inhoud", "signaal")
]


def ways_to_ask(route: Route) -> list[dict[str, str]]:
    """The headers that make a page answer otherwise; only the inbox knows two places."""
    return [WHOLE, *(PIECES if route.name.startswith("signals:") else PIECES[:1])]


@pytest.fixture
def world(cast: dict[str, Any]) -> World:
    return build(cast)


@pytest.mark.parametrize("part", CAST)
def test_the_words_of_a_hidden_record_appear_nowhere(part: str, world: World, client: Any) -> None:
    user = world.people[part]
    hidden = HERE if user.organisation.code != "almelo" else THERE
    sign_in(client, user)
    found = []
    for route in open_to(user):
        for foreign in (False, True):
            url = address(route, world, foreign=foreign)
            for headers in ways_to_ask(route):
                answer = client.get(url, {"q": hidden, "zoek": hidden}, headers=headers)
                body = answer.content.decode(errors="replace").replace(url, "")
                # What the user typed himself may be repeated in the search box.
                body = (
                    body.replace(f'value="{hidden}"', "")
                    .replace(f"q={hidden}", "")
                    .replace(f"zoek={hidden}", "")
                )
                whole = body + str(dict(answer.headers)).replace(url, "").replace(f"={hidden}", "")
                if hidden in whole:
                    found.append(f"{route.name} {headers}")
    assert found == []


@pytest.mark.parametrize("part", sorted(set(CAST) - INSIDERS - {"twenterand_analyst"}))
def test_who_is_no_insider_sees_no_word_of_a_signal(part: str, world: World, client: Any) -> None:
    sign_in(client, world.people[part])
    found = []
    for route in open_to(world.people[part]):
        url = address(route, world)
        body = client.get(url).content.decode(errors="replace").replace(url, "")
        if f"Titel {HERE}" in body or f"{HERE}straat" in body:
            found.append(route.name)
    assert found == []


@pytest.mark.parametrize("part", ["coordinator", "police", "twenterand_analyst"])
def test_hidden_and_missing_are_the_same_answer(part: str, world: World, client: Any) -> None:
    user = world.people[part]
    sign_in(client, user)
    store = world.own if part == "twenterand_analyst" else world.foreign
    hidden = client.get(f"/signalen/{store[Signal].number}/")
    missing = client.get("/signalen/S-1999-99999/")
    assert hidden.status_code == missing.status_code
    assert _plain(hidden, store[Signal].number) == _plain(missing, "S-1999-99999")


def _plain(answer: Any, number: str) -> str:
    text = answer.content.decode().replace(number, "")
    return re.sub(r'(csrf-token" content|csrfmiddlewaretoken" value)="[^"]+"|X-CSRFToken": "[^"]+"', "", text)


def test_no_content_in_logs_mail_cache_or_tasks(
    world: World, client: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for part in ("coordinator", "reporter", "m_authorised"):
        sign_in(client, world.people[part])
        for route in open_to(world.people[part]):
            client.get(address(route, world))
    own_words = [f"{HERE}straat", f"{HERE} Jansen", f"Ruwe tekst {HERE}"]
    written = caplog.text + json.dumps([message.body + message.subject for message in mail.outbox])
    assert [word for word in own_words if word in written] == []
    stored = str(getattr(cache, "_cache", ""))
    assert [word for word in own_words if word in stored] == []


def test_no_content_stands_readable_in_the_database(world: World) -> None:
    """A dump of every table as the owner sees it: nothing of the narrative, place, persons or M. text."""
    words = [f"{HERE} kwamen", f"{HERE}straat", f"{HERE} Jansen", f"Z-{HERE}", f"Ruwe tekst {HERE}", f"concept {HERE}",
             f"{HERE}weg", f"{HERE}.csv", f"M{HERE}"]  # fmt: skip
    found = []
    for alias in ("default", "audit"):
        for table in _tables(alias):
            with connections[alias].cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('vik.principals', '{0}', true), set_config('vik.clearance', '9', true)"
                )
                try:
                    cursor.execute(f'SELECT t::text FROM "{table}" t')
                except Exception:
                    pytest.fail(f"{table} can't be read by {alias}")
                text = "\n".join(row[0] for row in cursor.fetchall())
            found += [f"{table}: {word}" for word in words if word in text or word.encode().hex() in text]
    assert found == []


def _tables(alias: str) -> list[str]:
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind = 'r' AND has_table_privilege(c.oid, 'SELECT')"
        )
        return [row[0] for row in cursor.fetchall()]
