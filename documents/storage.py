"""Where sealed files stand: one object per part of a document, never readable without the keyring.

Each document has a key of its own in the key store (:mod:`encryption.seals`), without which its files
do not open: when that key is destroyed, they are gone from every backup of the files too.
The store itself is five verbs over names, so that an object store (S3) can take the place of the
folder without a change elsewhere. Sealing happens before the store sees a byte.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final, Protocol
from uuid import UUID

from django.conf import settings

from core import clock
from documents.filetypes import Part
from encryption import files, seals

_NAME: Final = re.compile(r"(?P<id>[0-9a-f]{32})\.(?P<part>original|shown|small|text)")
SPILL: Final = 1024 * 1024
KEY_CONTEXT: Final = "documents.document"


class FileGone(Exception):
    """The store holds no such part of this document."""


class Store(Protocol):
    """What VIK asks of a place for sealed files."""

    def put(self, name: str, source: BinaryIO) -> None:
        """Keep an object, wholly or not at all, in the place of what had this name."""

    def get(self, name: str) -> BinaryIO:
        """The object with this name; raises :class:`FileGone`."""

    def remove(self, name: str) -> None:
        """Remove an object; removing it twice changes nothing."""

    def names(self) -> Iterator[str]:
        """All names in the store."""

    def changed_at(self, name: str) -> datetime:
        """When the object was put; raises :class:`FileGone`."""


class FolderStore:
    """Sealed files in a folder, each readable for its owner only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, name: str) -> Path:
        # Only a name of our own making becomes a path.
        if not _NAME.fullmatch(name):
            raise ValueError("not a name of a stored file")
        # The last digits of a UUIDv7 are random, the first are the date.
        return self.folder / name[30:32] / name

    def put(self, name: str, source: BinaryIO) -> None:
        """Write beside, flush, then rename: a reader sees the old file or the whole new one."""
        path = self._path(name)
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._sync(self.folder)
        fresh = path.with_name(f".{name}.{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as target:
                shutil.copyfileobj(source, target)
                target.flush()
                os.fsync(target.fileno())
            fresh.replace(path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        self._sync(path.parent)

    def get(self, name: str) -> BinaryIO:
        """An open file; the caller closes it."""
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            raise FileGone(name) from None

    def remove(self, name: str) -> None:
        """Unlink, durably."""
        path = self._path(name)
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
            self._sync(path.parent)

    def names(self) -> Iterator[str]:
        """Names of our own making; anything else in the folder is not ours to touch."""
        for path in sorted(self.folder.glob("??/*")):
            if _NAME.fullmatch(path.name):
                yield path.name

    def changed_at(self, name: str) -> datetime:
        """The time of the file itself: this is housekeeping, not time of the trade."""
        try:
            return datetime.fromtimestamp(self._path(name).stat().st_mtime, tz=UTC)
        except FileNotFoundError:
            raise FileGone(name) from None

    @staticmethod
    def _sync(folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def store() -> Store:
    """The place that the settings name."""
    return FolderStore(Path(settings.VIK_DOCUMENT_STORE))


def name_of(document_id: UUID, part: Part) -> str:
    """The name of a part in the store: tells nothing but the key of the row."""
    return f"{document_id.hex}.{part}"


def document_of(name: str) -> tuple[UUID, Part]:
    """Which part of which document a name stands for."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError("not a name of a stored file")
    return UUID(match["id"]), Part(match["part"])


def _context(part: Part) -> str:
    return f"documents.{part}"


def make_key(document_id: UUID) -> None:
    """Make the document's own key; once, before its first part is kept."""
    seals.make_key(str(document_id), context=KEY_CONTEXT)


def _key(document_id: UUID) -> bytes:
    try:
        return seals.open_key(str(document_id), context=KEY_CONTEXT)
    except seals.SealGone:
        raise FileGone("the key of this document was destroyed") from None


def keep(document_id: UUID, part: Part, plain: bytes) -> None:
    """Seal bytes for one part of one document, and store them; raises :class:`FileGone` without a key."""
    key = _key(document_id)
    with tempfile.SpooledTemporaryFile(max_size=SPILL) as sealed:
        # What may spill to disk here is already sealed.
        files.encrypt_stream(
            io.BytesIO(plain),
            sealed,  # type: ignore[arg-type]  # a spooled file writes bytes
            context=_context(part),
            row=str(document_id),
            secret=key,
        )
        sealed.seek(0)
        store().put(name_of(document_id, part), sealed)  # type: ignore[arg-type]  # idem, reads bytes


def read(document_id: UUID, part: Part) -> bytes:
    """Open one part wholly; a file that was cut or changed raises and gives nothing."""
    key = _key(document_id)
    with store().get(name_of(document_id, part)) as sealed:
        chunks = files.decrypt_stream(sealed, context=_context(part), row=str(document_id), secret=key)
        return b"".join(chunks)


def discard(document_id: UUID) -> None:
    """Destroy the document's key, and remove every part of it; doing it twice changes nothing."""
    seals.destroy_seal(str(document_id))
    for part in Part:
        store().remove(name_of(document_id, part))


def age(name: str) -> timedelta:
    """How long ago a stored file was written; raises :class:`FileGone`."""
    return clock.now() - store().changed_at(name)


def key_id_of(name: str) -> int:
    """Which master key seals a stored file."""
    with store().get(name) as sealed:
        return files.file_key_id(sealed)


def rewrap(name: str) -> None:
    """Seal a stored file anew under the active key; for rotation."""
    document_id, part = document_of(name)
    key = _key(document_id)
    with store().get(name) as old, tempfile.SpooledTemporaryFile(max_size=SPILL) as fresh:
        files.rewrap(old, fresh, context=_context(part), row=str(document_id), secret=key)  # type: ignore[arg-type]  # a spooled file writes bytes
        fresh.seek(0)
        store().put(name, fresh)  # type: ignore[arg-type]  # idem, reads bytes


def rewrap_key(document_id: UUID) -> bool:
    """Seal the document's key anew; False when it is under the active key already. For rotation."""
    return seals.reseal_store(str(document_id), context=KEY_CONTEXT)
