"""The words of a document as keyed hashes: the same for what is kept and what is sought."""

from __future__ import annotations

from typing import Final

from encryption.words import word_tokens

CONTEXT: Final = "documents.text"
# A long report: more words say little that these don't.
MOST_WORDS: Final = 60_000


def document_tokens(text: str) -> set[int]:
    """Keyed hashes of the stems of a text."""
    return word_tokens(text, context=CONTEXT, most=MOST_WORDS)
