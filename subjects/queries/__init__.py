"""What pages read of subjects and objects, already limited to what the actor may see."""

from subjects.queries.candidates import Candidate, candidates, describe
from subjects.queries.lookup import Hit, Mark, kept_value, known, marks_in
from subjects.queries.network import Neighbour, Network
from subjects.queries.page import Cluster, FactLine, Profile, cluster, profile
from subjects.queries.panels import Panel, Span, offer, panels_for
from subjects.queries.register import Filters, Listing, by_number, listing

__all__ = [
    "Candidate",
    "Cluster",
    "FactLine",
    "Filters",
    "Hit",
    "Listing",
    "Mark",
    "Neighbour",
    "Network",
    "Panel",
    "Profile",
    "Span",
    "by_number",
    "candidates",
    "cluster",
    "describe",
    "kept_value",
    "known",
    "listing",
    "marks_in",
    "offer",
    "panels_for",
    "profile",
]
