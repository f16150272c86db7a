"""Every change to documents."""

from documents.operations.attaching import Described, add_document, attach_to
from documents.operations.ending import (
    destroy_document,
    destroy_documents_of,
    hide_document,
    hide_documents_of,
)
from documents.operations.storing import clean_name, digest_of, store_file, store_made

__all__ = [
    "Described",
    "add_document",
    "attach_to",
    "clean_name",
    "destroy_document",
    "destroy_documents_of",
    "digest_of",
    "hide_document",
    "hide_documents_of",
    "store_file",
    "store_made",
]
