"""The words of a document as keyed hashes, so that it is found without its text being kept readable."""

from __future__ import annotations

from documents.filetypes import Part
from documents.models import Document, DocumentWords
from documents.unsealing import opened
from documents.wording import document_tokens


def index_document(document: Document, text: str) -> bool:
    """Keep the tokens of title, number of the source and text; False when nothing changed. Call it elevated."""
    said = " ".join(filter(None, [document.title, document.source_number, text]))
    tokens = sorted(document_tokens(said))
    row = DocumentWords.objects.filter(document=document).unrestricted(why="index").first()
    if row is not None and row.tokens == tokens:
        return False
    row = row or DocumentWords(document=document)
    row.tokens = tokens
    row.save()
    return True


def index_again(document: Document) -> bool:
    """Read the words anew from the sealed text; False when nothing changed. Call it elevated."""
    text = opened(document, Part.TEXT).decode() if Part.TEXT in document.parts else ""
    return index_document(document, text)


def forget_words(document: Document) -> None:
    """Nothing finds it any more. Call it elevated."""
    DocumentWords.objects.filter(document=document).unrestricted(why="hidden or destroyed").delete()
