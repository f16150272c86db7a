"""The received file itself: stored encrypted, opened again row by row, forgotten in the end."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from core.errors import Refused
from core.ids import uuid7
from encryption.files import decrypt_stream, encrypt_stream, file_key_id, rewrap
from encryption.keyring import ring

CONTEXT = "signals.importrun.file"
PIECE = 64 * 1024
_NAME = re.compile(r"[0-9a-f-]{36}(\.part)?")


def keep_file(source: BinaryIO) -> tuple[str, bytes]:
    """Store a file encrypted; its key in the store and the digest of its content."""
    source.seek(0)
    if not source.read(1):
        raise Refused("Dit bestand is leeg.", field="file")
    digest = digest_of(source)
    file_key = str(uuid7())
    path = _path(file_key)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    source.seek(0)
    with unfinished.open("wb") as target:
        encrypt_stream(source, target, context=CONTEXT, row=file_key)
    unfinished.replace(path)
    return file_key, digest


def digest_of(source: BinaryIO) -> bytes:
    """The SHA-256 of a file, read in pieces."""
    source.seek(0)
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
    source.seek(0)
    return digest.digest()


@contextmanager
def opened(file_key: str) -> Iterator[BinaryIO]:
    """The readable file, in memory only: it is as large as an upload may be, and never on disk."""
    path = _path(file_key)
    if not file_key or not path.exists():
        raise Refused("Het bestand is niet meer bewaard. Lees het opnieuw in.")
    with io.BytesIO() as spool:
        with path.open("rb") as source:
            for piece in decrypt_stream(source, context=CONTEXT, row=file_key):
                spool.write(piece)
        spool.seek(0)
        yield spool


def rewrap_file(file_key: str) -> bool:
    """Seal a stored file anew under the active key; False when it already is. For key rotation.

    Raises FileNotFoundError when it is gone.
    """
    path = _path(file_key)
    with path.open("rb") as source:
        if file_key_id(source) == ring().active:
            return False
        source.seek(0)
        unfinished = path.with_suffix(".part")
        try:
            with unfinished.open("wb") as target:
                rewrap(source, target, context=CONTEXT, row=file_key)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    if not path.exists():
        # Forgotten meanwhile: it must not come back.
        unfinished.unlink()
        return False
    unfinished.replace(path)
    return True


def forget_file(file_key: str) -> None:
    """Remove a stored file; asking twice is no error."""
    if file_key:
        _path(file_key).unlink(missing_ok=True)


def old_files(before: datetime) -> set[str]:
    """The names of stored files, also unfinished ones, that were last written before a moment."""
    found = set()
    for path in (Path(settings.VIK_DOCUMENT_STORE) / "imports").glob("*"):
        # Only a name of our own making; a file that another worker removes meanwhile is gone as well.
        if _NAME.fullmatch(path.name) and path.is_file():
            changed = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
            if changed < before:
                found.add(path.name)
    return found


def _path(file_key: str) -> Path:
    return Path(settings.VIK_DOCUMENT_STORE) / "imports" / file_key
