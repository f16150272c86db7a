"""Bring stored values under the active key: batch by batch, to be stopped and started at will.

What is already under the active key is left alone, so a run that was broken off goes on where it
stopped. What can't be opened stays as it is and is counted: its key must stay on the ring.

A room with sealed values outside an :class:`encryption.fields.EncryptedField` has a module
``rotation`` with a function ``targets()`` that lists them; :func:`targets_of_rooms` finds these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Final, Protocol

from django.apps import apps
from django.db import connection, models
from django.utils.module_loading import module_has_submodule

from encryption import keyring
from encryption.fields import EncryptedField, Sealed

BATCH: Final = 500
SAMPLE: Final = 50
MOST_NAMED: Final = 20


@dataclass(slots=True)
class Count:
    """What became of the values of one target. ``unreadable_rows`` names the first few rows."""

    rotated: int = 0
    active: int = 0
    unreadable: int = 0
    unreadable_rows: list[str] = field(default_factory=list)
    # Old keys that are still needed, with the number of values under each.
    old_keys: Counter[int] = field(default_factory=Counter)

    def add(self, other: Count) -> None:
        """Take the counts of a batch with one's own."""
        self.rotated += other.rotated
        self.active += other.active
        self.unreadable += other.unreadable
        self.unreadable_rows = (self.unreadable_rows + other.unreadable_rows)[:MOST_NAMED]
        self.old_keys.update(other.old_keys)

    def miss(self, row: object, key_id: int | None = None) -> None:
        """Count a value that can't be opened; ``key_id`` when the value still names its key."""
        self.unreadable += 1
        if len(self.unreadable_rows) < MOST_NAMED:
            self.unreadable_rows.append(str(row))
        if key_id is not None:
            self.old_keys[key_id] += 1


class Target(Protocol):
    """One kind of sealed values."""

    @property
    def name(self) -> str:
        """A code for the report: ``room.model.column``."""

    def batch(self, after: Any, size: int) -> tuple[Any, Count]:
        """Rotate the next rows after a key, in the caller's transaction; the last key, None at the end."""

    def keys_in_use(self) -> set[int]:
        """Key ids of the oldest and newest stored values: cheap enough to ask at every start."""


Enter = Callable[[], AbstractContextManager[Any]]


def rotate(target: Target, *, enter: Enter, size: int = BATCH) -> Count:
    """Rotate a whole target; ``enter`` opens the transaction of each batch."""
    total, after = Count(), None
    while True:
        with enter():
            after, count = target.batch(after, size)
        total.add(count)
        if after is None:
            return total


def key_id_or_none(token: bytes) -> int | None:
    """The key id that a token names, None for bytes that are no token."""
    try:
        return keyring.key_id(token)
    except keyring.DecryptionError:
        return None


def reseal(token: bytes, *, context: str, row: str) -> bytes:
    """The same content under the active key; raises :class:`encryption.keyring.DecryptionError`."""
    return keyring.encrypt(keyring.decrypt(token, context=context, row=row), context=context, row=row)


@dataclass(frozen=True, slots=True)
class Column:
    """Tokens in one column, each bound to its context and the primary key of its row.

    ``rows`` is an opened queryset that shows every row. The new token is written past the object
    layer: no moment of change, no line in the field log, for nothing was changed.
    """

    rows: Any
    column: str
    context: str

    @property
    def name(self) -> str:
        """``room.model.column``."""
        return f"{self.rows.model._meta.label_lower}.{self.column}"

    def batch(self, after: Any, size: int) -> tuple[Any, Count]:
        """Hold the next rows, seal their tokens anew, write where the old token still stands."""
        rows = self.rows.filter(**{f"{self.column}__isnull": False}).order_by("pk")
        if after is not None:
            rows = rows.filter(pk__gt=after)
        held = list(rows.select_for_update(no_key=True).values_list("pk", self.column)[:size])
        count, fresh, active = Count(), [], keyring.ring().active
        for pk, value in held:
            token = value.token if isinstance(value, Sealed) else bytes(value)
            key_id = key_id_or_none(token)
            if key_id == active:
                count.active += 1
                continue
            try:
                fresh.append((pk, token, reseal(token, context=self.context, row=str(pk))))
            except keyring.DecryptionError:
                count.miss(pk, key_id)
        count.rotated = self._write(fresh)
        return (held[-1][0] if len(held) == size else None), count

    def _write(self, fresh: list[tuple[Any, bytes, bytes]]) -> int:
        if not fresh:
            return 0
        table, key, column = self._quoted()
        values = ", ".join(["(%s::uuid, %s::bytea, %s::bytea)"] * len(fresh))
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET {column} = v.fresh FROM (VALUES {values}) AS v (id, old, fresh) "  # noqa: S608 -- names of our own columns
                f"WHERE {table}.{key} = v.id AND {table}.{column} = v.old",
                [part for pk, old, new in fresh for part in (str(pk), old, new)],
            )
            return int(cursor.rowcount)

    def _quoted(self) -> tuple[str, str, str]:
        meta, quote = self.rows.model._meta, connection.ops.quote_name
        return quote(meta.db_table), quote(meta.pk.column), quote(meta.get_field(self.column).column)

    def keys_in_use(self) -> set[int]:
        """The keys of the oldest and newest rows: the key of a row is its age."""
        table, key, column = self._quoted()
        ends = " UNION ALL ".join(
            f"(SELECT {column} AS token FROM {table} ORDER BY {key} {way} LIMIT {SAMPLE})"  # noqa: S608 -- idem
            for way in ("ASC", "DESC")
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT substring(token from 1 for {keyring.OVERHEAD}) FROM ({ends}) AS ends "  # noqa: S608 -- idem
                "WHERE token IS NOT NULL"
            )
            found = {key_id_or_none(bytes(token)) for (token,) in cursor.fetchall()}
        return {key_id for key_id in found if key_id is not None}


def encrypted_columns() -> Iterator[tuple[type[models.Model], EncryptedField]]:
    """Every encrypted field of every table in the house."""
    for model in apps.get_models():
        for column in model._meta.local_concrete_fields:
            if isinstance(column, EncryptedField):
                yield model, column


def targets_of_rooms() -> list[Target]:
    """What the rooms list in their own module ``rotation``."""
    found: list[Target] = []
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "rotation"):
            module = import_module(f"{config.name}.rotation")
            found += getattr(module, "targets", list)()
    return found
