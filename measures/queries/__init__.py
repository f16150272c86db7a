"""What pages read of measures and claims, already limited to what the actor may see."""

from measures.queries.page import (
    Line,
    MeasurePicture,
    closure_lines,
    dates_of,
    duration_of,
    picture_of,
)
from measures.queries.register import Filters, Listing, Row, listing

__all__ = [
    "Filters",
    "Line",
    "Listing",
    "MeasurePicture",
    "Row",
    "closure_lines",
    "dates_of",
    "duration_of",
    "listing",
    "picture_of",
]
