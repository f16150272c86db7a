"""Tables of the room: cases with their parts, and actions."""

from cases.models.action import ActionDocument, ActionItem, ActionStep
from cases.models.case import Case, CaseGroupGrant, CaseStep, CaseUserGrant, CompartmentRequest
from cases.models.part import CaseDocument, CaseMember, CaseNote, CaseSignal, CaseSubject

__all__ = [
    "ActionDocument",
    "ActionItem",
    "ActionStep",
    "Case",
    "CaseDocument",
    "CaseGroupGrant",
    "CaseMember",
    "CaseNote",
    "CaseSignal",
    "CaseStep",
    "CaseSubject",
    "CaseUserGrant",
    "CompartmentRequest",
]
