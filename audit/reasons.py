"""Keep the reason that a user typed readable only as long as its own key exists.

A free-text reason may hold personal data. Its line can never change, so the line holds only
ciphertext under a key of its own, and that key, wrapped by the keyring, stands in
:class:`audit.models.ReasonKey`, where it can be rewrapped or destroyed. The line's hash covers the
ciphertext, so destroying a reason leaves the chain whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from audit.models import AuditEvent, ReasonKey
from encryption import keyring

CONTEXT: Final = "audit.reason"
NONCE_BYTES: Final = 12
KEY_BYTES: Final = 32


def seal_reason(event_id: UUID, reason: str) -> tuple[bytes, bytes]:
    """Encrypt a reason under a fresh key: ``(ciphertext for the line, wrapped key)``."""
    key, nonce = os.urandom(KEY_BYTES), os.urandom(NONCE_BYTES)
    row = str(event_id)
    ciphertext = nonce + AESGCMSIV(key).encrypt(nonce, reason.encode(), f"{CONTEXT}:{row}".encode())
    return ciphertext, keyring.encrypt(key, context=CONTEXT, row=row)


def read_reasons(events: Iterable[AuditEvent]) -> dict[UUID, str | None]:
    """The reasons of these lines; None where a reason was given but its key no longer opens it.

    Lines without a reason are left out. One query, whatever the number of lines.
    """
    sealed = {event.id: bytes(event.reason) for event in events if event.reason}
    keys = dict(ReasonKey.objects.filter(pk__in=sealed).values_list("event_id", "wrapped"))
    return {event_id: _open(event_id, blob, keys.get(event_id)) for event_id, blob in sealed.items()}


def _open(event_id: UUID, blob: bytes, wrapped: bytes | memoryview | None) -> str | None:
    if wrapped is None:
        return None
    row = str(event_id)
    try:
        key = keyring.decrypt(bytes(wrapped), context=CONTEXT, row=row)
        aad = f"{CONTEXT}:{row}".encode()
        return AESGCMSIV(key).decrypt(blob[:NONCE_BYTES], blob[NONCE_BYTES:], aad).decode()
    except (keyring.DecryptionError, InvalidTag):
        return None


def destroy_reasons(event_ids: Iterable[UUID]) -> int:
    """Make the reasons of these lines unreadable for good; returns how many keys were destroyed."""
    return ReasonKey.objects.filter(pk__in=list(event_ids)).delete()[0]
