"""By which words a document is found, without its text being kept readable."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from access.records import Part
from documents.models.document import Document
from documents.policy import DocumentPolicy


class DocumentWords(Part):
    """Keyed hashes of the stems in the title and the text of one document (docs/decisions/0010).

    Apart from the document, because they are many: a list of documents must not carry them along.
    """

    part_of = "document"
    track_changes = False  # derived from the text by the machine
    policy = DocumentPolicy()
    document = models.OneToOneField(Document, models.CASCADE, related_name="words")
    tokens = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        verbose_name = "woorden van een document"
        indexes = [GinIndex(fields=["tokens"], name="documents_words_tokens")]
