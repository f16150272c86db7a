"""The keyring: named 256-bit master keys, one active; a sub-key per purpose by HKDF.

Keys come from ``settings.VIK_KEYRING``: JSON text, or the path of a mounted JSON file::

    {"active": "2", "keys": {"1": "<base64>", "2": "<base64>"},
     "index": {"active": "1", "keys": {"1": "<base64>"}}}

``keys`` seal content, ``index`` makes blind indexes. ``SECRET_KEY`` plays no part.
A token is: magic (2) | version (1) | key id (4) | nonce (12) | AES-256-GCM-SIV ciphertext and tag.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MAGIC = b"\xf1V"  # never valid UTF-8, so plaintext can't look like a token
VERSION = 1
HEADER = len(MAGIC) + 1 + 4
NONCE = 12
TAG = 16
OVERHEAD = HEADER + NONCE + TAG
KEY_BYTES = 32
HIGHEST_KEY_ID = 2**32 - 1


class DecryptionError(Exception):
    """A token can't be opened: corrupt, moved to another row, or its key is gone.

    The message names the context, never content.
    """


@dataclass(frozen=True, slots=True)
class Ring:
    """Master keys by id, and which one seals new values."""

    active: int
    keys: dict[int, bytes]

    def key(self, key_id: int) -> bytes:
        """The master key with this id; raises :class:`DecryptionError` when it is gone."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise DecryptionError(f"key {key_id} is not on the keyring") from None


@lru_cache(maxsize=8)
def _parse(source: str) -> tuple[Ring, Ring]:
    text = source if source.lstrip().startswith("{") else _read(source)
    try:
        data = json.loads(text)
        return _ring(data, "keys"), _ring(data["index"], "index keys")
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ImproperlyConfigured("VIK_KEYRING is not a keyring: see encryption/keyring.py") from error


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise ImproperlyConfigured("VIK_KEYRING names a file that can't be read") from error


def _ring(data: dict[str, object], what: str) -> Ring:
    raw = data["keys"]
    assert isinstance(raw, dict)
    keys = {int(name): _key_bytes(str(value), f"{what} {name}") for name, value in raw.items()}
    active = int(str(data["active"]))
    if active not in keys:
        raise ImproperlyConfigured(f"VIK_KEYRING: the active one of the {what} is missing")
    if not all(0 < key_id <= HIGHEST_KEY_ID for key_id in keys):
        raise ImproperlyConfigured(f"VIK_KEYRING: ids of the {what} are positive numbers")
    return Ring(active, keys)


def _key_bytes(text: str, what: str) -> bytes:
    try:
        raw = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_BYTES:
        raise ImproperlyConfigured(f"VIK_KEYRING: {what} is not 32 bytes of base64")
    return raw


def ring() -> Ring:
    """The keys that seal content."""
    return _parse(settings.VIK_KEYRING)[0]


def index_ring() -> Ring:
    """The keys of blind indexes."""
    return _parse(settings.VIK_KEYRING)[1]


@lru_cache(maxsize=1024)
def _aead(master: bytes, context: str) -> AESGCMSIV:
    derived = HKDF(hashes.SHA256(), KEY_BYTES, salt=b"vik-field-v1", info=context.encode()).derive(master)
    return AESGCMSIV(derived)


def _associated(header: bytes, context: str, row: str) -> bytes:
    parts = (header, context.encode(), row.encode())
    # Length-prefixed, so that no two triples give the same bytes.
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def encrypt(plain: bytes, *, context: str, row: str) -> bytes:
    """Seal bytes with the active key, bound to a context (table and column) and a row."""
    keys = ring()
    header = MAGIC + bytes([VERSION]) + keys.active.to_bytes(4, "big")
    nonce = os.urandom(NONCE)
    sealed = _aead(keys.key(keys.active), context).encrypt(nonce, plain, _associated(header, context, row))
    return header + nonce + sealed


def key_id(token: bytes) -> int:
    """Which key sealed a token; raises :class:`DecryptionError` for anything that isn't a token."""
    if len(token) < OVERHEAD or token[:2] != MAGIC or token[2] != VERSION:
        raise DecryptionError("not a sealed value")
    return int.from_bytes(token[3:HEADER], "big")


def decrypt(token: bytes, *, context: str, row: str) -> bytes:
    """Open a token; raises :class:`DecryptionError` when it was changed, moved, or its key is gone."""
    key = ring().key(key_id(token))
    header, nonce, body = token[:HEADER], token[HEADER : HEADER + NONCE], token[HEADER + NONCE :]
    try:
        return _aead(key, context).decrypt(nonce, body, _associated(header, context, row))
    except InvalidTag:
        raise DecryptionError(
            f"{context}: corrupt, moved to another row, or sealed with another key"
        ) from None


def check_keys(used: set[int] | None = None) -> list[str]:
    """Problems with the keyring, as sentences; ``used`` are key ids found in the database."""
    try:
        keys = ring()
        index_ring()
    except ImproperlyConfigured as error:
        return [str(error)]
    probe = encrypt(b"probe", context="check", row="")
    if decrypt(probe, context="check", row="") != b"probe":
        return ["VIK_KEYRING does not open what it sealed"]
    lost = sorted((used or set()) - keys.keys.keys())
    return [f"VIK_KEYRING lacks key {name}, with which stored values are sealed" for name in lost]
