"""Forms of controls."""

from inspections.forms.plan import MemberForm, ParticipantForm, PlanForm, StopForm
from inspections.forms.spot import (
    CheckForm,
    DealerForm,
    EntryForm,
    FeedbackForm,
    FindingForm,
    GoodsForm,
    MetForm,
    NoteForm,
    OutcomeForm,
    PhotosForm,
    RevisitForm,
    StepForm,
)

__all__ = [
    "CheckForm",
    "DealerForm",
    "EntryForm",
    "FeedbackForm",
    "FindingForm",
    "GoodsForm",
    "MemberForm",
    "MetForm",
    "NoteForm",
    "OutcomeForm",
    "ParticipantForm",
    "PhotosForm",
    "PlanForm",
    "RevisitForm",
    "StepForm",
    "StopForm",
]
