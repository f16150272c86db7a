"""Tables of the room: cases with their parts, and actions."""

from cases.models.action import ActionItem, ActionStep
from cases.models.case import Case, CaseGroupGrant, CaseStep, CaseUserGrant, CompartmentRequest
from cases.models.part import CaseMember, CaseNote, CaseSignal, CaseSubject

__all__ = [
    "ActionItem",
    "ActionStep",
    "Case",
    "CaseGroupGrant",
    "CaseMember",
    "CaseNote",
    "CaseSignal",
    "CaseStep",
    "CaseSubject",
    "CaseUserGrant",
    "CompartmentRequest",
]
