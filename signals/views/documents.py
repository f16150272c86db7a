"""Documents of a signal, besides the photos that came with it."""

from __future__ import annotations

from documents.pages import AttachPage
from signals.models import Signal
from signals.views.panes import PURPOSE


class AttachToSignalPage(AttachPage):
    """Add documents to one signal."""

    action = "signals.edit"
    purpose = PURPOSE
    model = Signal
