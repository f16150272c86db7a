"""What pages read of subjects and objects, already limited to what the actor may see."""

from subjects.queries.candidates import Candidate, candidates, describe
from subjects.queries.page import Cluster, FactLine, Neighbour, Profile, cluster, profile
from subjects.queries.register import Filters, Listing, by_number, listing

__all__ = [
    "Candidate",
    "Cluster",
    "FactLine",
    "Filters",
    "Listing",
    "Neighbour",
    "Profile",
    "by_number",
    "candidates",
    "cluster",
    "describe",
    "listing",
    "profile",
]
