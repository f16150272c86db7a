"""What every file is looked at for before it is read: is it there, not too large, and not packed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKED: Final = {
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"7z\xbc\xaf": "7z",
    b"\xfd7zX": "xz",
    b"Rar!": "rar",
}


class NotReadable(ValueError):
    """The whole file can't be read; the text is the sentence for the user."""


def beginning(path: Path, *, most: int, length: int = 4096) -> bytes:
    """The first bytes of a file. Raises NotReadable when it is absent, empty, too large or packed."""
    try:
        if not path.is_file():
            raise NotReadable(f"{path.name} is geen bestand.")
        size = path.stat().st_size
        if size > most:
            raise NotReadable(
                f"{path.name} is te groot: {size // 1_000_000} MB, hooguit {most // 1_000_000} MB. "
                "Maak een uitsnede van uw gemeente."
            )
        with path.open("rb") as file:
            head = file.read(length)
    except OSError as problem:
        raise NotReadable(f"{path.name} is niet te lezen: {problem.strerror}.") from problem
    if not head.strip():
        raise NotReadable(f"{path.name} is leeg.")
    for magic, name in _PACKED.items():
        if head.startswith(magic):
            raise NotReadable(f"{path.name} is ingepakt ({name}). Pak het eerst uit.")
    return head
