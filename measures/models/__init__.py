"""Tables of the room: a measure with everything that hangs on it, and the claims that come of it."""

from measures.models.claim import (
    Claim,
    ClaimEvent,
    ClaimEventKind,
    ClaimKind,
    ClaimState,
)
from measures.models.closure import Closure, DrugFind, EarlyAnswer, PremisesUse, SealCheck
from measures.models.dossier import Dossier, DossierFor, DossierState
from measures.models.ground import Ground, GroundKind
from measures.models.intake import MatchQuestion, RegisterRow, RegisterRun, RowState, RunState
from measures.models.letter import Letter, LetterState
from measures.models.measure import (
    Measure,
    MeasureGroupGrant,
    MeasureStep,
    MeasureUserGrant,
    Notice,
    Unheard,
)
from measures.models.order import PenaltyMode, PenaltyOrder
from measures.models.party import Party, PartyRole
from measures.models.proportionality import Proportionality
from measures.models.remedy import Outcome, Remedy, RemedyKind
from measures.models.reminder import ClaimReminder, Reminder

__all__ = [
    "Claim",
    "ClaimEvent",
    "ClaimEventKind",
    "ClaimKind",
    "ClaimReminder",
    "ClaimState",
    "Closure",
    "Dossier",
    "DossierFor",
    "DossierState",
    "DrugFind",
    "EarlyAnswer",
    "Ground",
    "GroundKind",
    "Letter",
    "LetterState",
    "MatchQuestion",
    "Measure",
    "MeasureGroupGrant",
    "MeasureStep",
    "MeasureUserGrant",
    "Notice",
    "Outcome",
    "Party",
    "PartyRole",
    "PenaltyMode",
    "PenaltyOrder",
    "PremisesUse",
    "Proportionality",
    "RegisterRow",
    "RegisterRun",
    "Remedy",
    "RemedyKind",
    "Reminder",
    "RowState",
    "RunState",
    "SealCheck",
    "Unheard",
]
