"""Signed checkpoints: how the log stood, written every hour to a place outside the database.

The chain inside the database shows what was changed in the middle; only a checkpoint shows that the
end of it was cut off, or that all of it was written anew. Each line signs the state of one day and
the hash of the line before it, so the file itself cannot be shortened in the middle or reordered.
The folder belongs on a disk or machine that the database administrators can't write.
"""

from __future__ import annotations

import base64
import binascii
import fcntl
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from audit.chain import Finding, Problem, days, hash_at, state_of
from audit.record import ALIAS
from core import clock

FILE_NAME: Final = "checkpoints.jsonl"
FIRST: Final = "0" * 64
# A line gets its time just before it is committed; this long it may still be on its way.
GRACE: Final = timedelta(minutes=5)
KEY_BYTES: Final = 32


class CheckpointMismatch(Exception):
    """The log no longer holds what the last checkpoint signed; a new one would cover it up."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How a day stood at a time."""

    time: datetime
    day: str
    count: int
    seq: int
    hash: str


@dataclass(slots=True)
class Checkpoints:
    """All checkpoints that can be trusted, and what is wrong with the file."""

    by_day: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    last: Checkpoint | None = None
    problems: list[Problem] = field(default_factory=list)
    lines: int = 0
    last_hash: str = FIRST

    def closed(self, day: str) -> bool:
        """Whether a checkpoint was made after this day had surely ended."""
        return self.last is not None and day < _utc_day(self.last.time - GRACE)


def path() -> Path:
    """Where the checkpoints stand."""
    return Path(settings.VIK_CHECKPOINT_DIR) / FILE_NAME


def private_key() -> Ed25519PrivateKey:
    """The signing key from the settings; raises ImproperlyConfigured when there is none."""
    try:
        raw = base64.b64decode(settings.VIK_CHECKPOINT_KEY, validate=True)
    except binascii.Error:
        raw = b""
    if len(raw) != KEY_BYTES:
        raise ImproperlyConfigured("VIK_CHECKPOINT_KEY must be the base64 text of 32 random bytes")
    return Ed25519PrivateKey.from_private_bytes(raw)


def public_text(key: Ed25519PublicKey) -> str:
    """A public key as base64 text: what an auditor keeps."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def public_key(text: str) -> Ed25519PublicKey:
    """The public key in this base64 text; raises ValueError."""
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text.strip(), validate=True))


def key_id(key: Ed25519PublicKey) -> str:
    """A short name for a public key."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def _signed_text(body: dict[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def _utc_day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()


def read_checkpoints(keys: Iterable[Ed25519PublicKey]) -> Checkpoints:
    """Read the file and check every signature and link. A missing file has no checkpoints."""
    known = {key_id(key): key for key in keys}
    found = Checkpoints()
    if not path().exists():
        return found
    with path().open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            found.lines = number
            _take(found, known, line.rstrip(b"\n"), number)
    return found


def _take(found: Checkpoints, known: dict[str, Ed25519PublicKey], line: bytes, number: int) -> None:
    before, found.last_hash = found.last_hash, hashlib.sha256(line).hexdigest()
    try:
        body = json.loads(line)
        signature = base64.b64decode(body.pop("signature"), validate=True)
        point = Checkpoint(
            time=datetime.fromisoformat(body["time"]),
            day=date.fromisoformat(body["day"]).isoformat(),
            count=int(body["count"]),
            seq=int(body["seq"]),
            hash=str(body["hash"]),
        )
        previous, key = str(body["previous"]), known.get(str(body["key"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        found.problems.append(Problem(Finding.CHECKPOINT_UNREADABLE, number=number))
        return
    try:
        if key is None:
            raise InvalidSignature
        key.verify(signature, _signed_text(body))
    except InvalidSignature:
        found.problems.append(Problem(Finding.CHECKPOINT_FORGED, point.day, number))
        return
    if previous != before or (found.last and point.time < found.last.time):
        found.problems.append(Problem(Finding.CHECKPOINT_GAP, point.day, number))
    found.by_day[point.day][point.seq] = point.hash
    found.last = point


def write_checkpoint() -> list[Checkpoint]:
    """Sign how the log stands now; returns what was written: a line for today, and for days that grew.

    The file is durable before this returns. Raises :class:`CheckpointMismatch` when the log no longer
    holds what was signed before.
    """
    key = private_key()
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path().open("ab", buffering=0) as target:
        # Two workers may come at once; the second one then continues the file of the first.
        fcntl.flock(target, fcntl.LOCK_EX)
        found = read_checkpoints([key.public_key()])
        points = list(_states(found, clock.now()))
        previous = found.last_hash
        text = b"" if _ends_whole() else b"\n"
        for point in points:
            line = _line(point, previous, key)
            previous = hashlib.sha256(line).hexdigest()
            text += line + b"\n"
        target.write(text)
        os.fsync(target.fileno())
    return points


def _ends_whole() -> bool:
    """Whether the last writer finished his line; a power cut may have torn it."""
    with path().open("rb") as lines:
        if lines.seek(0, os.SEEK_END) == 0:
            return True
        lines.seek(-1, os.SEEK_END)
        return lines.read(1) == b"\n"


def _states(found: Checkpoints, now: datetime) -> Iterator[Checkpoint]:
    """Today, and every day that may have grown since the last checkpoint."""
    today, since = _utc_day(now), None
    if found.last is not None:
        start = min(found.last.day, _utc_day(found.last.time - GRACE))
        since = date.fromisoformat(start)
        _still_holds(found, start)
    for day in sorted({*days(ALIAS, since=since), today}):
        count, seq, last_hash = state_of(ALIAS, day)
        if day == today or found.by_day[day].get(seq) != last_hash:
            yield Checkpoint(now, day, count, seq, last_hash)


def _still_holds(found: Checkpoints, start: str) -> None:
    for day, signed in found.by_day.items():
        last = max(signed, default=0)
        if day >= start and signed and hash_at(ALIAS, day, last) != signed[last]:
            raise CheckpointMismatch(f"{day} nr. {last}")


def _line(point: Checkpoint, previous: str, key: Ed25519PrivateKey) -> bytes:
    body = {
        "time": point.time.astimezone(UTC).isoformat(timespec="microseconds"),
        "day": point.day,
        "count": point.count,
        "seq": point.seq,
        "hash": point.hash,
        "previous": previous,
        "key": key_id(key.public_key()),
    }
    signature = base64.b64encode(key.sign(_signed_text(body))).decode()
    return _signed_text({**body, "signature": signature})
