"""Encrypted files: 64 KiB chunks, each authenticated, in an order that can't be changed.

STREAM construction (as age and Tink): a data key per file, wrapped by the keyring and bound to the
document; the header is associated data of every chunk; the last chunk is flagged, so truncation
shows. Give opened chunks to a parser only after the whole file was read (a cut file shows at its end).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from encryption import keyring

MAGIC = b"VIKF\x01"
CHUNK = 64 * 1024
TAG = 16
PREFIX = 7


class FileTampered(Exception):
    """The file was cut, changed, reordered, or belongs to another document."""


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, 1 if last else 0)


def encrypt_stream(source: BinaryIO, target: BinaryIO, *, context: str, row: str) -> int:
    """Seal a stream into another; returns the number of plain bytes."""
    data_key, prefix = AESGCM.generate_key(256), os.urandom(PREFIX)
    wrapped = keyring.encrypt(data_key, context=f"file-key:{context}", row=row)
    header = MAGIC + struct.pack(">H", len(wrapped)) + wrapped + prefix
    target.write(header)
    cipher, number, size = AESGCM(data_key), 0, 0
    chunk = source.read(CHUNK)
    while True:
        following = source.read(CHUNK) if len(chunk) == CHUNK else b""
        last = not following
        target.write(cipher.encrypt(_nonce(prefix, number, last), chunk, header))
        size += len(chunk)
        if last:
            return size
        chunk, number = following, number + 1


def decrypt_stream(source: BinaryIO, *, context: str, row: str) -> Iterator[bytes]:
    """Open a sealed stream chunk by chunk; raises :class:`FileTampered`."""
    cipher, prefix, header = _open_header(source, context=context, row=row)
    number = 0
    chunk = source.read(CHUNK + TAG)
    while True:
        following = source.read(CHUNK + TAG)
        last = not following
        try:
            yield cipher.decrypt(_nonce(prefix, number, last), chunk, header)
        except InvalidTag:
            raise FileTampered(f"chunk {number} can't be opened") from None
        if last:
            return
        chunk, number = following, number + 1


def rewrap(source: BinaryIO, target: BinaryIO, *, context: str, row: str) -> None:
    """Copy a sealed file under the active key; for rotation."""
    plain = _Chunks(decrypt_stream(source, context=context, row=row))
    encrypt_stream(plain, target, context=context, row=row)  # type: ignore[arg-type]  # only read() is used


class _Chunks:
    """A readable over an iterator of chunks of at most CHUNK bytes."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, size: int) -> bytes:
        """The next chunk, or nothing at the end."""
        return next(self._chunks, b"")


def file_key_id(source: BinaryIO) -> int:
    """Which master key wraps the data key of a sealed file."""
    return keyring.key_id(_wrapped_key(source))


def _wrapped_key(source: BinaryIO) -> bytes:
    if source.read(len(MAGIC)) != MAGIC:
        raise FileTampered("not a sealed file")
    length = source.read(2)
    wrapped = source.read(int.from_bytes(length, "big"))
    if len(length) < 2 or len(wrapped) < int.from_bytes(length, "big"):
        raise FileTampered("cut within its header")
    return wrapped


def _open_header(source: BinaryIO, *, context: str, row: str) -> tuple[AESGCM, bytes, bytes]:
    wrapped = _wrapped_key(source)
    prefix = source.read(PREFIX)
    if len(prefix) < PREFIX:
        raise FileTampered("cut within its header")
    header = MAGIC + struct.pack(">H", len(wrapped)) + wrapped + prefix
    data_key = keyring.decrypt(wrapped, context=f"file-key:{context}", row=row)
    return AESGCM(data_key), prefix, header
