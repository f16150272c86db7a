"""A JPEG within another file, without what it tells besides the picture."""

from __future__ import annotations

from typing import Final

# APP0 (JFIF), APP2 (colours) and APP14 (Adobe) say how the picture looks; the others tell about it.
TELLING: Final = frozenset({0xFE, 0xE1, *range(0xE3, 0xEE), 0xEF})
SCAN: Final = 0xDA


def without_metadata(raw: bytes) -> bytes:
    """The same picture without place, camera and comment; what is no whole JPEG comes back as it was."""
    if not raw.startswith(b"\xff\xd8"):
        return raw
    kept, at = [raw[:2]], 2
    while at + 4 <= len(raw):
        if raw[at] != 0xFF:
            return raw
        marker = raw[at + 1]
        if marker == SCAN:
            return b"".join([*kept, raw[at:]])
        size = int.from_bytes(raw[at + 2 : at + 4], "big")
        if size < 2:
            return raw
        if marker not in TELLING:
            kept.append(raw[at : at + 2 + size])
        at += 2 + size
    return raw
