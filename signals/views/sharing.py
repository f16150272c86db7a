"""Opening one signal for a colleague of another municipality."""

from __future__ import annotations

from django.urls import reverse

from access.sharing import SharePage
from signals.models import Signal
from signals.views.panes import PURPOSE


class ShareSignalPage(SharePage):
    """Who sees this signal, and for whom it is opened."""

    action = "signals.share"
    reading = "signals.view"
    purpose = PURPOSE
    model = Signal

    @property
    def back_url(self) -> str:
        """The page of the signal."""
        return reverse("signals:detail", args=[self.record.number])
