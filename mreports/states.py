"""The life of a raw M. report, as a table (contract with Meld Misdaad Anoniem)."""

from django.db import models

from core.flow import Flow, Transition


class ReportState(models.TextChoices):
    """Where a raw report stands."""

    RECEIVED = "RECEIVED", "Ontvangen"
    DERIVED = "DERIVED", "Signaal gemaakt"
    SET_ASIDE = "SET_ASIDE", "Niet gebruikt"
    DESTROYED = "DESTROYED", "Vernietigd"


S = ReportState

FLOW = Flow(
    initial=S.RECEIVED,
    labels=dict(ReportState.choices),
    transitions=(
        Transition(S.RECEIVED, S.DERIVED, "mreports.derive", ("neutral_text",), "contract M."),
        Transition(S.RECEIVED, S.SET_ASIDE, "mreports.derive", ("reason_given",), "contract M."),
        Transition(S.RECEIVED, S.DESTROYED, "mreports.destroy", ("reason_given",), "contract M."),
        Transition(S.SET_ASIDE, S.DESTROYED, "mreports.destroy", ("reason_given",), "contract M."),
        Transition(S.DERIVED, S.DESTROYED, "mreports.destroy", ("reason_given",), "contract M."),
    ),
)
