"""Encrypted files: 64 KiB chunks, each authenticated, in an order that can't be changed.

STREAM construction (as age and Tink): a data key per file, wrapped by the keyring and bound to the
document; the header is associated data of every chunk; the last chunk is flagged, so truncation
shows. A file may also ask for a secret that is kept elsewhere and can be destroyed.
Give opened chunks to a parser only after the whole file was read (a cut file shows at its end).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from encryption import keyring

MAGIC = b"VIKF\x01"
CHUNK = 64 * 1024
TAG = 16
PREFIX = 7


class FileTampered(Exception):
    """The file was cut, changed, reordered, or belongs to another document."""


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, 1 if last else 0)


def _fill(source: BinaryIO, size: int) -> bytes:
    """Read until there is enough or nothing left: a pipe or network stream gives less than asked."""
    piece = source.read(size)
    while len(piece) < size and (more := source.read(size - len(piece))):
        piece += more
    return piece


def _cipher(data_key: bytes, secret: bytes) -> AESGCM:
    """The key of the chunks; ``secret`` is kept elsewhere, and its destruction destroys the file."""
    if not secret:
        return AESGCM(data_key)
    derived = HKDF(hashes.SHA256(), 32, salt=b"vik-file-v1", info=b"file").derive(data_key + secret)
    return AESGCM(derived)


def encrypt_stream(source: BinaryIO, target: BinaryIO, *, context: str, row: str, secret: bytes = b"") -> int:
    """Seal a stream into another; returns the number of plain bytes.

    With ``secret`` (see :func:`encryption.seals.make_key`) the file opens with that secret only.
    """
    data_key, prefix = AESGCM.generate_key(256), os.urandom(PREFIX)
    wrapped = keyring.encrypt(data_key, context=f"file-key:{context}", row=row)
    header = MAGIC + struct.pack(">H", len(wrapped)) + wrapped + prefix
    target.write(header)
    cipher, number, size = _cipher(data_key, secret), 0, 0
    chunk = _fill(source, CHUNK)
    while True:
        following = _fill(source, CHUNK)
        last = not following
        target.write(cipher.encrypt(_nonce(prefix, number, last), chunk, header))
        size += len(chunk)
        if last:
            return size
        chunk, number = following, number + 1


def decrypt_stream(source: BinaryIO, *, context: str, row: str, secret: bytes = b"") -> Iterator[bytes]:
    """Open a sealed stream chunk by chunk; raises :class:`FileTampered`."""
    cipher, prefix, header = _open_header(source, context=context, row=row, secret=secret)
    number = 0
    chunk = _fill(source, CHUNK + TAG)
    while True:
        following = _fill(source, CHUNK + TAG)
        last = not following
        try:
            yield cipher.decrypt(_nonce(prefix, number, last), chunk, header)
        except InvalidTag:
            raise FileTampered(f"chunk {number} can't be opened") from None
        if last:
            return
        chunk, number = following, number + 1


def rewrap(source: BinaryIO, target: BinaryIO, *, context: str, row: str, secret: bytes = b"") -> None:
    """Copy a sealed file under the active key; for rotation."""
    plain = _Chunks(decrypt_stream(source, context=context, row=row, secret=secret))
    encrypt_stream(plain, target, context=context, row=row, secret=secret)  # type: ignore[arg-type]  # only read() is used


class _Chunks:
    """A readable over an iterator of chunks: all of CHUNK bytes but the last."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def read(self, size: int) -> bytes:
        """The next chunk, or nothing at the end."""
        return next(self._chunks, b"")


def file_key_id(source: BinaryIO) -> int:
    """Which master key wraps the data key of a sealed file."""
    return keyring.key_id(_wrapped_key(source))


def _wrapped_key(source: BinaryIO) -> bytes:
    if _fill(source, len(MAGIC)) != MAGIC:
        raise FileTampered("not a sealed file")
    length = _fill(source, 2)
    wrapped = _fill(source, int.from_bytes(length, "big"))
    if len(length) < 2 or len(wrapped) < int.from_bytes(length, "big"):
        raise FileTampered("cut within its header")
    return wrapped


def _open_header(source: BinaryIO, *, context: str, row: str, secret: bytes) -> tuple[AESGCM, bytes, bytes]:
    wrapped = _wrapped_key(source)
    prefix = _fill(source, PREFIX)
    if len(prefix) < PREFIX:
        raise FileTampered("cut within its header")
    header = MAGIC + struct.pack(">H", len(wrapped)) + wrapped + prefix
    data_key = keyring.decrypt(wrapped, context=f"file-key:{context}", row=row)
    return _cipher(data_key, secret), prefix, header
