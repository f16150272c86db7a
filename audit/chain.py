"""The chain of audit lines, recomputed without trusting the database that holds them.

The form that is hashed is built here from the plain columns, not by the function that the triggers
use: who owns the tables could replace that function.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db import connections

VERSION: Final = 1
BATCH: Final = 2000
COLUMNS: Final = (
    "version",
    "day",
    "seq",
    "prev",
    "id",
    "at",
    "actor_id",
    "actor_label",
    "roles",
    "organisation",
    "action",
    "record_type",
    "record_id",
    "shown",
    "regime",
    "result",
    "reason",
    "purpose",
    "context",
    "address",
    "session",
    "request_id",
    "details",
)
# to_json gives every date, also an impossible one, in one form whatever the session's settings.
_SELECT: Final = """
SELECT to_json(day) #>> '{}', seq, encode(prev, 'hex'), id::text,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor_id, actor_label, roles, organisation,
  action, record_type, record_id, shown, regime, result, encode(reason, 'hex'), purpose, context, address,
  session, request_id, details::text, encode(hash, 'hex')
FROM public.audit_auditevent WHERE day = %s AND seq > %s ORDER BY seq LIMIT %s
"""
_NEXT_DAY: Final = (
    "SELECT to_json(day) #>> '{}' FROM public.audit_auditevent WHERE day > %s ORDER BY day LIMIT 1"
)
_DAY: Final = "SELECT count(*), max(seq) FROM public.audit_auditevent WHERE day = %s"
_HASH: Final = "SELECT encode(hash, 'hex') FROM public.audit_auditevent WHERE day = %s AND seq = %s"


class Finding(StrEnum):
    """What can be wrong with the log, and the sentence that says so."""

    CHANGED = "CHANGED"
    BROKEN_LINK = "BROKEN_LINK"
    GAP = "GAP"
    NOT_AS_SIGNED = "NOT_AS_SIGNED"
    TAIL_MISSING = "TAIL_MISSING"
    ADDED_LATER = "ADDED_LATER"
    DAY_MISSING = "DAY_MISSING"
    DAY_UNSIGNED = "DAY_UNSIGNED"
    CHECKPOINT_UNREADABLE = "CHECKPOINT_UNREADABLE"
    CHECKPOINT_FORGED = "CHECKPOINT_FORGED"
    CHECKPOINT_GAP = "CHECKPOINT_GAP"
    CHECKPOINTS_MISSING = "CHECKPOINTS_MISSING"

    @property
    def sentence(self) -> str:
        """In Dutch, for who reads the report."""
        return SENTENCES[self]


SENTENCES: Final = {
    Finding.CHANGED: "de inhoud van deze regel is veranderd",
    Finding.BROKEN_LINK: "deze regel sluit niet aan op de regel ervoor",
    Finding.GAP: "voor deze regel ontbreken regels",
    Finding.NOT_AS_SIGNED: "deze regel is anders dan bij het ondertekende controlepunt",
    Finding.TAIL_MISSING: "aan het eind van deze dag ontbreken regels",
    Finding.ADDED_LATER: "aan deze dag zijn later regels toegevoegd",
    Finding.DAY_MISSING: "van deze dag ontbreken alle regels",
    Finding.DAY_UNSIGNED: "deze dag heeft geen ondertekend controlepunt",
    Finding.CHECKPOINT_UNREADABLE: "dit controlepunt is niet te lezen",
    Finding.CHECKPOINT_FORGED: "de handtekening van dit controlepunt klopt niet",
    Finding.CHECKPOINT_GAP: "dit controlepunt sluit niet aan op het controlepunt ervoor",
    Finding.CHECKPOINTS_MISSING: "er zijn geen controlepunten, dus ontbrekende regels vallen niet op",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, and what. ``number`` is that of the line or of the checkpoint."""

    finding: Finding
    day: str = ""
    number: int = 0

    def __str__(self) -> str:
        place = " ".join(part for part in (self.day, f"nr. {self.number}" if self.number else "") if part)
        return f"{place}: {self.finding.sentence}" if place else self.finding.sentence


@dataclass(frozen=True, slots=True)
class StoredLine:
    """A line as the database gives it: its recomputable form, and the links that stand beside it."""

    day: str
    seq: int
    prev: str
    hash: str
    canonical: str

    @property
    def true_hash(self) -> str:
        """What the hash should be."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()


def genesis(day: str) -> str:
    """What the first line of a day is chained to."""
    return hashlib.sha256(f"vik-audit:{day}".encode()).hexdigest()


def canonical(values: list[Any], details: str) -> str:
    """The form that is hashed: a JSON array of every column, as PostgreSQL's jsonb prints it.

    ``values`` are all columns from version to request id, ``details`` is jsonb's own text.
    """
    return json.dumps(values, ensure_ascii=False, separators=(", ", ": "))[:-1] + ", " + details + "]"


def days(door: str, *, since: date | None = None) -> Iterator[str]:
    """Every day that has lines, oldest first."""
    last = (date.fromordinal(since.toordinal() - 1)).isoformat() if since else "-infinity"
    while True:
        with connections[door].cursor() as cursor:
            cursor.execute(_NEXT_DAY, [last])
            row = cursor.fetchone()
        if row is None:
            return
        last = row[0]
        yield last


def lines_of(door: str, day: str) -> Iterator[StoredLine]:
    """The lines of one day by number, a batch at a time: memory does not grow with the log."""
    last = -(2**63)
    while True:
        with connections[door].cursor() as cursor:
            cursor.execute(_SELECT, [day, last, BATCH])
            rows = cursor.fetchall()
        for row in rows:
            *values, details, stored = row
            text = canonical([VERSION, *values], details if details is not None else "null")
            yield StoredLine(row[0], row[1], row[2], stored, text)
        if len(rows) < BATCH:
            return
        last = rows[-1][1]


def state_of(door: str, day: str) -> tuple[int, int, str]:
    """How many lines a day has, the number and the hash of the last one."""
    with connections[door].cursor() as cursor:
        cursor.execute(_DAY, [day])
        count, last = cursor.fetchone()
    return (count, last, hash_at(door, day, last) or "") if count else (0, 0, genesis(day))


def hash_at(door: str, day: str, seq: int) -> str | None:
    """The stored hash of one line; the beginning of the day for number 0."""
    if seq == 0:
        return genesis(day)
    with connections[door].cursor() as cursor:
        cursor.execute(_HASH, [day, seq])
        row = cursor.fetchone()
    return row[0] if row else None


@dataclass(slots=True)
class DayCheck:
    """Follows the lines of one day and says what does not fit.

    ``signed`` gives the hash that a checkpoint signed for a number; ``closed`` says that the last
    checkpoint was made after the day had ended, so that nothing may follow it.
    """

    day: str
    signed: Mapping[int, str] = field(default_factory=dict)
    closed: bool = False
    count: int = 0
    _last_seq: int = 0
    _last_hash: str = ""

    def line(self, line: StoredLine) -> Iterator[Problem]:
        """Check the next line."""
        expected = self._last_hash or genesis(self.day)
        if line.seq != self._last_seq + 1:
            yield Problem(Finding.GAP, self.day, line.seq)
        elif line.prev != expected:
            yield Problem(Finding.BROKEN_LINK, self.day, line.seq)
        if line.hash != line.true_hash:
            yield Problem(Finding.CHANGED, self.day, line.seq)
        if self.signed.get(line.seq, line.hash) != line.hash:
            yield Problem(Finding.NOT_AS_SIGNED, self.day, line.seq)
        self.count += 1
        self._last_seq, self._last_hash = line.seq, line.hash

    def end(self) -> Iterator[Problem]:
        """Check what only shows at the end of the day."""
        last_signed = max(self.signed, default=0)
        if not self.count:
            if last_signed:
                yield Problem(Finding.DAY_MISSING, self.day)
        elif self._last_seq < last_signed:
            yield Problem(Finding.TAIL_MISSING, self.day, self._last_seq)
        elif self.closed and not self.signed:
            yield Problem(Finding.DAY_UNSIGNED, self.day)
        elif self.closed and self._last_seq > last_signed:
            yield Problem(Finding.ADDED_LATER, self.day, last_signed + 1)
