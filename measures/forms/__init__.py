"""Forms of measures."""

from measures.forms.closing import CostsForm, SealForm
from measures.forms.details import ClosureForm, DrugsForm, OrderForm, ProportionalityForm
from measures.forms.money import BreachForm, ClaimForm, HappeningForm, RemedyForm, TreatForm, WhatIfForm
from measures.forms.steps import (
    CaseNumberForm,
    EntrustForm,
    GroundForm,
    NameSignalForm,
    NoticeForm,
    PartyForm,
    StartForm,
    StepForm,
)

__all__ = [
    "BreachForm",
    "CaseNumberForm",
    "ClaimForm",
    "ClosureForm",
    "CostsForm",
    "DrugsForm",
    "EntrustForm",
    "GroundForm",
    "HappeningForm",
    "NameSignalForm",
    "NoticeForm",
    "OrderForm",
    "PartyForm",
    "ProportionalityForm",
    "RemedyForm",
    "SealForm",
    "StartForm",
    "StepForm",
    "TreatForm",
    "WhatIfForm",
]
