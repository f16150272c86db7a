"""What pages read of controls, already limited to what the actor may see."""

from inspections.queries.breaches import Breach, breaches_at
from inspections.queries.colleagues import inspectors
from inspections.queries.findings import Proposals, proposals
from inspections.queries.page import Picture, checks_of, picture_of, visits_of
from inspections.queries.register import Filters, Listing, Row, listing
from inspections.queries.stop import StopPicture, photos_in, stop_picture

__all__ = [
    "Breach",
    "Filters",
    "Listing",
    "Picture",
    "Proposals",
    "Row",
    "StopPicture",
    "breaches_at",
    "checks_of",
    "inspectors",
    "listing",
    "photos_in",
    "picture_of",
    "proposals",
    "stop_picture",
    "visits_of",
]
