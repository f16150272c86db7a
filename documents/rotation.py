"""Stored files take part in key rotation: the original, its copies and their key, sealed anew."""

from __future__ import annotations

from typing import Any, Final

from documents import storage
from documents.filetypes import parts_of
from documents.models import Document
from documents.storage import FileGone
from encryption import keyring, seals
from encryption.files import FileTampered
from encryption.rotation import Count, Target, key_id_or_none

# A file is rewritten wholly, so few rows are held at a time.
MOST_AT_ONCE: Final = 10


class StoredFiles:
    """All parts of all documents that were not destroyed."""

    name = "documents.document.files"

    def batch(self, after: Any, size: int) -> tuple[Any, Count]:
        """Hold the rows, so that nothing is destroyed meanwhile and comes back by being rewritten."""
        size = min(size, MOST_AT_ONCE)
        held = _held(after, size)
        count = Count()
        for pk, media_type in held:
            for part in parts_of(media_type):
                _rotate(storage.name_of(pk, part), count)
        return (held[-1][0] if len(held) == size else None), count

    def keys_in_use(self) -> set[int]:
        """Not asked at start: it would read the store."""
        return set()


def _rotate(name: str, count: Count) -> None:
    key_id: int | None = None
    try:
        key_id = storage.key_id_of(name)
        if key_id == keyring.ring().active:
            count.active += 1
            return
        storage.rewrap(name)
        count.rotated += 1
    except (FileGone, FileTampered, keyring.DecryptionError):
        count.miss(name, key_id)


class DocumentKeys:
    """The documents' own keys in the key store, outside the database."""

    name = "documents.document.keys"

    def batch(self, after: Any, size: int) -> tuple[Any, Count]:
        """Hold the rows, as destruction does: a key destroyed meanwhile must not be written back."""
        held = _held(after, size)
        count = Count()
        for pk, _ in held:
            try:
                if storage.rewrap_key(pk):
                    count.rotated += 1
                else:
                    count.active += 1
            except FileNotFoundError:
                count.miss(pk)
            except keyring.DecryptionError:
                count.miss(pk, key_id_or_none(seals.stored_share(str(pk))))
        return (held[-1][0] if len(held) == size else None), count

    def keys_in_use(self) -> set[int]:
        """Not asked at start: it would read the store."""
        return set()


def _held(after: Any, size: int) -> list[tuple[Any, str]]:
    rows = Document.objects.filter(destroyed_at=None).unrestricted(why="sleutelrotatie").order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.select_for_update(no_key=True).values_list("pk", "media_type")[:size])


def targets() -> list[Target]:
    """The files, and the keys that they ask for."""
    return [StoredFiles(), DocumentKeys()]
