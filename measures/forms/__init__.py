"""Forms of measures."""

from measures.forms.details import ClosureForm, DrugsForm, OrderForm, ProportionalityForm
from measures.forms.money import BreachForm, HappeningForm, RemedyForm, TreatForm, WhatIfForm
from measures.forms.steps import GroundForm, PartyForm, StartForm, StepForm

__all__ = [
    "BreachForm",
    "ClosureForm",
    "DrugsForm",
    "GroundForm",
    "HappeningForm",
    "OrderForm",
    "PartyForm",
    "ProportionalityForm",
    "RemedyForm",
    "StartForm",
    "StepForm",
    "TreatForm",
    "WhatIfForm",
]
