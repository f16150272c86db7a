"""A key of its own for one record, in two shares; destroying one destroys the content everywhere.

One share goes back to the caller for the database row. The other stands in the key store
(``settings.VIK_SEAL_STORE``), outside the database and its backups. Content that must disappear
after a term is sealed like this: when the file in the key store is gone, no backup of the database
can bring the content back. The key store itself is never backed up longer than the term.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import uuid
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from encryption import keyring

SHARE_BYTES = 32
# The two halves of a key are sealed in contexts of their own, so that one can't stand for the other.
SHARE_CONTEXT = "seal-share"
STORE_CONTEXT = "seal-store"


class SealGone(Exception):
    """The key store holds no key for this content: it was destroyed, so nothing opens it any more."""


class SealStoreMissing(Exception):
    """The folder of the key store is not there at all: nothing was destroyed, a mount is missing."""


class SealExists(Exception):
    """This row has a key already; a second one would destroy what the first one closed."""


@dataclass(frozen=True, slots=True)
class SealedBlob:
    """What the database keeps: the content, and one half of its key."""

    ciphertext: bytes
    share: bytes


def _path(row: str) -> Path:
    # Only a UUID becomes a file name.
    name = uuid.UUID(row).hex
    return Path(settings.VIK_SEAL_STORE) / name[-2:] / name


def _cipher(ours: bytes, theirs: bytes, context: str, row: str) -> AESGCMSIV:
    key = HKDF(hashes.SHA256(), 32, salt=b"vik-seal-v1", info=f"{context}|{row}".encode()).derive(
        ours + theirs
    )
    return AESGCMSIV(key)


def seal(plain: bytes, *, context: str, row: str) -> SealedBlob:
    """Seal content under a new key of its own; ``row`` is the UUID of the row that keeps it.

    Raises :class:`SealExists` when that row has a key already.
    """
    theirs = make_key(row, context=context)
    ours = secrets.token_bytes(SHARE_BYTES)
    nonce = os.urandom(keyring.NONCE)
    body = _cipher(ours, theirs, context, row).encrypt(nonce, plain, row.encode())
    return SealedBlob(nonce + body, keyring.encrypt(ours, context=f"{SHARE_CONTEXT}:{context}", row=row))


def open_seal(ciphertext: bytes, share: bytes, *, context: str, row: str) -> bytes:
    """Open sealed content; raises :class:`SealGone` once its key was destroyed."""
    theirs = open_key(row, context=context)
    ours = keyring.decrypt(bytes(share), context=f"{SHARE_CONTEXT}:{context}", row=row)
    nonce, body = bytes(ciphertext[: keyring.NONCE]), bytes(ciphertext[keyring.NONCE :])
    try:
        return _cipher(ours, theirs, context, row).decrypt(nonce, body, row.encode())
    except InvalidTag:
        raise keyring.DecryptionError(f"{context}: sealed content is corrupt or was moved") from None


def make_key(row: str, *, context: str) -> bytes:
    """A new key in the key store, for what is sealed elsewhere: the files of a document."""
    key = secrets.token_bytes(SHARE_BYTES)
    _write(_path(row), keyring.encrypt(key, context=f"{STORE_CONTEXT}:{context}", row=row), new=True)
    return key


def open_key(row: str, *, context: str) -> bytes:
    """The key of this row; raises :class:`SealGone` once it was destroyed."""
    try:
        stored = stored_share(row)
    except FileNotFoundError:
        if not Path(settings.VIK_SEAL_STORE).is_dir():
            raise SealStoreMissing("VIK_SEAL_STORE names no folder") from None
        raise SealGone(
            "the key store holds no key for this content: it was destroyed, or VIK_SEAL_STORE names another store"
        ) from None
    return keyring.decrypt(stored, context=f"{STORE_CONTEXT}:{context}", row=row)


def destroy_seal(row: str) -> None:
    """Destroy the share in the key store; doing it twice changes nothing.

    The file is overwritten before it is removed; on media that remap blocks the wrapping key of
    the keyring still covers what may linger.
    """
    path = _path(row)
    # A crash while writing may have left a copy under the name that it had until then.
    for left in [path, *path.parent.glob(f".{path.name}.*")]:
        with contextlib.suppress(FileNotFoundError):
            with left.open("r+b") as file:
                file.write(os.urandom(left.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            left.unlink()
    if path.parent.is_dir():
        _sync_folder(path.parent)


def seal_exists(row: str) -> bool:
    """Can content of this row still be opened?"""
    return _path(row).exists()


def stored_share(row: str) -> bytes:
    """The sealed half in the key store, as it stands there; raises FileNotFoundError when destroyed."""
    return _path(row).read_bytes()


def reseal_store(row: str, *, context: str) -> bool:
    """Wrap the stored share with the active key; returns whether anything changed. For rotation."""
    stored = stored_share(row)
    if keyring.key_id(stored) == keyring.ring().active:
        return False
    plain = keyring.decrypt(stored, context=f"{STORE_CONTEXT}:{context}", row=row)
    _write(_path(row), keyring.encrypt(plain, context=f"{STORE_CONTEXT}:{context}", row=row))
    return True


def _write(path: Path, content: bytes, *, new: bool = False) -> None:
    """Write a file wholly or not at all, readable for its owner only, and durable.

    With ``new`` it takes the place of nothing; raises :class:`SealExists`.
    """
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sync_folder(path.parent.parent)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if new:
            path.hardlink_to(fresh)
        else:
            fresh.replace(path)
    except FileExistsError:
        raise SealExists("this row has a key already") from None
    finally:
        fresh.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
