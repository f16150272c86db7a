"""Terms of measures and claims: which run, why, and all of them on one board."""

from measures.deadlines.terms import COLUMNS, OpenTerm, claim_terms, finality_of, open_terms

__all__ = ["COLUMNS", "OpenTerm", "claim_terms", "finality_of", "open_terms"]
