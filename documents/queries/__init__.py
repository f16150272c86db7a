"""What pages read of documents."""

from documents.queries.listing import bearer_of, documents_of, marks_on, redactions_of, versions_of

__all__ = ["bearer_of", "documents_of", "marks_on", "redactions_of", "versions_of"]
