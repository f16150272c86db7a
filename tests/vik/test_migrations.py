"""Migrations go down and up again with data in the tables, and leave the same database behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from accounts.models import User
from tests import database
from tests.cast import CAST
from tests.guards.crowd import Crowd
from tests.guards.world import build

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
OURS = [config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
STEPS = {
    label: sorted(name for app, name in MigrationLoader(None).disk_migrations if app == label)
    for label in OURS
}
WITH_TABLES = [label for label, names in STEPS.items() if names]
# From the top of the house down, rooms that stand side by side together: going up again takes most of the time.
LAYERS = (
    ("casustafel", "inspections", "bibob", "measures", "desk", "mreports", "cases"),
    ("signals",),
    ("subjects",),
    ("documents", "access", "reference", "accounts", "audit"),
)
# All that the owner made and a migration could forget to put back.
STRUCTURE = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default "
    "FROM information_schema.columns WHERE table_schema = 'public'",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "row-level security": "SELECT relname FROM pg_class WHERE relrowsecurity",
    "policies": "SELECT tablename, policyname, roles::text, qual, with_check FROM pg_policies",
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT proname, prosrc, prosecdef, proacl::text FROM pg_proc "
    "WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole",
    "grants": "SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants "
    "WHERE table_schema = 'public'",
    "default rights": "SELECT defaclobjtype::text, defaclacl::text FROM pg_default_acl",
}


# Django's own; and what stood in tables of the rooms before, which going back further takes away.
NOT_COUNTED = {"django_migrations", "auth_permission", "django_content_type", "access_calendaraddress"}


@pytest.fixture(scope="module")
def full_house(django_test_environment: None, django_db_blocker: Any, request: Any) -> Iterator[None]:
    """A database of its own with a few rows of every kind; the doors lead there for as long as it lasts."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    before = {door: connections[door].settings_dict["NAME"] for door in database.DOORS}
    name = f"test_vik_migrations{os.environ.get('VIK_TEST_SUFFIX', '')}{worker}"
    with django_db_blocker.unblock():
        database.create(name, migrating=True)
        try:
            fill()
            yield
        finally:
            database.drop(name)
            for door, old in before.items():
                connections[door].settings_dict["NAME"] = old


def fill() -> None:
    """The cast, the lists, the guards' world and one more of each."""
    database.furnish()
    people = {user.email: user for user in User.objects.select_related("organisation")}
    world = build({part: people[email] for part, email in CAST.items()})
    Crowd(world).grow(2)
    connections["default"].close()  # no session of the application holds a table


def migrate() -> None:
    """As the administrator does it: through the owner's door."""
    call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)


def take_back(label: str, name: str | None) -> None:
    """One room to the migration named, or to nothing at all, each step in a transaction of its own."""
    MigrationExecutor(connections["owner"]).migrate([(label, name)])


def ask(sql: str) -> list[Any]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def rows() -> dict[str, int]:
    """How many rows each table holds; the owner of the tables sees all."""
    names = [name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    return {name: ask(f'SELECT count(*) FROM "{name}"')[0][0] for name in names}


def structure() -> dict[str, set[Any]]:
    return {part: set(ask(sql)) for part, sql in STRUCTURE.items()}


def differences(before: dict[str, set[Any]], after: dict[str, set[Any]]) -> list[str]:
    """What is lacking or extra, part by part."""
    return [
        f"{part}: {row} {'lacks' if row in before[part] else 'is new'}"
        for part in before
        for row in before[part] ^ after[part]
    ]


@pytest.mark.parametrize("label", WITH_TABLES)
def test_every_step_can_be_taken_back(label: str) -> None:
    migrations = MigrationLoader(None).disk_migrations
    one_way = [
        f"{name}: {operation.describe()}"
        for name in STEPS[label]
        for operation in migrations[label, name].operations
        if not operation.reversible
    ]
    assert one_way == []


def test_every_room_with_more_than_one_step_stands_in_a_layer() -> None:
    grown = {label for label, names in STEPS.items() if len(names) > 1}
    assert grown == {label for layer in LAYERS for label in layer}


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer[0])
def test_the_tables_go_back_step_by_step_with_their_rows_and_up_again(
    layer: tuple[str, ...], full_house: None
) -> None:
    """To the first migration of each room of a layer; what depends on it in the layers above goes along."""
    structure_before, rows_before = structure(), rows()
    for label in layer:
        take_back(label, STEPS[label][0])
    # A table of earlier days, that a later step took away, comes and goes in between.
    kept = (rows().keys() & rows_before.keys()) - NOT_COUNTED
    migrate()
    rows_after = rows()
    assert differences(structure_before, structure()) == []
    assert {name: rows_before[name] for name in kept} == {name: rows_after[name] for name in kept}


def test_the_house_can_be_taken_down_and_built_again(full_house: None) -> None:
    """With everything in it: nothing stands in the way of the last step back, and the same house comes up."""
    before = structure()
    for label in reversed(WITH_TABLES):
        take_back(label, None)
    left = {name for name in rows() if name.split("_")[0] in OURS}
    assert left == set()
    migrate()
    assert differences(before, structure()) == []
    fill()
