"""What pages read of measures and claims, already limited to what the actor may see."""

from measures.queries.page import (
    CaseName,
    Line,
    MeasurePicture,
    case_of,
    closure_lines,
    dates_of,
    duration_of,
    picture_of,
)
from measures.queries.register import Filters, Listing, Row, listing

__all__ = [
    "CaseName",
    "Filters",
    "Line",
    "Listing",
    "MeasurePicture",
    "Row",
    "case_of",
    "closure_lines",
    "dates_of",
    "duration_of",
    "listing",
    "picture_of",
]
