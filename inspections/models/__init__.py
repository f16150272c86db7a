"""Tables of the room: a control with its route and team, what was written down, and findings."""

from inspections.models.finding import Finding
from inspections.models.inspection import Inspection, InspectionStep, Member, Participant
from inspections.models.stop import Line, Stop

__all__ = ["Finding", "Inspection", "InspectionStep", "Line", "Member", "Participant", "Stop"]
