"""Opening one subject or object for a colleague of another municipality."""

from __future__ import annotations

from access.sharing import SharePage
from subjects.models import Subject
from subjects.views.register import PURPOSE


class ShareSubjectPage(SharePage):
    """Who sees this registration, and for whom it is opened."""

    action = "subjects.share"
    reading = "subjects.view"
    purpose = PURPOSE
    model = Subject

    @property
    def back_url(self) -> str:
        """The page of the registration."""
        address: str = self.record.address
        return address
