"""Documents of a subject or object."""

from __future__ import annotations

from documents.pages import AttachPage
from subjects.views.page import SubjectRecordPage


class AttachToSubjectPage(SubjectRecordPage, AttachPage):
    """Add documents to one registration."""

    action = "subjects.edit"
    record_action = "subjects.edit"
