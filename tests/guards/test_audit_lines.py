"""Each read of personal data, each change and each denial leaves its line, before anything is shown."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connections
from django.db.models import Max

from access.contexts import SYSTEM, acting_as
from access.records import ProtectedModel, Record
from access.roles import may
from audit.fields import leaking_fields, tracked_models
from audit.models import AuditEvent
from signals.models import SealOpening
from tests.cast import CAST, sign_in
from tests.guards.crowd import Crowd
from tests.guards.routes import PAGES, RECORD_PAGES, Route, address, open_to
from tests.guards.undone import undone
from tests.guards.world import World, build

pytestmark = pytest.mark.django_db
# Their lists are lines of the log, and only the public number of a record stands in one.
LOG_ITSELF = {"privacy:audit", "privacy:own_log"}
ROOMS = sorted({route.name.partition(":")[0] for route in RECORD_PAGES})


def pages_of(room: str) -> list[Route]:
    """The pages of one room that show a record."""
    return [route for route in RECORD_PAGES if route.name.partition(":")[0] == room]


@pytest.fixture
def world(cast: dict[str, Any]) -> World:
    return build(cast)


def sees(user: Any, record: Any) -> bool:
    """Worked out apart from the locks."""
    return bool(set(record.acl) & set(user.principals())) and record.confidentiality <= user.clearance


def lines_of(user: Any) -> int:
    return AuditEvent.objects.using("audit").filter(actor_id=user.pk).count()


@pytest.mark.parametrize("room", ROOMS)
def test_reading_a_record_leaves_a_line_before_it_is_shown(room: str, world: World, client: Any) -> None:
    unread, silent = [], []
    for route in pages_of(room):
        record = world.own[route.view.model]
        readers = [
            user for user in world.people.values() if may(user, route.view.action) and sees(user, record)
        ]
        if not readers:
            unread.append(route.name)
            continue
        with undone():
            sign_in(client, readers[0])
            before = lines_of(readers[0])
            status = client.get(address(route, world)).status_code
            if status == 200 and lines_of(readers[0]) == before:
                silent.append(route.name)
    assert unread == [], "nobody in the cast can open these: teach the world"
    assert silent == []


@pytest.mark.parametrize("part", ["coordinator", "analyst", "reporter", "m_authorised", "privacy_officer"])
def test_every_record_that_a_page_shows_stands_in_a_line(part: str, world: World, client: Any) -> None:
    """Also in a list, a card or a link: whose number leaves VIK, of that a line says who got it."""
    crowd = Crowd(world)
    crowd.grow(1)
    user = world.people[part]
    sign_in(client, user)
    records = [crowd.latest, crowd.sealed, *(one for one in world.own.values() if isinstance(one, Record))]
    shown_somewhere, silent = 0, []
    with acting_as(SYSTEM, why="test"):
        openings = list(SealOpening.objects.unrestricted(why="test"))
    for route in open_to(user):
        if route.name in LOG_ITSELF:
            continue
        url = address(route, world)
        last = AuditEvent.objects.using("audit").aggregate(last=Max("seq"))["last"]
        answer = client.get(url)
        if answer.status_code != 200 or "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        lines = AuditEvent.objects.using("audit").filter(actor_id=user.pk, seq__gt=last)
        told = {pk for line in lines for pk in (line.record_id, *line.shown)}
        told |= {str(opening.signal_id) for opening in openings if str(opening.pk) in told}
        body = re.sub(
            r"/documenten/[^/]+/", "", answer.content.decode()
        )  # a photo is logged when it is fetched
        for record in records:
            if re.search(rf"(?<![\w-]){re.escape(record.number)}(?![\w-])", body):
                shown_somewhere += 1
                if str(record.pk) not in told:
                    silent.append(f"{route.name}: {record._meta.label}")
    assert silent == [], "\n".join(silent)
    assert shown_somewhere or part == "privacy_officer"


@pytest.mark.parametrize("room", ROOMS)
def test_without_the_log_nothing_is_shown(
    room: str, world: World, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried, shown = [], []
    for route in pages_of(room):
        record = world.own[route.view.model]
        for user in world.people.values():
            if may(user, route.view.action) and set(record.acl) & set(user.principals()):
                url = address(route, world)
                with undone(), monkeypatch.context() as patch:
                    sign_in(client, user)
                    _break_the_audit_door(patch)
                    answer = client.get(url)
                tried.append(route.name)
                body = answer.content.decode(errors="replace").replace(url, "")
                if answer.status_code not in {302, 403, 404, 405, 503} or "Zwanenzang" in body:
                    shown.append(f"{route.name}: {answer.status_code}")
                break
    assert shown == []
    assert tried == [route.name for route in pages_of(room)]


def _break_the_audit_door(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError("no audit today")

    monkeypatch.setattr(connections["audit"], "cursor", refuse)


@pytest.mark.parametrize("part", CAST)
def test_every_refusal_leaves_a_line(part: str, world: World, client: Any) -> None:
    user = world.people[part]
    sign_in(client, user)
    silent = []
    for route in PAGES:
        before = AuditEvent.objects.using("audit").filter(actor_id=user.pk, result="DENIED").count()
        status = client.get(address(route, world, foreign=route.is_record)).status_code
        after = AuditEvent.objects.using("audit").filter(actor_id=user.pk, result="DENIED").count()
        # Who sees the record may find that a step, a part or an edition of it is not there: no refusal.
        hidden = route.is_record and not sees(user, world.foreign[route.view.model])
        refused = status == 403 or (status == 404 and hidden)
        if refused and after == before:
            silent.append(route.name)
    assert silent == []


def test_every_kind_of_record_logs_its_changes() -> None:
    tracked = {model._meta.label_lower for model in tracked_models()}
    ours = {
        model._meta.label_lower
        for model in apps.get_models()
        if issubclass(model, ProtectedModel) and model.track_changes
    }
    assert ours <= tracked
    assert len(ours) > 10


def test_no_content_field_reaches_the_field_log() -> None:
    assert leaking_fields() == []
