"""The two locks, grants, contexts and jobs."""
