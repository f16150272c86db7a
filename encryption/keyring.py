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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
HIGHEST_INDEX_KEY_ID = 2**16 - 1


class DecryptionError(Exception):
    """A token can't be opened: corrupt, moved to another row, or its key is gone.

    The message names the context, never content.
    """


@dataclass(frozen=True, slots=True)
class Ring:
    """Master keys by id, and which one seals new values."""

    active: int
    # Never in a repr: that ends up in error reports.
    keys: dict[int, bytes] = field(repr=False)

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
        data = json.loads(text, object_pairs_hook=_no_name_twice)
    except json.JSONDecodeError:
        # "from None": the error of the parser carries the text, so the keys.
        raise _wrong("this is no JSON") from None
    if not isinstance(data, dict) or not isinstance(data.get("index"), dict):
        raise _wrong('this is not {"active", "keys", "index": {"active", "keys"}}')
    content = _ring(data, "keys", highest=HIGHEST_KEY_ID)
    index = _ring(data["index"], "index keys", highest=HIGHEST_INDEX_KEY_ID)
    if set(content.keys.values()) & set(index.keys.values()):
        raise _wrong("a key of content and a key of the index are the same")
    return content, index


def _wrong(what: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"VIK_KEYRING: {what}")


def _read(path: str) -> str:
    if not path.strip():
        raise _wrong("there is none")
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise _wrong("this is no JSON, and no file that can be read") from None


def _no_name_twice(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise _wrong("a name stands in it twice")
        found[name] = value
    return found


def _ring(data: Mapping[str, object], what: str, *, highest: int) -> Ring:
    raw = data.get("keys")
    if not isinstance(raw, dict) or not raw:
        raise _wrong(f"the {what} are missing")
    keys: dict[int, bytes] = {}
    for name, value in raw.items():
        key_id = _id(name, what, highest)
        if key_id in keys:
            raise _wrong(f"two of the {what} have number {key_id}")
        keys[key_id] = _key_bytes(str(value), f"{what} {key_id}")
    active = _id(data.get("active"), f"active one of the {what}", highest)
    if active not in keys:
        raise _wrong(f"the active one of the {what} is missing")
    return Ring(active, keys)


def _id(value: object, what: str, highest: int) -> int:
    text = str(value)
    # What stands in the place of a number may be a key, so the message does not repeat it.
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= highest):
        raise _wrong(f"the {what} need a number from 1 to {highest}")
    return int(text)


def _key_bytes(text: str, what: str) -> bytes:
    try:
        raw = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_BYTES:
        raise _wrong(f"{what} is not 32 bytes of base64")
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
