"""Terms of measures and claims: which run, why, and all of them on one board."""

from measures.deadlines.finality import finality_of
from measures.deadlines.lapsing import lapse
from measures.deadlines.terms import COLUMNS, OpenTerm, claim_terms, open_terms

__all__ = ["COLUMNS", "OpenTerm", "claim_terms", "finality_of", "lapse", "open_terms"]
