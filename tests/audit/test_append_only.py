"""No role can change, remove or empty what the log holds; neither can it slip a line in with its own time."""

from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from psycopg2 import errors

from audit.models import Action, AuditEvent
from audit.record import record_event
from tests.audit.owner import Owner

pytestmark = pytest.mark.django_db

ATTACKS = [
    "UPDATE {0} SET {1} = {1}",
    "DELETE FROM {0}",
    "TRUNCATE {0}",
    "ALTER TABLE {0} DISABLE TRIGGER ALL",
    "ALTER TABLE {0} DISABLE TRIGGER audit_no_change",
    "DROP TRIGGER audit_no_change ON {0}",
    "ALTER TABLE {0} RENAME TO elsewhere",
    "DROP TABLE {0}",
    "CREATE RULE nothing AS ON INSERT TO {0} DO INSTEAD NOTHING",
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
    "CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "SET session_replication_role = replica",
    "SET ROLE vik_owner",
    "CREATE TABLE public.mine (id int)",
]


def refused(door: str, sql: str, parameters: Any = None) -> str:
    """Run a statement through a door and return why it was refused."""
    with (
        pytest.raises(DatabaseError) as refusal,
        transaction.atomic(using=door),
        connections[door].cursor() as c,
    ):
        c.execute(sql, parameters)
    return str(refusal.value)


@pytest.mark.parametrize("door", ["default", "audit"])
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(("table", "column"), [("audit_auditevent", "purpose"), ("auditlog_logentry", "cid")])
def test_no_door_can_change_the_log(door: str, attack: str, table: str, column: str) -> None:
    record_event(Action.READ, record_type="signals.signal", record_id="kept")
    reason = refused(door, attack.format(table, column))
    assert "permission denied" in reason or "must be owner" in reason


def test_the_application_itself_can_neither_read_nor_write_lines() -> None:
    assert "permission denied" in refused("default", "SELECT 1 FROM audit_auditevent")
    assert "permission denied" in refused("default", "INSERT INTO audit_auditevent (id) VALUES (NULL)")


def test_the_audit_door_reads_no_other_table() -> None:
    for table in ("accounts_user", "signals_signal", "audit_reasonkey", "django_session"):
        assert "permission denied" in refused("audit", f"SELECT 1 FROM {table}")


@pytest.mark.parametrize("column", ["at", "day", "seq", "prev", "hash"])
def test_nobody_gives_a_line_its_own_time_or_place(column: str) -> None:
    assert "permission denied" in refused("audit", f"INSERT INTO audit_auditevent ({column}) VALUES (NULL)")


@pytest.mark.parametrize(("table", "column"), [("audit_auditevent", "purpose"), ("auditlog_logentry", "cid")])
def test_even_the_owner_is_stopped_by_the_triggers(owner: Owner, table: str, column: str) -> None:
    record_event(Action.READ, record_id="kept")
    _one_entry(owner, table)
    for sql in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(errors.InsufficientPrivilege, match="append-only"):
            owner.run(sql)


def _one_entry(owner: Owner, table: str) -> None:
    if table == "auditlog_logentry":
        owner.run(
            "INSERT INTO auditlog_logentry (content_type_id, object_pk, object_repr, action, changes_text, "
            "timestamp) SELECT min(id), 'kept', '', 0, '', now() FROM django_content_type"
        )


def test_emptying_is_only_possible_in_a_test_database(owner: Owner) -> None:
    source = owner.ask("SELECT prosrc FROM pg_proc WHERE proname = 'audit_refuse'")
    assert r"current_database() LIKE 'test\_%'" in source
    assert owner.ask("SELECT current_database()").startswith("test_")


def test_a_table_of_the_same_name_does_not_fool_the_chain(empty_log: Owner) -> None:
    record_event(Action.READ, record_id="first")
    with connections["audit"].cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE audit_auditevent (day date, seq bigint, hash bytea)")
        try:
            cursor.execute("INSERT INTO pg_temp.audit_auditevent VALUES (now()::date, 99, 'forged')")
            record_event(Action.READ, record_id="second")
        finally:
            cursor.execute("DROP TABLE pg_temp.audit_auditevent")
    lines = AuditEvent.objects.using("audit").order_by("seq")
    assert [line.seq for line in lines] == [1, 2]
