"""Near-duplicate texts: a small keyed sketch by which equals are found without reading anything.

MinHash over word triples (Broder 1997), in bands; two texts that share a band are candidates,
which are then compared word by word in their opened form.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

BANDS = 8
ROWS_PER_BAND = 3
SHINGLE = 3
# Fewer words say too little: short remarks would all be alike.
MINIMUM_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, without numbers (which differ between copies)."""
    return [word.casefold() for word in _WORD.findall(text)]


def bands_of(text: str, keyed: Callable[[str], bytes]) -> list[bytes]:
    """The sketch of a text as keyed band values; empty for a text that says too little.

    ``keyed`` turns a string into an unguessable hash (:func:`encryption.blind_index.blind_index`).
    """
    words = words_of(text)
    if len(words) < MINIMUM_WORDS:
        return []
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    hashes = [hashlib.blake2b(s.encode(), digest_size=8).digest() for s in shingles]
    bands = []
    for band in range(BANDS):
        row_values = [
            min(hashlib.blake2b(h, digest_size=8, salt=f"{band}.{row}".encode()).digest() for h in hashes)
            for row in range(ROWS_PER_BAND)
        ]
        bands.append(keyed(f"{band}:" + b"".join(row_values).hex()))
    return bands
