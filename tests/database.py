"""The test database: made by the owner of the tables, used through the application's own doors."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from unittest import mock

import psycopg2
from django.core.management import call_command
from django.db import ProgrammingError, connections
from django.test import TransactionTestCase
from django.test.testcases import TestCase

from accounts.demo import make_demo_accounts

DOORS = ("default", "audit", "owner")
DROP_ATTEMPTS = 10
# Filled by migrating; nothing in them belongs to one test.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def create(name: str, *, migrating: bool = False) -> None:
    """Make the database afresh, with its tables up to date: a copy of the one that `script/test` made.

    ``migrating`` is for who looks at the migrations themselves: the one that is copied may come from a dump, in
    which PostgreSQL writes a condition in other words.
    """
    if "VIK_TEST_TEMPLATE" not in os.environ:
        raise RuntimeError("Run the tests through script/test: it makes the database that they copy.")
    drop(name)
    quote = connections["owner"].ops.quote_name
    template = "template1" if migrating else os.environ["VIK_TEST_TEMPLATE"]
    with connections["owner"].creation._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quote(name)} TEMPLATE {quote(template)}")
    for door in DOORS:
        connections[door].close()
        connections[door].settings_dict["NAME"] = name
    if migrating:
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        connections["owner"].close()


def furnish() -> None:
    """Put in the cast and the reference lists: nearly every test needs them, and making them takes most of a second."""
    call_command("load_reference", verbosity=0)
    # Their roles began long ago: a test that goes back in time finds them at work, at any hour of any day.
    with mock.patch("accounts.demo.clock.today", return_value=date(2022, 1, 1)):
        make_demo_accounts()


def drop(name: str) -> None:
    """Remove the database; whoever still holds a session in it loses that session."""
    for door in DOORS:
        connections[door].close()
    quoted = connections["owner"].ops.quote_name(name)
    for attempt in range(DROP_ATTEMPTS):
        try:
            with connections["owner"].creation._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
        except ProgrammingError:
            # A vacuum of the server itself may be at work there, which the owner can't send away.
            if attempt == DROP_ATTEMPTS - 1:
                raise
            time.sleep(1)
        else:
            break
    connections["owner"].close()


class Emptier:
    """Empty the tables after a test that really committed.

    The application may not TRUNCATE, so the owner does it. Audit lines stay, as everywhere; rows that
    came with the migrations are put back.
    """

    def __init__(self) -> None:
        """Note which tables there are and copy the rows that the migrations made."""
        with connections["owner"].cursor() as cursor:
            tables = {
                name for name in connections["owner"].introspection.table_names(cursor) if name not in KEPT
            }
            audit = {name for name in tables if name.startswith("audit_")}
            references = self._references(cursor)
            # A table that points to an emptied one can't be kept.
            while dragged := {
                source for source, target in references if source in audit and target in tables - audit
            }:
                audit -= dragged
            self.tables = sorted(tables - audit)
            self.filled = [name for name in self.tables if self._has_rows(cursor, name)]
            cursor.execute("CREATE SCHEMA IF NOT EXISTS kept")
            for name in self.filled:
                cursor.execute(f'CREATE TABLE kept."{name}" AS TABLE public."{name}"')
        connections["owner"].close()

    @staticmethod
    def _references(cursor: Any) -> list[tuple[str, str]]:
        cursor.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text "
            "FROM pg_constraint WHERE contype = 'f'"
        )
        return [(source.strip('"'), target.strip('"')) for source, target in cursor.fetchall()]

    @staticmethod
    def _has_rows(cursor: Any, table: str) -> bool:
        cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
        return cursor.fetchone()[0]

    def __call__(self) -> None:
        """Empty everything now."""
        if not self.tables:
            return
        # A connection of its own, past Django: the test may be forbidden to use the owner's door.
        parameters = connections["owner"].get_connection_params()
        names = ("dbname", "user", "password", "host", "port")
        owner = psycopg2.connect(**{name: parameters[name] for name in names if name in parameters})
        try:
            with owner, owner.cursor() as cursor:
                # A page that still runs would hold us up for ever; rather say so.
                cursor.execute("SET lock_timeout = '20s'")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
                cursor.execute("TRUNCATE " + ", ".join(f'"{name}"' for name in self.tables))
                for name in self.filled:
                    cursor.execute(f'INSERT INTO "{name}" SELECT * FROM kept."{name}"')
        finally:
            owner.close()


@contextmanager
def django_tests_follow(empty_again: Emptier) -> Iterator[None]:
    """Teach Django's test cases our doors.

    A test that commits is followed by the owner's emptying instead of Django's `flush`. The audit door is
    never wrapped in a test's transaction: its lines are committed at once, exactly as in real life.
    """
    names = TestCase._databases_names.__func__

    def without_audit(cls: type[TestCase], include_mirrors: bool = True) -> list[str]:
        return [name for name in names(cls, include_mirrors) if name != "audit"]

    def empty(self: TransactionTestCase) -> None:
        connections["default"].close()
        empty_again()

    with (
        mock.patch.object(TestCase, "_databases_names", classmethod(without_audit)),
        mock.patch.object(TransactionTestCase, "_fixture_teardown", empty),
    ):
        yield
