"""Forms of cases and actions."""

from cases.forms.action import ActionForm, NoteOnlyForm, ReportForm
from cases.forms.case import (
    AddSignalForm,
    AddSubjectForm,
    CaseForm,
    CloseForm,
    EntrustForm,
    MemberForm,
    MoveForm,
    NoteForm,
)

__all__ = [
    "ActionForm",
    "AddSignalForm",
    "AddSubjectForm",
    "CaseForm",
    "CloseForm",
    "EntrustForm",
    "MemberForm",
    "MoveForm",
    "NoteForm",
    "NoteOnlyForm",
    "ReportForm",
]
