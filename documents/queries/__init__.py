"""What pages read of documents."""

from documents.queries.finding import document_keys, found_documents
from documents.queries.listing import bearer_of, documents_of, marks_on, redactions_of, versions_of

__all__ = [
    "bearer_of",
    "document_keys",
    "documents_of",
    "found_documents",
    "marks_on",
    "redactions_of",
    "versions_of",
]
