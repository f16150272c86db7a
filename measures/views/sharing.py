"""Opening one measure for a colleague of another municipality."""

from __future__ import annotations

from access.sharing import SharePage
from measures.models import Measure
from measures.views.register import PURPOSE


class ShareMeasurePage(SharePage):
    """Who sees this measure, and for whom it is opened. Its parties are seen by who sees them too."""

    action = "measures.share"
    reading = "measures.view"
    purpose = PURPOSE
    model = Measure

    @property
    def back_url(self) -> str:
        """The page of the measure."""
        return str(self.record.address)
