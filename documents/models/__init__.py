"""Tables of documents, and what makes a record able to carry them."""

from documents.models.bearer import Bearer
from documents.models.document import Document, Kind, ScanState
from documents.models.mark import DocumentMark
from documents.models.words import DocumentWords

__all__ = ["Bearer", "Document", "DocumentMark", "DocumentWords", "Kind", "ScanState"]
