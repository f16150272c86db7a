"""The words of a document as keyed hashes, so that it is found without its text being kept readable."""

from __future__ import annotations

from typing import Final

from documents.models import Document, DocumentWords
from encryption.words import word_tokens

CONTEXT: Final = "documents.text"
# A long report: more words say little that these don't.
MOST_WORDS: Final = 60_000


def index_document(document: Document, text: str) -> None:
    """Keep the tokens of title, number of the source and text. Call it elevated."""
    said = " ".join(filter(None, [document.title, document.source_number, text]))
    tokens = sorted(word_tokens(said, context=CONTEXT, most=MOST_WORDS))
    DocumentWords(document=document, tokens=tokens).save()


def forget_words(document: Document) -> None:
    """Nothing finds it any more. Call it elevated."""
    DocumentWords.objects.filter(document=document).unrestricted(why="hidden or destroyed").delete()
