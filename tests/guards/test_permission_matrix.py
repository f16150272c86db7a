"""Every role x every address x own and foreign record x method: the answer is what the tables say."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from access.acl import record_models
from access.contexts import SYSTEM, acting_as
from access.roles import ACTIONS, may
from core import clock
from signals.models import Signal, SignalUserGrant
from tests.cast import CAST, sign_in
from tests.guards.routes import ALLAUTH, EXTRA, NOT_A_PAGE, PAGES, address, every_route
from tests.guards.world import MAKERS, World, build

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
REACHED = {200, 204, 302, 405, 409, 422, 429}
FORBIDDEN, HIDDEN = 403, 404
NOTHING_DONE = {403, 404, 405, 422}


@pytest.fixture
def world(cast: dict[str, Any]) -> World:
    return build(cast)


def test_every_address_is_a_page_or_on_the_short_list() -> None:
    strange = [
        route.name
        for route in every_route()
        if not route.is_page and route.name not in NOT_A_PAGE and not route.name.startswith(ALLAUTH)
    ]
    assert strange == []


def test_every_action_that_is_asked_about_stands_in_the_role_table() -> None:
    """A typing error would shut a page or a button for everybody, and nobody would hear why."""
    asked = {route.view.action: route.name for route in PAGES}
    for path in ROOT.glob("[a-z]*/**/*.py"):
        if path.parts[len(ROOT.parts)] != "tests" and "from access.roles import" in path.read_text():
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "may" and len(node.args) == 2:
                    action = node.args[1]
                    if isinstance(action, ast.Constant):
                        asked[str(action.value)] = f"{path.name}:{node.lineno}"
    assert {action: place for action, place in asked.items() if action not in ACTIONS} == {}
    assert len(asked) > 20


def test_every_kind_of_record_has_a_place_in_the_world() -> None:
    assert set(record_models()) == set(MAKERS)


@pytest.mark.parametrize("part", CAST)
def test_every_address_answers_this_role_as_the_tables_say(part: str, world: World, client: Any) -> None:
    user = world.people[part]
    sign_in(client, user)
    wrong = []
    for route in PAGES:
        # Who may not enter gets the same refusal for every record: once is enough.
        for foreign in (False, True) if may(user, route.view.action) else (False,):
            url = address(route, world, foreign=foreign)
            for method in ("get", "post"):
                status = getattr(client, method)(url).status_code
                expected = _expected(route, user, world, foreign=foreign)
                if status not in expected:
                    wrong.append(f"{method} {route.name} foreign={foreign}: {status}, not {sorted(expected)}")
    assert wrong == []


@pytest.mark.parametrize("part", ["coordinator", "analyst"])
def test_a_signal_that_a_neighbour_shares_can_be_read_and_not_changed(
    part: str, world: World, client: Any
) -> None:
    """Seen through the acl and still refused by the policy: only here the two say something different."""
    user, signal = world.people[part], world.foreign[Signal]
    with acting_as(SYSTEM, why="test"):
        SignalUserGrant.objects.create(
            user=user,
            content_object=signal,
            permission=Permission.objects.get_or_create(
                codename="view_signal", content_type=ContentType.objects.get_for_model(Signal)
            )[0],
            why="test",
            granted_by=world.people["twenterand_analyst"],
            starts_at=clock.now() - timedelta(hours=1),
            ends_at=clock.now() + timedelta(hours=1),
        )
        signal.save()
    sign_in(client, user)
    wrong, seen = [], set()
    for route in PAGES:
        if route.is_record and route.view.model is Signal and may(user, route.view.action):
            readable = _expected(route, user, world, foreign=True)
            # Receipt can't be undone by anybody: the answer is a sentence on the page it came from.
            refused = NOTHING_DONE | ({302} if route.name == "signals:undo" else set())
            for method, expected in (("get", readable), ("post", refused)):
                status = getattr(client, method)(address(route, world, foreign=True)).status_code
                seen.add(status)
                if status not in expected:
                    wrong.append(f"{method} {route.name}: {status}, not {sorted(expected)}")
    assert wrong == []
    assert {200, FORBIDDEN} <= seen


def _expected(route: Any, user: Any, world: World, *, foreign: bool) -> set[int]:
    """What the role table and the acl say, worked out apart from the views."""
    if not may(user, route.view.action):
        return {FORBIDDEN}
    if route.is_record:
        store = world.foreign if foreign else world.own
        record = store[route.view.model]
        seen = bool(set(record.acl) & set(user.principals())) and record.confidentiality <= user.clearance
        if not seen:
            return {HIDDEN}
        if route.name in ASKS_BY_STEP:
            return REACHED | {HIDDEN, FORBIDDEN}
        with acting_as(user):
            allowed = bool(record.policy.decide(user, route.view.record_action, record))
        return (
            REACHED | {HIDDEN}
            if allowed and len(route.converters) > 1
            else REACHED
            if allowed
            else {FORBIDDEN}
        )
    if not set(route.converters) <= EXTRA.keys():
        # What the address names belongs to somebody: the neighbour's does not exist here.
        return {HIDDEN} if foreign else REACHED
    return REACHED | ({HIDDEN} if route.name in ANSWERS_404_TO_EMPTY_POST else set())


# Which right a step of a case or action asks, and whether there is one from here, stands in its table of states
# (tests/cases/test_life_of_a_case.py); the chair's press on *akkoord* takes the next ones away.
ASKS_BY_STEP = {
    "cases:move",
    "cases:close",
    "cases:reopen",
    "actions:verify",
    "actions:return",
    "actions:drop",
    "inspections:finding_step",
}
# A POST without an object to act on is answered with 404, also to who may use the page.
# The last: a list other than that of letters has no sample.
ANSWERS_404_TO_EMPTY_POST = {
    "administration:proposals",
    "administration:recertify",
    "administration:reference_sample",
}


@pytest.mark.parametrize(
    "path", ["/", "/signalen/", "/signalen/nieuw/", "/m-meldingen/", "/audit/", "/beheer/", "/ui/"]
)
def test_without_signing_in_every_page_leads_to_the_sign_in(path: str, client: Any, db: None) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")
