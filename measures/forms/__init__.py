"""Forms of measures."""

from measures.forms.details import ClosureForm, DrugsForm, OrderForm, ProportionalityForm
from measures.forms.steps import GroundForm, PartyForm, StartForm, StepForm, WhyForm

__all__ = [
    "ClosureForm",
    "DrugsForm",
    "GroundForm",
    "OrderForm",
    "PartyForm",
    "ProportionalityForm",
    "StartForm",
    "StepForm",
    "WhyForm",
]
