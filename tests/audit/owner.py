"""The owner of the tables, who can do what nobody may: the adversary of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg2
from django.db import connections

TABLE = "audit_auditevent"
PAYLOAD = (
    "id, actor_id, actor_label, roles, organisation, action, record_type, record_id, shown, regime, result, "
    "reason, purpose, context, address, session, request_id, details"
)
ONE = (
    "gen_random_uuid(), 7, 'S. Broekhuis', '{ANALYST}', 'almelo', 'READ', 'signals.signal', 's-' || %s, '{}', "
    "'{}', 'OK', '', 'Weging', 'triage', '', '', '', '{\"n\": 1}'"
)
LINK = "sha256(convert_to('vik-audit:' || to_char(%s::date, 'YYYY-MM-DD'), 'UTF8'))"


def _address() -> dict[str, Any]:
    door = connections["owner"]
    return door.get_connection_params() | {"dbname": door.settings_dict["NAME"]}


class Owner:
    """A session as ``vik_owner``, with a connection of its own."""

    def __init__(self) -> None:
        # Django forbids tests the owner's door; its address will do.
        self.connection = psycopg2.connect(**_address())
        self.connection.autocommit = True

    def run(self, sql: str, *parameters: Any) -> int:
        """Execute one statement; returns how many rows it touched."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, parameters or None)
            return cursor.rowcount

    def ask(self, sql: str, *parameters: Any) -> Any:
        """One value."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, parameters or None)
            return cursor.fetchone()[0]

    def empty(self) -> None:
        """An empty log; only a test database lets even its owner."""
        self.run(f"TRUNCATE {TABLE}")

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """With the triggers of the log off, as only its owner can."""
        self.run(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        try:
            yield
        finally:
            self.run(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")

    def invent(self, day: date, count: int) -> None:
        """Add lines to a day, with links and hashes as they should be: what a careful forger would do."""
        with self.unguarded():
            for _ in range(count):
                last = self.ask(f"SELECT COALESCE(max(seq), 0) FROM {TABLE} WHERE day = %s", day)
                self.run(
                    f"INSERT INTO {TABLE} (day, seq, at, prev, hash, {PAYLOAD}) VALUES "
                    f"(%s, %s, %s::date + interval '9 hours', '', '', {ONE})",
                    day,
                    last + 1,
                    day,
                    last + 1,
                )
                self.rechain(day, last + 1)

    def rechain(self, day: date, start: int) -> None:
        """Compute links and hashes anew from a number on; call while unguarded."""
        last = self.ask(f"SELECT max(seq) FROM {TABLE} WHERE day = %s", day)
        for seq in range(start, last + 1):
            self.run(
                f"UPDATE {TABLE} SET prev = COALESCE((SELECT hash FROM {TABLE} WHERE day = %s AND seq = %s), "
                f"{LINK}) WHERE day = %s AND seq = %s",
                day,
                seq - 1,
                day,
                day,
                seq,
            )
            self.run(
                f"UPDATE {TABLE} e SET hash = sha256(convert_to(audit_canonical(e), 'UTF8')) "
                "WHERE day = %s AND seq = %s",
                day,
                seq,
            )
