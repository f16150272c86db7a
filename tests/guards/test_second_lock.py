"""Take the first lock off: row-level security alone must still hide everything."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections

from access.contexts import SYSTEM, acting_as
from access.records import Part, ProtectedModel, Record
from access.sealed import SealedQuerySet
from core.levels import Confidentiality
from tests.cast import CAST, sign_in
from tests.guards.routes import address, open_to
from tests.guards.world import THERE, World, build

pytestmark = pytest.mark.django_db
PROTECTED = [model for model in apps.get_models() if issubclass(model, ProtectedModel)]
GRANTS = [model for model in apps.get_models() if model.__name__.endswith(("UserGrant", "GroupGrant"))]


@pytest.fixture
def world(cast: dict[str, Any]) -> World:
    return build(cast)


@pytest.mark.parametrize("model", [*PROTECTED, *GRANTS], ids=lambda model: model._meta.label)
def test_every_protected_table_has_the_second_lock(model: Any, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [model._meta.db_table])
        locked = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM pg_policies WHERE tablename = %s", [model._meta.db_table])
        policies = cursor.fetchone()[0]
    assert (locked, policies) == (True, 1)


# They tell no row of anybody.
TELL_NO_ROW = {"subjects_common_names": "which words many have, from the statistics of the table"}


def test_every_function_that_runs_as_the_owner_holds_the_second_lock_itself(db: None) -> None:
    """Row-level security does not hold for the owner of the tables, so these must ask what it asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosrc FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        bodies = dict(cursor.fetchall())
    asked = "found.acl && NULLIF(current_setting('vik.principals', true), '')::int[] AND found.confidentiality <= "
    open_ones = {name for name, body in bodies.items() if asked not in body}
    assert open_ones == TELL_NO_ROW.keys()


def test_the_application_can_neither_own_nor_bypass(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolbypassrls, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
        )
        assert cursor.fetchone()[0] == 0


def test_without_a_context_the_database_shows_nothing(world: World) -> None:
    open_tables = [
        model._meta.label
        for model in PROTECTED
        if model.objects.unrestricted(why="no context at all").exists()
    ]
    assert open_tables == []


@pytest.mark.parametrize("part", CAST)
def test_a_view_that_forgets_its_filter_still_leaks_nothing(
    part: str, world: World, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = world.people[part]
    if user.organisation == world.people["twenterand_analyst"].organisation:
        pytest.skip("the sentinel is this user's own record")
    sign_in(client, user)
    monkeypatch.setattr(
        SealedQuerySet, "visible_to", lambda self, actor: self.unrestricted(why="first lock off")
    )
    leaks = []
    for route in open_to(user):
        for foreign in (False, True):
            body = client.get(address(route, world, foreign=foreign)).content.decode(errors="replace")
            if THERE in body.replace(address(route, world, foreign=True), ""):
                leaks.append(route.name)
    assert leaks == []


@pytest.mark.parametrize("part", CAST)
def test_both_locks_answer_alike(part: str, world: World) -> None:
    user = world.people[part]
    _seen_through_both(user)
    # Once more with every record of Almelo above the clearance of most who stand in its acl.
    with acting_as(SYSTEM, why="test"):
        for record in world.own.values():
            if isinstance(record, Record):
                kind: Any = type(record)
                rows = kind.objects.filter(pk=record.pk).unrestricted(why="test")
                rows.update(confidentiality=Confidentiality.GEHEIM)
    seen = _seen_through_both(user)
    if user.clearance < Confidentiality.GEHEIM:
        assert not seen & {record.pk for record in world.own.values()}


def _seen_through_both(user: Any) -> set[Any]:
    """The keys that the user sees, after comparing what either lock alone lets him see."""
    seen: set[Any] = set()
    for model in PROTECTED:
        # Each lock alone: the first with the second wide open, the second with the first taken off.
        with acting_as(SYSTEM, why="first lock only"):
            by_application = set(model.objects.visible_to(user).values_list("pk", flat=True))
        with acting_as(user):
            by_database = set(model.objects.unrestricted(why="second lock only").values_list("pk", flat=True))
        assert by_application == by_database, model._meta.label
        seen |= by_database
    return seen


def test_a_link_is_seen_only_where_both_ends_are(world: World) -> None:
    """Both locks, one end of every link at a time above the reader's clearance."""
    analyst = world.people["analyst"]
    links = [model for model in PROTECTED if issubclass(model, Part) and model.also_of]
    assert links
    for model in links:
        for end in (model.part_of, model.also_of):
            with acting_as(SYSTEM, why="test"):
                link = model.objects.unrestricted(why="test").select_related(end).first()
                assert link is not None, f"teach tests/guards/world.py to make a {model._meta.label}"
                record = getattr(link, end)
                rows = type(record).objects.filter(pk=record.pk).unrestricted(why="test")
                rows.update(confidentiality=Confidentiality.GEHEIM)
            assert link.pk not in _seen_through_both(analyst)
            with acting_as(SYSTEM, why="test"):
                rows.update(confidentiality=record.confidentiality)


def test_the_audit_door_opens_nothing_else(world: World) -> None:
    with connections["audit"].cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("SELECT count(*) FROM signals_signal")


def test_the_system_sees_all(world: World) -> None:
    with acting_as(SYSTEM, why="test"):
        for model, record in [*world.own.items(), *world.foreign.items()]:
            assert model.objects.unrestricted(why="test").filter(pk=record.pk).exists()
