"""What pages read of cases and actions, already limited to what the actor may see."""

from cases.queries.listing import case_by_number, running_cases
from cases.queries.panels import CaseProvider, offer, panels_for
from cases.queries.wording import description_problem

__all__ = [
    "CaseProvider",
    "case_by_number",
    "description_problem",
    "offer",
    "panels_for",
    "running_cases",
]
