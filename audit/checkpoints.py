"""Signed checkpoints outside the database: who rewrites the whole chain can't rewrite these.

One JSON line an hour in ``settings.VIK_CHECKPOINT_DIR``, signed with ``settings.VIK_CHECKPOINT_KEY`` (Ed25519).
The folder belongs on a disk or machine that the database administrators can't write.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction

from audit.record import ALIAS
from audit.verifier import VERSION, Line, Outcome, check, signed_text
from core import clock

FILE: Final = "checkpoints.jsonl"
BATCH: Final = 2000


def file() -> Path:
    """Where the checkpoints stand."""
    return Path(settings.VIK_CHECKPOINT_DIR) / FILE


def _key() -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(
            base64.b64decode(settings.VIK_CHECKPOINT_KEY, validate=True)
        )
    except ValueError as error:
        raise ImproperlyConfigured("VIK_CHECKPOINT_KEY is not base64 of 32 bytes") from error


def public_key() -> bytes:
    """The raw public key, to hand to who verifies."""
    return _key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def write_checkpoint() -> dict[str, Any]:
    """Sign the last line of the log and append that to the file; durable before it returns."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT day, seq, hash FROM audit_auditevent ORDER BY day DESC, seq DESC LIMIT 1")
        last = cursor.fetchone()
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    point: dict[str, Any] = {
        "version": VERSION,
        "at": clock.now().isoformat(),
        "day": last[0].isoformat() if last else "",
        "seq": last[1] if last else 0,
        "hash": bytes(last[2]).hex() if last else "",
        "before": hashlib.sha256(rows[-1].strip().encode()).hexdigest() if rows else "",
    }
    point["signature"] = base64.b64encode(_key().sign(signed_text(point))).decode()
    with path.open("a", encoding="utf-8") as target:
        target.write(json.dumps(point) + "\n")
        target.flush()
        os.fsync(target.fileno())
    return point


def stored_lines() -> Iterator[Line]:
    """The log in its order, in constant memory: a cursor in the database, one batch at a time."""
    with transaction.atomic(using=ALIAS), connections[ALIAS].chunked_cursor() as cursor:
        cursor.execute(
            "SELECT audit_canonical(e), encode(e.hash, 'hex') FROM audit_auditevent e ORDER BY e.day, e.seq"
        )
        while rows := cursor.fetchmany(BATCH):
            for canonical, digest in rows:
                yield Line(canonical, digest)


def verify() -> Outcome:
    """Check the whole log against the checkpoints."""
    rows = file().read_text(encoding="utf-8").splitlines() if file().exists() else []
    return check(stored_lines(), rows, public_key())
