"""Tables of the room signals, one file per thing."""

from signals.models.assessment import Assessment, Question, Routing, SignalStep
from signals.models.intake import ColumnMapping, ImportRow, ImportRun, RowState, RunState
from signals.models.involvement import Involvement, InvolvementRole, RejectedMark
from signals.models.report import Report, ReportDraft, ReportMessage
from signals.models.saved_filter import SavedFilter
from signals.models.sealing import SealedContent, SealOpening
from signals.models.signal import (
    KeyKind,
    PoliceAlignment,
    Signal,
    SignalGroupGrant,
    SignalKey,
    SignalUserGrant,
    SourceType,
    Urgency,
    Verification,
)

__all__ = [
    "Assessment",
    "ColumnMapping",
    "ImportRow",
    "ImportRun",
    "Involvement",
    "InvolvementRole",
    "KeyKind",
    "PoliceAlignment",
    "Question",
    "RejectedMark",
    "Report",
    "ReportDraft",
    "ReportMessage",
    "Routing",
    "RowState",
    "RunState",
    "SavedFilter",
    "SealOpening",
    "SealedContent",
    "Signal",
    "SignalGroupGrant",
    "SignalKey",
    "SignalStep",
    "SignalUserGrant",
    "SourceType",
    "Urgency",
    "Verification",
]
