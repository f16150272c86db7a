"""Words of a text as keyed hashes: by these a sealed text is found without being opened (decision 0010)."""

from __future__ import annotations

from typing import Final

from core.wording import MOST_WORDS, stems_of
from encryption.blind_index import blind_index

TOKEN_BYTES: Final = 8


def word_tokens(text: str, *, context: str, most: int = MOST_WORDS) -> set[int]:
    """Keyed hashes of the words of a text, the same for what is kept and what is sought."""
    return {_token(stem, context) for stem in stems_of(text, most)}


def _token(stem: str, context: str) -> int:
    # Eight bytes tell words apart well enough; a chance hit is sorted out when the text is opened.
    key = blind_index(stem, context=context)
    return int.from_bytes(key[-TOKEN_BYTES:], "big", signed=True)
