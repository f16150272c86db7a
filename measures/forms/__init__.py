"""Forms of measures."""

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
    "StartForm",
    "StepForm",
    "TreatForm",
    "WhatIfForm",
]
